using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Fakes;

/// <summary>Tests that are conditions on the text of a file. Trials stop at the first red one, as the real ones do.</summary>
internal sealed class JudgedBed(RepoPath file, byte[] source, IReadOnlyDictionary<string, Func<string, bool>> tests) : ITestBed
{
    /// <summary>The panels that trials were opened for, in order.</summary>
    public List<string[]> Panels { get; } = [];

    /// <summary>How many candidates each panel was asked about.</summary>
    public List<int> Asked { get; } = [];

    public string Description => "conditions on a text";

    public Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken)
    {
        var text = Text(patch);
        var names = selection?.Select(n => n.Value) ?? tests.Keys;
        return Task.FromResult(new TestRun(
            [.. names.Select(n => new TestResult(new TestName(n), tests[n](text) ? TestOutcome.Passed : TestOutcome.Failed, TimeSpan.Zero, 1, null))], TimeSpan.Zero, null));
    }

    public Task<TestTrace> TraceAsync(IReadOnlyList<TestName>? selection, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ITrials> OpenTrialsAsync(TrialBrief brief, CancellationToken cancellationToken)
    {
        Panels.Add([.. brief.Failing.Select(f => f.Value)]);
        Asked.Add(0);
        return Task.FromResult<ITrials>(new Trials(this, brief, Panels.Count - 1));
    }

    public ValueTask DisposeAsync() => default;

    private string Text(Patch? patch) => Encoding.UTF8.GetString(
        patch?.Files.OfType<ChangeFile>().FirstOrDefault(f => f.Path == file)?.ApplyTo(source) ?? source);

    private sealed class Trials(JudgedBed bed, TrialBrief brief, int panel) : ITrials
    {
        public int Seats => 2;

        public Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken)
        {
            lock (bed.Asked)
                bed.Asked[panel]++;

            var text = bed.Text(candidate.Patch);
            var turned = brief.Failing.TakeWhile(f => bed.Passes(f, text)).ToArray();
            var (outcome, decided) = turned.Length < brief.Failing.Count ? (ScreeningOutcome.StillFailing, brief.Failing[turned.Length])
                : brief.Guarding.FirstOrDefault(g => !bed.Passes(g, text)) is { Value: not null } broken ? (ScreeningOutcome.BreaksPassing, broken)
                : (ScreeningOutcome.Plausible, (TestName?)null);
            return Task.FromResult(new Screening(candidate.Patch.Hash, outcome, decided, turned, 10, TimeSpan.FromMilliseconds(1)));
        }

        public ValueTask DisposeAsync() => default;
    }

    private bool Passes(TestName name, string text) => tests[name.Value](text);
}
