using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Context;

/// <summary>Lays a focus over a graph: which nodes it is about, and how much.</summary>
internal sealed class FocusWeights
{
    // A place that was seen weighs more than a name that was said, and that more than a word that is part of a name.
    private const double Suspected = 1, OnStack = 1, Named = 0.5, Spoken = 0.3, PartSpoken = 0.1, InFile = 0.5;
    private const int MostFailures = 50;
    private const int MostFrames = 50;

    // So that what has nothing to do with the focus still has an order.
    private const double Everywhere = 0.01;

    private readonly SymbolGraph graph;
    private readonly double[] weights;

    public FocusWeights(SymbolGraph graph, ContextFocus focus)
    {
        this.graph = graph;
        weights = new double[graph.Nodes.Count];
        Array.Fill(weights, Everywhere / Math.Max(1, weights.Length));
        var most = focus.Suspects.Count == 0 ? 1 : Math.Max(1e-9, focus.Suspects.Max(s => s.Score));
        foreach (var suspect in focus.Suspects.Where(s => s.Score > 0))
            Note(suspect.Path, suspect.Line, Suspected * suspect.Score / most);

        foreach (var file in focus.Files)
            Note(file, 0, InFile);

        foreach (var failure in focus.Failures.Take(MostFailures))
            NoteStack(failure.Frames.TakeLast(MostFrames).Select(f => (f.Path, f.Line)).ToArray());

        var said = FocusWords.NamesIn(string.Join('\n', focus.Failures.Take(MostFailures).Select(f => $"{f.Exception} {f.Message}")));
        var spoken = FocusWords.NamesIn(focus.Goal);
        Mentioned = [.. said, .. spoken];
        NoteNames(said, Named);
        NoteNames(spoken, Spoken);
        NoteParts([.. spoken.SelectMany(FocusWords.PartsOf)]);
    }

    public IReadOnlyList<double> Home => weights;

    public HashSet<string> Mentioned { get; }

    public HashSet<RepoPath> Files { get; } = [];

    private void Note(RepoPath path, int line, double weight)
    {
        if (graph.At(path, line) is not { } node)
            return;

        weights[node.Id] += weight;
        Files.Add(path);
    }

    // The last frame is where it broke; those on the way there count half as much each step outwards, but never nothing.
    private void NoteStack(IReadOnlyList<(string Path, int Line)> frames)
    {
        var weight = OnStack;
        foreach (var (path, line) in frames.Reverse())
        {
            if (!RepoPath.TryParse(path, out var file))
                continue;

            Note(file, line, weight);
            weight = Math.Max(weight / 2, OnStack / 8);
        }
    }

    private void NoteNames(IReadOnlyList<string> names, double weight)
    {
        foreach (var name in names)
        {
            var found = graph.DefinitionsOf(name);
            foreach (var node in found)
                weights[node.Id] += weight / found.Count;
        }
    }

    private void NoteParts(HashSet<string> parts)
    {
        if (parts.Count == 0)
            return;

        Symbol[] found = [.. graph.Nodes.Where(n => n.Kind != SymbolKind.File && FocusWords.PartsOf(n.Name).Any(parts.Contains))];
        foreach (var node in found)
            weights[node.Id] += PartSpoken * parts.Count / found.Length;
    }
}
