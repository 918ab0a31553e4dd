using System.Text;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

/// <summary>A project in whose program expressions are thought of.</summary>
internal sealed class ThoughtProject(ScriptBench bench, ProbeBrief brief, string path, string source) : IAsyncDisposable
{
    /// <param name="source">The text of <c>lib/shop.js</c>, a CommonJS module.</param>
    /// <param name="tests">Tests of it under node:test, which know it as <c>shop</c>.</param>
    public static async Task<ThoughtProject> OpenAsync(string source, string tests)
    {
        var bench = await ScriptBench.OpenAsync(
            ("package.json", """{ "scripts": { "test": "node --test" } }"""), ("lib/shop.js", source),
            ("test/shop.test.js", $"const test = require('node:test');\nconst assert = require('node:assert');\nconst shop = require('../lib/shop.js');\n{tests}"));
        return await OnAsync(bench, "lib/shop.js", source);
    }

    public static async Task<ThoughtProject> OnAsync(ScriptBench bench, string path, string source)
    {
        var baseline = await bench.Bed.RunAsync(null, null, CancellationToken.None);
        var trace = await bench.Bed.TraceAsync(null, CancellationToken.None);
        return new ThoughtProject(bench, new ProbeBrief(
            [.. baseline.Red.Select(r => r.Name)], [.. baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)], trace, 1, 1), path, source);
    }

    public ScriptBench Bench => bench;

    public ProbeBrief Brief => brief;

    public async Task<IReadOnlyList<Filling>> FillAsync(string text, HoleKind kind) => (await FillAllAsync((text, kind)))[0];

    /// <summary>What is thought of for expressions of the program, each named by its text, which must stand there once.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAllAsync(params (string Text, HoleKind Kind)[] holes) =>
        await bench.Bed.OpenThinker(brief).FillAsync([.. holes.Select(h => HoleAt(h.Text, h.Kind))], TimeSpan.FromMinutes(1), CancellationToken.None);

    /// <summary>What is thought of where it is known what the place must yield in failing tests.</summary>
    public async Task<IReadOnlyList<Filling>> GrantAsync(string text, HoleKind kind, string wish) =>
        (await bench.Bed.OpenThinker(brief).FillAsync([HoleAt(text, kind) with { Wish = wish }], TimeSpan.FromMinutes(1), CancellationToken.None))[0];

    public async ValueTask DisposeAsync() => await bench.DisposeAsync();

    private Hole HoleAt(string text, HoleKind kind)
    {
        source.IndexOf(text, StringComparison.Ordinal).ShouldBe(source.LastIndexOf(text, StringComparison.Ordinal), text);
        var before = source[..source.IndexOf(text, StringComparison.Ordinal)];
        var (line, column) = (before.Count(c => c == '\n') + 1, Encoding.UTF8.GetByteCount(before[(before.LastIndexOf('\n') + 1)..]));
        return new Hole(RepoPath.Parse(path), (line, column), (line, column + Encoding.UTF8.GetByteCount(text)), kind, ["LIMIT"], ["100"], []);
    }
}
