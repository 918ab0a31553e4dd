using System.Text;

namespace Ouroboros.Cli.Configuration;

/// <summary>The text of docs/configuration.md. A test compares the two, so that the document cannot lag behind.</summary>
internal static class ConfigurationDocument
{
    private const string Introduction =
        """
        # Configuration

        Every setting has one name: `max_risk` in a file, `OURO_MAX_RISK` in the environment, `--max-risk` as a flag. Where several
        places set it, the last of these wins:

        1. the default
        2. your own file, `$XDG_CONFIG_HOME/ouroboros/config.yaml` (`~/.config/ouroboros/config.yaml`)
        3. the project's `ouroboros.yaml`
        4. the project's `.env`
        5. the environment
        6. a flag

        `ouro config list` shows every value and where it comes from, `ouro config explain KEY` all places that set one,
        `ouro config set KEY VALUE` writes yours (`--project`: the project's).

        A file holds lines such as `max_risk: 0.3` and nothing else: no nesting, no aliases. Values may hold `${VAR}`,
        `${VAR:-default}` and `${VAR:?message}`; `$$` is one dollar sign. An unknown key in a file, an unknown variable that begins with
        `OURO_`, and a value that does not fit its key are errors (exit code 64) with a suggestion. A project's `.env` may hold anything else.

        ## Guarded settings

        A project you did not write must not decide what runs on your machine or what is applied without you. Settings marked
        *guarded* are inert in the project's own `ouroboros.yaml` and `.env` until you have read the file and trust it: `ouro config trust`. Trust
        holds for the exact content; any change needs it again. `ouro config trust --revoke` takes it back.

        ## Settings


        """;

    private const string Waiting =
        """

        ## Known, without effect yet

        Checked like all others, and read by nothing in this version.


        """;

    private const string Seeds =
        """

        Variables of the systems this one unites, kept for their parts to come. They are never errors.

        | variable | default there | awaits |
        |---|---|---|

        """;

    private const string Heading = "| setting | type | default | also read from | guarded | what it does |\n|---|---|---|---|---|---|\n";

    public static string Text
    {
        get
        {
            var text = new StringBuilder(Introduction).Append(Heading);
            foreach (var setting in Settings.All.Where(s => s.Awaits is null))
                text.Append(Row(setting, setting.Description));

            text.Append(Waiting).Append(Heading);
            foreach (var setting in Settings.All.Where(s => s.Awaits is not null))
                text.Append(Row(setting, $"{setting.Description} Awaits: {setting.Awaits}."));

            text.Append(Seeds);
            foreach (var seed in SeedVariables.All)
                text.Append($"| `{seed.Name}` | {Code(seed.Default)} | {seed.Awaits} |\n");

            return text.ToString();
        }
    }

    private static string Row(Setting setting, string description) =>
        $"| `{setting.Name}` | {setting.Type} | {Code(setting.Default)} | {Code(setting.SeedVariable ?? "")} | {(setting.Guarded ? "yes" : "")} | {description} |\n";

    private static string Code(string text) => text.Length == 0 ? "" : $"`{text}`";
}
