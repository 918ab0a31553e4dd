using System.Collections.Frozen;

namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>Which kinds of nodes of a grammar define, call, own, bind and bring in names. Data, so that a language is a table.</summary>
internal sealed record SymbolGrammar
{
    public required FrozenDictionary<string, SymbolKind> Definitions { get; init; }

    /// <summary>Definitions that are read without parentheses.</summary>
    public FrozenSet<string> Properties { get; init; } = [];

    /// <summary>What stands around a definition and belongs to its header, such as decorators and <c>export</c>.</summary>
    public FrozenSet<string> Wrappers { get; init; } = [];

    /// <summary>Kinds of nodes that are names.</summary>
    public required FrozenSet<string> Names { get; init; }

    /// <summary>A call and its field that holds what is called.</summary>
    public required FrozenDictionary<string, string> Calls { get; init; }

    /// <summary>A member access: the field before the dot and the one after it.</summary>
    public required FrozenDictionary<string, (string Owner, string Name)> Members { get; init; }

    /// <summary>What may stand between a name and the node that gives it its meaning.</summary>
    public FrozenSet<string> Transparent { get; init; } = [];

    /// <summary>What lists the types that a type builds on: a kind of node, or a field.</summary>
    public FrozenSet<string> Bases { get; init; } = [];

    /// <summary>A node that binds a name of its own, and the field that holds the name; empty where any name right in it is bound.</summary>
    public required FrozenDictionary<string, string> Binders { get; init; }

    /// <summary>Lists of names on the way to a binder.</summary>
    public FrozenSet<string> Patterns { get; init; } = [];

    /// <summary>Statements that bring in or open something; names in them are no references.</summary>
    public required FrozenSet<string> Imports { get; init; }

    /// <summary>What a file says of where it belongs: its namespace or package.</summary>
    public FrozenSet<string> Spaces { get; init; } = [];

    /// <summary>Members of a type that build it on another where they bear no name of their own.</summary>
    public FrozenSet<string> Embeds { get; init; } = [];

    /// <summary>Fields whose names name an argument, a label or a key, and nothing that is defined.</summary>
    public FrozenSet<(string Parent, string Field)> Labels { get; init; } = [];

    /// <summary>Attributes or annotations that make a function a test.</summary>
    public FrozenSet<string> TestMarks { get; init; } = [];

    /// <summary>How names of functions that are tests begin; null where names say nothing.</summary>
    public string? TestPrefix { get; init; }

    /// <summary>What a method calls its own object.</summary>
    public FrozenSet<string> Selves { get; init; } = [];
}
