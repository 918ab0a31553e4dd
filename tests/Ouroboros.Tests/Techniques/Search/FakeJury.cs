using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>Judges candidates by the text they lead to, taking a random while over each.</summary>
internal sealed class FakeJury(
    IReadOnlyDictionary<RepoPath, byte[]> files, Func<IReadOnlyDictionary<RepoPath, string>, ScreeningOutcome> judge, int delaySeed = 0, int seats = 2) : IJury
{
    private readonly Random delays = new(delaySeed);
    private int under;

    public int Seats => seats;

    public int Together { get; init; } = 1;

    public long Fuel { get; init; } = 10;

    public int Asked { get; private set; }

    public int MostAtOnce { get; private set; }

    public Func<IReadOnlyDictionary<RepoPath, string>, IReadOnlyList<TestName>> Turned { get; init; } = _ => [];

    /// <summary>Every third one it leaves to itself, and now and then all of them.</summary>
    public async Task<IReadOnlyList<Screening?>> ScreenTogetherAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        candidates.Count.ShouldBeInRange(2, Together);
        await Task.Yield();
        if (candidates.Count % 7 == 0)
            throw new IOException("gone");

        return [.. candidates.Select((c, i) => i % 3 == 2 ? null : Judged(c))];
    }

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
        lock (delays)
            under--;

        return Judged(candidate);
    }

    private Screening Judged(Candidate candidate)
    {
        var after = files.ToDictionary(f => f.Key, f => Encoding.UTF8.GetString(f.Value));
        foreach (var change in candidate.Patch.Files.OfType<ChangeFile>())
            after[change.Path] = Encoding.UTF8.GetString(change.ApplyTo(files[change.Path]));

        return new Screening(candidate.Patch.Hash, judge(after), null, Turned(after), Fuel, TimeSpan.FromMilliseconds(1));
    }
}
