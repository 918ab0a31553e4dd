using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Adapters.TreeSitter;

public sealed class TreeSitterQueriesSpecs
{
    private const string Source = """
        def main(): pass
        def helper(x): return x == x
        def test_total(): return total(1) == 2
        def test_empty(): return total() == None
        """;

    [Theory]
    [InlineData("(function_definition name: (identifier) @name)", "main helper test_total test_empty")]
    [InlineData("((function_definition name: (identifier) @name) (#eq? @name \"main\"))", "main")]
    [InlineData("((function_definition name: (identifier) @name) (#not-eq? @name \"main\"))", "helper test_total test_empty")]
    [InlineData("((function_definition name: (identifier) @name) (#match? @name \"^test_\"))", "test_total test_empty")]
    [InlineData("((function_definition name: (identifier) @name) (#not-match? @name \"^test_\"))", "main helper")]
    [InlineData("((function_definition name: (identifier) @name) (#any-of? @name \"main\" \"helper\" \"x\"))", "main helper")]
    [InlineData("((function_definition name: (identifier) @name) (#not-any-of? @name \"main\" \"helper\"))", "test_total test_empty")]
    [InlineData("((function_definition name: (identifier) @name) (#match? @name \"^test_\") (#match? @name \"l$\"))", "test_total")]
    [InlineData("((function_definition name: (identifier) @name) (#set! kind \"function\"))", "main helper test_total test_empty")]
    [InlineData("((comparison_operator . (_) @a (_) @name .) (#eq? @a @name))", "x")]
    [InlineData("((comparison_operator . (_) @name (_) @b .) (#not-eq? @name @b))", "total(1) total()")]
    public void Predicates_select_matches(string pattern, string expected)
    {
        using var query = new TreeSitterQueries().Compile(Language.Python, pattern);

        var matches = query.Match(Encoding.UTF8.GetBytes(Source), SyntaxLimits.Default, default);

        string.Join(' ', matches.SelectMany(m => m.Of("name")).Select(c => Source[c.Start..c.End])).ShouldBe(expected);
    }

    [Fact]
    public void A_capture_knows_its_kind_and_line_and_a_match_its_pattern()
    {
        using var query = new TreeSitterQueries().Compile(Language.Python, "(integer) @number (none) @nothing");

        var matches = query.Match(Encoding.UTF8.GetBytes(Source), SyntaxLimits.Default, default);

        matches.Select(m => (m.Pattern, m.Captures[0].Name, m.Captures[0].Kind, m.Captures[0].Line)).ShouldBe(
            [(0, "number", "integer", 3), (0, "number", "integer", 3), (1, "nothing", "none", 4)]);
    }

    [Theory]
    [InlineData("(function_definition", "syntax")]
    [InlineData("(no_such_kind) @x", "kind of node")]
    [InlineData("(function_definition nope: (_)) @x", "field")]
    [InlineData("((identifier) @x (#like? @x \"a\"))", "#like?")]
    [InlineData("((identifier) @x (#eq? @x))", "#eq?")]
    [InlineData("((identifier) @x (#match? @x \"(\"))", "#match?")]
    public void A_bad_query_is_refused_with_its_reason(string pattern, string reason)
    {
        Should.Throw<SyntaxQueryException>(() => new TreeSitterQueries().Compile(Language.Python, pattern)).Message.ShouldContain(reason);
    }

    [Fact]
    public void Limits_hold_for_queries()
    {
        using var query = new TreeSitterQueries().Compile(Language.Python, "(identifier) @x");
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x = [a + b, c]\n", 100_000)));

        Should.Throw<SyntaxLimitException>(() => query.Match(text, SyntaxLimits.Default with { Time = TimeSpan.FromMilliseconds(1) }, default));
    }
}
