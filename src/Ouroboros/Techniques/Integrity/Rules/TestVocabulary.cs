using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>What a project's tests say: the values they hold and the names they use.</summary>
internal sealed class TestVocabulary
{
    private readonly HashSet<string> values = [];
    private readonly HashSet<string> names = [];

    public void Learn(SyntaxTree tree)
    {
        var isScript = JavaScriptFunctions.IsJavaScript(tree.Language);
        foreach (var node in tree.Nodes.Where(n => n.IsNamed))
        {
            if (tree.Language == Language.CSharp)
                LearnCSharp(node);
            else if (isScript && node.Kind is "number" or "string" or "template_string" or "unary_expression" && ScriptLiteral.ValueOf(node) is { } told)
                values.Add(told);
            else if (node.Kind == "identifier")
                names.Add(node.Text);
            else if (!isScript && node.Kind is "integer" or "float" or "string" or "concatenated_string" or "unary_operator" or "list" or "tuple" or "set" or "dictionary" && PythonLiteral.ValueOf(node) is { } value)
                values.Add(value);
        }
    }

    private void LearnCSharp(SyntaxNode node)
    {
        if (node.Kind == "identifier")
            names.Add(node.Text);
        else if (node.Kind is "integer_literal" or "real_literal" or "string_literal" or "character_literal" or "prefix_unary_expression" && CSharpLiteral.ValueOf(node) is { } value)
            values.Add(value);
    }

    /// <summary>Whether a value occurs in tests and is uncommon enough for that to mean something.</summary>
    public bool Tells(string value) => !PythonLiteral.IsCommon(value) && values.Contains(value);

    public bool Names(string name) => names.Contains(name);
}
