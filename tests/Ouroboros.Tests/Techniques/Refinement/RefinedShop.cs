using System.Text;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Models.Configurations;
using Ouroboros.Techniques.Refinement;
using Ouroboros.Tests.Fakes;
using Ouroboros.Tests.Techniques.Search;
using Ouroboros.Workspaces;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Techniques.Refinement;

/// <summary>A file with a fault in it, a jury that knows its tests, and refinements of it.</summary>
internal sealed class RefinedShop
{
    public const string Broken = """
        def total(prices, shipping):
            '''What they cost together.'''
            if not prices:
                return 0
            return sum(prices) - shipping


        def tax(price):
            return price * 2

        """;

    private readonly byte[] source;
    private readonly Func<string, ScreeningOutcome> judge;

    public RefinedShop(Func<string, ScreeningOutcome> judge, string source = Broken, string path = "shop.py")
    {
        (this.judge, this.source, Path) = (judge, Encoding.UTF8.GetBytes(source), RepoPath.Parse(path));
        Jury = new FakeJury(new Dictionary<RepoPath, byte[]> { [Path] = this.source }, files => Judge(files[Path])) { Turned = files => Turned(files[Path]) };
    }

    /// <summary>Plausible where the text holds what it should.</summary>
    public static RefinedShop Wanting(string text) => new(t => t.Contains(text, StringComparison.Ordinal) ? ScreeningOutcome.Plausible : ScreeningOutcome.StillFailing);

    public static string Right => Broken.Replace("- shipping", "+ shipping", StringComparison.Ordinal);

    public RepoPath Path { get; }

    public IJury Jury { get; set; }

    public List<string> Judged { get; } = [];

    public List<RefinementStep> Steps { get; } = [];

    public Func<string, int> Turns { get; init; } = _ => 0;

    public RefinementForm Form { get; init; } = RefinementForm.Fill;

    public BuildConfiguration Configuration { get; init; } = BuildConfigurations.Fast;

    public IReadOnlyList<Suspect> Suspects { get; init; } = [new(RepoPath.Parse("shop.py"), 5, 0.9, "red"), new(RepoPath.Parse("shop.py"), 3, 0.4, "red"), new(RepoPath.Parse("shop.py"), 9, 0.1, "")];

    public string? Message { get; init; }

    public Task<RefinementOutcome> RunAsync(IChatClient model, Limits? limits = null, long seed = 1, CancellationToken cancellationToken = default)
    {
        var version = new FileVersion(Path, ContentHash.Of(source), source.Length, UnixFileMode.UserRead);
        var snapshot = new Snapshot("/somewhere", new Dictionary<RepoPath, FileVersion> { [Path] = version });
        var failing = new TestResult(
            new TestName("test_shop.py::test_total"), TestOutcome.Failed, TimeSpan.Zero, 0, new TestFailure("AssertionError", Message ?? "assert 1 == 3", [], ""));
        var refinement = new MaskedRefinement(new TreeSitterParser(), model, "filler", Configuration, (step, _) =>
        {
            Steps.Add(step);
            return Task.CompletedTask;
        })
        {
            Form = Form,
        };
        return refinement.RunAsync(
            new RefinementBrief(snapshot, p => p == Path ? source : null, Suspects, [failing], seed), Jury, new Budget(limits ?? new Limits(), new SetClock()), cancellationToken);
    }

    public string Apply(Candidate candidate) => Encoding.UTF8.GetString(((ChangeFile)candidate.Patch.Files.Single()).ApplyTo(source));

    private ScreeningOutcome Judge(string text)
    {
        Judged.Add(text);
        return judge(text);
    }

    private IReadOnlyList<TestName> Turned(string text) => [.. Enumerable.Range(0, Turns(text)).Select(i => new TestName($"t{i}"))];
}
