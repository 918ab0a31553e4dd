using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.CodeGraph;

public sealed class SymbolGraphSpecs
{
    [Fact]
    public void A_name_means_what_stands_nearest()
    {
        var project = new CodeProject(
            ("a.py", "from b import run\ndef use():\n    run()\n"), ("b.py", "def run(): pass\n"), ("c.py", "def run(): pass\ndef use_c():\n    run()\n"));

        project.Graph.CalleesOf(project.The("use"), 1).ShouldHaveSingleItem().Symbol.Path.Value.ShouldBe("b.py");
        project.Graph.CalleesOf(project.The("use_c"), 1).ShouldHaveSingleItem().Symbol.Path.Value.ShouldBe("c.py");
    }

    [Fact]
    public void A_name_of_several_things_means_each_a_little()
    {
        var project = new CodeProject(
            ("a.py", "def use(thing):\n    thing.grow()\n"), ("b.py", "class B:\n    def grow(self): pass\n"), ("c.py", "class C:\n    def grow(self): pass\n"));

        var reached = project.Graph.CalleesOf(project.The("use"), 1);

        reached.Select(r => r.Symbol.Definition.QualifiedName).ShouldBe(["B.grow", "C.grow"]);
        reached.ShouldAllBe(r => r.Weight == 0.25);
    }

    [Fact]
    public void A_method_that_is_inherited_is_found_in_the_base()
    {
        var project = new CodeProject(
            ("base.py", "class Base:\n    def save(self): pass\n"), ("other.py", "class Other:\n    def save(self): pass\n"),
            ("model.py", "from base import Base\nclass Model(Base):\n    def close(self):\n        self.save()\n"));

        project.Callees("Model.close").ShouldBe(["Base.save"]);
        project.Graph.ReferencesTo(project.The("Base")).Select(u => u.Kind).ShouldContain(EdgeKind.Inherits);
    }

    [Fact]
    public void Who_makes_an_object_calls_its_constructor()
    {
        var project = new CodeProject(("a.ts", "import { Box } from './box.js';\nexport function make() { return new Box(1); }\n"), ("box.ts", "export class Box { constructor(n: number) {} }\n"));

        project.Callees("make").ShouldBe(["Box", "Box.constructor"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_module_passes_on_is_found_where_it_is_defined()
    {
        var project = new CodeProject(
            ("index.js", "export { grow as widen } from './lib/grow.js';\nexport * from './lib/cut.js';\n"),
            ("lib/grow.js", "export function grow() {}\n"), ("lib/cut.js", "export const cut = () => {};\n"),
            ("app.js", "const { widen, cut } = require('./index');\nfunction go() { widen(); cut(); }\n"));

        project.Callees("go").ShouldBe(["cut", "grow"]);
    }

    [Fact]
    public void Packages_of_java_and_go_see_their_own()
    {
        var java = new CodeProject(
            ("src/a/One.java", "package a;\nclass One { int go(Two t) { return Two.make() + t.size(); } }\n"),
            ("src/a/Two.java", "package a;\nclass Two { static int make() { return 1; } int size() { return 2; } }\n"));
        var go = new CodeProject(
            ("main.go", "package main\nimport \"example.com/shop/cart\"\nfunc run() { c := cart.New(); c.Total() }\n"),
            ("cart/cart.go", "package cart\ntype Cart struct{}\nfunc New() *Cart { return &Cart{} }\n"), ("cart/total.go", "package cart\nfunc (c *Cart) Total() int { return c.sum() }\nfunc (c *Cart) sum() int { return 0 }\n"));

        java.Callees("One.go").ShouldBe(["Two.make", "Two.size"]);
        go.Callees("run").ShouldBe(["New", "Cart.Total"]);
        go.Callees("Cart.Total").ShouldBe(["Cart.sum"]);
    }

    [Fact]
    public void Callers_are_followed_as_deep_as_asked_and_no_deeper_than_three()
    {
        var project = new CodeProject(("a.py", "def a(): pass\ndef b(): a()\ndef c(): b()\ndef d(): c()\ndef e(): d()\n"));

        var reached = project.Graph.CallersOf(project.The("a"), 9);

        reached.Select(r => (r.Symbol.Name, r.Depth, r.Line)).ShouldBe([("b", 1, 2), ("c", 2, 3), ("d", 3, 4)]);
        project.Graph.CallersOf(project.The("a"), 1).Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_read_until_it_is_asked_for()
    {
        var project = new CodeProject(("a.py", "def a(): pass\n"), ("b.py", "def b(): pass\n"));

        project.Reads.ShouldBe(0);
        project.Librarian.Outline(RepoPath.Parse("a.py"), CancellationToken.None)!.Definitions.Count.ShouldBe(2);
        project.Reads.ShouldBe(1);
    }

    [Fact]
    public void The_graph_of_the_next_state_parses_only_what_changed()
    {
        var project = new CodeProject(("a.py", "def a(): pass\n"), ("b.py", "from a import a\ndef b(): a()\n"));
        project.Graph.Nodes.Count.ShouldBe(4);

        var next = project.With("a.py", "def a(): pass\ndef c(): a()\n");

        next.Callers("a").ShouldBe(["c", "b"]);
        next.Memo.Parsed.ShouldBe(3);
    }

    [Fact]
    public void A_file_that_is_not_read_is_told()
    {
        var project = new CodeProject(("a.py", new string('(', 5_000) + new string(')', 5_000)), ("b.py", "def b(): pass\n"));

        project.Graph.Shortcomings.ShouldHaveSingleItem().Key.Value.ShouldBe("a.py");
        project.Graph.DefinitionsOf("b").Count.ShouldBe(1);
    }

    [Fact]
    public void The_same_project_gives_the_same_graph()
    {
        var (one, other) = (CodeProject.OfSample("formula").Graph, CodeProject.OfSample("formula").Graph);

        one.Nodes.Count.ShouldBeGreaterThan(50);
        one.Edges.ShouldBe(other.Edges);
    }

    [Fact]
    public void An_answer_says_what_it_leaves_out()
    {
        var callers = string.Concat(Enumerable.Range(0, 30).Select(i => $"def f{i}():\n    base()\n"));
        var questions = new GraphQuestions(new CodeProject(("a.py", $"def base(): pass\n{callers}")).Librarian);

        var shown = questions.Callers("base", 1, CancellationToken.None).Show(10).Split('\n');

        shown.Length.ShouldBe(11);
        shown[0].ShouldBe("a.py:1 base is called by:");
        shown[1].ShouldBe("a.py:3 f0");
        shown[^1].ShouldBe("… and 21 more, left out");
    }

    [Fact]
    public void A_name_that_is_not_there_is_answered_with_those_like_it()
    {
        var questions = new GraphQuestions(new CodeProject(("a.py", "def parse_line(): pass\n")).Librarian);

        questions.Definitions("parse_lin", CancellationToken.None).Show(5).ShouldBe("Nothing in the project is named 'parse_lin'.\nDid you mean parse_line?");
        questions.Outline("b.py", CancellationToken.None).Heading.ShouldContain("no source file");
    }
}
