using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Refinement;

/// <summary>A span of a draft's file that is to be filled anew.</summary>
internal readonly record struct ChosenSpan(RefinedFile File, MaskSpan Span);

/// <summary>Chooses what to mask next: at the level of the schedule, the suspicious more often than others, and nothing twice in one draft.</summary>
internal sealed class SpanChoice(IReadOnlyList<RefinedFile> files, ISyntaxParser parser, Random random)
{
    // How much sooner the suspicious is chosen than its share of suspicion.
    private const double Sharpness = 2;

    private RefinementDraft? surveyed;
    private List<ChosenSpan> spans = [];

    /// <summary>Null when everything in this draft was asked for.</summary>
    public ChosenSpan? Next(RefinementDraft draft, MaskLevel level, Predicate<ChosenSpan> isAsked, CancellationToken cancellationToken)
    {
        if (surveyed != draft)
            (surveyed, spans) = (draft, Survey(draft, cancellationToken));

        // What is wider than the schedule asks for comes last.
        foreach (var at in Enum.GetValues<MaskLevel>().OrderBy(l => l < level).ThenBy(l => Math.Abs(l - level)))
        {
            var open = spans.FindAll(s => s.Span.Level == at && !isAsked(s));
            if (open.Count > 0)
                return Drawn(open);
        }

        return null;
    }

    private ChosenSpan Drawn(List<ChosenSpan> open)
    {
        var left = random.NextDouble() * open.Sum(Weight);
        foreach (var one in open)
        {
            left -= Weight(one);
            if (left < 0)
                return one;
        }

        return open[^1];
    }

    private static double Weight(ChosenSpan one) => Math.Pow(one.Span.Suspicion, Sharpness);

    private List<ChosenSpan> Survey(RefinementDraft draft, CancellationToken cancellationToken)
    {
        var found = new List<ChosenSpan>();
        foreach (var file in files)
        {
            var text = draft.TextOf(file);
            try
            {
                var tree = parser.Parse(text, file.Language, SyntaxLimits.Default, cancellationToken);
                found.AddRange(SpanMasks.Of(tree, file.SuspicionIn(text, draft.EditsOf(file))).Select(s => new ChosenSpan(file, s)));
            }
            catch (SyntaxLimitException)
            {
                // Nothing of such a file can be masked; the others may do.
            }
        }

        return found;
    }
}
