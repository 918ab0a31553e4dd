namespace Ouroboros.CSharpHost.Compiling;

/// <summary>All projects that the build compiled, ready to be edited.</summary>
internal sealed class CodeBase(IReadOnlyList<BuildRecord> records, string root, PlaceList? places)
{
    public IReadOnlyList<ProjectCode> Projects { get; } = [.. records.Select(r => new ProjectCode(r, root, places))];

    public IEnumerable<ProjectCode> Tests => Projects.Where(p => p.Record.IsTest);

    /// <summary>Every project's assembly as it stands.</summary>
    public Dictionary<string, byte[]> Images => Projects.ToDictionary(p => p.Record.Name, p => p.Image);

    /// <summary>Those of some files that are compiled into no project: nothing can be said of them here.</summary>
    public IReadOnlyList<string> Strangers(IEnumerable<string> paths) => [.. paths.Where(p => !Holders(Path.Join(root, p)).Any())];

    /// <summary>Every project's assembly under an edit, or null and why it does not compile.</summary>
    public Dictionary<string, byte[]>? Compile(IReadOnlyDictionary<string, byte[]?> edits, out string? error)
    {
        error = null;
        var images = Images;
        var fresh = new Dictionary<string, byte[]>();
        foreach (var (project, draft) in Touched(edits, fresh))
        {
            if (draft.Compile(out error) is not { } image)
                return null;

            images[project.Record.Name] = image;
            if (draft.ChangesSurface)
                fresh[project.Record.Name] = image;
        }

        return images;
    }

    /// <summary>Several edits in one compilation, as many of them as can stand beside each other.</summary>
    public Sheaf Bind(IReadOnlyList<IReadOnlyDictionary<string, byte[]?>> edits)
    {
        var sheaf = new Sheaf();
        var drafts = new List<(int Number, ProjectCode Project, Draft Draft, IReadOnlyList<Branch> Branches)>();
        foreach (var (i, edit) in edits.Index().Where(e => Strangers(e.Item.Keys).Count == 0))
        {
            var own = Touched(edit, []).Select(t => (Number: i + 1, t.Project, t.Draft, Branches: t.Draft.Branches(i + 1))).ToList();
            if (!own.Exists(o => o.Branches is null))
                drafts.AddRange(own!);
        }

        // One that more than one file is wrong with, or that more than one project holds, is out of all of them.
        var doubtful = new HashSet<int>();
        var images = Images;
        foreach (var project in drafts.GroupBy(d => d.Project))
        {
            if (project.Key.Branched([.. project.SelectMany(d => d.Branches).Where(b => !doubtful.Contains(b.Number))], doubtful) is not { } image)
                return sheaf;

            images[project.Key.Record.Name] = image;
        }

        foreach (var draft in drafts.Where(d => doubtful.Contains(d.Number)))
        {
            // Only what the compiler says of it alone is held against it.
            if (draft.Draft.Fault() is { } fault)
                sheaf.Faults[draft.Number] = fault;
        }

        sheaf.Images = images;
        var held = drafts.Where(d => !doubtful.Contains(d.Number)).SelectMany(d => d.Branches.Select(b => (d.Project, Branch: b))).ToList();
        var members = held.GroupBy(h => (h.Project, h.Branch.Old, h.Branch.Member.SpanStart)).SelectMany(m => m.Select(h => (h.Branch.Number, Member: m.First().Branch.Number)));
        foreach (var edit in members.GroupBy(m => m.Number, m => m.Member))
            sheaf.Numbers[edit.Key] = [.. edit];

        return sheaf;
    }

    /// <summary>The faults that an edit adds to any project, as sentences with their place.</summary>
    public IReadOnlyList<string> Added(IReadOnlyDictionary<string, byte[]?> edits)
    {
        var added = new List<string>();
        var fresh = new Dictionary<string, byte[]>();
        foreach (var (project, draft) in Touched(edits, fresh))
        {
            var known = project.Errors.Select(Faults.Words).ToHashSet();
            foreach (var fault in draft.Errors().Where(f => !known.Contains(Faults.Words(f))))
            {
                var line = fault.Location.GetLineSpan();
                added.Add($"{Path.GetRelativePath(root, line.Path)}:{line.StartLinePosition.Line + 1}: {Faults.Words(fault)}");
            }

            if (draft.ChangesSurface && draft.Reference() is { } reference)
                fresh[project.Record.Name] = reference;
        }

        return added;
    }

    /// <summary>The projects that an edit concerns, in order: those whose files it changes, and those that use one of <paramref name="fresh"/>.</summary>
    private IEnumerable<(ProjectCode Project, Draft Draft)> Touched(IReadOnlyDictionary<string, byte[]?> edits, Dictionary<string, byte[]> fresh)
    {
        var here = edits.Select(e => (Path: Path.Join(root, e.Key), Content: e.Value)).SelectMany(e => Holders(e.Path).Select(p => (Project: p, Edit: e))).ToLookup(h => h.Project, h => h.Edit);
        foreach (var project in Projects)
        {
            var isStale = Projects.Any(p => fresh.ContainsKey(p.Record.Name) && project.Record.Uses(p.Record));
            if (isStale || here.Contains(project))
                yield return (project, project.Edited(here[project], fresh, isStale));
        }
    }

    /// <summary>The projects that a file is compiled into, or would be if it were there.</summary>
    private IEnumerable<ProjectCode> Holders(string source)
    {
        var holding = Projects.Where(p => p.Holds(source)).ToList();
        if (holding.Count > 0 || File.Exists(source) || Path.GetExtension(source) != ".cs")
            return holding;

        // Without being told otherwise, the build takes every source beneath a project's folder.
        for (var folder = Path.GetDirectoryName(source); folder?.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").Any())
                return Projects.Where(p => Path.GetDirectoryName(p.Record.Project) == folder);
        }

        return [];
    }
}
