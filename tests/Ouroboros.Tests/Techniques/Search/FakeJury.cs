using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>Judges candidates by the text they lead to, taking a random while over each.</summary>
internal sealed class FakeJury(
    IReadOnlyDictionary<RepoPath, byte[]> files, Func<IReadOnlyDictionary<RepoPath, string>, ScreeningOutcome> judge, int delaySeed = 0, int seats = 2) : IJury
{
    private readonly Random delays = new(delaySeed);
    private int under;

    public int Seats => seats;

    public int Asked { get; private set; }

    public int MostAtOnce { get; private set; }

    public Func<IReadOnlyDictionary<RepoPath, string>, IReadOnlyList<TestName>> Turned { get; init; } = _ => [];

    public async Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        int yields;
        lock (delays)
        {
            Asked++;
            MostAtOnce = Math.Max(MostAtOnce, ++under);
            yields = delaySeed == 0 ? 0 : delays.Next(12);
        }

        for (var i = 0; i < yields; i++)
            await Task.Yield();

        cancellationToken.ThrowIfCancellationRequested();
        var after = files.ToDictionary(f => f.Key, f => Encoding.UTF8.GetString(f.Value));
        foreach (var change in candidate.Patch.Files.OfType<ChangeFile>())
            after[change.Path] = Encoding.UTF8.GetString(change.ApplyTo(files[change.Path]));

        lock (delays)
            under--;

        return new Screening(candidate.Patch.Hash, judge(after), null, Turned(after), 10, TimeSpan.FromMilliseconds(1));
    }
}
