using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

/// <summary>A question asked before going on, as C# refuses things.</summary>
internal static class Guards
{
    private static readonly Braces.Guards Known = new(Forms.Braces, Forms.Statements, Predicates.For, Leaves.For, Refusals);

    public static IReadOnlyList<EditOperator> Rows { get; } = Known.Rows;

    /// <summary>Ways to leave, and to refuse, before a statement where the answer is yes.</summary>
    public static IEnumerable<Edit> Asking(EditSite site, string question) => Known.Asking(site, question);

    /// <summary>Ways to refuse what must not be, the file's own first.</summary>
    public static IEnumerable<string> Refusals(EditSite site, FunctionFacts function)
    {
        string[] usual = function.Parameters is [{ Name: var subject }, ..]
            ? [$"throw new ArgumentOutOfRangeException(nameof({subject}))", $"throw new ArgumentException(\"Invalid.\", nameof({subject}))", $"throw new ArgumentNullException(nameof({subject}))", "throw new InvalidOperationException()"]
            : ["throw new InvalidOperationException()"];
        return Braces.Guards.Thrown(site.Unit.Tree, 3).Concat(usual);
    }
}
