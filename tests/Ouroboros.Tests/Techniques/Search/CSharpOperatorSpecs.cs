using System.Text;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>For each operator of C#: the body of a method, then a result that must be among its proposals. <c>⏎</c> is a line end, <c>⇥</c> an indentation.</summary>
public sealed class CSharpOperatorSpecs
{
    private static readonly (string Name, string Source, string Result)[] Examples =
    [
        ("compare-boundary", "x = a < b;", "x = a <= b;"),
        ("compare-boundary", "x = a is > 3;", "x = a is >= 3;"),
        ("compare-replace", "x = a == b;", "x = a != b;"),
        ("compare-offset", "x = n < xs.Count;", "x = n < xs.Count - 1;"),
        ("pattern-negate", "x = a is null;", "x = a is not null;"),
        ("pattern-joint", "x = n is > 1 and < 5;", "x = n is > 1 or < 5;"),
        ("operator-replace", "x = a * b;", "x = a / b;"),
        ("logic-replace", "x = a || b;", "x = a && b;"),
        ("operand-swap", "x = a - b;", "x = b - a;"),
        ("operand-drop", "x = a && b;", "x = a;"),
        ("operand-drop", "x = a ?? b;", "x = b;"),
        ("regroup", "x = (a + b) * c;", "x = a + b * c;"),
        ("sign-switch", "x = -a;", "x = a;"),
        ("update-switch", "n++;", "n--;"),
        ("augment-replace", "n += 2;", "n -= 2;"),
        ("division-cast", "x = a / b;", "x = (double)a / b;"),
        ("number-step", "x = 3;", "x = 4;"),
        ("number-step", "x = 0.25m;", "x = 2.5m;"),
        ("number-replace", "x = 3; y = 7;", "x = 7; y = 7;"),
        ("bool-flip", "x = true;", "x = false;"),
        ("literal-replace", "x = null;", "x = [];"),
        ("string-replace", "x = \"on\"; y = \"off\";", "x = \"off\"; y = \"off\";"),
        ("string-piece", "x = \"on \";", "x = \"on\";"),
        ("char-replace", "x = ';';", "x = ',';"),
        ("value-offset", "return n;", "return n + 1;"),
        ("name-replace", "return n;", "return m;"),
        ("target-replace", "n = 1;", "m = 1;"),
        ("name-to-literal", "return n;", "return 0;"),
        ("name-to-part", "return xs;", "return xs.Count;"),
        ("member-replace", "x = a.Start; y = a.End;", "x = a.End; y = a.End;"),
        ("member-replace", "x = StringComparison.Ordinal;", "x = StringComparison.OrdinalIgnoreCase;"),
        ("member-drop", "x = a.B;", "x = a;"),
        ("null-conditional", "x = a.B.C;", "x = a.B?.C;"),
        ("index-step", "x = xs[n];", "x = xs[n - 1];"),
        ("index-replace", "x = xs[n];", "x = xs[m];"),
        ("method-replace", "x = xs.Any(f);", "x = xs.All(f);"),
        ("method-replace", "x = xs.OrderBy(f).First();", "x = xs.OrderByDescending(f).First();"),
        ("callee-replace", "Other(n);", "F(n);"),
        ("call-unwrap", "x = Math.Abs(n);", "x = n;"),
        ("call-wrap", "return n;", "return Math.Max(0, n);"),
        ("chain-extend", "x = xs.Where(f);", "x = xs.Where(f).Distinct();"),
        ("await-drop", "x = await y;", "x = y;"),
        ("argument-swap", "Other(n, m);", "Other(m, n);"),
        ("argument-drop", "Other(n, m);", "Other(n);"),
        ("argument-add", "x = s.StartsWith(t);", "x = s.StartsWith(t, StringComparison.OrdinalIgnoreCase);"),
        ("argument-replace", "Other(1);", "Other(n);"),
        ("element-drop", "x = [a, b];", "x = [b];"),
        ("condition-negate", "if (ok) G();", "if (!ok) G();"),
        ("condition-extend", "if (ok) G();", "if (ok && n > 0) G();"),
        ("condition-replace", "if (ok) G();", "if (n > 0) G();"),
        ("branches-swap", "x = ok ? n : m;", "x = ok ? m : n;"),
        ("fallback-add", "return s;", "return s ?? \"\";"),
        ("expression-replace", "x = a.B; y = n + m;", "x = n + m; y = n + m;"),
        ("expression-combine", "return n;", "return n * m;"),
        ("expression-combine", "x = xs[m]; y = n;", "x = xs[m]; y = n + xs[m];"),
        ("statement-delete", "G();⏎⇥⇥H();", "H();"),
        ("statement-swap", "G();⏎⇥⇥H();", "H();⏎⇥⇥G();"),
        ("statement-move-out", "if (ok)⏎⇥⇥{⏎⇥⇥⇥G();⏎⇥⇥⇥H();⏎⇥⇥}", "if (ok)⏎⇥⇥{⏎⇥⇥⇥G();⏎⇥⇥}⏎⇥⇥H();"),
        ("statement-move-in", "if (ok)⏎⇥⇥{⏎⇥⇥⇥G();⏎⇥⇥}⏎⇥⇥H();", "if (ok)⏎⇥⇥{⏎⇥⇥⇥G();⏎⇥⇥⇥H();⏎⇥⇥}"),
        ("block-unwrap", "if (ok)⏎⇥⇥{⏎⇥⇥⇥G();⏎⇥⇥}", "G();"),
        ("else-switch", "if (ok) G();⏎⇥⇥if (no) H();", "if (ok) G();⏎⇥⇥else if (no) H();"),
        ("guard-insert", "return n / m;", "if (m == 0) return 0;⏎⇥⇥return n / m;"),
        ("guard-throw", "return n;", "if (n < 0) throw new ArgumentOutOfRangeException(nameof(n));⏎⇥⇥return n;"),
        ("guard-wrap", "G(n);", "if (n > 0) {⏎⇥⇥⇥G(n);⏎⇥⇥}"),
        ("else-insert", "if (ok)⏎⇥⇥{⏎⇥⇥⇥n = 1;⏎⇥⇥}", "if (ok)⏎⇥⇥{⏎⇥⇥⇥n = 1;⏎⇥⇥}⏎⇥⇥else⏎⇥⇥{⏎⇥⇥⇥n = m;⏎⇥⇥}"),
        ("else-insert", "if (ok)⏎⇥⇥⇥n = 1;", "if (ok)⏎⇥⇥⇥n = 1;⏎⇥⇥else return 0;"),
        ("update-insert", "while (n > 0)⏎⇥⇥{⏎⇥⇥⇥G(n);⏎⇥⇥}", "while (n > 0)⏎⇥⇥{⏎⇥⇥⇥G(n);⏎⇥⇥⇥n--;⏎⇥⇥}"),
        ("statement-copy", "G(n);", "G(n);⏎⇥⇥G(m);"),
        ("return-insert", "G(n);", "G(n);⏎⇥⇥return n;"),
        ("leave-insert", "foreach (var y in xs)⏎⇥⇥{⏎⇥⇥⇥if (ok)⏎⇥⇥⇥{⏎⇥⇥⇥⇥G();⏎⇥⇥⇥}⏎⇥⇥}", "foreach (var y in xs)⏎⇥⇥{⏎⇥⇥⇥if (ok)⏎⇥⇥⇥{⏎⇥⇥⇥⇥G();⏎⇥⇥⇥⇥break;⏎⇥⇥⇥}⏎⇥⇥}"),
        ("jump-switch", "while (ok) break;", "while (ok) continue;"),
        ("loop-switch", "if (ok) G();", "while (ok) G();"),
        ("return-replace", "return 7;", "return n;"),
        ("try-drop", "try⏎⇥⇥{⏎⇥⇥⇥G();⏎⇥⇥}⏎⇥⇥catch⏎⇥⇥{⏎⇥⇥⇥H();⏎⇥⇥}", "G();"),
        ("assignment-augment", "n = m;", "n += m;"),
        ("target-switch", "xs[0] = Math.Min(ys[n], m);", "ys[n] = Math.Min(ys[n], m);"),
        ("start-value", "int best = 0;⏎⇥⇥foreach (var y in xs) if (y > best) best = y;", "int best = int.MinValue;⏎⇥⇥foreach (var y in xs) if (y > best) best = y;"),
        ("copy-made", "return xs;", "return [.. xs];"),
    ];

    public static TheoryData<string, string, string> Table()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (name, source, result) in Examples)
            data.Add(name, source, result);

        return data;
    }

    [Fact]
    public void The_condition_asks_of_a_twin_what_it_asks_already()
    {
        var unit = Workbench.Unit(RepoPath.Parse("Style.cs"), Encoding.UTF8.GetBytes("""
            class Style
            {
                string Of(State state)
                {
                    if (state.EntryActions.Count == 0)
                        return state.Name;

                    return state.Name + string.Join(state.EntryActions) + string.Join(state.ExitActions);
                }
            }
            """));

        Workbench.Drafts(unit, "condition-extend").Select(Workbench.AppliedText)
            .ShouldContain(r => r.Contains("if (state.EntryActions.Count == 0 && state.ExitActions.Count == 0)"));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void An_operator_proposes(string name, string source, string result)
    {
        var unit = Unit(Method(source));

        var proposed = Workbench.Drafts(unit, name).Select(Workbench.AppliedText).ToHashSet();

        proposed.ShouldContain(Method(result), $"of {proposed.Count}:\n{string.Join("\n---\n", proposed.Take(30))}");
    }

    [Fact]
    public void A_default_is_replaced() =>
        Workbench.Drafts(Unit("class A { void F(int a = 1) { } }"), "default-value").Select(Workbench.AppliedText).ShouldContain("class A { void F(int a = 0) { } }");

    [Fact]
    public void Every_operator_but_those_with_specs_of_their_own_has_an_example() =>
        OperatorTables.For(Language.CSharp)!.Operators.Select(o => o.Name).Except(["default-value", "kindred"]).ShouldBeSubsetOf(Examples.Select(e => e.Name).ToHashSet());

    [Fact]
    public void Operators_have_names_of_their_own_and_sane_priors()
    {
        var rows = OperatorTables.For(Language.CSharp)!.Operators;

        rows.Select(r => r.Name).ShouldBeUnique();
        rows.ShouldAllBe(r => r.Prior > 0 && r.Prior <= 1);
    }

    /// <summary>A search that proposes what does not parse wastes its time; some few may slip through.</summary>
    [Fact]
    public void Nearly_every_proposal_parses()
    {
        var unit = Unit(
            "namespace Shop;\n\npublic sealed class Cart(decimal rate)\n{\n    private readonly List<Item> items = [];\n    private int count;\n\n    public decimal Total(bool round = true)\n    {\n        decimal sum = 0;\n"
            + "        foreach (var item in items)\n        {\n            if (item.Price > 0 && !item.IsFree)\n                sum += item.Price * item.Count;\n        }\n\n        return round ? Math.Round(sum * (1 + rate), 2) : sum;\n    }\n\n"
            + "    public IEnumerable<string> Names => items.Where(i => i.Count > 1).OrderBy(i => i.Name).Select(i => i.Name ?? \"?\");\n\n    public void Add(Item item, int many)\n    {\n        items.Add(item);\n        count += many;\n    }\n}\n");

        var drafts = Workbench.Drafts(unit).ToList();
        var broken = drafts.Where(d => Workbench.Parser.Parse(Workbench.Apply(d), Language.CSharp, SyntaxLimits.Default, CancellationToken.None).Root.HasError).ToList();

        drafts.Count.ShouldBeGreaterThan(500);
        ((double)broken.Count / drafts.Count).ShouldBeLessThan(
            0.05, string.Join("\n", broken.GroupBy(d => d.Operator.Name).Select(g => $"{g.Count()} of {g.Key}, such as:\n{Workbench.AppliedText(g.First())}")));
    }

    [Theory]
    [InlineData("if (a > b) F();", "if (b < a) { F(); }")]
    [InlineData("n += 1;", "n = n + 1;")]
    [InlineData("n++;", "n += 1;")]
    [InlineData("if (!(a == b)) F();", "if (a != b) F();")]
    [InlineData("x = a;", "x = (a); // so")]
    public void The_same_in_other_words_has_the_same_normal_form(string one, string two)
    {
        var form = OperatorTables.For(Language.CSharp)!.NormalForm;

        form(Unit(Method(one)).Tree).ShouldBe(form(Unit(Method(two)).Tree));
        form(Unit(Method(one)).Tree).ShouldNotBe(form(Unit(Method("Y();")).Tree));
    }

    private static string Method(string body) => Plain(
        $"class A⏎{{⏎⇥int F(int n, int m, bool ok, List<int> xs, string s)⏎⇥{{⏎⇥⇥{body}⏎⇥}}⏎⏎⇥int Other(int one, int two)⏎⇥{{⏎⇥}}⏎}}⏎");

    private static SourceUnit Unit(string source) => Workbench.Unit(RepoPath.Parse("src/Cart.cs"), Encoding.UTF8.GetBytes(source));

    private static string Plain(string text) => text.Replace("⏎", "\n", StringComparison.Ordinal).Replace("⇥", "    ", StringComparison.Ordinal);
}
