namespace Ouroboros.CSharpHost.Compiling;

/// <summary>All projects that the build compiled, ready to be edited.</summary>
internal sealed class CodeBase
{
    private readonly string root;

    public CodeBase(string builds, string root, PlaceList? places)
    {
        this.root = root;
        Projects = [.. BuildRecord.ReadAll(builds).Select(r => new ProjectCode(r, root, places))];
    }

    public IReadOnlyList<ProjectCode> Projects { get; }

    public IEnumerable<ProjectCode> Tests => Projects.Where(p => p.Record.IsTest);

    /// <summary>Every project's assembly as it stands.</summary>
    public Dictionary<string, byte[]> Images => Projects.ToDictionary(p => p.Record.Name, p => p.Image);

    /// <summary>Every project's assembly under an edit, or null and why it does not compile.</summary>
    public Dictionary<string, byte[]>? Compile(IReadOnlyDictionary<string, byte[]?> edits, out string? error)
    {
        error = null;
        var images = Images;
        var fresh = new Dictionary<string, byte[]>();
        var here = edits.ToDictionary(e => Path.Join(root, e.Key), e => e.Value);
        foreach (var project in Projects)
        {
            var isStale = fresh.Keys.Any(name => project.Record.Uses(Projects.First(p => p.Record.Name == name).Record));
            if (!isStale && !here.Keys.Any(project.Holds))
                continue;

            var draft = project.Edited(here, fresh);
            if (draft.Compile(out error) is not { } image)
                return null;

            images[project.Record.Name] = image;
            if (isStale || draft.ChangesSurface)
                fresh[project.Record.Name] = image;
        }

        return images;
    }

    /// <summary>The faults that an edit adds, as sentences with their place.</summary>
    public IReadOnlyList<string> Added(IReadOnlyDictionary<string, byte[]?> edits)
    {
        var here = edits.ToDictionary(e => Path.Join(root, e.Key), e => e.Value);
        var added = new List<string>();
        foreach (var project in Projects.Where(p => here.Keys.Any(p.Holds)))
        {
            var known = project.Errors().Select(Faults.Words).ToHashSet();
            foreach (var fault in project.Edited(here, new Dictionary<string, byte[]>()).Errors().Where(f => !known.Contains(Faults.Words(f))))
            {
                var line = fault.Location.GetLineSpan();
                added.Add($"{Path.GetRelativePath(root, line.Path)}:{line.StartLinePosition.Line + 1}: {Faults.Words(fault)}");
            }
        }

        return added;
    }
}
