using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python;

/// <summary>What may be done to Python. Rows name how often an operator's best edit is right against another's best.</summary>
internal static class PythonTable
{
    public static LanguageTable Instance { get; } = new(Language.Python, "1", [.. Expressions.Comparisons.Rows], PythonSurvey.Of);
}
