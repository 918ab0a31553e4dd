using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Context;
using Ouroboros.Tests.Techniques.CodeGraph;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Context;

public sealed class ContextPackerSpecs
{
    private static readonly CodeProject Project = CodeProject.OfSample("formula");

    private static readonly ContextFocus Focus = new()
    {
        Failures = [new TestFailure("ZeroDivisionError", "division by zero", [new CodeFrame("formula/parser.py", 30, "")], "")],
    };

    [Fact]
    public void A_pack_never_exceeds_its_budget_whatever_the_estimate() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Gen.Choose(0, 6_000).SelectMany(b => Gen.Choose(1, 3).Select(e => (Budget: b, Estimate: e))).ToArbitrary(), t =>
        {
            Func<string, int> tokens = t.Estimate switch { 1 => Quarter, 2 => s => s.Split([' ', '\n']).Length, _ => s => s.Length % 97 == 0 ? 50_000 : s.Length / 3 };

            var pack = Pack(t.Budget, tokens);

            pack.Tokens.ShouldBeLessThanOrEqualTo(t.Budget);
            (pack.Text.Length == 0 ? 0 : tokens(pack.Text)).ShouldBe(pack.Tokens);
        }));

    [Theory]
    [InlineData(500)]
    [InlineData(1_024)]
    [InlineData(2_000)]
    [InlineData(4_000)]
    public void A_budget_is_used_where_there_is_enough_to_show(int budget)
    {
        var pack = Pack(budget, Quarter);

        pack.Tokens.ShouldBeInRange((int)(budget * 0.85), budget);
    }

    [Fact]
    public void Bodies_stand_with_their_lines_and_others_with_their_headers()
    {
        var pack = Pack(2_000, Quarter);

        pack.Pieces.Count(p => p.Form == PieceForm.Body).ShouldBeGreaterThan(1);
        pack.Pieces.Count(p => p.Form == PieceForm.Signature).ShouldBeGreaterThan(1);
        pack.Text.ShouldContain("formula/parser.py sha256:");
        pack.Text.ShouldContain("  30 | ");
        pack.LeftOut.ShouldBeLessThan(ContextRanking.Rank(Project.Graph, Focus, CancellationToken.None).Count);
    }

    [Fact]
    public void The_same_work_gives_the_same_pack() => Pack(1_500, Quarter).Text.ShouldBe(Pack(1_500, Quarter).Text);

    [Fact]
    public void A_function_larger_than_the_budget_is_cut_and_says_so()
    {
        var project = new CodeProject(("a.py", "def long():\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"    value_{i} = {i}\n"))));

        var pack = new ContextPacker(project.Graph, project.Read, Quarter).Pack(ContextRanking.Rank(project.Graph, new ContextFocus(), CancellationToken.None), 600, CancellationToken.None);

        pack.Pieces.ShouldContain(p => p.Form == PieceForm.Cut);
        pack.Text.ShouldContain(" of 501 ");
        pack.Tokens.ShouldBeInRange(510, 600);
    }

    private static int Quarter(string text) => (text.Length + 3) / 4;

    private static ContextPack Pack(int budget, Func<string, int> tokens) =>
        new ContextPacker(Project.Graph, Project.Read, tokens).Pack(ContextRanking.Rank(Project.Graph, Focus, CancellationToken.None), budget, CancellationToken.None);
}
