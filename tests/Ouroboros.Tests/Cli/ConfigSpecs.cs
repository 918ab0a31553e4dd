using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests.Cli;

public sealed class ConfigSpecs : IDisposable
{
    private readonly Counter counter = new();

    public void Dispose() => counter.Dispose();

    // Each column is one place that sets the seed, from the least to the most important.
    [Theory]
    [InlineData(null, null, null, null, null, "0", "default")]
    [InlineData("1", null, null, null, null, "1", "/ouroboros/config.yaml:1")]
    [InlineData("1", "2", null, null, null, "2", "ouroboros.yaml:1")]
    [InlineData("1", "2", "3", null, null, "3", ".env:1")]
    [InlineData("1", "2", "3", "4", null, "4", "OURO_SEED")]
    [InlineData("1", "2", "3", "4", "5", "5", "--seed")]
    [InlineData("1", null, "3", null, null, "3", ".env:1")]
    public void The_most_important_place_wins(string? user, string? project, string? dotenv, string? variable, string? flag, string value, string place)
    {
        Place("~/.config/ouroboros/config.yaml", user, "seed: ");
        Place("ouroboros.yaml", project, "seed: ");
        Place(".env", dotenv, "OURO_SEED=");
        if (variable is not null)
            counter.With("OURO_SEED", variable);

        var resolved = Load(flag is null ? [] : new() { ["seed"] = flag })[Settings.Seed];

        resolved.Value.ShouldBe(value);
        resolved.Place.ShouldEndWith(place);
    }

    [Theory]
    [InlineData("TEST_TIMEOUT", "7", "test_timeout")]
    [InlineData("MAX_RETRIES", "9", "max_retries")]
    [InlineData("BASE_DELAY", "2", "base_delay")]
    [InlineData("MAX_DELAY", "20", "max_delay")]
    [InlineData("JITTER_RANGE", "0.25", "jitter_range")]
    public void The_names_of_the_seeds_are_honoured(string variable, string value, string setting)
    {
        counter.With(variable, value);

        Load()[Settings.Find(setting)!].Value.ShouldBe(value);
    }

    [Theory]
    [InlineData(".env", "mkfifo \"$1\"")]
    [InlineData(".env", "ln -s /dev/zero \"$1\"")]
    [InlineData("ouroboros.yaml", "mkfifo \"$1\"")]
    [InlineData("ouroboros.yaml", "ln -s /dev/zero \"$1\"")]
    public void What_would_be_read_for_ever_is_refused(string file, string make)
    {
        Shell.MustRun(make, Path.Join(counter.Project, file));

        Should.Throw<UserError>(() => Load()).Message.ShouldContain("no regular file");
    }

    [Fact]
    public void Our_own_name_wins_over_the_name_of_the_seeds()
    {
        counter.With("TEST_TIMEOUT", "7").With("OURO_TEST_TIMEOUT", "8");

        Load()[Settings.TestTimeout].Value.ShouldBe("8");
    }

    [Theory]
    [InlineData("ouroboros.yaml", "max_rsk: 0.3\n", "ouroboros.yaml:1: there is no key 'max_rsk'; did you mean max_risk?")]
    [InlineData("ouroboros.yaml", "seed: 1\nseed: 2\n", "sets 'seed' a second time")]
    [InlineData("ouroboros.yaml", "seed: soon\n", "seed must be a whole number, not 'soon'")]
    [InlineData("ouroboros.yaml", "seed: [1, 2]\n", "takes one value")]
    [InlineData("ouroboros.yaml", "- seed\n", "must hold lines such as")]
    [InlineData("ouroboros.yaml", "a: &a [x]\nb: *a\n", "takes one value")]
    [InlineData("ouroboros.yaml", "seed: *a\n", "uses an alias")]
    [InlineData("ouroboros.yaml", "seed: \"1\n", "is no YAML")]
    [InlineData("ouroboros.yaml", "seed: ${NOT_THERE:?set it to a number}\n", "needs the variable NOT_THERE: set it to a number")]
    [InlineData(".env", "OURO_MAX_RSK=1\nOTHER=x\n", ".env:1: there is no variable OURO_MAX_RSK; did you mean OURO_MAX_RISK?")]
    public async Task What_is_wrong_is_named_with_its_place(string file, string text, string message)
    {
        counter.WithFile(file, text);

        (await counter.Ouro("config", "list")).ShouldBe(64);

        counter.Errors.ShouldContain(message);
    }

    [Fact]
    public async Task Deep_nesting_is_refused_and_crashes_nothing()
    {
        counter.WithFile("ouroboros.yaml", "seed: " + new string('[', 100_000));

        (await counter.Ouro("config", "list")).ShouldBe(64);
    }

    [Theory]
    [InlineData("${A}", "one")]
    [InlineData("x${A:-y}z", "xonez")]
    [InlineData("${B:-two}", "two")]
    [InlineData("$$A ${A}", "$A one")]
    [InlineData("no variable: $A", "no variable: $A")]
    [InlineData("${C}", "${A}")]
    public void Variables_stand_for_their_values_once(string text, string expanded)
    {
        var variables = new Dictionary<string, string> { ["A"] = "one", ["C"] = "${A}" };

        Interpolation.Expand(text, variables.GetValueOrDefault, out var problem).ShouldBe(expanded);

        problem.ShouldBeNull();
    }

    [Fact]
    public void Guarded_keys_of_a_project_are_inert()
    {
        counter.WithFile("ouroboros.yaml", "auto_apply: true\n").WithFile(".env", "OURO_TEST_COMMAND=rm -rf /\nTEST_TIMEOUT=not ours\n");

        Load()[Settings.AutoApply].Value.ShouldBe("false");
        Load()[Settings.TestCommand].Value.ShouldBe("");
        Load()[Settings.TestCommand].Inert.ShouldHaveSingleItem().Place.ShouldBe(".env:1");
    }

    [Fact]
    public async Task Trust_holds_for_the_exact_content_and_can_be_taken_back()
    {
        counter.WithFile("ouroboros.yaml", "auto_apply: true\n");
        (await counter.Ouro("config", "trust")).ShouldBe(0);
        Load()[Settings.AutoApply].Value.ShouldBe("true");

        counter.WithFile("ouroboros.yaml", "auto_apply: true # and more\n");
        Load()[Settings.AutoApply].Value.ShouldBe("false");

        (await counter.Ouro("config", "set", "--project", "seats", "2")).ShouldBe(0);
        Load()[Settings.Seats].Value.ShouldBe("0");
        (await counter.Ouro("config", "trust")).ShouldBe(0);
        (await counter.Ouro("config", "set", "--project", "seats", "3")).ShouldBe(0);
        Load()[Settings.Seats].Value.ShouldBe("3");

        (await counter.Ouro("config", "trust", "--revoke")).ShouldBe(0);
        Load()[Settings.Seats].Value.ShouldBe("0");
    }

    [Fact]
    public async Task Setting_keeps_every_other_line_as_it_was()
    {
        counter.WithFile("ouroboros.yaml", "# ours\nseed: 1   # lucky\n\nmax_risk: 0.2\n");

        (await counter.Ouro("config", "set", "--project", "seed", "7")).ShouldBe(0);
        (await counter.Ouro("config", "set", "--project", "test_command", "python -m pytest 'a b'")).ShouldBe(0);

        counter.Read("ouroboros.yaml").ShouldBe("# ours\nseed: 7\n\nmax_risk: 0.2\ntest_command: 'python -m pytest ''a b'''\n");
        counter.Errors.ShouldContain("inert until you trust that file");
    }

    [Fact]
    public async Task A_value_set_is_the_value_got()
    {
        (await counter.Ouro("config", "set", "max_risk", "0.25")).ShouldBe(0);
        (await counter.Ouro("config", "get", "max_risk")).ShouldBe(0);

        counter.Output.ShouldBe("0.25\n");
    }

    [Fact]
    public void The_document_is_the_table() => Approved.ShouldBeFile(ConfigurationDocument.Text, "docs/configuration.md");

    private void Place(string file, string? value, string prefix)
    {
        if (value is not null)
            counter.WithFile(file, $"{prefix}{value}\n");
    }

    private Config Load(Dictionary<string, string>? flags = null) =>
        Config.Load(counter.Project, counter.Surroundings(TextWriter.Null, TextWriter.Null), flags ?? []);
}
