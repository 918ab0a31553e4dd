using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

/// <summary>Expressions thought of for a place, from the values that names hold there while tests run.</summary>
public sealed class JavaScriptThinkerSpecs
{
    private const string Tank = "exports.filled = (size, held, gained) => {\n  return held + gained;\n};\n";

    private const string TankTests =
        "test('holds', () => assert.equal(shop.filled(10, 2, 3), 5));\ntest('none', () => assert.equal(shop.filled(9, 0, 4), 4));\n"
        + "test('full', () => assert.equal(shop.filled(10, 8, 5), 10));\ntest('brim', () => assert.equal(shop.filled(7, 6, 6), 7));\n";

    [Fact]
    public async Task A_hole_that_is_no_whole_expression_stays_empty()
    {
        await using var project = await ThoughtProject.OpenAsync(
            "exports.fee = (total, tip) => {\n  return total * 2 + tip;\n};\n", "test('fee', () => assert.equal(shop.fee(3, 1), 6));\n");

        (await project.FillAllAsync(("2 + tip", HoleKind.Value), ("total * 2", HoleKind.Value))).Select(h => h.Count > 0).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Joined_values_are_found_two_steps_deep()
    {
        await using var project = await ThoughtProject.OpenAsync(Tank, TankTests);

        var value = await project.FillAsync("held + gained", HoleKind.Value);

        value.Where(f => f.Agreement >= 1).SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain("Math.min(size, held + gained)");
        value.SelectMany(f => f.Alike).ShouldAllBe(t => t.Cost >= 0 && t.Text != "held + gained");
    }

    [Fact]
    public async Task What_comes_to_the_value_that_mended_there_comes_first()
    {
        await using var project = await ThoughtProject.OpenAsync(
            "exports.name = (first, last, title) => {\n  return first + last;\n};\n",
            "test('plain', () => assert.equal(shop.name('a', 'b', ''), 'ab'));\ntest('title', () => assert.equal(shop.name('a', 'b', 'Dr'), 'Dra'));\n");

        var (told, untold) = (await project.GrantAsync("first + last", HoleKind.Value, "'Dra'"), await project.FillAsync("first + last", HoleKind.Value));

        told[0].Granted.ShouldBeTrue();
        told[0].Alike.Select(t => t.Text).ShouldContain("title + first");
        untold.ShouldAllBe(f => !f.Granted);
    }

    [Fact]
    public async Task The_same_brief_leads_to_the_same_thoughts()
    {
        await using var project = await ThoughtProject.OpenAsync(Tank, TankTests);

        var (one, other) = (await project.FillAsync("held + gained", HoleKind.Value), await project.FillAsync("held + gained", HoleKind.Value));

        one.SelectMany(f => f.Alike).ShouldBe(other.SelectMany(f => f.Alike));
    }

    [Fact]
    public async Task What_the_failing_tests_must_change_and_the_passing_ones_keep_comes_first()
    {
        await using var project = await ThoughtProject.OpenAsync(
            "const LIMIT = 10;\nexports.fee = (total, members) => {\n  if (total > LIMIT) return 0;\n  return 5;\n};\n",
            "test('small', () => assert.equal(shop.fee(3, []), 5));\ntest('large', () => assert.equal(shop.fee(40, []), 0));\n"
            + "test('member', () => assert.equal(shop.fee(3, ['x']), 0));\ntest('high', () => assert.equal(shop.fee(11, []), 0));\n");

        var condition = await project.FillAsync("total > LIMIT", HoleKind.Condition);

        condition[0].Agreement.ShouldBe(1);
        condition.Take(3).SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain("total > LIMIT || members.length");
    }

    [Fact]
    public async Task A_question_that_nobody_asks_yet_is_answered_no_by_all_that_passes()
    {
        await using var project = await ThoughtProject.OpenAsync(
            "exports.last = (row, x) => {\n  const top = row[row.length - 1];\n  return top.rank >= x ? top.rank : -1;\n};\n",
            "test('there', () => assert.equal(shop.last([{ rank: 2 }], 2), 2));\ntest('less', () => assert.equal(shop.last([{ rank: 1 }, { rank: 2 }], 9), -1));\n"
            + "test('none', () => assert.equal(shop.last([], 2), -1));\n");

        var guard = await project.FillAsync("const top = row[row.length - 1];", HoleKind.Guard);

        guard[0].Agreement.ShouldBe(1);
        guard.Take(2).SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain("!row.length");
    }

    [Fact]
    public async Task Fields_of_objects_are_read_and_nothing_of_their_own_runs()
    {
        await using var project = await ThoughtProject.OpenAsync(
            "class Loud {\n  #hidden = 4;\n  constructor() {\n    this.rate = 3;\n    this.kept = new Proxy({}, { ownKeys() { throw new Error('looked'); } });\n  }\n"
            + "  get price() {\n    process.exit(3);\n  }\n  toString() {\n    process.exit(4);\n  }\n  cost(due) {\n    return due + 0;\n  }\n}\nexports.Loud = Loud;\n",
            "const odd = Object.defineProperty(new shop.Loud(), 'own', { enumerable: true, get() { process.exit(5); } });\n"
            + "test('seven', () => assert.equal(odd.cost(0), 7));\ntest('eight', () => assert.equal(new shop.Loud().cost(1), 8));\n");

        var texts = (await project.FillAsync("due + 0", HoleKind.Value)).SelectMany(f => f.Alike).Select(t => t.Text).ToList();

        texts.ShouldContain("this.rate");
        texts.ShouldContain("this.#hidden");
        texts.ShouldNotContain(t => t.Contains("price") || t.Contains("own"));
    }

    [Fact]
    public async Task What_stands_there_already_is_put_to_use_though_it_calls_the_program()
    {
        await using var project = await ThoughtProject.OpenAsync(
            "const rate = (kind) => ({ a: 7, b: 9 })[kind];\nexports.due = (kind, paid) => {\n  return rate(kind) - paid;\n};\n",
            "test('some', () => assert.equal(shop.due('a', 3), 4));\ntest('all', () => assert.equal(shop.due('a', 12), 0));\ntest('more', () => assert.equal(shop.due('b', 11), 0));\n");

        var value = await project.FillAsync("rate(kind) - paid", HoleKind.Value);

        value.Where(f => f.Agreement >= 1).SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain("Math.max(rate(kind) - paid, 0)");
    }

    [Theory]
    [InlineData("jest")]
    [InlineData("vitest")]
    [InlineData("mocha")]
    public async Task Each_framework_shows_what_names_hold(string framework)
    {
        var isEsm = framework == "vitest";
        var (path, source) = isEsm ? ("lib/shop.ts", "import type { Size } from './types';\nimport { Held } from './types';\nexport function filled(size: Size, held: Held, gained: number): number {\n  return held + gained;\n}\n") : ("lib/shop.js", Tank);
        var imports = isEsm
            ? "import assert from 'node:assert';\nimport { test } from 'vitest';\nimport * as shop from '../lib/shop';\n"
            : "const assert = require('node:assert');\nconst shop = require('../lib/shop.js');\n" + (framework == "mocha" ? "const test = it;\n" : "");
        var bench = await ScriptBench.FurnishedAsync(
            ("package.json", $$"""{ "scripts": { "test": "{{(isEsm ? "vitest run" : framework)}}" }, "devDependencies": { "{{framework}}": "*" } }"""),
            ("lib/types.ts", "export type Size = number;\nexport type Held = number;\n"), (path, source),
            (isEsm ? "test/shop.test.ts" : "test/shop.test.js", imports + TankTests));
        await using var project = await ThoughtProject.OnAsync(bench, path, source);

        var value = await project.FillAsync("held + gained", HoleKind.Value);

        value.Where(f => f.Agreement >= 1).SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain("Math.min(size, held + gained)");
    }

    [Fact]
    public async Task A_program_that_writes_into_the_channel_is_not_believed()
    {
        await using var project = await ThoughtProject.OpenAsync(
            "const fs = require('node:fs');\nexports.fee = (total) => {\n"
            + "  for (const row of [{ h: 9 }, { h: 0, red: true, i: 'x', names: [{ t: 'a', v: 7 }, { t: 'r', i: 99 }] }, { h: 0, red: true, i: 'y' }, { h: -1, red: 1 }]) {\n"
            + "    try { fs.writeSync(3, JSON.stringify({ k: 'moment', ...row }) + '\\n{\"k\":\"came\"}\\nnull\\n{\\n'); } catch {}\n  }\n  return total * 2;\n};\n",
            "test('six', () => assert.equal(shop.fee(3), 7));\ntest('four', () => assert.equal(shop.fee(2), 4));\n");

        var value = await project.FillAsync("total * 2", HoleKind.Value);

        value.ShouldNotBeEmpty();
        value.SelectMany(f => f.Alike).ShouldAllBe(t => t.Text.Contains("total") || t.Text.Length < 4);
    }

    [Fact]
    public async Task Where_nothing_can_be_seen_nothing_is_thought()
    {
        await using var project = await ThoughtProject.OpenAsync(
            "exports.fee = (total) => total * 2;\nprocess.on('exit', () => {});\n", "test('six', () => process.reallyExit(1));\n");

        (await project.FillAsync("total * 2", HoleKind.Value)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_that_no_table_mends_is_mended_by_a_thought()
    {
        await using var project = await ThoughtProject.OpenAsync(Tank, TankTests);
        var snapshot = project.Bench.Workspace.Snapshot;
        var red = (await project.Bench.Bed.RunAsync(null, null, CancellationToken.None)).Red.ToList();
        await using var trials = await project.Bench.Bed.OpenTrialsAsync(
            new TrialBrief(snapshot, project.Brief.Failing, project.Brief.Guarding, project.Brief.Trace, 1), CancellationToken.None);
        var search = new BestFirstSearch(new TreeSitterParser(), (_, _) => Task.CompletedTask) { Thinker = project.Bench.Bed.OpenThinker(project.Brief) };

        var found = await search.RunAsync(
            new SearchBrief(snapshot, [new Suspect(RepoPath.Parse("lib/shop.js"), 2, 1, "seen")], red, project.Brief.Trace, OperatorPriors.None, 1), trials,
            new Budget(new Limits { Candidates = 700 }, TimeProvider.System), new Dictionary<PatchHash, Screening>(), null, CancellationToken.None);

        found.Plausible.Select(p => p.Origin.Operator).ShouldContain("synthesis");
    }
}
