using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Tests.Architecture;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.CodeGraph;

/// <summary>A project of code in memory, and how often its files were read.</summary>
internal sealed class CodeProject
{
    private readonly Dictionary<RepoPath, byte[]> files;

    public CodeProject(params (string Path, string Text)[] files)
        : this(files.ToDictionary(f => RepoPath.Parse(f.Path), f => Encoding.UTF8.GetBytes(f.Text)), new SymbolMemo(new TreeSitterParser()))
    {
    }

    private CodeProject(Dictionary<RepoPath, byte[]> files, SymbolMemo memo)
    {
        (this.files, Memo) = (files, memo);
        Librarian = new Librarian(files.Keys, Read, memo);
    }

    public SymbolMemo Memo { get; }

    public Librarian Librarian { get; }

    public SymbolGraph Graph => Librarian.Graph(CancellationToken.None);

    public int Reads { get; private set; }

    public static CodeProject OfSample(string name)
    {
        var root = Path.Join(SourceTree.RepositoryRoot(), "samples", name);
        var found = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));
        return new CodeProject(found.ToDictionary(f => RepoPath.Parse(Path.GetRelativePath(root, f)), File.ReadAllBytes), new SymbolMemo(new TreeSitterParser()));
    }

    /// <summary>The next state of the project, with the same memo.</summary>
    public CodeProject With(string path, string text) =>
        new(new Dictionary<RepoPath, byte[]>(files) { [RepoPath.Parse(path)] = Encoding.UTF8.GetBytes(text) }, Memo);

    public byte[]? Read(RepoPath path)
    {
        Reads++;
        return files.GetValueOrDefault(path);
    }

    public Symbol The(string name) => Graph.DefinitionsOf(name).ShouldBeOne(name);

    public IEnumerable<string> Callers(string name) => Graph.CallersOf(The(name), 1).Select(r => r.Symbol.Definition.QualifiedName);

    public IEnumerable<string> Callees(string name) => Graph.CalleesOf(The(name), 1).Select(r => r.Symbol.Definition.QualifiedName);
}

internal static class OneSymbol
{
    public static Symbol ShouldBeOne(this IReadOnlyList<Symbol> found, string name) =>
        found.Count == 1 ? found[0] : throw new InvalidOperationException($"{found.Count} are named {name}: {string.Join(", ", found)}");
}
