using Ouroboros.Techniques.Integrity.Rules;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Risks;

/// <summary>Measures what a patch does to one Python file, by comparing what its two trees hold.</summary>
internal static class PythonShift
{
    private static readonly string[] Literals = ["integer", "float", "string", "true", "false", "none"];

    public static CodeShift Between(SyntaxTree before, SyntaxTree after, TestVocabulary tests)
    {
        var (old, now) = (Describe(before), Describe(after));
        var (lostLeaves, newLeaves) = (Lost(old.Leaves, now.Leaves), Lost(now.Leaves, old.Leaves));
        var isExchange = lostLeaves.Count == 1 && newLeaves.Count == 1;
        return new CodeShift
        {
            Branches = Math.Max(0, now.Branches - old.Branches),
            StatementsLost = Math.Max(0, old.Statements - now.Statements),
            AnswersAdded = Math.Max(0, now.Answers - old.Answers),
            CommonAnswersAdded = Math.Max(0, now.CommonAnswers - old.CommonAnswers),
            ValuesSingledOut = Math.Max(0, now.SingledOut - old.SingledOut),
            FixedConditions = Math.Max(0, now.Fixed - old.Fixed),
            NamesLost = old.Names.Except(now.Names).Count(),
            NamesGained = now.Names.Except(old.Names).Count(),
            ApiChanges = old.Api.Except(now.Api).Union(now.Api.Except(old.Api)).Select(a => a.Split('(')[0]).Distinct().Count(),
            ResultKindChanged = !old.Results.SetEquals(now.Results),
            OneOperator = isExchange && newLeaves[0].Length <= 3 && !newLeaves[0].Any(char.IsLetterOrDigit),
            OneLiteral = isExchange && (char.IsDigit(newLeaves[0][0]) || newLeaves[0][0] is '"' or '\''),
            TestLiteral = now.Values.Except(old.Values).FirstOrDefault(tests.Tells),
        };
    }

    private static Description Describe(SyntaxTree tree)
    {
        var found = new Description();
        foreach (var node in tree.Nodes)
        {
            if (node.Descendants.Any() is false && node.Length > 0)
                found.Leaves.Add(node.Text);
            if (node.IsNamed)
                Note(node, found);
        }

        return found;
    }

    private static void Note(SyntaxNode node, Description found)
    {
        if (node.Parent is { Kind: "block" or "module" } && node.Kind != "comment")
            found.Statements++;
        if (Literals.Contains(node.Kind) && PythonLiteral.ValueOf(node) is { } value)
            found.Values.Add(value);

        switch (node.Kind)
        {
            case "if_statement" or "elif_clause" or "conditional_expression" or "boolean_operator" or "try_statement":
                found.Branches++;
                if (node.Child("condition") is { Kind: "true" or "false" })
                    found.Fixed++;
                break;
            case "while_statement" when node.Child("condition") is { Kind: "true" or "false" }:
                found.Fixed++;
                break;
            case "return_statement":
                Result(node, found);
                break;
            case "identifier":
                found.Names.Add(node.Text);
                break;
            case "function_definition" or "class_definition" when node.Child("name")?.Text is { } name && !name.StartsWith('_'):
                found.Api.Add($"{PythonSource.QualifiedName(node)}({(node.Child("parameters") ?? node.Child("superclasses"))?.Text})");
                break;
            case "comparison_operator" or "call" or "case_clause":
                found.SingledOut += LiteralCase.In(node).Count();
                break;
            case "assignment" when node.Child("left")?.Text == "__all__":
                found.Api.Add("__all__(" + node.Child("right")?.Text);
                break;
        }
    }

    private static void Result(SyntaxNode node, Description found)
    {
        var value = node.NamedChildren.FirstOrDefault();
        var literal = value.Tree is null ? "None" : PythonLiteral.ValueOf(value);
        if (literal is not null && PythonLiteral.IsCommon(literal))
            found.CommonAnswers++;
        else if (literal is not null)
            found.Answers++;

        found.Results.Add(value.Tree is null ? "none" : KindOf(value));
    }

    /// <summary>What a name was first made as tells more than that it is a name.</summary>
    private static string KindOf(SyntaxNode value)
    {
        if (value.Kind != "identifier" || value.Ancestors.FirstOrDefault(a => a.Kind == "function_definition") is not { Tree: not null } function)
            return value.Kind;

        var name = value.Text;
        var first = function.Descendants.FirstOrDefault(d => d.Kind == "assignment" && d.Child("left")?.Text == name);
        return first.Tree is not null && first.Child("right") is { Kind: "list" or "dictionary" or "set" or "tuple" or "string" or "integer" or "float" } made
            ? made.Kind
            : value.Kind;
    }

    private static List<string> Lost(List<string> from, List<string> to)
    {
        var left = to.CountBy(t => t).ToDictionary(p => p.Key, p => p.Value);
        var lost = new List<string>();
        foreach (var text in from)
        {
            if (left.GetValueOrDefault(text) is var count && count > 0)
                left[text] = count - 1;
            else
                lost.Add(text);
        }

        return lost;
    }

    private sealed class Description
    {
        public int Branches { get; set; }

        public int Statements { get; set; }

        public int Answers { get; set; }

        public int CommonAnswers { get; set; }

        public int SingledOut { get; set; }

        public int Fixed { get; set; }

        public List<string> Leaves { get; } = [];

        public HashSet<string> Names { get; } = [];

        public HashSet<string> Api { get; } = [];

        public HashSet<string> Results { get; } = [];

        public HashSet<string> Values { get; } = [];
    }
}
