using Ouroboros.Runs;

namespace Ouroboros.Workspaces.Transactions;

/// <summary>Works out how to take back transactions of one run, and what stands in the way.</summary>
/// <param name="chosen">Of one run, newest first.</param>
/// <param name="all">Of every run, newest first.</param>
internal sealed class UndoPlan(
    IRootedFiles files, IContentStore contents, IReadOnlyList<LoggedIntent> chosen, IReadOnlyList<LoggedIntent> all)
{
    private readonly List<string> conflicts = [];
    private readonly List<(RepoPath, byte[])> overridden = [];
    private readonly List<FileStep> steps = [];

    public IReadOnlyList<string> Conflicts => conflicts;

    /// <summary>Later versions that a forced undo replaces.</summary>
    public IReadOnlyList<(RepoPath Path, byte[] Content)> Overridden => overridden;

    public Intent Intent
    {
        get
        {
            var missing = steps.Where(s => s.After is not null).SelectMany(s => Clearing.MissingAbove(files, s.Path)).Distinct();
            var emptied = chosen.SelectMany(l => l.Intent.MadeDirectories).Distinct().OrderByDescending(d => d);
            return new Intent(
                chosen[0].Intent.Run, IntentPurpose.Undo, null, steps, [.. missing.OrderBy(d => d)], [.. emptied], [.. chosen.Select(l => l.Id)]);
        }
    }

    public void Make(bool force)
    {
        foreach (var path in chosen.SelectMany(l => l.Intent.Steps).Select(s => s.Path).Distinct().OrderBy(p => p))
        {
            // The newest says how the run left it, the oldest how it found it.
            var touching = chosen.SelectMany(l => l.Intent.Steps.Where(s => s.Path == path)).ToList();
            TakeBack(path, touching[0].After, touching[^1].Before, force);
        }
    }

    private void TakeBack(RepoPath path, FileState? left, FileState? found, bool force)
    {
        var current = CurrentFile.Of(files, path);
        if ((current.Obstacle ?? new PathGuard(files).WhyNotWritten(path)) is { } obstacle)
        {
            conflicts.Add(obstacle);
            return;
        }

        if (current.Holds(found) && current.State?.Mode == found?.Mode)
            return;

        var untouched = current.Holds(left) && current.State?.Mode == left?.Mode;
        if (!untouched && !force)
            conflicts.Add(Describe(path, left, current));
        else
            Add(path, current, found, !untouched);
    }

    private void Add(RepoPath path, CurrentFile current, FileState? found, bool overrides)
    {
        if (overrides && current.State is not null)
            overridden.Add((path, current.Content));

        if (current.State is not null)
            contents.Put(current.Content);

        var before = found is null ? [] : contents.Get(found.Hash)
            ?? throw new WorkspaceException($"The content '{path}' had before the run ({found.Hash}) is gone from the store, so it cannot be restored.");
        var (added, removed) = LineDifference.Count(current.Content, before);
        steps.Add(new FileStep(path, current.State, found, TemporaryName.For(path), added, removed));
    }

    private string Describe(RepoPath path, FileState? left, CurrentFile current)
    {
        var what = (left, current.State) switch
        {
            (not null, null) => "was deleted since",
            (null, not null) => "was made anew since",
            var (l, c) when l?.Hash == c?.Hash => $"has another mode since ({Octal(c!.Mode)} instead of {Octal(l!.Mode)})",
            var (l, c) => $"was changed since (the run left {l!.Hash.Short}, it is {c!.Hash.Short})",
        };
        return LaterRun(path) is { } later ? $"'{path}' {what}, by run {later}; undo that first." : $"'{path}' {what}.";
    }

    private RunId? LaterRun(RepoPath path) =>
        all.FirstOrDefault(l => l.Id > chosen[0].Id && l.UndoneBy is null && l.Intent.Steps.Any(s => s.Path == path))?.Intent.Run;

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);
}
