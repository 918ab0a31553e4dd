using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

public sealed class TogetherSpecs(TogetherBench bench) : IClassFixture<TogetherBench>
{
    // Each right edit comes after one that leaves something behind which would spoil it.
    private static readonly (string Old, string With, string? Mends)[] Edits =
    [
        ("amount > 100", "amount > 10", null), ("amount / 10 + 2", "amount / 10 + 1", "A_fee"),
        ("amount > 500", "amount > 50 - 1", null), ("amount - 2", "amount", "Noted"),
        ("amount > 600 ? 7 : 0", "amount > 6 ? 7 : 0", null), ("Spoilt(amount + 2)", "Spoilt(amount)", "Marked"),
        ("amount > 700", "amount > 7", null), ("amount + 3", "amount", "Struck"),
        ("amount > 800", "amount > 8", null), ("amount + 4", "amount", "Boxed"),
        ("if (amount > 900)", "last = \"x\"; if (amount > 9)", null), ("amount + 5", "amount", "First"),
        ("amount * 3", "amount * 2", "Known"),
        ("=> 40", "=> 50", "Opened"),
        ("amount / 3", "amount / 2", "Half"),
        ("amount + amount + 1", "amount + amount", "Doubled"),
        ("i < to", "i <= to", "Steps"),
        ("amount + 6", "amount", "Later"),
        ("to + 7", "to", "Local"),
        ("this.coins = coins + 8", "this.coins = coins", "Purse_filled"),
        ("value + 9", "value", "Purse_set"),
        ("more - 20", "more - 16", "Purse_added"),
        ("coins + at + 10", "coins + at", "Purse_at"),
    ];

    [Fact]
    public async Task Several_at_once_are_told_what_each_alone_is()
    {
        bench.Baseline.Problem.ShouldBeNull();
        var candidates = Edits.Select(e => Of(e.Old, e.With)).ToArray();

        var together = await bench.Trials.ScreenTogetherAsync(candidates, CancellationToken.None);

        var alone = new List<Screening>();
        await using (var fresh = await bench.OpenAsync())
        {
            foreach (var candidate in candidates)
                alone.Add(await fresh.ScreenAsync(candidate, CancellationToken.None));
        }

        var told = together.Zip(alone, Edits).Where(t => t.First is not null).ToList();
        told.Select(t => (t.Third.With, t.First!.Outcome, string.Join(' ', t.First.Turned))).ShouldBe(
            told.Select(t => (t.Third.With, t.Second.Outcome, string.Join(' ', t.Second.Turned))));
        alone.Zip(Edits).Select(a => string.Join(' ', a.First.Turned.Select(n => n.Value.Split('.')[^1]))).ShouldBe(Edits.Select(e => e.Mends ?? ""));
        told.Count.ShouldBe(Edits.Length, "each of them stands beside the others");
    }

    [Fact]
    public async Task What_does_not_compile_says_so_and_holds_up_no_other()
    {
        var told = await bench.Trials.ScreenTogetherAsync(
            [Of("amount + 4", "amount + nothing"), Of("amount - 2", "amount - 1"), Of("amount / 3", "\"x\""), Of("public static int Fee", "public static long Fee")], CancellationToken.None);

        told.Select(t => t?.Outcome).ShouldBe([ScreeningOutcome.Broken, ScreeningOutcome.StillFailing, ScreeningOutcome.Broken, null], "what changes a signature is no branch of anything");
    }

    [Fact]
    public async Task One_without_end_holds_up_no_other()
    {
        var told = await bench.Trials.ScreenTogetherAsync(
            [Of("return closed ?", "while (amount > 0) { } return closed ?"), Of("amount / 10 + 2", "amount / 10 + 1")], CancellationToken.None);

        told.Select(t => t!.Turned.Count).ShouldBe([0, 1], "its fuel is spent");
    }

    private Candidate Of(string old, string with)
    {
        TogetherBench.Ledger.Split(old).Length.ShouldBe(2, old);
        return new Candidate(bench.Workspace.Replace(TogetherBench.Path, old, with), new Origin("test", "x", "x", RepoPath.Parse(TogetherBench.Path), 1), 1);
    }
}
