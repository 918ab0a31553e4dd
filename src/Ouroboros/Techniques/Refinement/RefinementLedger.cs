using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Refinement;

/// <summary>What all attempts of one refinement have asked and learnt, so that nothing is asked or judged twice.</summary>
internal sealed class RefinementLedger
{
    private readonly HashSet<(PatchHash? Draft, RepoPath Path, int Start, int End)> asked = [];
    private readonly HashSet<ContentHash> prompts = [];
    private readonly Dictionary<PatchHash, Screening> judged = [];
    private readonly List<Candidate> plausible = [];
    private int bestTurned;

    public IReadOnlyList<Candidate> Plausible => plausible;

    public Candidate? Best { get; private set; }

    public long Steps { get; set; }

    public long Tokens { get; set; }

    public long Judged { get; private set; }

    /// <summary>Calls in a row that came to nothing.</summary>
    public int Unanswered { get; set; }

    /// <summary>Why there will be no further step, or null.</summary>
    public string? Ended { get; private set; }

    public string? Exhausted { get; private set; }

    public bool IsAsked(RefinementDraft draft, ChosenSpan chosen) => asked.Contains(Key(draft, chosen));

    /// <summary>False where the same prompt was asked before, of this draft or of another that differs only in what is masked.</summary>
    public bool TryAsk(RefinementDraft draft, ChosenSpan chosen, ContentHash prompt)
    {
        asked.Add(Key(draft, chosen));
        return prompts.Add(prompt);
    }

    public bool IsJudged(Patch patch) => judged.ContainsKey(patch.Hash);

    public void Add(Candidate candidate, Screening screening)
    {
        Judged++;
        judged[candidate.Patch.Hash] = screening;
        if (screening.Outcome == ScreeningOutcome.Plausible)
            plausible.Add(candidate);
        else if (screening.Turned.Count > bestTurned)
            (Best, bestTurned) = (candidate, screening.Turned.Count);
    }

    public void End(string why) => Ended ??= why;

    public void Exhaust(string limit)
    {
        Exhausted ??= limit;
        End($"{limit} was reached");
    }

    private static (PatchHash?, RepoPath, int, int) Key(RefinementDraft draft, ChosenSpan chosen) =>
        (draft.Patch?.Hash, chosen.File.Path, chosen.Span.Start, chosen.Span.End);
}
