using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Refinement;
using Ouroboros.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Refinement;

public sealed class SpanMasksSpecs
{
    private static readonly TreeSitterParser Parser = new();

    private static readonly IReadOnlyDictionary<Language, string> Sources = new Dictionary<Language, string>
    {
        [Language.Python] = "def total(xs):\n    \"\"\"Sums.\"\"\"\n    if len(xs) > 1:\n        return sum(xs) - 1\n    return 0\n",
        [Language.JavaScript] = "function total(xs) {\n  if (xs.length > 1) {\n    return sum(xs) - 1;\n  }\n  return 0;\n}\n",
        [Language.TypeScript] = "export function total(xs: number[]): number {\n  if (xs.length > 1) {\n    return sum(xs) - 1;\n  }\n  return 0;\n}\n",
        [Language.CSharp] = "class Shop\n{\n    int Total(List<int> xs)\n    {\n        if (xs.Count > 1)\n        {\n            return Sum(xs) - 1;\n        }\n        return 0;\n    }\n}\n",
        [Language.Java] = "class Shop {\n  int total(List<Integer> xs) {\n    if (xs.size() > 1) {\n      return sum(xs) - 1;\n    }\n    return 0;\n  }\n}\n",
        [Language.Go] = "package shop\n\nfunc total(xs []int) int {\n\tif len(xs) > 1 {\n\t\treturn sum(xs) - 1\n\t}\n\treturn 0\n}\n",
    };

    public static TheoryData<Language, string> Conditions => new()
    {
        { Language.Python, "len(xs) > 1" }, { Language.JavaScript, "xs.length > 1" }, { Language.TypeScript, "xs.length > 1" },
        { Language.CSharp, "xs.Count > 1" }, { Language.Java, "xs.size() > 1" }, { Language.Go, "len(xs) > 1" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Each_language_has_spans_at_every_level(Language language, string condition)
    {
        var source = Sources[language];
        var (text, spans) = Masks(source, language);

        var function = Of(MaskLevel.Function).ShouldHaveSingleItem();
        function.ShouldStartWith("if");
        function.ShouldEndWith(language is Language.Python or Language.Go ? "return 0" : "return 0;");
        Of(MaskLevel.Block).ShouldHaveSingleItem().TrimEnd(';').Replace("Sum", "sum").ShouldBe("return sum(xs) - 1");
        Of(MaskLevel.Statement).Count.ShouldBe(3);
        Of(MaskLevel.Condition).ShouldBe([condition]);
        Of(MaskLevel.Expression).Select(e => e.Replace("Sum", "sum")).ShouldContain("sum(xs) - 1");

        IReadOnlyList<string> Of(MaskLevel level) => [.. spans.Where(s => s.Level == level).Select(s => Encoding.UTF8.GetString(text.AsSpan(s.Start, s.Length)))];
    }

    [Fact]
    public void Only_what_touches_a_suspicious_line_is_listed_with_the_suspicion_of_its_worst_line()
    {
        var text = Encoding.UTF8.GetBytes(Sources[Language.Python] + "\n\ndef other(y):\n    return y\n");
        var tree = Parser.Parse(text, Language.Python, SyntaxLimits.Default, default);

        var spans = SpanMasks.Of(tree, new Dictionary<int, double> { [4] = 0.9, [5] = 0.2 });

        spans.ShouldAllBe(s => s.StartLine <= 5);
        spans.Single(s => s.Level == MaskLevel.Function).Suspicion.ShouldBe(0.9);
        spans.Where(s => s.StartLine == 5).ShouldAllBe(s => s.Suspicion == 0.2);
        SpanMasks.Of(tree, new Dictionary<int, double>()).ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_is_being_given_and_what_a_function_says_of_itself_are_never_masked()
    {
        var (text, spans) = Masks("def f(a, b=1):\n    'Says.'\n    c = a\n    return c\n", Language.Python);

        var masked = spans.Select(s => Encoding.UTF8.GetString(text.AsSpan(s.Start, s.Length))).ToList();
        masked.ShouldNotContain("'Says.'\n    c = a\n    return c");
        spans.ShouldAllBe(s => !(s.Level == MaskLevel.Expression && s.StartLine == 3 && text[s.Start] == 'c'));
        masked.ShouldNotContain("f");
    }

    [Fact]
    public void A_mask_is_whole_nodes_and_what_stands_around_it_is_the_rest_of_the_file()
    {
        var pieces = Sources.Values.SelectMany(s => s.Split('\n')).Append("").Append("\tx = 'ä€'").ToArray();
        var sources = Gen.Elements(Sources.Keys.ToArray())
            .SelectMany(language => Gen.ListOf(Gen.Elements(pieces)).Select(more => (language, Text: Sources[language] + string.Join('\n', more)))).ToArbitrary();
        var all = 0;

        Prop.ForAll(sources, source =>
        {
            var (text, spans) = Masks(source.Text, source.language);
            var tree = Parser.Parse(text, source.language, SyntaxLimits.Default, default);
            var (starts, ends) = (tree.Nodes.Select(n => n.Start).ToHashSet(), tree.Nodes.Select(n => n.End).ToHashSet());
            foreach (var span in spans)
            {
                all++;
                byte[] whole = [.. text.AsSpan(0, span.Start), .. text.AsSpan(span.Start, span.Length), .. text.AsSpan(span.End)];
                whole.ShouldBe(text);
                starts.ShouldContain(span.Start);
                ends.ShouldContain(span.End);
                span.Length.ShouldBeGreaterThan(0);
                span.StartLine.ShouldBe(1 + text.AsSpan(0, span.Start).Count((byte)'\n'));
                span.Suspicion.ShouldBeInRange(double.Epsilon, 1);
                if (span.StartLine == span.EndLine || span.Level is not (MaskLevel.Function or MaskLevel.Block))
                    tree.Nodes.ShouldContain(n => n.Start == span.Start);
            }

            spans.Distinct().Count().ShouldBe(spans.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

        all.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void A_tree_as_deep_as_parsers_allow_is_walked()
    {
        var deep = "def f(x):\n    return " + new string('(', 1_500) + "x" + new string(')', 1_500) + "\n";

        var (_, spans) = Masks(deep, Language.Python);

        spans.Count.ShouldBeGreaterThan(1_000);
    }

    private static (byte[] Text, IReadOnlyList<MaskSpan> Spans) Masks(string source, Language language)
    {
        var text = Encoding.UTF8.GetBytes(source);
        var lines = Enumerable.Range(1, 1 + source.Count(c => c == '\n')).ToDictionary(l => l, l => 1.0 / l);
        return (text, SpanMasks.Of(Parser.Parse(text, language, SyntaxLimits.Default, default), lines));
    }
}
