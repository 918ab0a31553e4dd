using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>Asks every kind of project in turn, those with the most tests first.</summary>
public sealed class ProjectKinds(IReadOnlyList<IProjectKind> kinds)
{
    public async Task<ProjectDetection> DetectAsync(Snapshot snapshot, TestOptions options, CancellationToken cancellationToken)
    {
        ProjectDetection? first = null;
        foreach (var kind in Ordered(snapshot, options))
        {
            var found = await kind.DetectAsync(snapshot, options, cancellationToken);
            if (found.Project is not null)
                return found;

            first ??= found;
        }

        return first ?? ProjectDetection.Unfit(
            $"There is no {Either(kinds.Select(k => k.Marks.Kind))} file beneath {snapshot.Root}. Name the directory of such a project, or the command that runs its tests: --test CMD");
    }

    private IEnumerable<IProjectKind> Ordered(Snapshot snapshot, TestOptions options)
    {
        var signs = kinds.Select(k => (Kind: k, Signs: k.Signs(snapshot, options))).ToArray();

        // A command that is one kind's own leaves no choice.
        if (signs.Any(s => s.Signs.OwnsCommand))
            return signs.Where(s => s.Signs.OwnsCommand).Select(s => s.Kind);

        return signs.Where(s => s.Signs.Sources > 0)
            .OrderByDescending(s => s.Signs.Tests).ThenByDescending(s => s.Signs.Sources).Select(s => s.Kind);
    }

    private static string Either(IEnumerable<string> names) =>
        names.ToArray() is { Length: > 1 } many ? $"{string.Join(", ", many[..^1])} or {many[^1]}" : string.Concat(names);
}
