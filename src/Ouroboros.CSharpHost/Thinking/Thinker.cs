using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>All that is thought of for one hole, from small to large.</summary>
internal sealed class Thinker
{
    // How far it thinks.
    private const int MostThoughts = 30_000, MostParts = 60, MostCompared = 110, MostMade = 120, MostJoined = 700, MostBothSides = 60;
    private const double Dearest = 5;

    // What an expression that keeps the hole's own costs less than one that says something else.
    private const double Kept = 1.5;
    private const double OwnCost = 1;

    private readonly Site site;
    private readonly IReadOnlyList<Moment> moments;
    private readonly Shapes shapes;
    private readonly Notebook notes;
    private readonly Joining joining;
    private readonly Leaves leaves;
    private readonly object?[] original;
    private readonly int failing;
    private IReadOnlyList<Form> forms = Forms.All;

    /// <param name="moments">Those of failing tests first.</param>
    /// <param name="failing">How many these are.</param>
    public Thinker(Site site, IReadOnlyList<Moment> moments, int failing)
    {
        (this.site, this.moments, this.failing) = (site, moments, failing);
        shapes = new Shapes(site.Model.Compilation);
        notes = new Notebook(moments.Count);
        var known = site.Model.LookupNamespacesAndTypes(site.Node.SpanStart, name: "Math").Any(s => s.ContainingNamespace?.Name == "System");
        joining = new Joining(notes, shapes, known ? "Math" : "System.Math");
        leaves = new Leaves(site, moments, notes, shapes);
        original = [.. moments.Select(m => site.Hole.Kind == HoleKind.Guard ? false : m.Own)];
    }

    public IReadOnlyList<Told> Told()
    {
        var own = Own();
        var atoms = leaves.All(own);

        // Of the questions whether something is there these are the plainest, so they come first.
        var missing = atoms.SelectMany(Missing).ToList();
        forms = Fit(atoms);
        var parts = Parts(atoms);
        if (shapes.Of(site.Target).Is(Sort.Truth))
            Conditions(atoms, parts, missing, own);
        else
            Values(atoms, parts, missing, own);

        return new Choosing(site, notes, shapes, original, failing).Best();
    }

    /// <summary>The forms without casts to types that nothing here is of.</summary>
    private List<Form> Fit(List<Thought> atoms)
    {
        var present = atoms.Where(a => a.Speaks).Select(a => a.Shape.Sort).Append(shapes.Of(site.Target).Sort).ToHashSet();
        return [.. Forms.All.Where(f => !f.IsCast || present.Contains(f.Gives(shapes, shapes.Whole)!.Sort))];
    }

    private Thought? Own() => site.Node is ExpressionSyntax expression && shapes.Of(site.Own) is var shape
        ? notes.Note(expression.ToString(), Tightness(expression), OwnCost, shape, original, true) : null;

    private static Binding Tightness(ExpressionSyntax expression) => expression.Kind() switch
    {
        SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression => Binding.Term,
        SyntaxKind.AddExpression or SyntaxKind.SubtractExpression => Binding.Sum,
        SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
            or SyntaxKind.IsExpression or SyntaxKind.AsExpression or SyntaxKind.IsPatternExpression => Binding.Relation,
        SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression => Binding.Equality,
        SyntaxKind.LogicalAndExpression => Binding.Both,
        SyntaxKind.LogicalOrExpression => Binding.Either,
        SyntaxKind.CoalesceExpression => Binding.Fallback,
        _ when expression is BinaryExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or AssignmentExpressionSyntax => Binding.Choice,
        _ when expression is PrefixUnaryExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax => Binding.Unary,
        _ => Binding.Atom,
    };

    /// <summary>Leaves, and what one step makes of them.</summary>
    private List<Thought> Parts(List<Thought> atoms)
    {
        var parts = new List<Thought>(atoms);
        foreach (var atom in atoms)
            parts.AddRange(Changed(atom));

        foreach (var row in atoms.Where(a => a.Shape.IsIndexed || a.Shape.Is(Sort.Map)))
            parts.AddRange(atoms.Where(a => !ReferenceEquals(a, row)).SelectMany(at => joining.Found(row, at)).ToList());

        foreach (var inner in parts.Skip(atoms.Count).Where(p => p.Shape.Sort == Sort.Other).Take(MostParts).ToList())
            parts.AddRange(leaves.PartsOf(inner, 0.5).ToList());

        return [.. parts.OrderBy(p => p.Cost)];
    }

    private List<Thought> Changed(Thought thought) => [.. forms.Select(f => f.Of(thought, shapes, notes.Note)).OfType<Thought>()];

    private void Values(List<Thought> atoms, List<Thought> parts, List<Thought> missing, Thought? own)
    {
        var few = parts.Take(MostParts).ToList();
        var made = joining.Values(few, few, Dearest, MostThoughts);
        var compared = own is null ? [] : Compared(missing, [.. parts.Where(p => p.Cost <= Dearest / 2).Take(MostParts / 2)], MostThoughts + (MostThoughts / 4));
        foreach (var thought in made.Take(2 * MostMade).ToList())
        {
            foreach (var form in forms.Where(f => thought.Cost + f.Cost <= Dearest && f.Takes != Sort.Truth))
                form.Of(thought, shapes, notes.Note);
        }

        var best = made.OrderBy(t => t.Cost).Take(MostMade).ToList();
        joining.Values(atoms, best, Dearest + 1, 2 * MostThoughts);
        if (own is not null)
            Choices(own, atoms, compared);
    }

    /// <summary>The hole's own value where all is well, another one where it is not.</summary>
    private void Choices(Thought own, List<Thought> atoms, List<Thought> compared)
    {
        var target = shapes.Of(site.Target);
        var instead = atoms.Where(a => !ReferenceEquals(a, own) && (a.Shape.Sort == target.Sort || a.Shape.Sort == own.Shape.Sort || (target.MayBeNull && a.Values[0] is null && !a.Speaks))).Take(16).ToList();
        foreach (var asked in compared)
        {
            if (asked.Values.Skip(failing).All(v => v is false) && asked.Values.Take(failing).Contains(true))
                instead.ForEach(i => joining.Chosen(asked, i, own, asked.Cost + i.Cost));
            else if (asked.Values.Skip(failing).All(v => v is true) && asked.Values.Take(failing).Contains(false))
                instead.ForEach(i => joining.Chosen(asked, own, i, asked.Cost + i.Cost));
        }
    }

    private void Conditions(List<Thought> atoms, List<Thought> parts, List<Thought> missing, Thought? own)
    {
        var sums = joining.Values(atoms, atoms, Dearest - 1, MostThoughts);
        var compared = Compared(missing, [.. parts.Concat(sums).OrderBy(t => t.Cost).Take(MostCompared)], 2 * MostThoughts);
        compared = [.. compared.Where(t => !ReferenceEquals(t, own)).OrderBy(t => t.Cost)];
        if (own is not null)
        {
            foreach (var other in compared.Take(MostJoined))
            {
                joining.Both(own, other, other.Cost - Kept);
                joining.Either(own, other, other.Cost - Kept);
                joining.Both(other, own, other.Cost - Kept + 0.2);
                joining.Either(other, own, other.Cost - Kept + 0.2);
            }
        }

        var few = compared.Take(MostBothSides).ToList();
        foreach (var one in few)
        {
            foreach (var other in few.Where(o => !ReferenceEquals(o, one)))
            {
                joining.Both(one, other, one.Cost + other.Cost + 1);
                joining.Either(one, other, one.Cost + other.Cost + 1);
            }
        }
    }

    /// <summary>Questions about values, cheap ones first.</summary>
    private List<Thought> Compared(List<Thought> missing, List<Thought> parts, int most)
    {
        var made = new List<Thought>([.. missing, .. parts.Where(p => p.Speaks && p.Shape.Is(Sort.Truth))]);
        made.AddRange(parts.SelectMany(Missing).ToList());
        var pairs = from i in Enumerable.Range(0, parts.Count) from j in Enumerable.Range(i + 1, parts.Count - i - 1)
                    let cost = parts[i].Cost + parts[j].Cost where cost <= Dearest + 1 && (parts[i].Speaks || parts[j].Speaks) orderby cost select (i, j);
        foreach (var (i, j) in pairs)
        {
            if (notes.Count >= most)
                break;

            // A name comes before what it is measured by.
            var (one, other) = parts[i].Speaks ? (parts[i], parts[j]) : (parts[j], parts[i]);
            made.AddRange(joining.Compared(one, other));
        }

        return made;
    }

    private IEnumerable<Thought> Missing(Thought thought) =>
        thought.Speaks && thought.Shape.MayBeNull ? new[] { IsNull(thought, "is null", true), IsNull(thought, "is not null", false) }.OfType<Thought>() : [];

    private Thought? IsNull(Thought thought, string word, bool wanted) => notes.Note(
        $"{thought.Within(Binding.Relation - 1)} {word}", Binding.Relation, thought.Cost + 1, shapes.Truth,
        Array.ConvertAll(thought.Values, v => v is Unknown ? (object)v : (v is null) == wanted), true);
}
