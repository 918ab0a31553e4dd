using System.Text;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Refinement;

/// <summary>One attempt: from the text as it stands, step by step, until a draft is plausible or the steps are used up.</summary>
internal sealed class RefinementChain(
    int number, string source, MaskSchedule schedule, SpanChoice choice, SpanFiller filler, RefinementLedger ledger, IJury jury, Budget budget, Random random)
{
    // So many calls in a row without an answer, and the model is left alone.
    private const int Patience = 3, LongestMasked = 2_000, LongestReason = 80;

    private RefinementDraft draft = RefinementDraft.Start;
    private DraftWorth worth = new(0, 0);
    private (RefinementDraft Draft, DraftWorth Worth, int Since) best = (RefinementDraft.Start, new(0, 0), 0);

    public async Task RunAsync(Func<RefinementStep, CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        for (var step = 0; step < schedule.Steps && ledger.Ended is null; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step - best.Since >= Wandering)
                (draft, worth, best.Since) = (best.Draft, best.Worth, step);

            if (Choose(step, cancellationToken) is not { } chosen)
                return;

            if (!budget.TryReserveStep())
            {
                ledger.Exhaust(budget.Spent ?? "the limit of steps");
                return;
            }

            var told = await StepAsync(step, chosen, cancellationToken);
            await tell(told, cancellationToken);
            if (told.Verdict == RefinementVerdict.Plausible)
                return;
        }
    }

    // So many steps that led to nothing better, and the best draft is gone back to.
    private int Wandering => Math.Max(3, schedule.Steps / 5);

    private ChosenSpan? Choose(int step, CancellationToken cancellationToken)
    {
        while (choice.Next(draft, schedule.LevelAt(step), c => ledger.IsAsked(draft, c), cancellationToken) is { } chosen)
        {
            if (ledger.TryAsk(draft, chosen, filler.PromptOf(chosen, draft.TextOf(chosen.File))))
                return chosen;
        }

        return null;
    }

    private async Task<RefinementStep> StepAsync(int step, ChosenSpan chosen, CancellationToken cancellationToken)
    {
        var (share, text) = (schedule.ShareAt(step), draft.TextOf(chosen.File));
        var told = Describe(step, share, chosen, text);
        ledger.Steps++;
        var filling = await filler.FillAsync(chosen, text, share, step, cancellationToken);
        ledger.Tokens += filling.Tokens;
        Mind(filling);
        told = told with { Tokens = filling.Tokens, Verdict = filling.Refused, Why = filling.Why };
        return filling.Text is { } filled ? await JudgeAsync(told, draft.With(chosen.File, filled), share, cancellationToken) : told;
    }

    private async Task<RefinementStep> JudgeAsync(RefinementStep told, RefinementDraft next, double share, CancellationToken cancellationToken)
    {
        if (next.Patch is not { } patch)
            return told with { Verdict = RefinementVerdict.Unchanged, Why = "it leads back to where it began" };

        told = told with { Patch = patch.Hash.Hex };
        if (ledger.IsJudged(patch))
            return told with { Verdict = RefinementVerdict.Known, Why = "the same draft was judged before" };

        if (!budget.TryReserveCandidate())
        {
            ledger.Exhaust(budget.Exhausted ?? "the limit of candidates");
            return told with { Verdict = RefinementVerdict.Unjudged, Why = ledger.Ended! };
        }

        var candidate = CandidateOf(told, next);
        var screening = await jury.ScreenAsync(candidate, cancellationToken);
        ledger.Add(candidate, screening);
        told = told with { Turned = screening.Turned.Count, Why = Words(screening) };
        if (screening.Outcome == ScreeningOutcome.Plausible)
            return told with { Verdict = RefinementVerdict.Plausible };

        var worthThen = new DraftWorth(Runs(screening.Outcome) ? screening.Turned.Count : -1, next.Size);
        if (!Annealing.Keeps(worth, worthThen, share, random))
            return told with { Verdict = RefinementVerdict.Dropped };

        (draft, worth) = (next, worthThen);
        if (worth.Energy < best.Worth.Energy)
            best = (draft, worth, told.Number);

        return told with { Verdict = RefinementVerdict.Kept };
    }

    private void Mind(Filling filling)
    {
        ledger.Unanswered = filling.Refused == RefinementVerdict.Unanswered ? ledger.Unanswered + 1 : 0;
        if (filling.IsUnaffordable)
            ledger.Exhaust(budget.Spent ?? filling.Why);
        else if (filling.IsHopeless || ledger.Unanswered >= Patience)
            ledger.End(filling.Why);
    }

    private Candidate CandidateOf(RefinementStep told, RefinementDraft next)
    {
        var (path, line) = next.Place();
        var masked = told.Masked.AsSpan().Trim();
        var first = masked[..(masked.IndexOf('\n') is >= 0 and var feed ? feed : masked.Length)].Trim();
        var shown = first.Length > LongestReason ? $"{first[..LongestReason]}…" : first.ToString();
        return new Candidate(next.Patch!, new Origin(source, "masked-refinement", $"line {told.Line}: the {told.Level} `{shown}` was filled anew", path, line), 0.5);
    }

    private RefinementStep Describe(int step, double share, ChosenSpan chosen, byte[] text)
    {
        var span = chosen.Span;
        var at = new TextPosition(text);
        at.AdvanceTo(span.Start);
        var (line, column) = (at.Line, at.Column);
        at.AdvanceTo(span.End);
        var masked = Encoding.UTF8.GetString(text.AsSpan(span.Start, span.Length));
        return new RefinementStep(
            number, step, chosen.File.Path.Value, line, column, at.Line, at.Column, span.Level.ToString().ToLowerInvariant(), share,
            masked.Length > LongestMasked ? masked[..LongestMasked] : masked, RefinementVerdict.Unanswered, "", 0, 0);
    }

    private static bool Runs(ScreeningOutcome outcome) => outcome is ScreeningOutcome.StillFailing or ScreeningOutcome.BreaksPassing;

    private static string Words(Screening screening) => screening.Outcome switch
    {
        ScreeningOutcome.Plausible => "all tests that were tried passed",
        ScreeningOutcome.StillFailing => $"{screening.DecidedBy} still fails",
        ScreeningOutcome.BreaksPassing => $"{screening.DecidedBy} passed before and fails",
        ScreeningOutcome.OutOfFuel => $"{screening.DecidedBy} ran without end",
        ScreeningOutcome.TimedOut => $"{screening.DecidedBy} ran out of time",
        ScreeningOutcome.Crashed => "the program crashed",
        _ => "the program no longer compiles or imports",
    };
}
