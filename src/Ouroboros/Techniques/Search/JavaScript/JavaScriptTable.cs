using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Kindred;
using Ouroboros.Techniques.Search.JavaScript.Expressions;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Search.JavaScript.Statements;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript;

/// <summary>What may be done to JavaScript, JSX, TypeScript and TSX. One set of rows serves all four: their grammars share their kinds.</summary>
internal static class JavaScriptTable
{
    private static readonly EditOperator[] Rows =
    [
        .. Comparisons.Rows, .. Arithmetic.Rows, .. Constants.Rows, .. Names.Rows, .. Members.Rows, .. Calls.Rows, .. Expressions.Arguments.Rows,
        .. Conditions.Rows, .. Ingredients.Rows, .. Order.Rows, .. Guards.Rows, .. Insertions.Rows,
        .. Braces.Alternatives.Rows(Forms.Braces, Leaves.For, Guards.Refusals, ["null", "undefined", "true", "false", "0", "1", "[]", "''", "{}"]), .. Jumps.Rows, .. Assignments.Rows, .. new KindredEdits(Forms.Statements).Rows,
    ];

    public static LanguageTable JavaScript { get; } = Of(Language.JavaScript);

    public static LanguageTable TypeScript { get; } = Of(Language.TypeScript);

    public static LanguageTable Tsx { get; } = Of(Language.Tsx);

    private static LanguageTable Of(Language language) => new(language, "3", Rows, JavaScriptSurvey.Of)
    {
        Symptoms = JavaScriptSymptoms.Table,
        Imports = JavaScriptImports.Of,
        Literals = JavaScriptLiterals.In,
        NormalForm = JavaScriptNormalForm.Of,
        Comments = ["//", "/*"],
        Hole = JavaScriptHoles.Of,
        IsOperand = JavaScriptHoles.IsOperand,
        Guard = Guards.Asking,
    };
}
