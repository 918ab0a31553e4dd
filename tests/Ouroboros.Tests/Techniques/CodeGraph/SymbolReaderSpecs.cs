using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Tests.Techniques.Syntax;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.CodeGraph;

public sealed class SymbolReaderSpecs
{
    public static TheoryData<string, string> Outlines => new()
    {
        {
            "a.py",
            """
            @dataclass
            class Line(Base):
                @property
                def net(self, *, rounded: bool = False) -> int:
                    def inner(): ...
                    return inner()
            async def load(path): return path
            """
        },
        {
            "a.tsx",
            """
            export class Line extends Base {
              get net() { return inner(); }
              handle = (e: Event) => e;
            }
            export const load = async (path: string) => path;
            interface Shape { area(): number }
            """
        },
        { "A.cs", "namespace N;\n[Serializable]\npublic sealed class Line(int x) : Base\n{\n    public int Net => x;\n    public void Add<T>(T item)\n    {\n        void Inner() { }\n        Inner();\n    }\n}" },
        { "A.java", "package p;\npublic class Line extends Base {\n  public Line(int x) { }\n  @Override public int net() { return 1; }\n}" },
        { "a.go", "package p\ntype Line struct { Base }\nfunc (l *Line) Net() int { return l.inner() }\nfunc Load(path string) error { return nil }" },
    };

    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["a.py"] = ["Class Line 1: class Line(Base)", "Method Line.net 3: def net(self, *, rounded: bool = False) -> int", "Function Line.net.inner 5: def inner()", "Function load 7: async def load(path)"],
        ["a.tsx"] =
        [
            "Class Line 1: export class Line extends Base", "Method Line.net 2: get net()", "Method Line.handle 3: handle = (e: Event)",
            "Function load 5: export const load = async (path: string)", "Class Shape 6: interface Shape", "Method Shape.area 6: area(): number",
        ],
        ["A.cs"] = ["Class Line 2: public sealed class Line(int x) : Base", "Method Line.Net 5: public int Net", "Method Line.Add 6: public void Add<T>(T item)", "Function Line.Add.Inner 8: void Inner()"],
        ["A.java"] = ["Class Line 2: public class Line extends Base", "Method Line.Line 3: public Line(int x)", "Method Line.net 4: @Override public int net()"],
        ["a.go"] = ["Class Line 2: type Line struct", "Method Line.Net 3: func (l *Line) Net() int", "Function Load 4: func Load(path string) error"],
    };

    [Theory, MemberData(nameof(Outlines))]
    public void A_file_is_outlined_in_every_language(string path, string text)
    {
        var symbols = Read(path, text);

        symbols.Definitions.Skip(1).Select(d => $"{d.Kind} {d.QualifiedName} {d.StartLine}: {d.Signature}").ShouldBe(Expected[path]);
    }

    [Fact]
    public void Parameters_and_variables_are_no_references()
    {
        var symbols = Read("a.py", "def f(total, *rest, k=1):\n    for x in rest:\n        y = g(x, total, k=k)\n    return y + z\n");

        symbols.References.Select(r => r.Name).ShouldBe(["g", "z"]);
    }

    [Fact]
    public void A_mention_tells_what_it_is_there_for()
    {
        var symbols = Read("a.py", "import m\nclass A(m.B):\n    def f(self):\n        self.g(m.h)\n        x().k()\n");

        symbols.References.Select(r => $"{r.Owner} {r.Name} {r.Kind}").Distinct().ShouldBe(
        [
            "m B Inherit", "self g Call", " m Use", "m h Use", " x Call", "? k Call",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_million_nested_brackets_are_told_and_not_read()
    {
        var symbols = Read("a.py", new string('[', 400_000) + new string(']', 400_000));

        symbols.Shortcoming.ShouldNotBeNull().ShouldContain("1,000 levels");
        symbols.Definitions.Count.ShouldBe(1);
    }

    [Fact]
    public void A_file_over_the_limit_is_told_and_not_read() =>
        Read("a.py", "x = 1\n" + new string('#', 1 << 20)).Shortcoming.ShouldNotBeNull().ShouldContain("1,048,576 bytes");

    [Theory, MemberData(nameof(Snippets.Languages), MemberType = typeof(Snippets))]
    public void Broken_code_is_read_as_far_as_it_goes(Language language)
    {
        var text = Snippets.Valid[language];

        for (var cut = 0; cut < text.Length; cut += 37)
            SymbolReader.Read(new TreeSitterParser().Parse(Encoding.UTF8.GetBytes(text[cut..]), language, SyntaxLimits.Default, default), default)
                .References.ShouldAllBe(r => r.Line >= 1 && r.Name.Length > 0);
    }

    private static FileSymbols Read(string path, string text) =>
        new SymbolMemo(new TreeSitterParser()).Read(RepoPath.Parse(path), Encoding.UTF8.GetBytes(text), CancellationToken.None)!;
}
