using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ouroboros.Tests.Architecture;

/// <summary>One use of a type of ours, where it stands.</summary>
internal sealed record Use(string From, string To, string Place);

/// <summary>The product's sources as the compiler understands them.</summary>
internal sealed class SourceTree
{
    private const string Root = "Ouroboros";

    private SourceTree(IReadOnlyList<Use> uses, IReadOnlyList<string> misplaced, int files)
    {
        Uses = uses;
        Misplaced = misplaced;
        Files = files;
    }

    public IReadOnlyList<Use> Uses { get; }

    /// <summary>Files whose namespace is not their folder.</summary>
    public IReadOnlyList<string> Misplaced { get; }

    public int Files { get; }

    public static SourceTree OfProduct(params (string Path, string Text)[] planted)
    {
        var root = RepositoryRoot();
        var files = Directory.EnumerateFiles(Path.Join(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(f => (Path: Path.GetRelativePath(root, f), Text: File.ReadAllText(f)))
            .Concat(planted)
            .ToArray();
        return Read(files);
    }

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "Ouroboros.slnx")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run beneath the repository.");
    }

    private static SourceTree Read((string Path, string Text)[] files)
    {
        var usings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
            + "global using System.Threading; global using System.Threading.Tasks;");
        var trees = files.Select(f => CSharpSyntaxTree.ParseText(f.Text, path: f.Path)).ToArray();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(p => !Path.GetFileName(p).StartsWith("Ouroboros", StringComparison.Ordinal) && Path.GetFileName(p) != "ouro.dll")
            .Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create("seen", [usings, .. trees], references);

        var uses = trees.SelectMany(t => UsesIn(t, compilation.GetSemanticModel(t))).Distinct().ToArray();
        return new SourceTree(uses, [.. trees.Where(IsMisplaced).Select(t => t.FilePath)], files.Length);
    }

    private static IEnumerable<Use> UsesIn(SyntaxTree tree, SemanticModel model)
    {
        var own = NamespaceOf(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            var target = type?.ContainingNamespace?.ToDisplayString();
            if (target is null || target == own || !(target + ".").StartsWith(Root + ".", StringComparison.Ordinal))
                continue;

            var line = tree.GetLineSpan(name.Span).StartLinePosition.Line + 1;
            yield return new Use(own, target, $"{tree.FilePath}:{line} uses {type!.Name}");
        }
    }

    private static bool IsMisplaced(SyntaxTree tree)
    {
        var folder = Path.GetDirectoryName(tree.FilePath)!.Replace("src/", "", StringComparison.Ordinal).Replace('/', '.');
        return NamespaceOf(tree) is { Length: > 0 } declared && declared != folder;
    }

    private static string NamespaceOf(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";
}
