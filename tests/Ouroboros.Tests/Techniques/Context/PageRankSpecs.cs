using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Techniques.Context;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Context;

public sealed class PageRankSpecs
{
    [Fact]
    public void Ranks_sum_to_one_and_have_settled() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Walks(), walk =>
    {
        var ranks = PageRank.Of(walk.Home, walk.Edges, CancellationToken.None);

        ranks.Ranks.Sum().ShouldBe(1, 1e-9);
        ranks.Ranks.ShouldAllBe(r => r >= 0);
        ranks.Error.ShouldBeLessThanOrEqualTo(1e-9);
    }));

    [Fact]
    public void The_ranks_of_a_small_walk_are_those_that_arithmetic_gives()
    {
        var ranks = PageRank.Of([1, 0], [new WalkEdge(0, 1, 3)], CancellationToken.None).Ranks;

        ranks[0].ShouldBe(1 / 1.85, 1e-8);
        ranks[1].ShouldBe(0.85 / 1.85, 1e-8);
    }

    [Fact]
    public void A_heavier_edge_carries_more()
    {
        var ranks = PageRank.Of([1, 0, 0], [new WalkEdge(0, 1, 3), new WalkEdge(0, 2, 1)], CancellationToken.None).Ranks;

        (ranks[1] / ranks[2]).ShouldBe(3, 1e-6);
    }

    [Fact]
    public void Nothing_has_no_ranks() => PageRank.Of([], [], CancellationToken.None).Ranks.ShouldBeEmpty();

    private static Arbitrary<Walk> Walks()
    {
        var edges = Gen.ListOf(Gen.Choose(0, 19).SelectMany(from => Gen.Choose(0, 19).SelectMany(to => Gen.Choose(0, 100).Select(w => new WalkEdge(from, to, w / 10.0)))));
        return edges.SelectMany(e => Gen.ArrayOf(Gen.Choose(0, 5), 20).Select(h => new Walk([.. h.Select(x => (double)x)], [.. e]))).ToArbitrary();
    }

    private sealed record Walk(double[] Home, WalkEdge[] Edges);
}
