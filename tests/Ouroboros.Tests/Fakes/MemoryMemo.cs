using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Fakes;

/// <summary>Remembers screenings as long as it lives.</summary>
internal sealed class MemoryMemo : IScreeningMemo
{
    private readonly Dictionary<string, Dictionary<PatchHash, Screening>> panels = [];

    public int Remembered { get; private set; }

    public Task<IReadOnlyDictionary<PatchHash, Screening>> RecallAsync(RunId run, string panel, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<PatchHash, Screening>>(panels.GetValueOrDefault(panel, []).ToDictionary());

    public Task RememberAsync(RunId run, string panel, IReadOnlyList<Screening> screenings, CancellationToken cancellationToken)
    {
        if (!panels.TryGetValue(panel, out var known))
            panels[panel] = known = [];

        Remembered += screenings.Count;
        foreach (var screening in screenings)
            known[screening.Patch] = screening;

        return Task.CompletedTask;
    }
}
