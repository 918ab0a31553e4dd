using System.Text;
using System.Text.RegularExpressions;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>
/// A condition on captured texts, such as <c>(#eq? @name "main")</c>. For a capture that stands for several nodes,
/// <c>eq</c> and <c>match</c> must hold for each. Directives, which end in '!', say nothing about a match.
/// </summary>
internal sealed unsafe class QueryPredicate
{
    private readonly uint capture;
    private readonly uint? otherCapture;
    private readonly byte[][] values;
    private readonly Regex? expression;
    private readonly bool negated;

    private QueryPredicate(string name, List<(uint? Capture, string? Text)> arguments)
    {
        if (arguments is not [{ Capture: { } first }, _, ..])
            throw new SyntaxQueryException($"#{name} compares a capture with something: it takes at least two arguments, the first a capture.");

        capture = first;
        negated = name.StartsWith("not-", StringComparison.Ordinal);
        otherCapture = arguments[1].Capture;
        values = [.. arguments.Skip(1).Select(a => Encoding.UTF8.GetBytes(a.Text ?? ""))];
        var kind = negated ? name[4..] : name;
        switch (kind)
        {
            case "eq?" when arguments.Count == 2:
            case "any-of?" when arguments.Skip(1).All(a => a.Text is not null):
                break;
            case "match?" when arguments is [_, { Text: { } pattern }]:
                // No backtracking, because pattern and text may both be hostile.
                expression = Compile(pattern);
                break;
            default:
                throw new SyntaxQueryException($"#{name} is no predicate here, or its arguments do not fit. Known: eq?, match?, any-of?, each with not-.");
        }
    }

    public static QueryPredicate[] OfPattern(QueryHandle query, uint pattern)
    {
        uint count;
        var steps = TreeSitterApi.ts_query_predicates_for_pattern(query, pattern, &count);
        var predicates = new List<QueryPredicate>();
        var parts = new List<(uint? Capture, string? Text)>();
        for (var i = 0; i < count; i++)
        {
            if (steps[i].Type == TSQueryPredicateStepType.Capture)
                parts.Add((steps[i].ValueId, null));
            else if (steps[i].Type == TSQueryPredicateStepType.String)
                parts.Add((null, Text(query, steps[i].ValueId)));
            else
                Add(predicates, parts);
        }

        return [.. predicates];
    }

    public bool Holds(ReadOnlySpan<uint> ids, ReadOnlySpan<SyntaxCapture> captures, ReadOnlySpan<byte> source)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            if (ids[i] == capture && Fits(source[captures[i].Start..captures[i].End], ids, captures, source) == negated)
                return false;
        }

        return true;
    }

    private bool Fits(ReadOnlySpan<byte> text, ReadOnlySpan<uint> ids, ReadOnlySpan<SyntaxCapture> captures, ReadOnlySpan<byte> source)
    {
        if (expression is not null)
            return expression.IsMatch(Encoding.UTF8.GetString(text));

        if (otherCapture is { } other)
        {
            var at = ids.IndexOf(other);
            return at >= 0 && text.SequenceEqual(source[captures[at].Start..captures[at].End]);
        }

        foreach (var value in values)
        {
            if (text.SequenceEqual(value))
                return true;
        }

        return false;
    }

    private static void Add(List<QueryPredicate> predicates, List<(uint? Capture, string? Text)> parts)
    {
        if (parts is [{ Text: { } name }, ..] && !name.EndsWith('!'))
            predicates.Add(new QueryPredicate(name, parts[1..]));

        parts.Clear();
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            throw new SyntaxQueryException($"#match? cannot use '{pattern}': {refused.Message}");
        }
    }

    private static string Text(QueryHandle query, uint id)
    {
        uint length;
        var text = TreeSitterApi.ts_query_string_value_for_id(query, id, &length);
        return Encoding.UTF8.GetString(text, (int)length);
    }
}
