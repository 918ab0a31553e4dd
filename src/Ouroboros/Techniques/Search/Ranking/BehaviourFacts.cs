using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>How one candidate's behaviour differs from the unedited program's, in shares of the inputs that can tell.</summary>
/// <param name="Raises">It raises where the unedited program returned.</param>
/// <param name="Endless">It runs on where the unedited program came to an end.</param>
/// <param name="ForeignTypes">It returns a type that no test has accepted.</param>
/// <param name="Disturbs">It does something else near calls of tests that pass.</param>
/// <param name="Settled">It returns something else where the unedited program returned, although no failing test was about what it returned.</param>
/// <param name="Unmended">It still goes round for ever, as failing tests saw the program do, on inputs that a rival answers.</param>
/// <param name="OnlyTheTests">It differs on the failing tests' own calls and nowhere near them.</param>
/// <param name="Slower">Times the fuel of what is usual among its rivals, on the largest inputs.</param>
/// <param name="BrokenHints">It breaks the promise of a type more often than before.</param>
/// <param name="BrokenExamples">Examples in the documentation that it breaks, less those it mends, as a share of all.</param>
internal sealed record BehaviourFacts(
    Told Raises, Told Endless, Told ForeignTypes, Told Disturbs, Told Settled, Told Unmended, bool OnlyTheTests, double Slower, double BrokenHints, double BrokenExamples)
{
    private const int FewestNear = 20;

    public static BehaviourFacts Of(BehaviourSurvey survey, Behaviour own)
    {
        var (inputs, original) = (survey.Inputs, survey.Original);
        var (raises, endless, types, disturbs, settled, unmended) = (new Count(), new Count(), new Count(), new Count(), new Count(), new Count());
        var seenEndless = IsSeenEndless(survey);
        var onlyBrokenOff = FailsOnlyByBreakingOff(survey, own);
        var accepted = Accepted(survey, own);
        int near = 0, nearDiffers = 0, seenDiffers = 0;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (survey.Of(original, i) is not { } before || survey.Of(own, i) is not { } after)
                continue;

            var differs = original.Did[i] != own.Did[i];
            seenDiffers += inputs[i].Seen && inputs[i].NearFailing && differs ? 1 : 0;

            if (seenEndless && !inputs[i].Odd && IsEndless(before) && survey.Candidates.Values.Any(c => survey.Of(c, i)?.End == ProbedEnd.Returned))
                unmended.Add(IsEndless(after), i);

            // Beyond what the function is for, and where it fails anyway, a change says little.
            if (inputs[i].Odd || before.End != ProbedEnd.Returned)
                continue;

            raises.Add(after.End == ProbedEnd.Raised, i);
            endless.Add(after.End == ProbedEnd.Endless, i);
            if (accepted.Count > 0 && after.End == ProbedEnd.Returned)
                types.Add(!accepted.Contains(after.Type), i);

            if (onlyBrokenOff && after.End == ProbedEnd.Returned)
                settled.Add(differs, i);

            if (!inputs[i].NearFailing)
                disturbs.Add(differs, i);
            else if (!inputs[i].Seen)
                (near, nearDiffers) = (near + 1, nearDiffers + (differs ? 1 : 0));
        }

        return new BehaviourFacts(
            raises.Told(survey, own), endless.Told(survey, own), types.Told(survey, own), disturbs.Told(survey, own), settled.Told(survey, own), unmended.Told(survey, own),
            seenDiffers > 0 && near >= FewestNear && nearDiffers == 0, Growth(survey, own),
            Math.Max(0, Share(own.BrokenHints, own.Returned) - Share(original.BrokenHints, original.Returned)),
            Share(own.FailedExamples - original.FailedExamples, own.Examples));
    }

    // An exception may be the right answer to a wrong question; going round for ever never is.
    private static bool IsEndless(ProbedOutcome outcome) => outcome.End == ProbedEnd.Endless || outcome.Words == "raises RecursionError";

    private static bool IsSeenEndless(BehaviourSurvey survey) => Enumerable.Range(0, survey.Inputs.Count)
        .Any(i => survey.Inputs[i] is { Seen: true, NearFailing: true } && survey.Of(survey.Original, i) is { } before && IsEndless(before));

    /// <summary>Whether failing tests saw the program raise or run on, never return a wrong value, and others saw it return what they wanted.</summary>
    private static bool FailsOnlyByBreakingOff(BehaviourSurvey survey, Behaviour own)
    {
        bool brokeOff = false, returned = false;
        for (var i = 0; i < survey.Inputs.Count; i++)
        {
            if (!survey.Inputs[i].Seen || survey.Of(survey.Original, i) is not { } before)
                continue;

            var isReturn = before.End == ProbedEnd.Returned;
            if (!survey.Inputs[i].NearFailing)
                returned |= isReturn;
            else if (survey.Original.Did[i] != own.Did[i] && isReturn)
                return false;
            else
                brokeOff |= !isReturn;
        }

        return brokeOff && returned;
    }

    /// <summary>Types that tests that pass were given before, and that all tests are given now.</summary>
    private static HashSet<string> Accepted(BehaviourSurvey survey, Behaviour own)
    {
        var found = new HashSet<string>();
        for (var i = 0; i < survey.Inputs.Count; i++)
        {
            if (!survey.Inputs[i].Seen)
                continue;

            if (survey.Of(own, i) is { End: ProbedEnd.Returned } now)
                found.Add(now.Type);

            if (!survey.Inputs[i].NearFailing && survey.Of(survey.Original, i) is { End: ProbedEnd.Returned } then)
                found.Add(then.Type);
        }

        return found;
    }

    /// <summary>How many times the median of all that were compared it burns on the tenth of the inputs where that median is largest.</summary>
    private static double Growth(BehaviourSurvey survey, Behaviour own)
    {
        var everyone = survey.Candidates.Values.ToArray();
        var usual = Enumerable.Range(0, survey.Inputs.Count).Where(i => own.Did[i] >= 0)
            .Select(i => (Own: own.Fuel[i], Usual: Median(everyone, i))).OrderByDescending(p => p.Usual).ThenBy(p => p.Own).ToArray();
        var largest = usual.Take(Math.Max(1, usual.Length / 10)).ToArray();
        return largest.Length == 0 ? 1 : (largest.Sum(p => p.Own) + 1.0) / (largest.Sum(p => p.Usual) + 1.0);
    }

    private static long Median(Behaviour[] everyone, int input)
    {
        var sorted = everyone.Select(b => b.Fuel[input]).Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private sealed class Count
    {
        private readonly List<int> hits = [];
        private int all;

        public void Add(bool hit, int input)
        {
            all++;
            if (hit)
                hits.Add(input);
        }

        /// <summary>With the shortest call that shows it.</summary>
        public Told Told(BehaviourSurvey survey, Behaviour own)
        {
            if (hits.Count == 0)
                return new Told(0, "");

            var shortest = hits.MinBy(i => survey.Inputs[i].Call.Length);
            return new Told(Share(hits.Count, all), $"{survey.Inputs[shortest].Call} {survey.Of(own, shortest)!.Words}");
        }
    }
}

/// <summary>A share of the inputs with one of them, for people.</summary>
internal readonly record struct Told(double Share, string Example);
