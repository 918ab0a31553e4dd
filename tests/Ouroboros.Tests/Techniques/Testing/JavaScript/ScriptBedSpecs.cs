using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

public sealed class ScriptBedSpecs
{
    private const string Cart = """
        'use strict';
        class Cart {
          constructor(items) {
            this.items = items;
          }
          total() {
            let sum = 0;
            for (const item of this.items) sum += item.price * item.count;
            return sum;
          }
          find(name) {
            let at = 0;
            while (at < this.items.length - 1) {
              if (this.items[at].name === name) return at;
              at++;
            }
            return -1;
          }
        }
        module.exports = { Cart };
        """;

    private const string Tests = """
        const { describe, it, test } = require('node:test');
        const assert = require('node:assert/strict');
        const { Cart } = require('../lib/cart');
        const cart = () => new Cart([{ name: 'a', price: 2, count: 3 }, { name: 'b', price: 1, count: 1 }]);
        test('a total', () => assert.equal(cart().total(), 7));
        describe('finding', () => {
          it('the first', () => assert.equal(cart().find('a'), 0));
          it('the last', () => assert.equal(cart().find('b'), 1));
          it('nothing', () => assert.equal(cart().find('z'), -1));
          it.skip('later', () => assert.fail());
        });
        test('a mistake', () => { null.x; });
        """;

    private static readonly (string, string)[] Shop =
        [("package.json", """{ "scripts": { "test": "node --test" } }"""), ("lib/cart.js", Cart), ("test/cart.test.js", Tests)];

    [Fact]
    public async Task Every_test_gets_its_verdict_by_name()
    {
        await using var bench = await ScriptBench.OpenAsync(Shop);

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        run.Problem.ShouldBeNull();
        run.Results.ToDictionary(r => r.Name.Value, r => r.Outcome).ShouldBe(new Dictionary<string, TestOutcome>
        {
            ["test/cart.test.js::a total"] = TestOutcome.Passed,
            ["test/cart.test.js::finding > the first"] = TestOutcome.Passed,
            ["test/cart.test.js::finding > the last"] = TestOutcome.Failed,
            ["test/cart.test.js::finding > nothing"] = TestOutcome.Passed,
            ["test/cart.test.js::finding > later"] = TestOutcome.Skipped,
            ["test/cart.test.js::a mistake"] = TestOutcome.Failed,
        });
        var mistake = run.Results.Single(r => r.Name.Value.EndsWith("mistake", StringComparison.Ordinal)).Failure!;
        mistake.Exception.ShouldBe("TypeError");
        mistake.Message.ShouldContain("Cannot read properties of null");
        mistake.Frames[^1].ShouldBe(new CodeFrame("test/cart.test.js", 12, "<anonymous>"));
    }

    [Fact]
    public async Task A_test_that_never_ends_is_told_and_its_neighbours_get_their_turn()
    {
        await using var bench = await ScriptBench.OpenAsync(
            ("lib/spin.js", "exports.spin = (n) => {\n  while (n !== 0) n -= 2;\n  return n;\n};\n"),
            ("test/spin.test.js", "const test = require('node:test');\nconst assert = require('node:assert');\nconst { spin } = require('../lib/spin');\n"
                + "test('odd', () => assert.equal(spin(3), 0));\ntest('even', () => assert.equal(spin(4), 0));\n"));

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        run.Results.ToDictionary(r => r.Name.Value, r => r.Outcome).ShouldBe(new Dictionary<string, TestOutcome>
        {
            ["test/spin.test.js::odd"] = TestOutcome.TimedOut, ["test/spin.test.js::even"] = TestOutcome.Passed,
        });
    }

    [Fact]
    public async Task A_file_that_cannot_be_loaded_is_an_error_by_its_own_name()
    {
        await using var bench = await ScriptBench.OpenAsync(
            ("lib/bad.mjs", "export const x = ;\n"), ("test/bad.test.mjs", "import test from 'node:test';\nimport { x } from '../lib/bad.mjs';\ntest('x', () => x);\n"),
            ("test/good.test.mjs", "import test from 'node:test';\ntest('y', () => {});\n"));

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        run.Results.ToDictionary(r => r.Name.Value, r => r.Outcome).ShouldBe(new Dictionary<string, TestOutcome>
        {
            ["test/bad.test.mjs"] = TestOutcome.Error, ["test/good.test.mjs::y"] = TestOutcome.Passed,
        });
        run.Red.Single().Failure!.Exception.ShouldBe("SyntaxError");
    }

    [Fact]
    public async Task The_trace_tells_lines_by_test_and_values_by_name()
    {
        await using var bench = await ScriptBench.OpenAsync(Shop);
        await bench.Bed.RunAsync(null, null, CancellationToken.None);

        var trace = await bench.Bed.TraceAsync(null, CancellationToken.None);

        var path = RepoPath.Parse("lib/cart.js");
        LinesOf(trace, "a total", path).ShouldBe([4, 7, 8, 9]);
        LinesOf(trace, "finding > nothing", path).ShouldBe([4, 12, 13, 14, 15, 17]);
        trace.Run.Results.Single(r => r.Name.Value.EndsWith("nothing", StringComparison.Ordinal)).Fuel.ShouldBe(3);
        var name = trace.Observations.Single(o => o is { Function: "find", Name: "name" });
        (name.Type, name.FunctionLine).ShouldBe(("string", 11));
        name.Samples.ShouldContain("\"b\"");
    }

    [Fact]
    public async Task A_candidate_is_judged_in_the_fast_lane()
    {
        await using var bench = await ScriptBench.OpenAsync(Shop);
        await using var trials = await bench.TrialsAsync();

        (await ScreenAsync(trials, bench, "length - 1", "length")).ShouldBe((ScreeningOutcome.StillFailing, "test/cart.test.js::a mistake"));
        (await ScreenAsync(trials, bench, "at++", "at--")).ShouldBe((ScreeningOutcome.StillFailing, "test/cart.test.js::finding > the last"));
        (await ScreenAsync(trials, bench, "at++", "at + 1")).Outcome.ShouldBe(ScreeningOutcome.OutOfFuel);
        (await ScreenAsync(trials, bench, "let sum = 0", "let sum = ")).Outcome.ShouldBe(ScreeningOutcome.Broken);
    }

    [Theory]
    [InlineData("module.exports = (row) => row[0];", "Array.prototype.map = null;")]
    [InlineData("module.exports = (row) => globalThis.left ? 0 : row[0];", "globalThis.left = 7;")]
    public async Task What_one_candidate_leaves_behind_does_not_reach_the_next(string program, string harm)
    {
        await using var bench = await ScriptBench.OpenAsync(
            ("package.json", """{ "scripts": { "test": "node --test" } }"""), ("lib/cart.js", program + "\n"),
            ("test/cart.test.js",
                "const test = require('node:test');\nconst assert = require('node:assert');\nconst last = require('../lib/cart.js');\n"
                + "test('last', () => assert.deepEqual([last([1, 2])].map(Number), [2]));\ntest('one', () => assert.equal(last([4]), 4));\n"));
        await using var trials = await bench.TrialsAsync();

        for (var i = 1; i < 4; i++)
            (await ScreenAsync(trials, bench, "module", $"{harm}{new string(' ', i)}module")).Outcome.ShouldBe(ScreeningOutcome.StillFailing);

        (await ScreenAsync(trials, bench, "row[0]", "row[row.length - 1]")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    [Fact]
    public async Task A_candidate_that_mends_all_is_plausible_and_one_that_breaks_another_is_not()
    {
        await using var bench = await ScriptBench.OpenAsync([Shop[0], Shop[1], ("test/cart.test.js", Tests.Replace("{ null.x; }", "{}", StringComparison.Ordinal))]);
        await using var trials = await bench.TrialsAsync();

        (await ScreenAsync(trials, bench, "length - 1", "length")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
        (await ScreenAsync(trials, bench, "return -1", "return 1")).ShouldBe((ScreeningOutcome.BreaksPassing, "test/cart.test.js::finding > nothing"));
        (await ScreenAsync(trials, bench, "length - 1", "length + 0")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    [Fact]
    public async Task Random_mutants_get_the_verdicts_of_fresh_processes()
    {
        await using var bench = await ScriptBench.OpenAsync(Shop);
        await using var trials = await bench.TrialsAsync();
        (string Old, string New)[] mutants =
        [
            ("=== name", "!== name"), ("return at;", "return at + 1;"), ("sum += item", "sum -= item"), ("return sum", "return this.sum"),
            ("let at = 0", "let at = 1"), ("this.items = items", "this.items = []"), ("return -1", "return"), ("item.price * item.count", "item.prize * item.count"),
        ];

        foreach (var (old, fresh) in mutants)
        {
            var patch = bench.Workspace.Replace("lib/cart.js", old, fresh);
            var quick = await trials.RunAllAsync(patch, CancellationToken.None);
            var slow = await bench.Bed.RunAsync(null, patch, CancellationToken.None);

            foreach (var result in slow.Results)
                quick[result.Name].ShouldBe(result.Outcome.ToString().ToLowerInvariant(), $"{result.Name} under {fresh}");
        }
    }

    [Fact]
    public async Task What_is_missing_is_said_with_the_command_that_mends_it()
    {
        using var workspace = new SampleWorkspace(
            ("package.json", """{ "scripts": { "test": "mocha" }, "devDependencies": { "mocha": "*" } }"""), ("package-lock.json", "{}"), ("test/a.js", "it('a', () => {});"));

        var found = await ScriptBench.Kind.DetectAsync(workspace.Snapshot, new TestOptions(), CancellationToken.None);

        found.PartIsMissing.ShouldBeTrue();
        found.Problem!.ShouldContain("mocha");
        found.Problem!.ShouldEndWith("npm ci");
    }

    private static async Task<(ScreeningOutcome Outcome, string? By)> ScreenAsync(ITrials trials, ScriptBench bench, string old, string fresh)
    {
        var patch = bench.Workspace.Replace("lib/cart.js", old, fresh);
        var screening = await trials.ScreenAsync(new Candidate(patch, new Origin("test", "any", "because", patch.Files[0].Path, 1), 0.5), CancellationToken.None);
        return (screening.Outcome, screening.DecidedBy?.Value);
    }

    private static IReadOnlyList<int> LinesOf(TestTrace trace, string test, RepoPath path) =>
        trace.Coverage[new TestName($"test/cart.test.js::{test}")].Single(l => l.Path == path).Lines;
}
