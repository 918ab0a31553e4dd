using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.CodeGraph;

/// <summary>What a name may mean, and how sure that is.</summary>
internal readonly record struct Meaning(Symbol Symbol, double Weight);

/// <summary>
/// Tells what names mean without types: what stands around them, then what is brought in, then the only thing of that name in the project.
/// Where several things bear the name, each is meant a little.
/// </summary>
internal sealed class NameResolution(IReadOnlyList<FileNames> files)
{
    private const double Sure = 1, Likely = 0.7, Guess = 0.5, Weak = 0.2;
    private const int MostHops = 3;
    private const int MostBases = 20;

    // A name that so many things bear says nothing of any of them.
    private const int MostMeanings = 10;
    private const int MostNamesakes = 1_000;

    private readonly ILookup<(int Family, string Name), Symbol> everywhere =
        files.SelectMany(f => f.Nodes.Skip(1).Select(n => (Family: FamilyOf(f.Symbols.Language), Node: n))).ToLookup(n => (n.Family, n.Node.Name), n => n.Node);

    private readonly Dictionary<RepoPath, int> fileOf = Enumerable.Range(0, files.Count).ToDictionary(i => files[i].Nodes[0].Path);
    private readonly Dictionary<int, List<Symbol>> bases = [];
    private readonly Dictionary<(int File, int Within, string Owner, string Name, bool IsCall), IReadOnlyList<Meaning>> known = [];

    /// <summary>Must be told before members are looked for.</summary>
    public void NoteBase(Symbol type, Symbol basis)
    {
        if (!bases.TryGetValue(type.Id, out var list))
            bases[type.Id] = list = [];

        if (list.Count < MostBases)
            list.Add(basis);
    }

    public IReadOnlyList<Meaning> Of(int file, SymbolReference reference)
    {
        var key = (file, reference.Within, reference.Owner, reference.Name, reference.Kind == ReferenceKind.Call);
        if (!known.TryGetValue(key, out var meanings))
            known[key] = meanings = Find(file, reference);

        return meanings;
    }

    /// <summary>What a file has under a name: its own, or what it passes on.</summary>
    public IEnumerable<Symbol> Exported(int file, string name, int hops = 0)
    {
        if (name is "" or "*")
            return [files[file].Nodes[0]];

        Symbol[] own = [.. files[file].TopLevel(name)];
        if (own.Length > 0 || hops == MostHops)
            return own;

        var brought = files[file].Brought(name).SelectMany(b => Exported(b.File, b.Name, hops + 1)).ToArray();
        return brought.Length > 0 ? brought : InSight(file, name);
    }

    private IReadOnlyList<Meaning> Find(int file, SymbolReference reference) => reference.Owner switch
    {
        "" => Plain(file, reference.Within, reference.Name) is { Count: > 0 } found ? found : Anywhere(file, reference),
        SymbolReference.Self => OfOwnClass(file, reference),
        SymbolReference.Unknown => Member(file, reference),
        _ => OfNamed(file, reference),
    };

    private IReadOnlyList<Meaning> Plain(int file, int within, string name)
    {
        var here = files[file];
        var seesMembers = here.Symbols.Language is Language.CSharp or Language.Java;
        for (var scope = within; scope >= 0; scope = here.Symbols.Definitions[scope].Within)
        {
            var isClass = here.Symbols.Definitions[scope].Kind == SymbolKind.Class;
            if (isClass && !seesMembers)
                continue;

            Symbol[] near = [.. isClass ? Members(here.Nodes[scope], name) : here.Within(scope, name)];
            if (near.Length > 0)
                return Split(near, Sure);
        }

        if (here.Brings(name))
            return Split(here.Brought(name).SelectMany(b => b.Name == "default" ? Default(b.File, name) : Exported(b.File, b.Name)), Sure);

        return Split(InSight(file, name), Sure);
    }

    private IEnumerable<Symbol> InSight(int file, string name) =>
        All(file, name).Where(n => n.Definition.Within == 0 && files[file].Sees(FileOf(n), files[FileOf(n)]));

    // An export without a name of its own is what the file has under the name it is given, or the one thing that it has.
    private IEnumerable<Symbol> Default(int file, string alias)
    {
        Symbol[] all = [.. files[file].Nodes.Where(n => n.Definition.Within == 0)];
        return all.Length == 1 ? all : files[file].TopLevel(alias).DefaultIfEmpty(files[file].Nodes[0]);
    }

    private IReadOnlyList<Meaning> Anywhere(int file, SymbolReference reference)
    {
        var language = files[file].Symbols.Language;
        if (files[file].Brings(reference.Name) && files[file].Brought(reference.Name).Count > 0)
            return [];

        // Names that must be brought in and are not are mostly the language's own.
        var weight = language is Language.CSharp or Language.Java || files[file].Brings(reference.Name) ? Guess : reference.Kind == ReferenceKind.Use ? 0 : Weak;
        return weight == 0 ? [] : Split(All(file, reference.Name).Where(n => n.Definition.Within == 0 || n.Kind == SymbolKind.Class), weight);
    }

    private IReadOnlyList<Meaning> OfOwnClass(int file, SymbolReference reference) =>
        ClassAround(file, reference.Within) is { } type && Members(type, reference.Name) is { Count: > 0 } own ? Split(own, Sure) : Member(file, reference);

    private IReadOnlyList<Meaning> OfNamed(int file, SymbolReference reference)
    {
        foreach (var (owner, _) in Plain(file, reference.Within, reference.Owner))
        {
            var found = owner.Kind switch
            {
                SymbolKind.File => [.. Exported(FileOf(owner), reference.Name)],
                SymbolKind.Class => Members(owner, reference.Name),
                _ => [],
            };
            if (found.Count > 0)
                return Split(found, Sure);
        }

        // What belongs to a module from elsewhere is not the project's, whatever it is called.
        var isForeign = files[file].Brings(reference.Owner) && files[file].Brought(reference.Owner).Count == 0;
        var isPackage = files[file].Symbols.Language == Language.Go && files[file].Brought(reference.Owner) is { Count: > 0 } parts
            ? parts.SelectMany(p => Exported(p.File, reference.Name)).ToArray()
            : [];
        return isPackage.Length > 0 ? Split(isPackage, Sure) : isForeign ? [] : Member(file, reference);
    }

    /// <summary>A member of an object whose type is not known.</summary>
    private IReadOnlyList<Meaning> Member(int file, SymbolReference reference)
    {
        bool Fits(Symbol s) => s.Kind == SymbolKind.Method && !(s.Definition.IsProperty && reference.Kind == ReferenceKind.Call);
        Symbol[] here = [.. files[file].Named(reference.Name).Where(Fits)];
        if (here.Length > 0)
            return Split(here, Likely);

        Symbol[] all = [.. All(file, reference.Name).Where(Fits)];
        Symbol[] near = [.. all.Where(n => files[file].Knows(FileOf(n), files[FileOf(n)]))];
        return near.Length > 0 ? Split(near, Likely) : Split(all, Guess);
    }

    private IEnumerable<Symbol> All(int file, string name) => everywhere[(FamilyOf(files[file].Symbols.Language), name)].Take(MostNamesakes);

    /// <summary>Of a class or, where it has none of that name, of those that it builds on.</summary>
    private List<Symbol> Members(Symbol type, string name)
    {
        var seen = new HashSet<int> { type.Id };
        var open = new Queue<Symbol>([type]);
        while (open.TryDequeue(out var at) && seen.Count < MostBases)
        {
            var own = Own(at, name);
            if (own.Count > 0)
                return own;

            foreach (var basis in bases.GetValueOrDefault(at.Id, []).Where(b => seen.Add(b.Id)))
                open.Enqueue(basis);
        }

        return [];
    }

    private List<Symbol> Own(Symbol type, string name)
    {
        var file = files[FileOf(type)];
        List<Symbol> own = [.. file.Within(type.Id - file.Nodes[0].Id, name)];
        if (own.Count > 0 || file.Symbols.Language is not (Language.Go or Language.CSharp))
            return own;

        // Methods of Go and the other parts of a partial class stand elsewhere, under the same qualified name.
        var qualified = $"{type.Definition.QualifiedName}.{name}";
        return [.. All(FileOf(type), name).Where(n => n.Definition.QualifiedName == qualified && files[FileOf(n)].Space.SequenceEqual(file.Space))];
    }

    private Symbol? ClassAround(int file, int within)
    {
        var here = files[file];
        for (var scope = within; scope >= 0; scope = here.Symbols.Definitions[scope].Within)
        {
            var definition = here.Symbols.Definitions[scope];
            if (definition.Kind == SymbolKind.Class)
                return here.Nodes[scope];

            // Methods of Go stand beside their type, in whichever file of its folder.
            if (here.Symbols.Language == Language.Go && definition.Kind == SymbolKind.Method && definition.QualifiedName.Split('.') is [var type, _])
                return here.TopLevel(type).Concat(InSight(file, type)).FirstOrDefault(t => t.Kind == SymbolKind.Class);
        }

        return null;
    }

    private int FileOf(Symbol node) => fileOf[node.Path];

    private static IReadOnlyList<Meaning> Split(IEnumerable<Symbol> symbols, double weight)
    {
        Symbol[] all = [.. symbols.DistinctBy(s => s.Id).OrderBy(s => s.Id).Take(MostMeanings + 1)];
        return all.Length > MostMeanings ? [] : [.. all.Select(s => new Meaning(s, weight / all.Length))];
    }

    private static int FamilyOf(Language language) => (int)(language is Language.TypeScript or Language.Tsx ? Language.JavaScript : language);
}
