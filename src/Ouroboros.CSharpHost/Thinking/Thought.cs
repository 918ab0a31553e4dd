namespace Ouroboros.CSharpHost.Thinking;

/// <summary>How tightly a text binds, tightest first.</summary>
internal enum Binding
{
    Atom,
    Unary,
    Term,
    Sum,
    Relation,
    Equality,
    Both,
    Either,
    Fallback,
    Choice,
}

/// <summary>An expression: what it costs, its type, and its value at each moment.</summary>
/// <param name="Speaks">Whether it names anything.</param>
internal sealed record Thought(string Text, Binding Binds, double Cost, Shape Shape, object?[] Values, bool Speaks)
{
    public bool IsTight => Binds == Binding.Atom;

    public string Within(Binding binds) => Binds <= binds ? Text : $"({Text})";
}

/// <summary>Expressions that no moment tells apart.</summary>
internal sealed record Told(double Agreement, bool IsGranted, IReadOnlyList<Thought> Alike);
