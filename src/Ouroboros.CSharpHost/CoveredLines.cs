using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost;

/// <summary>
/// Turns marks into lines by file. What never runs as a statement, such as constants and initialisers, counts as run with its type: when
/// other lines of the type ran, or a file that ran speaks of it.
/// </summary>
internal sealed class CoveredLines
{
    private readonly PlaceList places;
    private readonly List<(string Path, string Type, SortedSet<int> Own, SortedSet<int> All)> silent = [];
    private readonly Dictionary<string, HashSet<string>> spoken = [];
    private readonly HashSet<string> seen = [];

    public CoveredLines(CodeBase code, PlaceList places, string root)
    {
        this.places = places;
        foreach (var tree in code.Projects.SelectMany(p => p.Trees).Where(t => t.FilePath.StartsWith(root + "/", StringComparison.Ordinal)))
        {
            var path = Path.GetRelativePath(root, tree.FilePath);
            if (path.Contains("obj/", StringComparison.Ordinal))
                continue;

            spoken[path] = [.. tree.GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText)];
            foreach (var type in tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
                Note(path, type);
        }
    }

    /// <summary>Files that any test ran.</summary>
    public IReadOnlySet<string> Files => seen;

    public Dictionary<string, int[]> Of(bool[] ran)
    {
        var lines = new Dictionary<string, SortedSet<int>>();
        for (var i = 0; i < ran.Length; i++)
        {
            if (!ran[i])
                continue;

            var place = places[i];
            if (!lines.TryGetValue(place.Path, out var own))
                lines[place.Path] = own = [];

            for (var line = place.From; line <= place.To; line++)
                own.Add(line);
        }

        var words = lines.Keys.Where(spoken.ContainsKey).SelectMany(p => spoken[p]).ToHashSet();
        foreach (var (path, type, own, all) in silent)
        {
            if (!words.Contains(type) && !(lines.TryGetValue(path, out var here) && all.Overlaps(here)))
                continue;

            if (!lines.TryGetValue(path, out var known))
                lines[path] = known = [];

            known.UnionWith(own);
        }

        seen.UnionWith(lines.Keys);
        return lines.ToDictionary(l => l.Key, l => l.Value.ToArray());
    }

    private void Note(string path, BaseTypeDeclarationSyntax type)
    {
        var own = new SortedSet<int>();
        IEnumerable<SyntaxNode> parts = type switch
        {
            EnumDeclarationSyntax e => e.Members,
            TypeDeclarationSyntax t => t.Members.SelectMany(Initialisers).Concat(t.ParameterList is { } list ? [list] : []).Concat(t.BaseList is { } bases ? [bases] : []),
            _ => [],
        };
        foreach (var part in parts)
            AddLines(part, own);

        var all = new SortedSet<int>();
        AddLines(type, all);
        if (own.Count > 0)
            silent.Add((path, type.Identifier.ValueText, own, all));
    }

    private static IEnumerable<SyntaxNode> Initialisers(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => [field],
        PropertyDeclarationSyntax { Initializer: { } value } => [value],
        ConstructorDeclarationSyntax { Initializer: { } call } made => [call, made.ParameterList],
        BaseMethodDeclarationSyntax method => [method.ParameterList],
        _ => [],
    };

    private static void AddLines(SyntaxNode node, SortedSet<int> lines)
    {
        var span = node.GetLocation().GetLineSpan();
        for (var line = span.StartLinePosition.Line; line <= span.EndLinePosition.Line; line++)
            lines.Add(line + 1);
    }
}
