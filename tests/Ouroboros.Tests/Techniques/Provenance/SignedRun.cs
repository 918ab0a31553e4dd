using System.Text;
using Ouroboros.Adapters.Files;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Provenance;
using Ouroboros.Techniques.Secrets;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Provenance;

/// <summary>A workspace in which one run changed <c>a.py</c>, with its provenance written.</summary>
internal sealed class SignedRun : IDisposable
{
    private static readonly byte[] Before = "a - b\n"u8.ToArray();
    private static readonly byte[] After = "a + b\n"u8.ToArray();

    private readonly TemporaryFolder folder = new();
    private readonly List<IDisposable> open = [];

    private SignedRun()
    {
        foreach (var part in new[] { "artifacts", "keys", "blobs", "user" })
            Directory.CreateDirectory(folder[part]);

        Shelf = new ProvenanceShelf(Open("artifacts"), Open("keys"));
        Blobs = new ContentStore(Open("blobs"));
        Clock = new SteppingClock();
        Journal = new MemoryJournal(Clock, new Random(1));
        Key = SigningKey.OpenOrCreate(Open("user"));
        open.Add(Key);
    }

    public ProvenanceShelf Shelf { get; }

    public ContentStore Blobs { get; }

    public SteppingClock Clock { get; }

    public MemoryJournal Journal { get; }

    public SigningKey Key { get; }

    public RunId Id { get; private set; }

    public string MetadataFile => folder[$"artifacts/artifact_metadata_{Id}.json"];

    public string StatementFile => folder[$"artifacts/statement_{Id}.json"];

    public string EnvelopeFile => folder[$"artifacts/statement_{Id}.dsse.json"];

    public string KeyFile => folder[$"keys/{Key.PublicKey.Id}.pub.pem"];

    public string BlobFile(byte[] content) => folder[$"blobs/{ContentHash.Of(content).Hex[..2]}/{ContentHash.Of(content).Hex[2..]}"];

    public string BeforeBlob => BlobFile(Before);

    public string AfterBlob => BlobFile(After);

    public string ReleasedFile => folder["a.py"];

    public void Undo() => folder.Write("a.py", Before);

    public static async Task<SignedRun> CreateAsync(string description = "make the sum right")
    {
        var signed = new SignedRun();
        var run = await signed.Journal.BeginAsync(
            new RunRequest("repair", description, signed.folder.Path, 7, "{}", new Limits()), CancellationToken.None);
        signed.Id = run.Id;
        var log = new RunLog(run.Id, signed.Journal, []);
        var outcome = await signed.LiveAsync(log);
        var writer = new ProvenanceWriter(signed.Shelf, signed.Key, signed.Journal, log, SecretRedactor.ByForm, "0.1.0", signed.Clock);
        await writer.WriteAsync(outcome, CancellationToken.None);
        return signed;
    }

    public Task<Verification> VerifyAsync() =>
        new ProvenanceVerifier(Shelf, Blobs, Open(""), Journal, Key.PublicKey.Id).VerifyAsync(Id, CancellationToken.None);

    public void Dispose()
    {
        open.ForEach(o => o.Dispose());
        folder.Dispose();
    }

    private async Task<Outcome> LiveAsync(RunLog log)
    {
        var path = RepoPath.Parse("a.py");
        var patch = Patch.Change(path, ContentHash.Of(Before), new SpanEdit(2, 1, "+"u8.ToArray()));
        var candidate = new Candidate(patch, new Origin("search", "binary-operator", "line 1: `-` became `+`", path, 1), 0.5);
        var tests = new TestRun([new Ouroboros.Stages.Evidence.TestResult(new TestName("t.py::test_sum"), TestOutcome.Passed, TimeSpan.Zero, 0, null)], TimeSpan.Zero, null);
        GateResult[] gates =
        [
            new("syntax", GateStatus.Passed, "no new errors", TimeSpan.Zero),
            new("semantic", GateStatus.Skipped, "no interpreter", TimeSpan.Zero),
            new("tests", GateStatus.Passed, "1 of 1 green", TimeSpan.Zero) { Tests = tests },
        ];
        await log.RecordAsync(RunEvents.StageEntered, new StageEntered("plan"), CancellationToken.None);
        await log.RecordAsync(RunEvents.StageEntered, new StageEntered("validate"), CancellationToken.None);
        foreach (var gate in gates)
            await log.RecordAsync(ValidateEvents.GateJudged, new GateJudged(patch.Hash.Hex, gate.Gate, gate.Status, gate.Detail, 0), CancellationToken.None);

        folder.Write("a.py", After);
        var receipt = new Receipt(
            log.Run, patch.Hash, Clock.GetUtcNow(), [new ReleasedFile(path, Blobs.Put(Before), Blobs.Put(After), 1, 1, ".ouroboros/blobs/x")]);
        await log.RecordAsync(ReleaseEvents.Released, Released.Of(receipt), CancellationToken.None);
        return new Outcome(new FakeGoal { Run = log.Run, Seed = 7, Limits = new Limits() })
        {
            Assessment = new Assessment(new Assessed(new Verdict(candidate, gates), new Risk(0.2, []), []), [], [], []),
            Decision = new Decision(true, "rule", "risk 0.2 is within 0.5"),
            Receipt = receipt,
        }.EndedBy(RunResult.Achieved, "done");
    }

    private IRootedFiles Open(string part)
    {
        var files = TemporaryFolder.Roots.Open(part.Length == 0 ? folder.Path : folder[part]);
        open.Add(files);
        return files;
    }
}

/// <summary>A second passes each time it is looked at.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now = now.AddSeconds(1);
}
