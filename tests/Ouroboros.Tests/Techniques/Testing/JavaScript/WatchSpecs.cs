using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.JavaScript.Instrumenting;
using Ouroboros.Tests.Architecture;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

/// <summary>Sources with a watch wherever the search would put one: what they do stays the same.</summary>
public sealed class WatchSpecs
{
    private static readonly TreeSitterParser Parser = new();

    // Reads all names and hands values on, as the real ones do.
    private const string Meters = """
        globalThis.__ouro_t__ = () => {};
        globalThis.__ouro_w__ = (number, names) => {
          for (const name of names()) try { name(); seen++; } catch {}
          return {};
        };
        globalThis.__ouro_v__ = (look, value) => value;
        globalThis.__ouro_p__ = (hole, part, value) => value;
        let seen = 0;
        process.on('exit', () => process.stderr.write(`${seen}`));

        """;

    private const string Program = """
        'use strict';
        const out = [];
        const say = (...row) => out.push(row.map(String).join(' '));
        const LIMIT = 3, box = { base: 10, get twice() { say('read twice'); return this.base * 2; }, plain(n) { return this.base + n; } };
        function defaults(a, b = a + 1, { c = a + b, d: [e = c * 2] = [] } = {}, ...rest) { return a + b + c + e + rest.length; }
        say(defaults(1), defaults(1, 2, { c: 3, d: [4] }, 5, 6), defaults.length, defaults.name);
        const arrow = (n) => n * 2 + 1, made = (n) => ({ n: n + 1 }), late = async (n) => (await Promise.resolve(n)) + 1;
        say(arrow(2), made(1).n, arrow.name);
        function* count(n) {
          let i = 0;
          while (i < n) {
            const got = yield i + LIMIT;
            if (got && got > 1) i = i + got;
            else i += 1;
          }
          return [yield* (n > 1 ? [n] : []), n];
        }
        const it = count(4);
        say(JSON.stringify([it.next(), it.next(2), it.next(), it.next(), it.next()]));
        class Base {
          #hidden = 1 + LIMIT;
          static made = 0;
          static { Base.made = Base.made + 1; }
          field = this.make(2);
          make(n) { return n + Base.made + (new.target ? 1 : 0); }
          get hidden() { return this.#hidden > 3 ? this.#hidden : 0; }
          set hidden(value) { this.#hidden = value + 1; }
          has(other) { return #hidden in other && other.#hidden === this.#hidden; }
        }
        class Derived extends Base {
          constructor(n, m = n + 1) {
            const before = n + m;
            super(before > 2 ? before : 0);
            this.n = super.make(n) + before;
          }
          async later() { for await (const x of [late(1), this.n]) say('later', x + 1); return super.hidden + (await late(this.hidden)); }
        }
        const it2 = new Derived(1);
        it2.hidden = 5;
        say(it2.n, it2.field, it2.hidden, it2.has(it2), box.twice + 1, box.plain(LIMIT), (box.plain)(1), box?.plain?.(2), box.none?.deep.er[LIMIT + 1], box['ba' + 'se']);
        function args() { return arguments.length + (arguments[1] ?? LIMIT); }
        say(args(), args(1, 2), args.call(null, 1, null));
        outer: for (let i = 0, fs = []; i < 4; i++) {
          fs.push(() => i + 1);
          for (const [at, x] of [[0, i + 1], [1, i - 1]]) {
            if (x < 0) continue outer;
            if (i > 2 && at) break outer;
            say('turn', i, at, x, fs[i]());
          }
        }
        for (const key in { a: 1, b: 2 }) say(key + LIMIT);
        for (const c of 'ab'.split('')) say(`${c}${LIMIT + 1} ${`in ${c + c}`}`);
        let n = 0;
        do n = n + 2; while (n < 5 && !(n === 4));
        switch (n + 1) {
          case LIMIT + 2: { const q = n - 1; say('five', q); break; }
          case 6: say('six');
          default: say('default', typeof missing, typeof n, void n, -n, delete box.base, box.base);
        }
        let u, v = u ?? (n || 5), w = (n && 0) || v;
        u ||= n + 1; v &&= v - 1; w ??= 9; n += v * 2; n **= 2;
        say(u, v, w, n, n > 5 ? n < 9 ? 'a' : 'b' : 'c', [n + 1, ...[u - 1]], { [`k${n}`]: n + 1, n }[`k${n}`], (u, v), -((n - 1) ** 2) + 1);
        try { null.x + n; } catch ({ message }) { say(message.length > 3); }
        try { const self = self + 1; } catch (error) { say(error.name); }
        const self = (function me(k) { return k > 1 ? k * me(k - 1) : 1; })(4), bound = function () { return this === undefined; }();
        say(self, bound, eval('n + 1'), [1, 2, 3].map((x) => x * LIMIT).filter((x) => x > 3 && x !== 6).length, tag`a${n + 1}b`);
        function tag(texts, value) { return texts.raw.join('|') + value; }
        if (n > 1) say('plain')
        else say('other')
        const later = it2.later().then((x) => say('done', x + 1)).then(() => say(n === undefined));
        later.then(() => console.log(out.join('\n')));
        """;

    [Fact]
    public async Task What_is_watched_does_what_it_did()
    {
        var watched = Watched("a.cjs", Program, out var holes);

        holes.ShouldBeGreaterThan(150);
        var (before, _) = await RunAsync("a.cjs", Program);
        var (after, seen) = await RunAsync("a.cjs", watched);
        before.ShouldContain("done");
        after.ShouldBe(before);
        int.Parse(seen, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(300);
    }

    [Fact]
    public void TypeScript_that_is_watched_still_parses_and_reads_no_types()
    {
        const string Source = """
            import { Kind, rate, type Size } from './kinds';
            import Shape, * as shapes from './shape';
            enum Level { Low = 1 + 1, High = Low * 2 }
            abstract class A<T extends Kind> { private readonly x: number = 1 + 2; abstract y(): void; constructor(public z: T, w?: number) { this.x = w ?? rate; } }
            function isSize(this: void, a: unknown, b: Size = rate + 1): a is Size { return typeof a === 'number' && a > b; }
            const f = <T,>(x: T, y: keyof typeof shapes): T => (x as T)!;
            export const g = async (k: Kind | null): Promise<number> => { const n: number = k!.length + 1; return n satisfies number; };
            declare function h(a: number): void;
            """;

        var text = Watched("a.ts", Source, out var holes);

        holes.ShouldBeGreaterThan(5);
        text.ShouldContain("()=>rate");
        text.ShouldNotContain("()=>Kind");
        text.ShouldNotContain("()=>Size");
        text.ShouldNotContain("()=>Shape");
        text.ShouldContain("enum Level { Low = 1 + 1, High = Low * 2 }");
        Parser.FindFaults(Encoding.UTF8.GetBytes(text), Language.TypeScript, SyntaxLimits.Default, CancellationToken.None).ShouldBeEmpty(text);
    }

    [Fact]
    public void TypeScript_that_is_checked_before_it_runs_is_not_checked_where_it_is_watched()
    {
        var watched = Watched("a.ts", "export const f = (x: string | null) => x !== null && x.length > 1;\n", out _, checksTypes: true);

        watched.ShouldStartWith("// @ts-nocheck\n");
        watched.ShouldContain("(__ouro_t__(),__ouro_v__(__ouro_w__(0,()=>[()=>x]),");
    }

    [Fact]
    public void Markup_that_is_watched_still_parses()
    {
        var text = Watched("a.tsx", "export const A = ({ b, c = 1 }: P) => <div id=\"x\" onClick={() => b(c + 1)}>{c > 1 ? b.length - 1 : null}<p {...b}>{c + 2}</p></div>;\n", out var holes);

        holes.ShouldBeGreaterThan(4);
        Parser.FindFaults(Encoding.UTF8.GetBytes(text), Language.Tsx, SyntaxLimits.Default, CancellationToken.None).ShouldBeEmpty(text);
    }

    [Fact]
    public async Task Every_expression_has_the_values_it_was_thought_to_have()
    {
        var root = SourceTree.RepositoryRoot();

        var (told, _) = await NodeAsync([
            Path.Join(root, "tests/Ouroboros.Tests/Techniques/Testing/JavaScript/thought_truth.cjs"), Path.Join(root, "src/Ouroboros/Techniques/Testing/JavaScript"),
        ]);

        using var answer = JsonDocument.Parse(told);
        answer.RootElement.GetProperty("wrong").EnumerateArray().Select(w => w.GetString()).ShouldBeEmpty();
        answer.RootElement.GetProperty("right").GetInt32().ShouldBeGreaterThan(50_000);
    }

    /// <summary>With a watch at every place that the search may ask about.</summary>
    private static string Watched(string name, string source, out int holes, bool checksTypes = false)
    {
        var (path, bytes) = (RepoPath.Parse(name), Encoding.UTF8.GetBytes(source));
        var language = Languages.OfExtension(path.Extension)!.Value;
        var tree = Parser.Parse(bytes, language, SyntaxLimits.Default, CancellationToken.None);
        var kindOf = OperatorTables.For(language)!.Hole!;
        var found = tree.Nodes.Select(n => (Node: n, Kind: kindOf(n))).Where(h => h.Kind != HoleKind.None).DistinctBy(h => (h.Node.Start, h.Node.End, h.Kind))
            .Select(h => new Hole(path, Place(bytes, h.Node.Start), Place(bytes, h.Node.End), h.Kind, ["LIMIT", "n", "u"], [], [])).ToList();
        var watches = new Watches(found);
        var text = Encoding.UTF8.GetString(new SourceInstrumenter(Parser, checksTypes).Watched(path, bytes, watches, CancellationToken.None));
        watches.Rows.ShouldAllBe(r => r.Names != null);
        holes = found.Count;
        return text;
    }

    private static (int Line, int Column) Place(byte[] text, int offset)
    {
        var before = text.AsSpan(0, offset);
        return (before.Count((byte)'\n') + 1, offset - (before.LastIndexOf((byte)'\n') + 1));
    }

    private static async Task<(string Output, string Errors)> RunAsync(string name, string program)
    {
        using var folder = new SampleWorkspace((name, program), ("meters.cjs", Meters));
        return await NodeAsync(["--require", Path.Join(folder.Root, "meters.cjs"), Path.Join(folder.Root, name)]);
    }

    private static async Task<(string Output, string Errors)> NodeAsync(string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        return (await output, await errors);
    }
}
