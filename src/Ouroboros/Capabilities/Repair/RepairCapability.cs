using Ouroboros.Runs;
using Ouroboros.Stages;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Techniques.Risks;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.CSharp;
using Ouroboros.Techniques.Testing.Baselines;
using Ouroboros.Techniques.Testing.JavaScript;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Capabilities.Repair;

/// <summary>The parts of the outside world that a repair needs.</summary>
public sealed record RepairParts(
    ISyntaxParser Parser, IProcessRunner Runner, IFileRoots Roots, IContentStore Contents, IScreeningMemo Memo, IExperience Experience,
    IReleaser Releaser, TimeProvider Clock)
{
    /// <summary>Shared by those who look at the same workspace again: what did not change since is not read anew.</summary>
    public SnapshotTaker Camera { get; init; } = new(Roots, Clock);

    /// <summary>What suites were like when they were measured.</summary>
    public IBaselineMemo Baselines { get; init; } = NoBaselines.Instance;

    /// <summary>Models that propose patches beside the search; null where none is configured.</summary>
    public RepairModels? Models { get; init; }

    /// <summary>Others who listen at the end of a run, such as provenance.</summary>
    public Func<RunLog, IReadOnlyList<ILearner>> Learners { get; init; } = _ => [];
}

/// <summary>Plugs the repair of failing tests into the journey.</summary>
public sealed class RepairCapability(RepairParts parts)
{
    /// <summary>What tells the kinds of projects that can be repaired, for those who look for projects.</summary>
    public static IReadOnlyList<ProjectMarks> Marks { get; } = [PythonKind.Known, JavaScriptKind.Known, CSharpKind.Known];

    public StageSet Stages(RepairOptions options, RunLog log, IProgress<SearchProgress>? progress)
    {
        var reader = new SnapshotReader(parts.Contents);
        return new StageSet(
            new RepairPlanner(parts.Camera, new ProjectKinds(Kinds(reader)), parts.Baselines, log),
            new RepairBuilder(parts.Parser, parts.Experience, parts.Memo, new SearchChronicle(reader), ModelsFor(options, reader, log), log, progress),
            new GateSequence([.. CheapGates(options, reader), new SuiteGate(parts.Clock)], log),
            new RepairReviewer(new RiskModel(reader, parts.Parser), reader, log),
            parts.Releaser,
            [new RepairLearner(parts.Experience, new Lessons(reader, parts.Parser)), .. parts.Learners(log)]);
    }

    internal IReadOnlyList<IProjectKind> Kinds(SnapshotReader reader) =>
    [
        new PythonKind(parts.Runner, parts.Roots, reader, parts.Clock),
        new JavaScriptKind(parts.Parser, parts.Runner, parts.Roots, parts.Clock),
        new CSharpKind(parts.Parser, parts.Runner, parts.Roots, parts.Clock),
    ];

    private ModelBuilder? ModelsFor(RepairOptions options, SnapshotReader reader, RunLog log) => parts.Models is { } models && options.Models is not null
        ? new ModelBuilder(models, parts, CheapGates(options, reader), reader, log)
        : null;

    // The whole suite comes after them.
    private IReadOnlyList<IGate> CheapGates(RepairOptions options, SnapshotReader reader) =>
    [
        new PathGuardGate(parts.Roots, parts.Clock),
        new TestIntegrityGate(reader, parts.Parser, new TestIntegrityOptions { AllowTests = options.AllowTests }, parts.Clock),
        new SyntaxGate(reader, parts.Parser, SyntaxLimits.Default, parts.Clock),
        new SemanticGate(reader, plan => (plan as RepairPlan)?.Semantics, parts.Clock),
    ];
}
