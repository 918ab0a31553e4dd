using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Kindred;
using Ouroboros.Techniques.Search.Python.Expressions;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Search.Python.Statements;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python;

/// <summary>What may be done to Python. A row's prior says how often its best edit is right against the best of others.</summary>
internal static class PythonTable
{
    private static readonly IEnumerable<EditOperator> Rows =
    [
        .. Comparisons.Rows, .. Arithmetic.Rows, .. Constants.Rows, .. Names.Rows, .. Calls.Rows, .. Expressions.Arguments.Rows, .. Subscripts.Rows,
        .. Additions.Rows, .. IdleNames.Rows, .. Slips.Rows, .. Conditions.Rows, .. Loops.Rows, .. Ingredients.Rows,
        .. Order.Rows, .. Guards.Rows, .. Insertions.Rows, .. Jumps.Rows, .. Assignments.Rows, .. Handlers.Rows, .. Analogies.Rows, .. Unfilled.Rows, .. Alternatives.Rows,
        .. new KindredEdits(Kinds.Statements).Rows,
    ];

    public static LanguageTable Instance { get; } = new(Language.Python, "3", [.. Rows.Select(FitForTexts)], PythonSurvey.Of)
    {
        Symptoms = PythonSymptoms.Table,
        Imports = PythonImports.Of,
        Literals = PythonLiterals.In,
        NormalForm = PythonNormalForm.Of,
        Truths = ["True", "False"],
        Comments = ["#"],
        Hole = PythonHoles.Of,
        IsOperand = PythonHoles.IsOperand,
        Guard = Guards.Asking,
    };

    // Before Python 3.12 an expression inside an f-string may hold no quotes of the string's own kind and no backslash.
    private static EditOperator FitForTexts(EditOperator row) => row with
    {
        Propose = site => site.Node.Ancestors.Any(a => a.Kind == "interpolation")
            ? row.Propose(site).Where(e => e.Splices.All(s => s.Text.AsSpan().IndexOfAny("\"'\\\n#") < 0))
            : row.Propose(site),
    };
}
