using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>A settings file of jest or vitest, read for one question: whether it may say which files hold tests.</summary>
internal static class RunnerSettings
{
    private static readonly HashSet<string> Choosing =
    [
        "include", "exclude", "includeSource", "dir", "root", "projects", "workspace", "plugins", "extends", "testMatch", "testRegex", "roots", "rootDir", "preset",
        "testPathIgnorePatterns", "modulePathIgnorePatterns", "moduleFileExtensions", "runner", "haste",
    ];

    // The same words say something else in there.
    private static readonly HashSet<string> Apart = ["coverage", "typecheck", "benchmark", "build", "optimizeDeps", "esbuild", "define", "alias", "env"];
    private static readonly HashSet<string> Plain = ["vitest/config", "vite", "path", "node:path", "url", "node:url"];
    private const int Largest = 1 << 18;

    public static bool MayChooseFiles(ISyntaxParser parser, string root, RepoPath settings)
    {
        var place = settings.Under(root);
        if (Languages.OfExtension(settings.Extension) is not { } language || new FileInfo(place) is not { Exists: true, Length: < Largest })
            return true;

        return MayChooseFiles(parser.Parse(File.ReadAllBytes(place), language, SyntaxLimits.Default, CancellationToken.None));
    }

    internal static bool MayChooseFiles(SyntaxTree settings) => settings.Nodes.Any(n => n.IsError || Chooses(n));

    private static bool Chooses(SyntaxNode node) => node.Kind switch
    {
        "pair" or "method_definition" => Choosing.Contains(NameOf(node)) && !node.Ancestors.Any(a => a.Kind == "pair" && Apart.Contains(NameOf(a))),
        "member_expression" => Choosing.Contains(node.Child("property")?.Text ?? "") && node.Parent is { Kind: "assignment_expression" },
        "shorthand_property_identifier" => Choosing.Contains(node.Text),
        "spread_element" or "computed_property_name" => true,
        "import_statement" => node.Child("source") is not { } source || !Plain.Contains(Unquoted(source.Text)),
        "call_expression" => node.Child("function")?.Text switch
        {
            "mergeConfig" or "import" => true,
            "require" => !Plain.Contains(Unquoted(node.Child("arguments")?.Text.Trim('(', ')') ?? "")),
            _ => false,
        },
        _ => false,
    };

    private static string NameOf(SyntaxNode node) => Unquoted((node.Child("key") ?? node.Child("name"))?.Text ?? "");

    private static string Unquoted(string text) => text.Trim('"', '\'', '`');
}
