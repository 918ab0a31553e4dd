using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

/// <summary>A question asked before going on, as C# refuses things.</summary>
internal static class Guards
{
    public static IReadOnlyList<EditOperator> Rows { get; } = new Braces.Guards(Forms.Braces, Forms.Statements, Predicates.For, Leaves.For, Refusals).Rows;

    private static IEnumerable<string> Refusals(EditSite site, FunctionFacts function)
    {
        string[] usual = function.Parameters is [{ Name: var subject }, ..]
            ? [$"throw new ArgumentOutOfRangeException(nameof({subject}))", $"throw new ArgumentException(\"Invalid.\", nameof({subject}))", $"throw new ArgumentNullException(nameof({subject}))", "throw new InvalidOperationException()"]
            : ["throw new InvalidOperationException()"];
        return Braces.Guards.Thrown(site.Unit.Tree, 3).Concat(usual);
    }
}
