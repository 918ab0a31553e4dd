using Ouroboros.Techniques.Search.CSharp.Expressions;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.CSharp.Statements;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Kindred;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp;

/// <summary>What may be done to C#.</summary>
internal static class CSharpTable
{
    public static LanguageTable Instance { get; } = new(
        Language.CSharp, "3",
        [
            .. Comparisons.Rows, .. Arithmetic.Rows, .. Constants.Rows, .. Names.Rows, .. Members.Rows, .. Calls.Rows, .. Expressions.Arguments.Rows,
            .. Conditions.Rows, .. Ingredients.Rows, .. Order.Rows, .. Guards.Rows, .. Insertions.Rows,
            .. Braces.Alternatives.Rows(Forms.Braces, Leaves.For, Guards.Refusals, ["null", "true", "false", "0", "1", "default"]), .. Jumps.Rows, .. Assignments.Rows,
            .. new KindredEdits(Forms.Statements).Rows,
        ],
        CSharpSurvey.Of)
    {
        Symptoms = CSharpSymptoms.Table,
        Literals = CSharpLiterals.In,
        NormalForm = CSharpNormalForm.Of,
        Comments = ["//", "/*"],
        Hole = CSharpHoles.Of,
        IsOperand = CSharpHoles.IsOperand,
        Guard = Guards.Asking,
    };
}
