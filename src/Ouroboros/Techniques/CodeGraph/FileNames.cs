using Ouroboros.Techniques.CodeGraph.Symbols;

namespace Ouroboros.Techniques.CodeGraph;

/// <summary>The names that a file defines, and those that it brings in.</summary>
internal sealed class FileNames
{
    // A namespace of more files is in sight as a whole; edges to each would say nothing.
    private const int MostTargets = 20;

    private readonly ILookup<string, Symbol> byName;
    private readonly ILookup<(int Within, string Name), Symbol> byScope;
    private readonly ILookup<string, Symbol> byQualifiedName;
    private readonly Dictionary<string, List<(int File, string Name)>> aliases = [];
    private readonly HashSet<int> filesInSight = [];
    private readonly HashSet<int> filesImported = [];
    private readonly HashSet<string> spacesInSight;

    public FileNames(int file, FileSymbols symbols, IReadOnlyList<Symbol> nodes, ModuleIndex modules)
    {
        (Symbols, Nodes, Space) = (symbols, nodes, modules.SpacesOf(file));
        byName = nodes.Skip(1).ToLookup(n => n.Name);
        byScope = nodes.Skip(1).ToLookup(n => (n.Definition.Within, n.Name));
        byQualifiedName = nodes.Skip(1).ToLookup(n => n.Definition.QualifiedName);
        spacesInSight = [.. modules.SpacesAround(file)];
        foreach (var import in symbols.Imports)
            Bring(import, file, modules);
    }

    public FileSymbols Symbols { get; }

    /// <summary>Of its definitions, in their order; the file itself first.</summary>
    public IReadOnlyList<Symbol> Nodes { get; }

    /// <summary>The namespaces, package or folder that others see it by.</summary>
    public IReadOnlyList<string> Space { get; }

    public List<(SymbolImport Import, int[] Files)> Imports { get; } = [];

    public IEnumerable<Symbol> Named(string name) => byName[name];

    public IEnumerable<Symbol> Within(int definition, string name) => byScope[(definition, name)];

    public IEnumerable<Symbol> Qualified(string name) => byQualifiedName[name];

    public IEnumerable<Symbol> TopLevel(string name) => byScope[(0, name)];

    /// <summary>Whether it sees all names of a file.</summary>
    public bool Sees(int other, FileNames names) => filesInSight.Contains(other) || names.Space.Any(spacesInSight.Contains);

    /// <summary>Whether it has to do with a file.</summary>
    public bool Knows(int other, FileNames names) => filesImported.Contains(other) || Sees(other, names);

    public bool Brings(string alias) => aliases.ContainsKey(alias);

    /// <summary>What a name that it brought in stands for: a name of a file, or with an empty name the file itself.</summary>
    public IReadOnlyList<(int File, string Name)> Brought(string alias) => aliases.TryGetValue(alias, out var found) ? found : [];

    private void Bring(SymbolImport import, int file, ModuleIndex modules)
    {
        int[] targets = [.. modules.Of(file, import.Module).Where(t => t != file).Take(MostTargets + 1)];
        if (import.Name == "*")
        {
            filesInSight.UnionWith(targets);
            spacesInSight.Add(import.Module);
        }

        // What is brought in by name may be a module itself.
        var inner = import.Name is "" or "*" ? "" : import.Module.EndsWith('.') ? import.Module + import.Name : $"{import.Module}.{import.Name}";
        int[] within = inner.Length == 0 ? [] : [.. modules.Of(file, inner).Where(t => t != file).Take(MostTargets)];
        filesImported.UnionWith(targets);
        filesImported.UnionWith(within);
        Imports.Add((import, targets.Length > MostTargets ? within : [.. targets.Concat(within).Distinct()]));
        if (import.Alias.Length == 0)
            return;

        if (!aliases.TryGetValue(import.Alias, out var found))
            aliases[import.Alias] = found = [];

        found.AddRange(within.Select(i => (i, "")));
        found.AddRange(targets.Select(t => (t, import.Name)));
    }
}
