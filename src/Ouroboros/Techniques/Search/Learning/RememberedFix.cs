namespace Ouroboros.Techniques.Search.Learning;

/// <summary>A repair that was accepted, in a form that can be tried elsewhere.</summary>
/// <param name="Signature">What the failure looked like.</param>
/// <param name="Before">The edited piece with its names as <c>$1</c>, <c>$2</c> …, one space between tokens.</param>
/// <param name="After">What became of it, in the same names; a name met only here stands as itself.</param>
public sealed record RememberedFix(
    string Language, FailureSignature Signature, string Operator, string NodeKind, string Before, string After);

/// <summary>A failure without the names and numbers that change from one project to the next.</summary>
/// <param name="Words">Of the message, in lower case, distinct, ordered.</param>
public sealed record FailureSignature(string Exception, IReadOnlyList<string> Words);
