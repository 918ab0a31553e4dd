using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

/// <summary>The same project under the real jest, vitest and mocha.</summary>
public sealed class FrameworkSpecs
{
    private const string Cart = """
        function total(items) {
          let sum = 0;
          for (const item of items) sum += item.price - item.count;
          return sum;
        }
        function countdown(n) {
          let turns = 0;
          while (n !== 0) {
            n -= 1;
            turns += 1;
          }
          return turns;
        }
        """;

    private const string Tests = """
        describe('a cart', () => {
          it('has a total', () => assert.equal(total([{ price: 2, count: 3 }]), 6));
          it('may be empty', () => assert.equal(total([]), 0));
          it.skip('later', () => {});
        });
        it('counts down', () => assert.equal(countdown(3), 3));
        """;

    private const string Red = "a cart > has a total";

    public static TheoryData<string> All => ["jest", "jest, typed", "vitest", "vitest, typed", "mocha"];

    public static TheoryData<string> Some => ["jest", "vitest, typed", "mocha"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_test_gets_its_verdict_by_name(string framework)
    {
        await using var bench = await ScriptBench.FurnishedAsync(Project(framework, Tests));

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        run.Problem.ShouldBeNull();
        bench.Bed.Description.ShouldStartWith(framework.Split(',')[0] + " ");
        Told(run).ShouldBe(new SortedDictionary<string, TestOutcome>(StringComparer.Ordinal)
        {
            ["a cart > has a total"] = TestOutcome.Failed, ["a cart > may be empty"] = TestOutcome.Passed, ["a cart > later"] = TestOutcome.Skipped,
            ["counts down"] = TestOutcome.Passed,
        });
        var failure = run.Red.Single().Failure!;
        failure.Exception.ShouldBe("AssertionError");
        failure.Message.ShouldContain("-1");
        failure.Frames.ShouldContain(f => f.Path == TestFile(framework) && f.Line == TestLine(framework));
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task The_trace_tells_lines_by_test_and_values_by_name(string framework)
    {
        await using var bench = await ScriptBench.FurnishedAsync(Project(framework, Tests));
        await bench.Bed.RunAsync(null, null, CancellationToken.None);

        var trace = await bench.Bed.TraceAsync(null, CancellationToken.None);

        var path = RepoPath.Parse(Source(framework));
        trace.Coverage[Named(framework, Red)].Single(l => l.Path == path).Lines.ShouldBe([2, 3, 4]);
        trace.Coverage[Named(framework, "counts down")].Single(l => l.Path == path).Lines.ShouldBe([7, 8, 9, 10, 12]);
        trace.Observations.Single(o => o is { Function: "total", Name: "items" }).Samples.ShouldBe(["[{ price: 2, count: 3 }]"]);
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task Candidates_get_the_verdicts_of_fresh_runs(string framework)
    {
        await using var bench = await ScriptBench.FurnishedAsync(Project(framework, Tests));
        await using var trials = await bench.TrialsAsync();
        (string Old, string New, ScreeningOutcome Outcome)[] candidates =
        [
            ("item.price - item", "item.price + item", ScreeningOutcome.StillFailing), ("item.price - item", "item.price * item", ScreeningOutcome.Plausible),
            ("n -= 1", "n -= 2", ScreeningOutcome.StillFailing), ("sum += item.price - item.count", "sum += 6; n()", ScreeningOutcome.StillFailing),
            ("let sum = 0", "let sum = 7", ScreeningOutcome.BreaksPassing), ("sum += item.price - item.count", "while (true);", ScreeningOutcome.OutOfFuel),
            ("item.price - item", "item.price / item", ScreeningOutcome.StillFailing), ("item.price - item.count", "6", ScreeningOutcome.Plausible),
        ];

        foreach (var (i, (old, fresh, outcome)) in candidates.Index())
        {
            var patch = bench.Workspace.Replace(Source(framework), old, fresh);
            var screening = await trials.ScreenAsync(new Candidate(patch, new Origin("test", "any", "because", patch.Files[0].Path, 1), 0.5), CancellationToken.None);
            screening.Outcome.ShouldBe(outcome, fresh);
            // Twice is enough for the time that it takes.
            if (i is not (1 or 3))
                continue;

            var quick = await trials.RunAllAsync(patch, CancellationToken.None);
            var slow = await bench.Bed.RunAsync(null, patch, CancellationToken.None);
            quick.Count.ShouldBe(slow.Results.Count);
            foreach (var result in slow.Results)
                quick[result.Name].ShouldBe(result.Outcome.ToString().ToLowerInvariant(), $"{result.Name} under {fresh}");
        }
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task A_test_that_never_ends_is_told_and_its_neighbours_get_their_turn(string framework)
    {
        await using var bench = await ScriptBench.FurnishedAsync(
            Project(framework, Tests.Replace("it('counts down'", "it('never ends', () => assert.equal(countdown(-1), 0));\nit('counts down'", StringComparison.Ordinal)));

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        Told(run).ShouldBe(new SortedDictionary<string, TestOutcome>(StringComparer.Ordinal)
        {
            ["a cart > has a total"] = TestOutcome.Failed, ["a cart > may be empty"] = TestOutcome.Passed, ["a cart > later"] = TestOutcome.Skipped,
            ["never ends"] = TestOutcome.TimedOut, ["counts down"] = TestOutcome.Passed,
        });
    }

    [Theory]
    [InlineData("jest")]
    [InlineData("vitest")]
    public async Task A_file_that_cannot_be_loaded_and_a_block_that_cannot_be_prepared_are_told(string framework)
    {
        var files = Project(framework, "it('is never reached', () => {});\n");
        var head = framework == "jest" ? "" : "import { describe, it, beforeAll } from 'vitest';\n";
        await using var bench = await ScriptBench.FurnishedAsync(
        [
            .. files,
            ("test/lost.test.js", head + (framework == "jest" ? "require('../src/nowhere');\n" : "import { x } from '../src/nowhere';\nx();\n") + "it('a', () => {});\n"),
            ("test/block.test.js", head + "describe('block', () => {\n  beforeAll(() => { throw new TypeError('not ready'); });\n  it('b', () => {});\n});\nit('c', () => {});\n"),
        ]);

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        run.Results.Where(r => r.Name.Value != TestFile(framework) && !r.Name.Value.StartsWith(TestFile(framework), StringComparison.Ordinal))
            .ToDictionary(r => r.Name.Value, r => (r.IsRed, r.Failure?.Message.Contains("not ready", StringComparison.Ordinal) ?? false)).ShouldBe(new Dictionary<string, (bool, bool)>
            {
                ["test/block.test.js::block > b"] = (true, true), ["test/block.test.js::c"] = (false, false), ["test/lost.test.js"] = (true, false),
            });
    }

    [Theory]
    [InlineData("jest", "module.exports = { testMatch: ['**/checks/*.js'] };", "jest.config.js", "checks/cart.js")]
    [InlineData("vitest", "export default { test: { include: ['checks/*.js'] } };", "vitest.config.mjs", "checks/cart.js")]
    public async Task Settings_say_which_files_hold_tests(string framework, string settings, string place, string test)
    {
        var files = Project(framework, Tests).Select(f => f.Item1 == TestFile(framework) ? (test, f.Item2) : f).Append((place, settings));
        await using var bench = await ScriptBench.FurnishedAsync([.. files]);

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        run.Problem.ShouldBeNull();
        run.Results.Where(r => r.IsRed).Select(r => r.Name.Value).ShouldBe([$"{test}::{Red}"]);
    }

    [Fact]
    public async Task What_passes_the_tests_and_not_the_compiler_is_refused()
    {
        await using var bench = await ScriptBench.FurnishedAsync(
            [.. Project("vitest, typed", Tests), ("tsconfig.json", """{ "compilerOptions": { "strict": true, "target": "es2022", "module": "esnext", "moduleResolution": "bundler" }, "include": ["src"] }""")]);
        await using var trials = await bench.TrialsAsync();
        var meaning = (await ScriptBench.Kind.DetectAsync(bench.Workspace.Snapshot, new TestOptions(), CancellationToken.None)).Project!.Semantics!;

        foreach (var (fresh, outcome, status) in new[]
        {
            ("item.price * item.count as unknown as string", ScreeningOutcome.Broken, GateStatus.Failed),
            ("item.price * item.count", ScreeningOutcome.Plausible, GateStatus.Passed),
        })
        {
            var patch = bench.Workspace.Replace("src/cart.ts", "item.price - item.count", fresh);
            var screening = await trials.ScreenAsync(new Candidate(patch, new Origin("test", "any", "because", patch.Files[0].Path, 1), 0.5), CancellationToken.None);
            var before = File.ReadAllBytes(Path.Join(bench.Workspace.Root, "src/cart.ts"));
            var change = new FileChange(patch.Files[0].Path, patch.Files[0].Path, before, ((ChangeFile)patch.Files[0]).ApplyTo(before));
            var finding = await meaning.CheckAsync(bench.Workspace.Snapshot, [change], CancellationToken.None);

            screening.Outcome.ShouldBe(outcome);
            finding.Status.ShouldBe(status, finding.Detail);
            if (status == GateStatus.Failed)
                finding.Detail.ShouldBe("src/cart.ts:3: TS2322 Type 'string' is not assignable to type 'number'.");
        }
    }

    [Theory]
    [InlineData("jest")]
    [InlineData("vitest")]
    public async Task What_a_candidate_leaves_behind_cannot_make_a_wrong_one_plausible(string framework)
    {
        await using var bench = await ScriptBench.FurnishedAsync(Project(framework, Tests));
        await using var trials = await bench.TrialsAsync();

        // Right from its third run in the same world on, and never in a world of its own.
        for (var i = 0; i < 4; i++)
        {
            var patch = bench.Workspace.Replace(Source(framework), "item.price - item.count", $"(globalThis.left = (globalThis.left || 0) + 1) > 2 ? 6 : {5 - i}");
            var candidate = new Candidate(patch, new Origin("test", "any", "because", patch.Files[0].Path, 1), 0.5);
            (await trials.ScreenAsync(candidate, CancellationToken.None)).Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        }
    }

    [Theory]
    [InlineData("jest", "jest.retryTimes(1);\n")]
    [InlineData("vitest", "")]
    public async Task A_test_that_passes_at_its_second_try_has_passed(string framework, string before)
    {
        var retry = framework == "vitest" ? ", { retry: 1 }" : "";
        await using var bench = await ScriptBench.FurnishedAsync(Project(
            framework, $"{before}let tries = 0;\nit('at last'{retry}, () => assert.equal(++tries, 2));\nit('never'{retry}, () => assert.fail());\n"));

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        Told(run).ShouldBe(new SortedDictionary<string, TestOutcome>(StringComparer.Ordinal) { ["at last"] = TestOutcome.Passed, ["never"] = TestOutcome.Failed });
    }

    [Fact]
    public async Task A_block_without_tests_is_red_where_the_framework_minds_it()
    {
        await using var bench = await ScriptBench.FurnishedAsync(Project("vitest", "it('a', () => {});\ndescribe('nothing', () => {});\n"));

        var run = await bench.Bed.RunAsync(null, null, CancellationToken.None);

        Told(run).ShouldBe(new SortedDictionary<string, TestOutcome>(StringComparer.Ordinal) { ["a"] = TestOutcome.Passed, ["nothing"] = TestOutcome.Error });
    }

    private static string Source(string framework) => framework switch
    {
        "vitest, typed" or "jest, typed" => "src/cart.ts",
        "vitest" => "src/cart.mjs",
        _ => "src/cart.js",
    };

    private static string TestFile(string framework) => framework.EndsWith("typed", StringComparison.Ordinal) ? "test/cart.test.ts" : "test/cart.test.js";

    private static int TestLine(string framework) => Project(framework, Tests).Single(f => f.Item1 == TestFile(framework)).Item2.Split('\n').ToList().FindIndex(l => l.Contains("has a total", StringComparison.Ordinal)) + 1;

    private static TestName Named(string framework, string title) => new($"{TestFile(framework)}::{title}");

    private static SortedDictionary<string, TestOutcome> Told(TestRun run) => new(run.Results.ToDictionary(r => Title(r.Name), r => r.Outcome), StringComparer.Ordinal);

    private static string Title(TestName name) => name.Value.Split("::")[^1];

    private static (string, string)[] Project(string framework, string tests)
    {
        var name = framework.Split(',')[0];
        var package = $$"""{ "scripts": { "test": "{{(name == "vitest" ? "vitest run" : name)}}" }, "devDependencies": { "{{name}}": "*" } }""";
        var typed = framework.EndsWith("typed", StringComparison.Ordinal);
        var cart = typed ? Cart.Replace("total(items)", "total(items: { price: number; count: number }[]): number", StringComparison.Ordinal).Replace("countdown(n)", "countdown(n: number)", StringComparison.Ordinal) : Cart;
        // Jest knows TypeScript only by a plugin; a project may bring its own.
        const string Stripper = "const ts = require('typescript');\nexports.process = (text, path) => ({ code: ts.transpile(text, { module: 'commonjs', target: 'es2022', inlineSourceMap: true }, path) });\n";
        return framework switch
        {
            "jest, typed" =>
            [
                ("package.json", package), (Source(framework), $"{cart}\nexport {{ total, countdown }};\n"), ("strip.cjs", Stripper),
                ("jest.config.js", "module.exports = { transform: { '\\\\.ts$': './strip.cjs' } };\n"),
                (TestFile(framework), $"import assert from 'node:assert';\nimport {{ total, countdown }} from '../src/cart';\n{tests}\n".Replace("import assert from", "import * as assert from", StringComparison.Ordinal)),
            ],
            "vitest" or "vitest, typed" =>
            [
                ("package.json", package), (Source(framework), $"{cart}\nexport {{ total, countdown }};\n"),
                (TestFile(framework), $"import assert from 'node:assert';\nimport {{ describe, it }} from 'vitest';\nimport {{ total, countdown }} from '../{(typed ? "src/cart" : "src/cart.mjs")}';\n{tests}\n"),
            ],
            _ =>
            [
                ("package.json", package), (Source(framework), $"{cart}\nmodule.exports = {{ total, countdown }};\n"),
                (TestFile(framework), $"const assert = require('node:assert');\nconst {{ total, countdown }} = require('../src/cart');\n{tests}\n"),
            ],
        };
    }
}
