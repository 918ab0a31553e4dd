using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Localisation;

/// <summary>Lines on the stacks that failing tests ended with: the innermost of the project's own weighs most.</summary>
internal sealed class StackEvidence
{
    // Each step outwards is this much less telling.
    private const double Fading = 0.6;

    private readonly Dictionary<(RepoPath, int), (double Weight, bool Innermost, string Exception)> lines = [];

    public StackEvidence(IReadOnlyList<TestResult> failing, Func<RepoPath, bool> isSuspect)
    {
        foreach (var failure in failing.Select(f => f.Failure).OfType<TestFailure>())
        {
            var weight = 1.0 / failing.Count;
            var seen = new HashSet<(RepoPath, int)>();
            foreach (var frame in failure.Frames.Reverse())
            {
                // A recursion passes the same line many times; it counts once.
                if (!RepoPath.TryParse(frame.Path, out var path) || !isSuspect(path) || !seen.Add((path, frame.Line)))
                    continue;

                var (sum, innermost, exception) = lines.GetValueOrDefault((path, frame.Line), (0, false, failure.Exception));
                lines[(path, frame.Line)] = (sum + weight, innermost || seen.Count == 1, exception);
                weight *= Fading;
            }
        }
    }

    public IEnumerable<(RepoPath Path, int Line)> Lines => lines.Keys;

    /// <summary>From 0 to 1.</summary>
    public double Of(RepoPath path, int line) => lines.GetValueOrDefault((path, line)).Weight;

    public string? Why(RepoPath path, int line) =>
        lines.TryGetValue((path, line), out var found)
            ? found.Innermost ? $"where {found.Exception} arose" : $"on the way to {found.Exception}"
            : null;
}
