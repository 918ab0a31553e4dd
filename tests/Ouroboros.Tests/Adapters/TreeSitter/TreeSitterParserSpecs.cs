using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Tests.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Adapters.TreeSitter;

public sealed class TreeSitterParserSpecs
{
    private static readonly TreeSitterParser Parser = new();

    [Theory]
    [MemberData(nameof(Snippets.Languages), MemberType = typeof(Snippets))]
    public void Good_code_has_no_faults(Language language)
    {
        Faults(Snippets.Bytes(language), language).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Language.Python, "def total(a, b:\n    return a\n", 1, 10)]
    [InlineData(Language.Python, "def total(a, b)\n    return a\n", 1, 16)]
    [InlineData(Language.Python, "x = 1\ny = = 2\n", 2, 5)]
    [InlineData(Language.Python, "x = 1)\n", 1, 6)]
    [InlineData(Language.JavaScript, "function f(a) {\n  return a +;\n}\n", 2, 13)]
    [InlineData(Language.JavaScript, "let x = ;\n", 1, 7)]
    [InlineData(Language.TypeScript, "const x: number = 1 2;\n", 1, 21)]
    [InlineData(Language.Tsx, "const x = <a>{1</a>;\n", 1, 14)]
    [InlineData(Language.CSharp, "class A { int F() { return 1 } }\n", 1, 29)]
    [InlineData(Language.Java, "class A { int f() { return 1 } }\n", 1, 29)]
    [InlineData(Language.Go, "package a\nfunc f() int {\n\treturn 1 +\n}\n", 3, 11)]
    public void Broken_code_is_pointed_at(Language language, string text, int line, int column)
    {
        var fault = SyntaxFault.Outermost(Faults(Snippets.Utf8(text), language)).First();

        (fault.Line, fault.Column).ShouldBe((line, column));
        fault.Excerpt.ShouldBe(text.Split('\n')[line - 1]);
        fault.Caret.IndexOf('^', StringComparison.Ordinal).ShouldBe(column - 1);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Faults("class A { int f() { return 1 } }"u8.ToArray(), Language.Java)[0].Missing.ShouldBe(";");
    }

    [Theory]
    [MemberData(nameof(Snippets.Languages), MemberType = typeof(Snippets))]
    public void Byte_order_mark_and_carriage_returns_are_no_faults(Language language)
    {
        var text = "\uFEFF" + Snippets.Valid[language].ReplaceLineEndings("\r\n");

        Faults(Snippets.Utf8(text), language).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Snippets.Languages), MemberType = typeof(Snippets))]
    public void An_empty_file_is_good_and_has_a_root(Language language)
    {
        var tree = Parser.Parse(default, language, SyntaxLimits.Default, default);

        Faults(default, language).ShouldBeEmpty();
        tree.Count.ShouldBe(1);
        tree.Root.Children.ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_of_another_encoding_pass_in_comments_and_strings_only()
    {
        var latin = Encoding.Latin1.GetBytes("# caf\u00e9\nx = 'caf\u00e9'\n");
        var stray = Encoding.Latin1.GetBytes("x = 1\ny = \u00d7 2\n");

        Faults(latin, Language.Python).ShouldBeEmpty();
        SyntaxFault.Outermost(Faults(stray, Language.Python)).ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Snippets.Languages), MemberType = typeof(Snippets))]
    public void A_nul_between_tokens_is_a_fault_and_hides_nothing_behind_it(Language language)
    {
        var text = "\0" + Snippets.Valid[language];

        var tree = Parser.Parse(Snippets.Utf8(text), language, SyntaxLimits.Default, default);

        Faults(Snippets.Utf8(text), language).ShouldNotBeEmpty();
        tree.Nodes.Max(n => n.End).ShouldBeGreaterThan(text.Length / 2);
    }

    [Fact]
    public void A_tree_gives_kinds_fields_and_lines()
    {
        var tree = Parser.Parse("def f(a):\n    return a + 1\n"u8.ToArray(), Language.Python, SyntaxLimits.Default, default);

        var function = tree.Root.NamedChildren.ShouldHaveSingleItem();
        var sum = tree.Nodes.Single(n => n.Kind == "binary_operator");

        function.Kind.ShouldBe("function_definition");
        function.Child("name")!.Value.Text.ShouldBe("f");
        (sum.StartLine, sum.Text, sum.Child("left")!.Value.Text).ShouldBe((2, "a + 1", "a"));
        sum.Ancestors.Select(a => a.Kind).ShouldBe(["return_statement", "block", "function_definition", "module"]);
    }

    [Fact]
    public async Task Many_threads_may_parse_at_once()
    {
        var expected = Snippets.Valid.Keys.ToDictionary(l => l, l => Parser.Parse(Snippets.Bytes(l), l, SyntaxLimits.Default, default).Count);

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 50).SelectMany(_ => Snippets.Valid.Keys)
                .All(l => Parser.Parse(Snippets.Bytes(l), l, SyntaxLimits.Default, default).Count == expected[l]
                    && Faults(Snippets.Bytes(l), l).Count == 0))));

        counts.ShouldAllBe(all => all);
    }

    private static IReadOnlyList<SyntaxFault> Faults(ReadOnlyMemory<byte> utf8, Language language) =>
        Parser.FindFaults(utf8, language, SyntaxLimits.Default, default);
}
