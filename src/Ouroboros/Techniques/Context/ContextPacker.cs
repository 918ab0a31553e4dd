using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Context;

/// <summary>
/// Fills a budget of tokens with what matters most: whole bodies first, then headers, then names of files, so that a model sees the
/// code in question and knows what else there is. Whatever the estimate of tokens is like, each draft that is kept was measured.
/// </summary>
/// <param name="tokens">How many tokens a text has, by estimate.</param>
public sealed class ContextPacker(SymbolGraph graph, Func<RepoPath, byte[]?> read, Func<string, int> tokens)
{
    // Bodies leave room for an outline, and that for names; what they then leave is filled with more bodies.
    private const double ForBodies = 0.7, ForHeaders = 0.92, Enough = 0.85;

    private const int MostSymbols = 5_000;
    private const int MostNames = 2_000;
    private const int MostTries = 30;
    private const int MostCuts = 5;

    /// <param name="ranked">The most relevant first.</param>
    public ContextPack Pack(IReadOnlyList<RankedSymbol> ranked, int budget, CancellationToken cancellationToken)
    {
        Symbol[] symbols = [.. ranked.Take(MostSymbols).Select(r => r.Symbol).Where(s => s.Kind != SymbolKind.File)];
        var draft = new PackDraft(new PackSources(graph, read));
        draft = WithBodies(draft, symbols, (int)(budget * ForBodies), cancellationToken);
        draft = WithHeaders(draft, symbols, (int)(budget * ForHeaders), cancellationToken);
        draft = WithNames(draft, budget, cancellationToken);
        if (Measure(draft) < budget * Enough)
            draft = WithBodies(draft, symbols, budget, cancellationToken);

        for (var cut = 0; cut < MostCuts && Measure(draft) < budget * Enough; cut++)
            draft = WithCut(draft, symbols, budget, cancellationToken);

        var (text, pieces) = draft.Write();
        var shown = pieces.ToLookup(p => p.Path);
        var leftOut = ranked.Count(r => !shown[r.Symbol.Path].Any(p => p.StartLine <= r.Symbol.Definition.StartLine && r.Symbol.Definition.StartLine <= p.EndLine));
        return new ContextPack(text, Measure(draft), pieces, leftOut);
    }

    private PackDraft WithBodies(PackDraft draft, Symbol[] symbols, int limit, CancellationToken cancellationToken)
    {
        Symbol[] rest = [.. symbols.Except(draft.Bodies)];
        PackDraft With(int count) => draft with { Bodies = [.. draft.Bodies, .. rest.Take(count)] };
        var fit = Most(rest.Length, With, limit, cancellationToken);
        draft = With(fit);

        // One body that is too large shall not keep out those after it.
        foreach (var symbol in rest.Skip(fit + 1).Take(MostTries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var more = draft with { Bodies = [.. draft.Bodies, symbol] };
            if (Measure(more) <= limit)
                draft = more;
        }

        return draft;
    }

    private PackDraft WithHeaders(PackDraft draft, Symbol[] symbols, int limit, CancellationToken cancellationToken)
    {
        Symbol[] rest = [.. symbols.Except(draft.Bodies)];
        PackDraft With(int count) => draft with { Signatures = [.. rest.Take(count)] };
        return With(Most(rest.Length, With, limit, cancellationToken));
    }

    private PackDraft WithNames(PackDraft draft, int limit, CancellationToken cancellationToken)
    {
        var shown = draft.Bodies.Concat(draft.Signatures).Select(s => s.Path).ToHashSet();
        RepoPath[] rest = [.. graph.Nodes.Where(n => n.Kind == SymbolKind.File && !shown.Contains(n.Path)).Select(n => n.Path).Take(MostNames)];
        PackDraft With(int count) => draft with { Names = [.. rest.Take(count)] };
        return With(Most(rest.Length, With, limit, cancellationToken));
    }

    private PackDraft WithCut(PackDraft draft, Symbol[] symbols, int limit, CancellationToken cancellationToken)
    {
        var cut = draft.Cuts.Select(c => c.Symbol).ToHashSet();
        if (symbols.Except(draft.Bodies).FirstOrDefault(s => !cut.Contains(s)) is not { } next)
            return draft;

        PackDraft With(int lines) => draft with { Cuts = [.. draft.Cuts, (next, lines)] };
        return With(Most(next.Definition.EndLine - next.Definition.StartLine, With, limit, cancellationToken));
    }

    /// <summary>The largest count that was measured to fit; 0 where none does. Doubles first, so that no draft is much larger than the limit.</summary>
    private int Most(int most, Func<int, PackDraft> draft, int limit, CancellationToken cancellationToken)
    {
        bool Fits(int count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Measure(draft(count)) <= limit;
        }

        var (fits, fails) = (0, most + 1);
        for (var next = 1; next < fails; next = Math.Min(fails, next * 2))
        {
            if (!Fits(next))
                fails = next;
            else
                fits = next;
        }

        while (fails - fits > 1)
        {
            var middle = fits + ((fails - fits) / 2);
            if (Fits(middle))
                fits = middle;
            else
                fails = middle;
        }

        return fits;
    }

    private int Measure(PackDraft draft) => draft.Write().Text is { Length: > 0 } text ? tokens(text) : 0;
}
