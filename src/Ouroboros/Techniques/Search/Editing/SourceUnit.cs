using System.Text;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>A file under suspicion: its bytes, its tree and what edits may draw on.</summary>
public sealed class SourceUnit
{
    private readonly int[] lineStarts;

    public SourceUnit(RepoPath path, SyntaxTree tree, FileFacts facts, Surroundings surroundings)
    {
        Path = path;
        Tree = tree;
        Facts = facts;
        Surroundings = surroundings;
        Hash = ContentHash.Of(tree.Source.Span);
        lineStarts = LineStarts.Of(tree.Source.Span);
        Layout = Layout.Of(this);
        Lines = new LogicalLines(tree);
        Kin = new KinOfFunctions(new KindredFile(tree, facts));
    }

    public RepoPath Path { get; }

    public ContentHash Hash { get; }

    public SyntaxTree Tree { get; }

    public FileFacts Facts { get; }

    public Surroundings Surroundings { get; }

    public Layout Layout { get; }

    public LogicalLines Lines { get; }

    internal NameRankings Rankings { get; } = new();

    internal KinOfFunctions Kin { get; }

    public ReadOnlySpan<byte> Bytes => Tree.Source.Span;

    public int LineCount => lineStarts.Length;

    /// <summary>The line of a byte, counted from 1.</summary>
    public int LineAt(int offset)
    {
        var found = Array.BinarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : ~found;
    }

    public int LineStart(int line) => lineStarts[line - 1];

    /// <summary>Where the line's text ends, before its line end.</summary>
    public int LineEnd(int line)
    {
        var (start, end) = (LineStart(line), NextLineStart(line));
        if (end > start && Bytes[end - 1] == '\n')
            end--;

        return end > start && Bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Where the next line starts, or the end of the file.</summary>
    public int NextLineStart(int line) => line < lineStarts.Length ? lineStarts[line] : Bytes.Length;

    public string Text(int start, int end) => Encoding.UTF8.GetString(Bytes[start..end]);

    /// <summary>Indices of the nodes that start on a line: contiguous, as nodes stand in document order.</summary>
    public (int From, int To) NodesOn(int line) => (FirstNodeFrom(line), FirstNodeFrom(line + 1));

    private int FirstNodeFrom(int line)
    {
        int low = 0, high = Tree.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tree.Row(middle).StartLine < line)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
