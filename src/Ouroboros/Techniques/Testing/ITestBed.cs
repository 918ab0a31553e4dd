using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>A project's tests, ready to run in private copies of its workspace. One per language; always sandboxed.</summary>
public interface ITestBed : IAsyncDisposable
{
    /// <summary>For people: <c>pytest 7.2.1 on Python 3.11.2 (/usr/bin/python3)</c>.</summary>
    string Description { get; }

    /// <summary>What it learnt from running the whole suite; null where it learns nothing, or ran none. A bed that is given it back need not run it again.</summary>
    BedMemory? Memory
    {
        get => null;
        set { }
    }

    /// <summary>Whether it may be asked for several things at once. It is worth it where each is mostly one process.</summary>
    bool RunsSeveralAtOnce => false;

    /// <summary>Runs tests in fresh processes, several at once, as a person would. A null selection is the whole suite.</summary>
    Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken);

    /// <summary>Runs tests under the tracer. A null selection is the whole suite.</summary>
    Task<TestTrace> TraceAsync(IReadOnlyList<TestName>? selection, CancellationToken cancellationToken);

    /// <summary>Opens the fast lane for candidates. The caller disposes it.</summary>
    Task<ITrials> OpenTrialsAsync(TrialBrief brief, CancellationToken cancellationToken);

    /// <summary>Opens the comparison of behaviours. Nothing is started before it is asked. A bed that has none says so.</summary>
    IBehaviourProbe OpenProbe(ProbeBrief brief) => NoProbe.Instance;

    /// <summary>Opens what thinks of expressions. Nothing is started before it is asked.</summary>
    IThinker OpenThinker(ProbeBrief brief) => NoThinker.Instance;
}

/// <summary>A warm fork server or worker pool that tries candidates.</summary>
public interface ITrials : IJury, IAsyncDisposable;

/// <summary>What candidates are tried against.</summary>
/// <param name="Failing">Must turn green; run first, in this order.</param>
/// <param name="Guarding">Must stay green; the tests that cover the lines under suspicion, run second.</param>
/// <param name="Trace">Gives each test's own fuel and time, from which the per-candidate limits follow.</param>
public sealed record TrialBrief(
    Snapshot Snapshot, IReadOnlyList<TestName> Failing, IReadOnlyList<TestName> Guarding, TestTrace Trace, int Seats);
