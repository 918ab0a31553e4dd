using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>Reads, parses and surveys files of a snapshot, each once. A file that changed since is left alone.</summary>
internal sealed class SourceShelf(SearchBrief brief, ISyntaxParser parser, FailureEvidence evidence)
{
    // Beyond this a file is data or generated, and parsing it would eat the budget.
    private const int LargestFile = 2 << 20;
    private const int MostTraining = 768 << 10;
    private const int MostKin = 16, LargestKin = 256 << 10;

    private readonly Dictionary<RepoPath, SyntaxTree?> trees = [];
    private readonly Dictionary<RepoPath, SourceUnit?> units = [];
    private readonly Dictionary<RepoPath, KindredFile> kin = [];

    public SourceUnit? Unit(RepoPath path, CancellationToken cancellationToken)
    {
        if (units.TryGetValue(path, out var known))
            return known;

        return units[path] = Survey(path, cancellationToken);
    }

    /// <summary>A model of the repository's own way of writing, nearest files first; the files in <paramref name="dear"/> count threefold.</summary>
    public TokenModel Train(Language language, IReadOnlyCollection<RepoPath> dear)
    {
        var model = new TokenModel();
        var lexer = Lexer.For(language);
        var lexemes = new List<Lexeme>();
        var read = 0L;
        var files = brief.Snapshot.Files.Values
            .Where(f => Languages.OfExtension(f.Path.Extension) == language && f.Length <= LargestFile)
            .OrderByDescending(f => dear.Contains(f.Path)).ThenBy(f => f.Path);
        foreach (var file in files)
        {
            if (read + file.Length > MostTraining || Read(file.Path) is not { } text)
                continue;

            read += file.Length;
            lexemes.Clear();
            lexer.Read(text, lexemes);
            model.Learn(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lexemes), dear.Contains(file.Path) ? 3 : 1);
        }

        return model;
    }

    public SyntaxTree? Tree(RepoPath path, CancellationToken cancellationToken)
    {
        if (trees.TryGetValue(path, out var known))
            return known;

        return trees[path] = Parse(path, cancellationToken);
    }

    private SourceUnit? Survey(RepoPath path, CancellationToken cancellationToken)
    {
        if (Tree(path, cancellationToken) is not { } tree || OperatorTables.For(tree.Language) is not { } table)
            return null;

        var imports = new Dictionary<string, FileFacts>();
        foreach (var imported in table.Imports(tree))
        {
            if (imported.As is { } name && Resolve(imported.PathSuffix, path) is { } file && Tree(file, cancellationToken) is { } other)
                imports.TryAdd(name, table.Survey(other));
        }

        var seen = brief.Trace.Observations.Where(o => o.Path == path).ToList();
        var kindred = new Lazy<IReadOnlyList<KindredFile>>(() => Kin(path, cancellationToken));
        var around = new Surroundings(seen, evidence.Literals, evidence.Exceptions, imports) { Awaited = evidence.Awaited, Kin = () => kindred.Value };
        return new SourceUnit(path, tree, table.Survey(tree), around);
    }

    /// <summary>The files beside one and below its directory, then those around it, as far as they are of a readable size.</summary>
    private List<KindredFile> Kin(RepoPath path, CancellationToken cancellationToken)
    {
        var found = new List<KindredFile>();
        var near = brief.Snapshot.Files.Values
            .Where(f => f.Path != path && f.Length <= LargestKin && Languages.OfExtension(f.Path.Extension) == Languages.OfExtension(path.Extension) && !TestFiles.IsTest(f.Path))
            .OrderByDescending(f => Shared(f.Path.Value, path.Value)).ThenBy(f => f.Path);
        foreach (var file in near.Take(MostKin))
        {
            if (Tree(file.Path, cancellationToken) is { } tree)
                found.Add(kin.TryGetValue(file.Path, out var known) ? known : kin[file.Path] = new KindredFile(tree, OperatorTables.For(tree.Language)!.Survey(tree)));
        }

        return found;
    }

    /// <summary>How many directories two paths have in common.</summary>
    private static int Shared(string one, string two) => one.Split('/')[..^1].Zip(two.Split('/')[..^1]).TakeWhile(p => p.First == p.Second).Count();

    private RepoPath? Resolve(string suffix, RepoPath from)
    {
        var endings = new[] { $"{suffix}{from.Extension}", $"{suffix}/__init__{from.Extension}", $"{suffix}/index{from.Extension}" };
        RepoPath? best = null;
        foreach (var file in brief.Snapshot.Files.Keys.Order())
        {
            if (file != from && endings.Any(e => file.Value == e || file.Value.EndsWith("/" + e, StringComparison.Ordinal))
                && (best is not { } known || file.Value.Length < known.Value.Length))
                best = file;
        }

        return best;
    }

    private SyntaxTree? Parse(RepoPath path, CancellationToken cancellationToken)
    {
        if (Languages.OfExtension(path.Extension) is not { } language || Read(path) is not { } text)
            return null;

        try
        {
            return parser.Parse(text, language, SyntaxLimits.Default, cancellationToken);
        }
        catch (SyntaxLimitException)
        {
            return null;
        }
    }

    private byte[]? Read(RepoPath path) => brief.Snapshot.Unchanged(path, LargestFile);
}
