using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Braces;

/// <summary>What languages whose blocks stand in braces have under names of their own.</summary>
/// <param name="Block">The kind of a block.</param>
/// <param name="Compound">The kinds of statements that hold blocks.</param>
/// <param name="Clauses">Parts of such statements that hold a block themselves.</param>
/// <param name="LastBlock">What runs last in a compound statement: of an <c>if</c> its last <c>else</c>.</param>
internal sealed record BraceForms(
    StatementForms Lines, string Block, IReadOnlyList<string> Compound, IReadOnlyList<string> Clauses, Func<SyntaxNode, SyntaxNode?> LastBlock);
