using System.Text;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

public sealed class CSharpHoleSpecs
{
    private const string Source = """
        class A(int size)
        {
            const int Most = 41;

            [Obsolete("so")]
            int F(int n = 42, int[] row = null)
            {
                const int few = 43;
                var sum = n + Most;
                if (sum > 7 && row != null)
                    row[n] = sum * 2;
                while (true)
                    sum = n switch { 44 => 1, _ => -n };
                sum.ToString();
                return Math.Max(sum, n);
            }

            bool Big => size > 8;
        }
        """;

    private static readonly LanguageTable Table = OperatorTables.For(Language.CSharp)!;

    [Theory]
    [InlineData("n + Most", HoleKind.Value, false)]
    [InlineData("sum > 7", HoleKind.Condition, true)]
    [InlineData("sum > 7 && row != null", HoleKind.Condition, false)]
    [InlineData("sum * 2", HoleKind.Value, false)]
    [InlineData("n switch { 44 => 1, _ => -n }", HoleKind.Value, false)]
    [InlineData("Math.Max(sum, n)", HoleKind.Value, false)]
    [InlineData("size > 8", HoleKind.Value, false)]
    [InlineData("return Math.Max(sum, n);", HoleKind.Guard, null)]
    [InlineData("var sum = n + Most;", HoleKind.Guard, null)]
    [InlineData("row[n]", HoleKind.None, null)]
    [InlineData("41", HoleKind.None, null)]
    [InlineData("42", HoleKind.None, null)]
    [InlineData("43", HoleKind.None, null)]
    [InlineData("44", HoleKind.None, null)]
    [InlineData("\"so\"", HoleKind.None, null)]
    [InlineData("Math", HoleKind.None, null)]
    public void An_expression_is_a_hole_where_another_may_stand(string text, HoleKind kind, bool? isOperand)
    {
        var node = Unit.Tree.Nodes.First(n => n.IsNamed && n.Text == text);

        Table.Hole!(node).ShouldBe(kind);
        if (isOperand is { } operand)
            Table.IsOperand(node).ShouldBe(operand);
    }

    [Fact]
    public void A_question_is_followed_by_ways_to_leave_and_to_refuse()
    {
        var statement = Unit.Tree.Nodes.First(n => n.Kind == "return_statement");

        var texts = Table.Guard(new EditSite(Unit, statement), "row is null").Select(e => e.Splices[0].Text.Trim()).ToList();

        texts.ShouldContain("if (row is null) return 0;");
        texts.ShouldContain(t => t.StartsWith("if (row is null) throw new ", StringComparison.Ordinal));
    }

    private static SourceUnit Unit { get; } = Workbench.Unit(RepoPath.Parse("src/A.cs"), Encoding.UTF8.GetBytes(Source));
}
