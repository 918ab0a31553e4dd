using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.CodeGraph;

/// <summary>Finds the files of the project that an import means, by their paths, namespaces and packages.</summary>
internal sealed class ModuleIndex
{
    private static readonly string[] ScriptEndings = [".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".d.ts"];
    private static readonly string[] SourceFolders = ["", "src/", "lib/", "python/"];
    private const int MostRoots = 12;

    private readonly IReadOnlyList<RepoPath> paths;
    private readonly IReadOnlyList<FileSymbols> files;
    private readonly Dictionary<string, int> byPath;
    private readonly ILookup<string, int> bySpace;
    private readonly ILookup<string, int> byFolder;

    public ModuleIndex(IReadOnlyList<RepoPath> paths, IReadOnlyList<FileSymbols> files)
    {
        (this.paths, this.files) = (paths, files);
        byPath = Enumerable.Range(0, paths.Count).ToDictionary(i => paths[i].Value);
        bySpace = Enumerable.Range(0, files.Count).SelectMany(i => files[i].Spaces.Select(s => (Space: s, File: i))).ToLookup(s => s.Space, s => s.File);
        byFolder = Enumerable.Range(0, files.Count).Where(i => files[i].Language == Language.Go).ToLookup(i => FolderOf(paths[i]));
    }

    /// <summary>The files that a module is made of; nothing where it is none of the project's.</summary>
    public IEnumerable<int> Of(int file, string module) => files[file].Language switch
    {
        Language.Python => Python(file, module),
        Language.CSharp => bySpace[module],
        Language.Java => bySpace.Contains(module) ? bySpace[module] : bySpace[Above(module, '.')],
        Language.Go => Go(file, module),
        _ => Script(file, module),
    };

    /// <summary>The namespaces, package or folder that others see a file by.</summary>
    public IReadOnlyList<string> SpacesOf(int file) => files[file].Language == Language.Go ? [FolderOf(paths[file])] : files[file].Spaces;

    /// <summary>Those whose names a file sees without bringing them in: in C# also the spaces around its own.</summary>
    public IEnumerable<string> SpacesAround(int file) =>
        files[file].Language == Language.CSharp ? files[file].Spaces.SelectMany(WithSpacesAround) : SpacesOf(file);

    private static IEnumerable<string> WithSpacesAround(string space)
    {
        for (; space.Length > 0; space = Above(space, '.'))
            yield return space;
    }

    private int[] Python(int file, string module)
    {
        var dots = module.Length - module.TrimStart('.').Length;
        var inner = module[dots..].Replace('.', '/');
        if (dots > 0)
        {
            var folder = FolderOf(paths[file]);
            for (var up = 1; up < dots; up++)
                folder = Above(folder, '/');

            return Known(PythonNames(Join(folder, inner)));
        }

        return RootsOf(file).SelectMany(r => SourceFolders.Select(s => Known(PythonNames(Join(r, s + inner))))).FirstOrDefault(f => f.Length > 0, []);
    }

    private static IEnumerable<string> PythonNames(string stem) =>
        stem.Length == 0 ? ["__init__.py"] : [$"{stem}.py", $"{stem}/__init__.py", $"{stem}.pyi"];

    private int[] Script(int file, string module)
    {
        if (!module.StartsWith('.') || Rooted(FolderOf(paths[file]), module) is not { } stem)
            return [];

        var bare = ScriptEndings.FirstOrDefault(e => stem.EndsWith(e, StringComparison.Ordinal)) is { } ending ? stem[..^ending.Length] : stem;
        return Known([stem, .. ScriptEndings.Select(e => bare + e), .. ScriptEndings.Select(e => stem + e), .. ScriptEndings.Select(e => $"{stem}/index{e}")]);
    }

    private int[] Go(int file, string module)
    {
        // The module's own name is in go.mod; whatever of the path is a folder of the project is what is meant.
        for (var rest = module; rest.Length > 0; rest = rest.IndexOf('/') is > 0 and var slash ? rest[(slash + 1)..] : "")
        {
            var found = RootsOf(file).Select(r => byFolder[Join(r, rest)].ToArray()).FirstOrDefault(f => f.Length > 0);
            if (found is not null && (rest != module || !rest.Contains('.')))
                return found;
        }

        return [];
    }

    /// <summary>The folders around a file, from its own to the root: imports start from one of them.</summary>
    private IEnumerable<string> RootsOf(int file)
    {
        var folder = FolderOf(paths[file]);
        for (var step = 0; step < MostRoots && folder.Length > 0; step++, folder = Above(folder, '/'))
            yield return folder;

        yield return "";
    }

    private int[] Known(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (byPath.TryGetValue(name, out var file))
                return [file];
        }

        return [];
    }

    private static string? Rooted(string folder, string relative)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in relative.Split('/'))
        {
            if (part == ".." && parts.Count == 0)
                return null;
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "."))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";

    private static string FolderOf(RepoPath path) => path.Parent?.Value ?? "";

    private static string Above(string text, char separator) => text.LastIndexOf(separator) is > 0 and var at ? text[..at] : "";
}
