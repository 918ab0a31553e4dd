using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>Thinks of expressions for places in a program, by the values that names hold there while tests run.</summary>
public interface IThinker
{
    /// <summary>For each hole what may stand in it, likeliest first. What hinders it leaves holes empty; it is never thrown.</summary>
    /// <param name="patience">When it is over, what was thought of so far is told.</param>
    Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(IReadOnlyList<Hole> holes, TimeSpan patience, CancellationToken cancellationToken);
}

public enum HoleKind
{
    /// <summary>No hole at all.</summary>
    None,
    Value,

    /// <summary>A value of which only the truth counts.</summary>
    Condition,

    /// <summary>Before a statement: a question that nobody asks yet, whose answer has been no.</summary>
    Guard,
}

/// <summary>An expression of the program that may be another one, or one that is missing. Lines count from 1, columns in bytes from 0.</summary>
/// <param name="Constants">Names of the module that may be of use.</param>
/// <param name="Literals">Of the file, most frequent first.</param>
/// <param name="Near">Names that stand near.</param>
public sealed record Hole(
    RepoPath Path, (int Line, int Column) Start, (int Line, int Column) End, HoleKind Kind,
    IReadOnlyList<string> Constants, IReadOnlyList<string> Literals, IReadOnlyList<string> Near)
{
    /// <summary>A literal that turned a failing test green when it stood there; null where none is known.</summary>
    public string? Wish { get; init; }
}

/// <summary>Expressions that have the same value at every moment seen, another one than the hole's own in a failing test.</summary>
/// <param name="Agreement">In how many moments of passing tests it is the value that the hole had, from 0 to 1.</param>
public sealed record Filling(double Agreement, IReadOnlyList<Thought> Alike)
{
    /// <summary>Whether they come to what the hole's wish is wherever failing tests reach it.</summary>
    public bool Granted { get; init; }
}

/// <param name="IsTight">Whether it may stand as an operand without parentheses.</param>
public sealed record Thought(string Text, double Cost, bool IsTight);

/// <summary>Where nobody can look into the running program.</summary>
public sealed class NoThinker : IThinker
{
    public static NoThinker Instance { get; } = new();

    public Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(IReadOnlyList<Hole> holes, TimeSpan patience, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<Filling>>>([]);
}
