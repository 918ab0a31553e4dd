using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What a file's tree offers to edits, gathered once by its language's surveyor.</summary>
/// <param name="Functions">In document order; an outer one stands before those inside it.</param>
/// <param name="ModuleScope">Names seen from everywhere in the file.</param>
/// <param name="Attributes">By the text of the object, such as <c>self</c>: what is read from or called on it.</param>
/// <param name="Keywords">By the callee's name: keyword arguments given to it somewhere.</param>
/// <param name="Numbers">Number literals, most frequent first; so are <paramref name="Strings"/>, with their quotes.</param>
/// <param name="Expressions">Expressions worth reusing elsewhere.</param>
/// <param name="Calls">Names called as plain functions, most frequent first.</param>
public sealed record FileFacts(
    IReadOnlyList<FunctionFacts> Functions,
    IReadOnlyList<ScopeName> ModuleScope,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Keywords,
    IReadOnlyList<string> Numbers,
    IReadOnlyList<string> Strings,
    IReadOnlyList<Ingredient> Expressions,
    IReadOnlyList<string> Calls)
{
    /// <summary>Calls that stand as conditions.</summary>
    public IReadOnlyList<SyntaxNode> Questions { get; init; } = [];

    /// <summary>The innermost function around a byte, or null at module level.</summary>
    public FunctionFacts? FunctionAt(int offset)
    {
        for (var i = Functions.Count - 1; i >= 0; i--)
        {
            var node = Functions[i].Node;
            if (node.Start <= offset && offset <= node.End)
                return Functions[i];
        }

        return null;
    }

    private readonly ILookup<string, FunctionFacts> byName = Functions.ToLookup(f => f.Name);
    private readonly Dictionary<string, ScopeName> module = ByName(ModuleScope);
    private readonly HashSet<string> bound = [.. Functions.SelectMany(f => f.Scope).Concat(ModuleScope).Select(n => n.Name)];

    public FunctionFacts? FunctionNamed(string name) => byName[name].FirstOrDefault();

    public ScopeName? AtModule(string name) => module.GetValueOrDefault(name);

    /// <summary>Whether any scope of the file binds the name; what none binds is the language's own.</summary>
    public bool Binds(string name) => bound.Contains(name);

    internal static Dictionary<string, ScopeName> ByName(IReadOnlyList<ScopeName> scope)
    {
        var names = new Dictionary<string, ScopeName>(scope.Count);
        foreach (var name in scope)
            names.TryAdd(name.Name, name);

        return names;
    }
}

/// <summary>A function as its text declares it.</summary>
/// <param name="Class">The class it is a method of, or null.</param>
/// <param name="Scope">Every name it may read, its own first.</param>
public sealed record FunctionFacts(
    SyntaxNode Node, string Name, string? Class, IReadOnlyList<Parameter> Parameters, SyntaxNode Body, bool IsGenerator,
    IReadOnlyList<ScopeName> Scope)
{
    private readonly Dictionary<string, ScopeName> names = FileFacts.ByName(Scope);

    public ScopeName? Named(string name) => names.GetValueOrDefault(name);

    public bool Contains(SyntaxNode node) => Node.Start <= node.Start && node.End <= Node.End;
}

/// <summary>An expression that may serve elsewhere.</summary>
/// <param name="Tokens">Its names and literals, distinct.</param>
/// <param name="Names">Those of its identifiers that are read, in order.</param>
public sealed record Ingredient(SyntaxNode Node, string Text, IReadOnlySet<string> Tokens, IReadOnlyList<SyntaxNode> Names);

/// <param name="Default">Its default value's text, or null.</param>
/// <param name="Takes">Null for a plain parameter, <c>*</c> or <c>**</c> for one that takes the rest.</param>
public sealed record Parameter(string Name, string? Default, string? Takes);

public enum NameKind
{
    Parameter,
    Local,
    Loop,
    Function,
    Class,
    Import,
    Constant,
}

/// <summary>A name that can be read at a place.</summary>
/// <param name="Type">Guessed from its text, or null.</param>
/// <param name="Lines">Where the function mentions it, ascending; the first is where it is bound.</param>
public sealed record ScopeName(string Name, NameKind Kind, string? Type, IReadOnlyList<int> Lines)
{
    /// <summary>The comprehension or lambda that alone sees it, or null.</summary>
    public SyntaxNode? Within { get; init; }

    /// <summary>Whether nothing reads it, where it is bound.</summary>
    public bool IsIdle { get; init; }

    public bool IsVisibleAt(SyntaxNode place) => Within is not { } only || (only.Start <= place.Start && place.End <= only.End);

    public bool IsCallable => Kind is NameKind.Function or NameKind.Class;
}
