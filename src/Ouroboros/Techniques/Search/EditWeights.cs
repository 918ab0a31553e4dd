using System.Runtime.InteropServices;
using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search;

/// <param name="Result">Hash of the token stream that the edit leads to.</param>
internal readonly record struct WeighedDraft(Draft Draft, ulong Result);

/// <summary>Gives every edit its priority: suspicion × operator × what was learnt × symptom × naturalness.</summary>
internal sealed class EditWeights
{
    private const double LeastNatural = 0.4, MostNatural = 1.5;

    // What a further token costs where nothing is known about it; only surprise beyond that counts.
    private const double BitsPerToken = 6, BitsToTell = 10;
    private const double RememberedPrior = 3;
    private const int MostPerPlace = 400;

    /// <summary>So many edits of one place are given at once.</summary>
    public const int Portion = 48;

    private readonly Dictionary<Language, TokenModel> models;
    private readonly Dictionary<(Language, string), double> factors = [];
    private readonly IReadOnlyList<Recollection> memories;
    private readonly OperatorPriors learnt;
    private readonly double best;

    public EditWeights(
        OperatorPriors learnt, IReadOnlyList<string> exceptions, IReadOnlyList<Recollection> memories,
        Dictionary<Language, TokenModel> models)
    {
        this.models = models;
        this.learnt = learnt;
        this.memories = memories;
        foreach (var language in models.Keys)
        {
            var table = OperatorTables.For(language)!;
            foreach (var row in table.Operators)
                factors[(language, row.Name)] = row.Prior * learnt.Of(language, row.Name) * Symptom(table, exceptions, row.Name);
        }

        best = factors.Values.DefaultIfEmpty(1).Max();
    }

    public LanguageTable Table(SourceUnit unit) => OperatorTables.For(unit.Tree.Language)!;

    public double Bound(Spot spot) => spot.Score * Math.Max(best, memories.Count > 0 ? RememberedPrior : 0) * MostNatural;

    public double Bound(Spot spot, EditOperator row) => spot.Score * factors[(spot.Unit.Tree.Language, row.Name)] * MostNatural;

    /// <summary>The edits of one place, best first; those after the first ones are thought of again when their turn comes, not kept.</summary>
    public IReadOnlyList<WeighedDraft> Drafts(Spot spot, EditOperator row, int node, int skip)
    {
        var site = new EditSite(spot.Unit, new SyntaxNode(spot.Unit.Tree, node));
        var drafts = new List<WeighedDraft>();
        foreach (var edit in row.Propose(site).Take(MostPerPlace))
            drafts.Add(Weigh(spot, row, site.Node, edit, factors[(spot.Unit.Tree.Language, row.Name)]));

        return [.. drafts.OrderByDescending(d => d.Draft.Priority).Skip(skip).Take(Portion)];
    }

    /// <summary>What was done about failures like this one, done to this line.</summary>
    public IReadOnlyList<WeighedDraft> Remembered(Spot spot)
    {
        if (memories.Count == 0)
            return [];

        var drafts = new List<WeighedDraft>();
        foreach (var memory in memories)
        {
            foreach (var (node, edit) in PatternEdits.On(spot.Unit, spot.Line, memory.Fix))
            {
                var row = new EditOperator(memory.Fix.Operator, 1, [], _ => []);
                drafts.Add(Weigh(spot, row, node, edit, RememberedPrior * memory.Similarity));
            }
        }

        return [.. drafts.OrderByDescending(d => d.Draft.Priority)];
    }

    /// <summary>An edit that no row of the table proposed.</summary>
    public WeighedDraft Weigh(Spot spot, EditOperator row, SyntaxNode node, Edit edit) =>
        Weigh(spot, row, node, edit, row.Prior * learnt.Of(spot.Unit.Tree.Language, row.Name));

    private WeighedDraft Weigh(Spot spot, EditOperator row, SyntaxNode node, Edit edit, double factor)
    {
        var rewriting = spot.Unit.Lines.Rewrite(edit.Splices);
        var priority = spot.Score * factor * edit.Weight * Naturalness(spot.Unit.Tree.Language, rewriting);
        return new WeighedDraft(new Draft(row, spot.Unit, node, edit, priority), rewriting.Hash);
    }

    /// <summary>Above 0.95 when the change reads more like the repository than what it replaces.</summary>
    private double Naturalness(Language language, Rewriting rewriting)
    {
        var model = models[language];
        var before = rewriting.Before.Span;
        var after = CollectionsMarshal.AsSpan(rewriting.After);
        var gain = (BitsPerToken * (after.Length - before.Length)) - model.Difference(before, after);
        return LeastNatural + ((MostNatural - LeastNatural) / (1 + Math.Exp(-gain / BitsToTell)));
    }

    private static double Symptom(LanguageTable table, IReadOnlyList<string> exceptions, string row)
    {
        var factor = 1.0;
        foreach (var exception in exceptions)
        {
            if (table.Symptoms.TryGetValue(exception, out var lifted))
                factor = Math.Max(factor, lifted.GetValueOrDefault(row, 1));
        }

        return factor;
    }
}
