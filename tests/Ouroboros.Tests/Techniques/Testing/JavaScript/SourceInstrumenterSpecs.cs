using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing.JavaScript.Instrumenting;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

public sealed class SourceInstrumenterSpecs
{
    private static readonly TreeSitterParser Parser = new();

    [Theory]
    [InlineData("function f() { return 1 }", "function f() {__ouro_t__(); return 1 }")]
    [InlineData("function f() { 'use strict'; g() }", "function f() { 'use strict';;__ouro_t__(); g() }")]
    [InlineData("const f = x => x + 1", "const f = x => (__ouro_t__(),x + 1)")]
    [InlineData("const f = () => ({ a: 1 })", "const f = () => (__ouro_t__(),({ a: 1 }))")]
    [InlineData("const f = async () => await g()", "const f = async () => (__ouro_t__(),await g())")]
    [InlineData("while (a) b()", "while (a) {__ouro_t__();b()}")]
    [InlineData("for (;;);", "for (;;) {__ouro_t__();;}")]
    [InlineData("for (const x of y) for (const z of x) f(z);", "for (const x of y) {__ouro_t__();for (const z of x) {__ouro_t__();f(z);}}")]
    [InlineData("do x++; while (x < 3)", "do {__ouro_t__();x++;} while (x < 3)")]
    [InlineData("class A { get b() { return 1 } }", "class A { get b() {__ouro_t__(); return 1 } }")]
    [InlineData("f(", "f(")]
    public void Functions_and_loops_tick(string source, string metered)
    {
        var text = Metered("a.js", source);

        Compact(text).ShouldBe(Compact(metered));
    }

    [Theory]
    [InlineData("declare function f(a: number): void;")]
    [InlineData("abstract class A { abstract b(): void }")]
    [InlineData("interface A { b(): void }")]
    public void Declarations_of_TypeScript_without_a_body_stay(string source) => Metered("a.ts", source).ShouldBe(source);

    [Theory]
    [InlineData("a.js", "#!/usr/bin/env node\n'use strict';\nimport x from 'y';\nlabel: for (const a of b) { if (a) continue label; else if (c) break\n else { d() } }\nswitch (a) { case 1: f(); break; default: g() }\n"
        + "const { p, q: [r = 1] } = s\nlet t = u ? v : w\ntry { x() } catch { y() } finally { z() }\nexport default class extends B { constructor(a) { super(a); this.a = a } static { h() } }\n")]
    [InlineData("a.ts", "enum E { A, B }\ntype T = { a: number };\nnamespace N { export const x: number = 1 }\nfunction f<T>(this: Window, a: T, b?: number, ...c: string[]): a is string { return true }\nconst g = <T,>(x: T): T => x as T;\n")]
    [InlineData("a.tsx", "export const A = ({ b, c = 1 }: P) => <div onClick={() => b(c)}>{b.map((x) => <li key={x}>{x}</li>)}</div>;\n")]
    [InlineData("a.mjs", "export async function* f({ a }, [b, ...c]) {\n  for await (const x of a) yield x\n  return await b\n}\n")]
    public void What_is_traced_still_parses_and_keeps_its_lines(string path, string source)
    {
        var text = Encoding.UTF8.GetString(new SourceInstrumenter(Parser).Traced(RepoPath.Parse(path), Encoding.UTF8.GetBytes(source), 0, CancellationToken.None));

        text.ShouldContain("__ouro_l__(0,");
        text.Split('\n').Length.ShouldBe(source.Split('\n').Length);
        Parser.FindFaults(Encoding.UTF8.GetBytes(text), Languages.OfExtension(Path.GetExtension(path))!.Value, SyntaxLimits.Default, CancellationToken.None)
            .ShouldBeEmpty(text);
    }

    private static string Metered(string path, string source) =>
        Encoding.UTF8.GetString(new SourceInstrumenter(Parser).Metered(RepoPath.Parse(path), Encoding.UTF8.GetBytes(source), CancellationToken.None));

    private static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
