using System.Text;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>For each operator of JavaScript: source, then a result that must be among its proposals. <c>⏎</c> is a line end, <c>⇥</c> an indentation.</summary>
public sealed class ScriptOperatorSpecs
{
    private static readonly (string Name, string Source, string Result)[] Examples =
    [
        ("compare-boundary", "x = a < b;", "x = a <= b;"),
        ("compare-replace", "x = a === b;", "x = a !== b;"),
        ("compare-offset", "x = i < xs.length;", "x = i < xs.length - 1;"),
        ("operator-replace", "x = a * b;", "x = a / b;"),
        ("logic-replace", "x = a || b;", "x = a ?? b;"),
        ("operand-swap", "x = a - b;", "x = b - a;"),
        ("operand-drop", "x = a && b;", "x = a;"),
        ("regroup", "x = (a + b) * c;", "x = a + b * c;"),
        ("sign-switch", "x = -a;", "x = a;"),
        ("update-switch", "x++;", "x--;"),
        ("augment-replace", "x += a;", "x = a;"),
        ("number-step", "x = 3;", "x = 4;"),
        ("number-replace", "x = 3; y = 7;", "x = 7; y = 7;"),
        ("bool-flip", "x = true;", "x = false;"),
        ("literal-replace", "x = null;", "x = [];"),
        ("string-replace", "x = 'on'; y = 'off';", "x = 'off'; y = 'off';"),
        ("string-piece", "x = 'on ';", "x = 'on';"),
        ("value-offset", "function f(n) {⏎⇥return n;⏎}", "function f(n) {⏎⇥return n + 1;⏎}"),
        ("name-replace", "function f(low, high) {⏎⇥return low;⏎}", "function f(low, high) {⏎⇥return high;⏎}"),
        ("target-replace", "function f(a, b) {⏎⇥a = 1;⏎}", "function f(a, b) {⏎⇥b = 1;⏎}"),
        ("name-to-literal", "function f(a) {⏎⇥return a;⏎}", "function f(a) {⏎⇥return null;⏎}"),
        ("name-to-part", "function f(a) {⏎⇥return a;⏎}", "function f(a) {⏎⇥return a.length;⏎}"),
        ("shorthand-replace", "function f(a, b) {⏎⇥return { a };⏎}", "function f(a, b) {⏎⇥return { a: b };⏎}"),
        ("key-replace", "x = { coun: 1 }; y = z.count;", "x = { count: 1 }; y = z.count;"),
        ("member-replace", "x = a.start; y = a.end;", "x = a.end; y = a.end;"),
        ("member-drop", "x = a.b;", "x = a;"),
        ("optional-chain", "x = a.b.c;", "x = a.b?.c;"),
        ("optional-chain", "x = a.b;", "x = a.b ?? 0;"),
        ("index-step", "x = a[i];", "x = a[i - 1];"),
        ("index-replace", "function f(a, i, j) {⏎⇥return a[i];⏎}", "function f(a, i, j) {⏎⇥return a[j];⏎}"),
        ("index-drop", "x = a[0];", "x = a;"),
        ("method-replace", "x = a.some(f);", "x = a.every(f);"),
        ("callee-replace", "x = parseInt(a);", "x = parseFloat(a);"),
        ("call-unwrap", "x = Math.abs(a);", "x = a;"),
        ("call-wrap", "x = a / 2;", "x = Math.floor(a / 2);"),
        ("call-add", "function g() {}⏎x = [g];", "function g() {}⏎x = [g()];"),
        ("call-drop", "x = f();", "x = f;"),
        ("await-switch", "async function f() {⏎⇥const x = g();⏎}", "async function f() {⏎⇥const x = await g();⏎}"),
        ("new-switch", "x = Cart();", "x = new Cart();"),
        ("argument-swap", "f(a, b);", "f(b, a);"),
        ("argument-drop", "f(a, b);", "f(a);"),
        ("argument-add", "a.sort();", "a.sort((a, b) => a - b);"),
        ("argument-add", "x = parseInt(a);", "x = parseInt(a, 10);"),
        ("argument-replace", "function f(a) {⏎⇥g(1);⏎}", "function f(a) {⏎⇥g(a);⏎}"),
        ("spread-switch", "f(xs);", "f(...xs);"),
        ("property-drop", "x = { ...a, b };", "x = { b, ...a };"),
        ("condition-negate", "if (a) f();", "if (!a) f();"),
        ("condition-extend", "function f(a) {⏎⇥if (a) g();⏎}", "function f(a) {⏎⇥if (a && a.length === 0) g();⏎}"),
        ("condition-replace", "function f(a, b) {⏎⇥if (a) g();⏎}", "function f(a, b) {⏎⇥if (b) g();⏎}"),
        ("branches-swap", "x = a ? b : c;", "x = a ? c : b;"),
        ("fallback-add", "const x = a;", "const x = a ?? 0;"),
        ("expression-replace", "x = a.b; y = c + d;", "x = c + d; y = c + d;"),
        ("expression-combine", "function f(a, b) {⏎⇥return a;⏎}", "function f(a, b) {⏎⇥return a + b;⏎}"),
        ("statement-delete", "f();⏎g();⏎", "g();⏎"),
        ("statement-swap", "f();⏎g();⏎", "g();⏎f();⏎"),
        ("statement-move-out", "if (a) {⏎⇥f();⏎⇥g();⏎}⏎", "if (a) {⏎⇥f();⏎}⏎g();⏎"),
        ("statement-move-in", "if (a) {⏎⇥f();⏎}⏎g();⏎", "if (a) {⏎⇥f();⏎⇥g();⏎}⏎"),
        ("block-unwrap", "if (a) {⏎⇥f();⏎}⏎", "f();⏎"),
        ("else-switch", "if (a) f();⏎if (b) g();⏎", "if (a) f();⏎else if (b) g();⏎"),
        ("guard-insert", "function f(a) {⏎⇥return a.b;⏎}", "function f(a) {⏎⇥if (!a) return null;⏎⇥return a.b;⏎}"),
        ("guard-throw", "function f(a) {⏎⇥return a;⏎}", "function f(a) {⏎⇥if (!a) throw new Error('invalid');⏎⇥return a;⏎}"),
        ("guard-wrap", "function f(a) {⏎⇥g(a);⏎}", "function f(a) {⏎⇥if (a) {⏎⇥⇥g(a);⏎⇥}⏎}"),
        ("else-insert", "function f(a, x) {⏎⇥if (a) {⏎⇥⇥x = 1;⏎⇥}⏎⇥return x;⏎}", "function f(a, x) {⏎⇥if (a) {⏎⇥⇥x = 1;⏎⇥} else {⏎⇥⇥x = null;⏎⇥}⏎⇥return x;⏎}"),
        ("else-insert", "function f(a, x) {⏎⇥if (a) x = 1;⏎⇥return x;⏎}", "function f(a, x) {⏎⇥if (a) x = 1;⏎⇥else x = a;⏎⇥return x;⏎}"),
        ("update-insert", "function f(n) {⏎⇥while (n) {⏎⇥⇥g(n);⏎⇥}⏎}", "function f(n) {⏎⇥while (n) {⏎⇥⇥g(n);⏎⇥⇥n--;⏎⇥}⏎}"),
        ("statement-copy", "function f(a, b) {⏎⇥g(a);⏎}", "function f(a, b) {⏎⇥g(a);⏎⇥g(b);⏎}"),
        ("return-insert", "function f(a) {⏎⇥g(a);⏎}", "function f(a) {⏎⇥g(a);⏎⇥return a;⏎}"),
        ("leave-insert", "for (const a of b) {⏎⇥if (a) {⏎⇥⇥f();⏎⇥}⏎}", "for (const a of b) {⏎⇥if (a) {⏎⇥⇥f();⏎⇥⇥break;⏎⇥}⏎}"),
        ("jump-switch", "for (;;) {⏎⇥break;⏎}", "for (;;) {⏎⇥continue;⏎}"),
        ("loop-switch", "for (const a in b) f(a);", "for (const a of b) f(a);"),
        ("return-add", "function f() {⏎⇥g();⏎}", "function f() {⏎⇥return g();⏎}"),
        ("return-drop", "function f() {⏎⇥return g();⏎}", "function f() {⏎⇥g();⏎}"),
        ("return-replace", "function f(a) {⏎⇥return 1;⏎}", "function f(a) {⏎⇥return a;⏎}"),
        ("block-answer", "x = ys.map((y) => { f(y); });", "x = ys.map((y) => f(y));"),
        ("try-drop", "try {⏎⇥f();⏎} catch {⏎⇥g();⏎}⏎", "f();⏎"),
        ("assignment-augment", "x = a;", "x += a;"),
        ("target-switch", "costs[a] = Math.min(reach[b], 1);", "reach[b] = Math.min(reach[b], 1);"),
        ("start-value", "function f(xs) {⏎⇥let best = 0;⏎⇥for (const x of xs) if (x > best) best = x;⏎}", "function f(xs) {⏎⇥let best = -Infinity;⏎⇥for (const x of xs) if (x > best) best = x;⏎}"),
        ("default-value", "function f(a, b) {}", "function f(a, b = 0) {}"),
        ("copy-made", "function f(a) {⏎⇥const b = a;⏎}", "function f(a) {⏎⇥const b = [...a];⏎}"),
    ];

    public static TheoryData<string, string, string> Table()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (name, source, result) in Examples)
            data.Add(name, source, result);

        return data;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void An_operator_proposes(string name, string source, string result)
    {
        var unit = Unit("lib/cart.js", Plain(source));

        var proposed = Workbench.Drafts(unit, name).Select(Workbench.AppliedText).ToHashSet();

        proposed.ShouldContain(Plain(result), $"of {proposed.Count}:\n{string.Join("\n---\n", proposed.Take(40))}");
    }

    [Fact]
    public void Every_operator_but_those_with_specs_of_their_own_has_an_example() =>
        OperatorTables.For(Language.JavaScript)!.Operators.Select(o => o.Name).Except(["const-switch", "kindred"]).ShouldBeSubsetOf(Examples.Select(e => e.Name).ToHashSet());

    [Fact]
    public void Operators_have_names_of_their_own_and_sane_priors()
    {
        var rows = OperatorTables.For(Language.JavaScript)!.Operators;

        rows.Select(r => r.Name).ShouldBeUnique();
        rows.ShouldAllBe(r => r.Prior > 0 && r.Prior <= 1);
    }

    /// <summary>A search that proposes what does not parse wastes its time; some few may slip through.</summary>
    [Theory]
    [InlineData("lib/cart.js")]
    [InlineData("lib/cart.ts")]
    public void Nearly_every_proposal_parses(string path)
    {
        var unit = Unit(path, "class Cart {\n  constructor(items = []) {\n    this.items = [...items];\n  }\n\n  total(rate, { round = true } = {}) {\n    let sum = 0;\n"
            + "    for (const item of this.items) {\n      if (item.price > 0 && !item.free) sum += item.price * item.count;\n    }\n"
            + "    return round ? Math.round(sum * (1 + rate)) : sum;\n  }\n}\n\nexport const names = (cart) => cart.items.map((item) => item.name).filter(Boolean);\n");

        var drafts = Workbench.Drafts(unit).ToList();
        var broken = drafts.Where(d => Workbench.Parser.Parse(Workbench.Apply(d), unit.Tree.Language, SyntaxLimits.Default, CancellationToken.None).Root.HasError).ToList();

        drafts.Count.ShouldBeGreaterThan(500);
        ((double)broken.Count / drafts.Count).ShouldBeLessThan(
            0.04, string.Join("\n", broken.GroupBy(d => d.Operator.Name).Select(g => $"{g.Count()} of {g.Key}, such as:\n{Workbench.AppliedText(g.First())}")));
    }

    [Theory]
    [InlineData("if (a > b) f();", "if (b < a) f()")]
    [InlineData("x += 1;", "x = x + 1;")]
    [InlineData("x++;", "x += 1;")]
    [InlineData("if (!(a === b)) f();", "if (a !== b) f();")]
    [InlineData("x = 'a';", "x = (\"a\");")]
    public void The_same_in_other_words_has_the_same_normal_form(string one, string two)
    {
        var form = OperatorTables.For(Language.JavaScript)!.NormalForm;

        form(Unit("a.js", one).Tree).ShouldBe(form(Unit("a.js", two).Tree));
        form(Unit("a.js", one).Tree).ShouldNotBe(form(Unit("a.js", "y();").Tree));
    }

    private static SourceUnit Unit(string path, string source) => Workbench.Unit(RepoPath.Parse(path), Encoding.UTF8.GetBytes(source));

    private static string Plain(string text) => text.Replace("⏎", "\n", StringComparison.Ordinal).Replace("⇥", "  ", StringComparison.Ordinal);
}
