using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>What of all that was thought of is worth a trial: it changes a failing moment, keeps the passing ones, and the compiler takes it.</summary>
internal sealed class Choosing(Site site, Notebook notes, Shapes shapes, object?[] original, int failing)
{
    private const int Most = 30, MostAlike = 3, MostAsked = 400;

    public IReadOnlyList<Told> Best()
    {
        var target = shapes.Of(site.Target);
        var was = Marked(target, original);
        var wish = WishFor(target);
        var found = new Dictionary<string, (bool Fails, bool Parts, double Rank, double Agreement, List<Thought> Alike)>();
        foreach (var alike in notes.Classes)
        {
            var values = Marked(target, alike[0].Values);
            if (!Changes(values, was, alike[0].Values) || !MaySuit(target, alike[0].Shape))
                continue;

            var passing = values.Length - failing;
            var agreed = passing == 0 ? 1 : Enumerable.Range(failing, passing).Count(i => values[i] == was[i] || original[i] is Unknown) / (double)passing;
            var broken = alike[0].Values.Count(v => v is Unknown) / (double)values.Length;
            var cheapest = alike.Min(t => t.Cost);
            var key = string.Join(',', values);
            if (found.TryGetValue(key, out var same))
                same.Alike.AddRange(alike);
            else
                found[key] = (wish is null || values.Take(failing).Any(v => v != wish), agreed < 1, cheapest + (3 * (1 - agreed)) + (3 * broken), agreed, [.. alike]);
        }

        var asked = 0;
        var best = new List<Told>();
        foreach (var (fails, _, _, agreement, alike) in found.Values.OrderBy(f => f.Fails).ThenBy(f => f.Parts).ThenBy(f => f.Rank).ThenBy(f => f.Alike[0].Text, StringComparer.Ordinal))
        {
            if (best.Count == Most || asked > MostAsked)
                break;

            var fit = Plainest(alike).Where(t => asked++ <= MostAsked && Compiles(t)).Take(MostAlike).ToList();
            if (fit.Count > 0)
                best.Add(new Told(agreement, !fails, fit));
        }

        return best;
    }

    private ulong? WishFor(Shape target) => site.Hole.Wish is { } wish && SyntaxFactory.ParseExpression(wish) is LiteralExpressionSyntax { Token.Value: { } value }
        ? Marks.Of(Numbers.Widened(target, value)) : null;

    /// <summary>Cheapest first, without those that say one of them and more.</summary>
    private static List<Thought> Plainest(IEnumerable<Thought> alike)
    {
        var plain = new List<Thought>();
        foreach (var thought in alike.OrderBy(t => t.Cost).ThenBy(t => t.Text, StringComparer.Ordinal))
        {
            if (!plain.Exists(p => p.Text.Length > 2 && thought.Text.Contains(p.Text, StringComparison.Ordinal)))
                plain.Add(thought);
        }

        return plain;
    }

    // What cannot be worked out at a moment does not mend it.
    private bool Changes(ulong[] values, ulong[] was, object?[] known) => Enumerable.Range(0, failing).Any(i => values[i] != was[i] && known[i] is not Unknown);

    private static bool MaySuit(Shape target, Shape given) =>
        target.Is(Sort.Truth) == given.Is(Sort.Truth) || target.Sort is Sort.Other or Sort.Maybe;

    private static ulong[] Marked(Shape target, object?[] values) => Array.ConvertAll(values, v => Marks.Of(Numbers.Widened(target, v)));

    private bool Compiles(Thought thought)
    {
        var expression = SyntaxFactory.ParseExpression(thought.Text);
        var at = site.Node.SpanStart;
        if (expression.ContainsDiagnostics)
            return false;

        // The compiler is not to be asked of names that are made only there.
        if (Places.Declares(expression))
            return thought.Shape.Is(Sort.Truth) && site.Target.SpecialType == SpecialType.System_Boolean;

        if (site.Model.GetSpeculativeTypeInfo(at, expression, SpeculativeBindingOption.BindAsExpression).Type is { TypeKind: TypeKind.Error })
            return false;

        var conversion = site.Model.ClassifyConversion(at, expression, site.Target);
        return conversion is { Exists: true, IsImplicit: true, IsUserDefined: false };
    }
}
