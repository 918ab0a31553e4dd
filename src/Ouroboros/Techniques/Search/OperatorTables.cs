using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search;

/// <summary>The edit operators of each language that the search can repair.</summary>
public static class OperatorTables
{
    public static LanguageTable? For(Language language) => language == Language.Python ? PythonTable.Instance : null;
}
