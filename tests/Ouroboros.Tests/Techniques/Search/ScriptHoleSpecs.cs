using System.Text;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>Which places of JavaScript expressions are thought of for, and how what was thought of is put there.</summary>
public sealed class ScriptHoleSpecs
{
    [Theory]
    [InlineData("const x = a ?? b;", "a ?? b:Value a:Value b:Value")]
    [InlineData("if (a && !b) c();", "a && !b:Condition a:Condition !b:Condition b:Condition")]
    [InlineData("const x = a && b;", "a && b:Value a:Value b:Value")]
    [InlineData("while ((a)) b[i].c(d);", "a:Condition i:Value d:Value")]
    [InlineData("x = typeof a; delete b.c; y++;", "typeof a:Value")]
    [InlineData("(a.b)(); (a.b) = 1; new C(d)", "1:Value d:Value")]
    [InlineData("const f = (p = q + 1) => p * 2;", "q + 1:Value q:Value 1:Value p * 2:Value p:Value 2:Value")]
    [InlineData("const x = a?.[i + 1].c[j]; require(name); import(other);", "a?.[i + 1].c[j]:Value i + 1:Value i:Value 1:Value j:Value")]
    [InlineData("for (const k of rows(a)) {}", "rows(a):Value a:Value")]
    [InlineData("const { p = a } = b, [q] = c;", "a:Value b:Value c:Value")]
    [InlineData("x = `${a + 1}` + tag`${b}`;", "`${a + 1}` + tag`${b}`:Value a + 1:Value a:Value 1:Value tag`${b}`:Value b:Value")]
    public void Expressions_that_are_read_for_their_value_may_be_others(string source, string expected)
    {
        var kindOf = OperatorTables.For(Language.JavaScript)!.Hole!;

        var found = UnitOf(source).Tree.Nodes.Where(n => n.IsNamed && kindOf(n) != HoleKind.None).Select(n => $"{n.Text}:{kindOf(n)}");

        string.Join(' ', found).ShouldBe(expected);
    }

    [Fact]
    public void A_question_is_asked_before_a_statement_of_a_function()
    {
        var unit = UnitOf("function last(row) {\n  'use strict';\n  const at = row.length - 1;\n  return row[at] ? at : -1;\n}\n");
        var table = OperatorTables.For(Language.JavaScript)!;
        var places = unit.Tree.Nodes.Where(n => table.Hole!(n) == HoleKind.Guard).ToList();

        places.Select(p => p.StartLine).ShouldBe([3, 4]);
        var edits = table.Guard(new EditSite(unit, places[0]), "!row.length").Select(e => Applied(unit, e)).ToList();
        edits.ShouldContain("function last(row) {\n  'use strict';\n  if (!row.length) return 0;\n  const at = row.length - 1;\n  return row[at] ? at : -1;\n}\n");
    }

    [Theory]
    [InlineData("x = a * b;", "b", true)]
    [InlineData("x = f(a, b);", "b", false)]
    [InlineData("x = a[b];", "b", false)]
    [InlineData("x = !b;", "b", true)]
    [InlineData("if (b) c();", "b", false)]
    [InlineData("x = b ? c : d;", "b", true)]
    [InlineData("x = c ? b : d;", "b", false)]
    [InlineData("x = `${b}`;", "b", false)]
    [InlineData("x = a ?? b;", "b", true)]
    public void Operands_need_parentheses(string source, string hole, bool isOperand)
    {
        var node = UnitOf(source).Tree.Nodes.First(n => n.Kind == "identifier" && n.Text == hole);

        OperatorTables.For(Language.JavaScript)!.IsOperand(node).ShouldBe(isOperand);
    }

    private static SourceUnit UnitOf(string source) => Workbench.Unit(RepoPath.Parse("a.js"), Encoding.UTF8.GetBytes(source));

    private static string Applied(SourceUnit unit, Edit edit)
    {
        var text = Encoding.UTF8.GetString(unit.Bytes);
        foreach (var splice in edit.Splices.Reverse())
            text = text[..splice.Start] + splice.Text + text[splice.End..];

        return text;
    }
}
