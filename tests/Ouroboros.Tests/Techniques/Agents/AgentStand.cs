using System.Text;
using Ouroboros.Runs;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Mending;
using Ouroboros.Techniques.Agents.Reading;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Models.Mock;
using Ouroboros.Workspaces;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Techniques.Agents;

/// <summary>A workspace in memory, a judge that finds a draft solved when a text stands in it, and a model that follows a script.</summary>
internal sealed class AgentStand
{
    private readonly Dictionary<RepoPath, byte[]> files = [];

    public AgentStand(params IReadOnlyList<(string Path, string Text)> texts)
    {
        foreach (var (path, text) in texts)
            files[RepoPath.Parse(path)] = Encoding.UTF8.GetBytes(text);

        var versions = files.ToDictionary(f => f.Key, f => new FileVersion(f.Key, ContentHash.Of(f.Value), f.Value.Length, UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Draft = new Draft(new Snapshot("/work", versions), path => files.GetValueOrDefault(path), _ => null);
    }

    public Draft Draft { get; }

    public RunId Run { get; private set; }

    public MemoryJournal Journal { get; } = new(TimeProvider.System, new Random(1));

    public string Mended { get; init; } = "mended";

    public string? Forbidden { get; init; }

    public Limits Limits { get; init; } = new();

    public int MostAttempts { get; init; } = int.MaxValue;

    public bool WantsWords { get; init; }

    public List<string> Thoughts { get; } = [];

    public IReadOnlyList<AgentAnswered> Earlier { get; init; } = [];

    public async Task<AgentEnding> RunAsync(string script, CancellationToken cancellationToken = default)
    {
        Budget = new Budget(Limits, TimeProvider.System);
        Run = (await Journal.BeginAsync(new RunRequest("test", "", "/work", 0, "{}", Limits), CancellationToken.None)).Id;
        var judge = new WordJudge(this);
        IAgentTool[] tools =
        [
            new ListTool(Draft), new ReadTool(Draft, Fence), new SearchTool(Draft, Fence), new ProposeEditTool(Draft, judge, Fence, (_, _) => Task.CompletedTask),
            new UndoEditTool(Draft), new RunTestsTool(Draft, judge, Fence, [new TestName("t::one")], new HashSet<TestName> { new("t::one") }), new GiveUpTool(),
        ];
        var task = new AgentTask("agent 1", "conduct", "goal", tools) { WantsWords = WantsWords, MostSteps = 30 };
        var loop = new AgentLoop(new MockChat(MockScript.Parse(script, "script")), task, Budget, new RunLog(Run, Journal, []), TimeProvider.System, new Witness(Thoughts), Earlier)
        {
            MostAttempts = MostAttempts,
        };
        return await loop.RunAsync(cancellationToken);
    }

    public Budget Budget { get; private set; } = new(new Limits(), TimeProvider.System);

    public async Task<IReadOnlyList<T>> FactsAsync<T>(EventKind<T> kind)
        where T : class
    {
        var facts = new List<T>();
        foreach (var recorded in await Journal.ReadAsync(Run, CancellationToken.None))
        {
            if (recorded.Is(kind, out var fact))
                facts.Add(fact);
        }

        return facts;
    }

    public string TextOf(string path) => Encoding.UTF8.GetString(Draft.Read(RepoPath.Parse(path))!);

    public static string Fence(string what, string text) => $"[{what}]\n{text}\n[end]";

    private sealed class WordJudge(AgentStand stand) : IDraftJudge
    {
        public Task<DraftJudgement> JudgeAsync(Patch patch, CancellationToken cancellationToken)
        {
            var text = string.Concat(patch.Files.Select(f => Encoding.UTF8.GetString(f switch
            {
                AddFile add => add.Content.ToArray(),
                ChangeFile change => change.ApplyTo(stand.files[f.Path]),
                _ => [],
            })));
            if (stand.Forbidden is { } forbidden && text.Contains(forbidden, StringComparison.Ordinal))
                return Task.FromResult(new DraftJudgement("syntax", $"line 1: {forbidden}", null, false));

            var solved = text.Contains(stand.Mended, StringComparison.Ordinal);
            return Task.FromResult(new DraftJudgement(null, null, RunOf(solved), solved));
        }

        public Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken) => Task.FromResult(RunOf(false));

        private static TestRun RunOf(bool green) => new(
            [new TestResult(new TestName("t::one"), green ? TestOutcome.Passed : TestOutcome.Failed, default, 0, green ? null : new TestFailure("AssertionError", "1 != 2", [], ""))], default, null);
    }

    private sealed class Witness(List<string> thoughts) : IAgentWitness
    {
        public void Thought(string piece) => thoughts.Add(piece);

        public void Spent(Charge used)
        {
        }
    }
}
