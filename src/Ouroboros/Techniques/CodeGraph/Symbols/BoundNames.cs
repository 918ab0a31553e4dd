namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>Variables and parameters by the definition that binds them: their names mean nothing beyond it.</summary>
internal sealed class BoundNames
{
    private readonly Dictionary<int, HashSet<string>> bound = [];
    private HashSet<(int Within, string Name)>? defined;
    private HashSet<string>? imported;

    public void Add(int within, string name)
    {
        if (!bound.TryGetValue(within, out var names))
            bound[within] = names = [];

        names.Add(name);
    }

    /// <summary>Whether a name is a variable of what stands around it, and neither something defined there nor brought in.</summary>
    public bool Explains(SymbolReference reference, IReadOnlyList<SymbolDefinition> definitions, IReadOnlyList<SymbolImport> imports)
    {
        defined ??= [.. definitions.Select(d => (d.Within, d.Name))];
        imported ??= [.. imports.Select(i => i.Alias)];
        for (var scope = reference.Within; scope >= 0; scope = definitions[scope].Within)
        {
            if (defined.Contains((scope, reference.Name)))
                return false;

            if (bound.TryGetValue(scope, out var names) && names.Contains(reference.Name))
                return scope > 0 || !imported.Contains(reference.Name);
        }

        return false;
    }
}
