using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;

namespace Ouroboros.Techniques.Search.JavaScript.Statements;

/// <summary>A question asked before going on, as JavaScript refuses things.</summary>
internal static class Guards
{
    private static readonly Braces.Guards Known = new(Forms.Braces, Forms.Statements, Predicates.For, Leaves.For, Refusals);

    public static IReadOnlyList<EditOperator> Rows { get; } = Known.Rows;

    public static IEnumerable<Edit> Asking(EditSite site, string question) => Known.Asking(site, question);

    /// <summary>Ways to refuse what must not be, the file's own first.</summary>
    public static IEnumerable<string> Refusals(EditSite site, FunctionFacts function)
    {
        var thrown = Braces.Guards.Thrown(site.Unit.Tree, 4).ToList();
        return thrown.Count > 0 ? thrown : ["throw new Error('invalid')", "throw new TypeError('invalid')", "throw new RangeError('invalid')"];
    }
}
