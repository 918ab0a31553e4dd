using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.CodeGraph;

/// <summary>
/// Knows the code of one state of a project. Reads nothing until it is asked, an outline's file alone for the outline, and all files once
/// for the graph. Safe to ask from several threads where <paramref name="read"/> is.
/// </summary>
/// <param name="read">The bytes of a file, or null where it has none to give.</param>
/// <param name="memo">Shared by the librarians of a project's states.</param>
public sealed class Librarian(IEnumerable<RepoPath> files, Func<RepoPath, byte[]?> read, SymbolMemo memo)
{
    // The largest repositories have more; what lies beyond is told among the shortcomings.
    private const int MostFiles = 50_000;

    private readonly Lock building = new();
    private readonly RepoPath[] files = [.. files.Where(f => Languages.OfExtension(f.Extension) is not null).Distinct().Order()];
    private SymbolGraph? graph;

    public Librarian(Snapshot snapshot, SnapshotReader reader, SymbolMemo memo)
        : this(snapshot.Files.Keys, path => reader.Read(snapshot, path), memo)
    {
    }

    /// <summary>Source files, in the order of their paths.</summary>
    public IReadOnlyList<RepoPath> Files => files;

    public byte[]? Read(RepoPath path) => read(path);

    public SymbolGraph Graph(CancellationToken cancellationToken)
    {
        lock (building)
            return graph ??= Build(cancellationToken);
    }

    /// <summary>What a file defines, in the order of its text; null where it is none of the project's source files.</summary>
    public FileSymbols? Outline(RepoPath path, CancellationToken cancellationToken) =>
        Array.BinarySearch(files, path) >= 0 && read(path) is { } text ? memo.Read(path, text, cancellationToken) : null;

    private SymbolGraph Build(CancellationToken cancellationToken)
    {
        var known = new List<(RepoPath Path, FileSymbols Symbols)>();
        foreach (var path in files.Take(MostFiles))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (read(path) is { } text && memo.Read(path, text, cancellationToken) is { } symbols)
                known.Add((path, symbols));
        }

        var incomplete = known.Where(k => k.Symbols.Shortcoming is not null).Select(k => KeyValuePair.Create(k.Path, k.Symbols.Shortcoming!));
        var beyond = files.Skip(MostFiles).Take(1).Select(f => KeyValuePair.Create(f, $"and {files.Length - MostFiles - 1:N0} after it: beyond the limit of {MostFiles:N0} files"));
        return new GraphBuilder(known).Build([.. incomplete, .. beyond], cancellationToken);
    }
}
