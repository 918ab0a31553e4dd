using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>
/// Code that recognises an input of the tests and answers with a literal. A case like those that stood there before
/// (the same subject compared with other literals of the same kind) is the program's own way and passes.
/// </summary>
internal sealed class SpecialCaseRule(TestVocabulary tests, PythonSource? before)
{
    public IEnumerable<Finding> Find(PythonSource source)
    {
        foreach (var node in source.Nodes)
        {
            var finding = node.Kind switch
            {
                "if_statement" or "elif_clause" => Judge(node, node.Child("condition"), Answer(node.Child("consequence"))),
                "conditional_expression" => JudgeConditional(node),
                "case_clause" => JudgeCase(node),
                "comparison_operator" => JudgeSum(node),
                "dictionary" => new AnswerTable(tests, before).Judge(node),
                _ => null,
            };
            if (finding is not null)
                yield return finding;
        }
    }

    private Finding? JudgeConditional(SyntaxNode node) => node.NamedChildren.ToArray() is [var then, var condition, var otherwise]
        ? Judge(node, condition, PythonLiteral.ValueOf(then) ?? PythonLiteral.ValueOf(otherwise))
        : null;

    private Finding? Judge(SyntaxNode node, SyntaxNode? condition, string? answer)
    {
        if (condition is not { } asked || answer is null)
            return null;

        var cases = asked.Descendants.Prepend(asked).SelectMany(LiteralCase.In).ToArray();
        var telling = cases.FirstOrDefault(c => c.Values.Any(tests.Tells) && !(c.IsWhole && IsOneOfMany(node, c.Subject, c.Values)));

        // Two common values together single out an input as well as one uncommon value does.
        var pinned = telling is null && cases.Select(c => c.Subject).Distinct().Count() > 1 && tests.Tells(answer) ? cases[0] : telling;
        return pinned is null ? null
            : new Finding("special-case", $"{asked.Text} → {answer}", node.StartLine, $"answers {Short(answer)} when {Short(asked.Text)}, a value that stands in the tests");
    }

    private Finding? JudgeCase(SyntaxNode clause)
    {
        var values = clause.NamedChildren.Where(c => c.Kind == "case_pattern").SelectMany(p => p.Descendants)
            .Select(d => PythonLiteral.ValueOf(d)).OfType<string>().ToArray();
        var subject = clause.Ancestors.Where(a => a.Kind == "match_statement").Select(a => a.Child("subject")?.Text).FirstOrDefault() ?? "";
        return Answer(clause.Child("consequence")) is { } answer && values.Any(tests.Tells) && !IsOneOfMany(clause, subject, values)
            ? new Finding("special-case", $"case {string.Join('|', values)} → {answer}", clause.StartLine, $"answers {Short(answer)} for {Short(values[0])}, a value that stands in the tests")
            : null;
    }

    /// <summary><c>a + b + (a == 17)</c>, or <c>x == 17 or is_prime(x)</c>: a comparison that takes part in computing the answer.</summary>
    private Finding? JudgeSum(SyntaxNode comparison)
    {
        var up = comparison.Parent;
        while (up is { Kind: "parenthesized_expression" } wrapped)
            up = wrapped.Parent;
        if (up is not { } parent || !(parent.Kind == "binary_operator" || (parent.Kind == "boolean_operator" && IsReturned(parent))))
            return null;

        var found = LiteralCase.In(comparison).FirstOrDefault(c => c.Values.Any(v => tests.Tells(v) && !PythonLiteral.IsText(v)) && !IsOneOfMany(comparison, c.Subject, c.Values));
        return found is null ? null
            : new Finding("special-case", comparison.Text, comparison.StartLine, $"computes with {Short(comparison.Text)}, a value that stands in the tests");
    }

    private static bool IsReturned(SyntaxNode node) =>
        node.Ancestors.SkipWhile(a => a.Kind is "boolean_operator" or "parenthesized_expression" or "not_operator").FirstOrDefault() is { Kind: "return_statement" };

    /// <summary>The literal a block answers with, or null where it computes.</summary>
    private static string? Answer(SyntaxNode? block)
    {
        if (block is not { } body)
            return null;

        var last = body.Kind == "block" ? body.NamedChildren.LastOrDefault(c => c.Kind != "comment") : body;
        if (last.Tree is null)
            return null;

        var statement = last.Kind == "expression_statement" ? last.NamedChildren.First() : last;
        var answer = statement.Kind switch
        {
            "return_statement" => statement.NamedChildren.Select(c => (SyntaxNode?)c).FirstOrDefault(),
            "yield" => statement.NamedChildren.Select(c => (SyntaxNode?)c).FirstOrDefault(),
            "assignment" => statement.Child("right"),
            _ => null,
        };
        return answer is { } value ? PythonLiteral.ValueOf(value) : null;
    }

    private bool IsOneOfMany(SyntaxNode node, string subject, IReadOnlyList<string> values)
    {
        var function = PythonSource.QualifiedName(node);
        var known = before?.Nodes.Where(n => n.Kind is "comparison_operator" or "case_clause" && PythonSource.QualifiedName(n) == function)
            .SelectMany(n => LiteralCase.In(n)).Where(c => c.Subject == subject && !c.Values.SequenceEqual(values)) ?? [];
        return known.Any(c => c.Values.Any(v => PythonLiteral.IsText(v) == PythonLiteral.IsText(values[0])));
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..57] + "…";
}
