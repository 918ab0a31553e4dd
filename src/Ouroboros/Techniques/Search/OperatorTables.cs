using Ouroboros.Techniques.Search.CSharp;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript;
using Ouroboros.Techniques.Search.Python;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search;

/// <summary>The edit operators of each language that the search can repair.</summary>
public static class OperatorTables
{
    public static LanguageTable? For(Language language) => language switch
    {
        Language.Python => PythonTable.Instance,
        Language.JavaScript => JavaScriptTable.JavaScript,
        Language.TypeScript => JavaScriptTable.TypeScript,
        Language.Tsx => JavaScriptTable.Tsx,
        Language.CSharp => CSharpTable.Instance,
        _ => null,
    };
}
