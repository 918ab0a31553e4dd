using Shouldly;

namespace Ouroboros.Tests.Architecture;

public sealed class ArchitectureSpecs
{
    // Each layer may use only itself and what stands before it.
    private static readonly string[] Layers =
    [
        "Ouroboros.CSharpHost", "Ouroboros.Runs", "Ouroboros.Workspaces", "Ouroboros.Stages", "Ouroboros.Techniques", "Ouroboros.Capabilities", "Ouroboros",
        "Ouroboros.Adapters", "Ouroboros.Cli",
    ];

    // A stage knows only earlier stages.
    private static readonly string[] Stages = ["Evidence", "Goals", "Plan", "Build", "Validate", "Review", "Release", "Learn"];

    private static readonly Lazy<SourceTree> Product = new(() => SourceTree.OfProduct());

    [Fact]
    public void The_test_sees_the_code()
    {
        Product.Value.Files.ShouldBeGreaterThan(40);
        Product.Value.Uses.Count.ShouldBeGreaterThan(100);
        Product.Value.Uses.ShouldContain(u => u.From == "Ouroboros" && u.To == "Ouroboros.Stages.Plan");
    }

    [Fact]
    public void A_planted_breach_is_found()
    {
        var planted = SourceTree.OfProduct(
            ("src/Ouroboros/Runs/Planted.cs", "namespace Ouroboros.Runs;\n\ninternal sealed record Planted(Ouroboros.Pipeline Pipeline);\n"));

        Breaches(planted).ShouldBe(["src/Ouroboros/Runs/Planted.cs:3 uses Pipeline (Ouroboros.Runs may not use Ouroboros)"]);
    }

    [Fact]
    public void Each_layer_uses_only_what_stands_before_it() => Breaches(Product.Value).ShouldBeEmpty();

    [Fact]
    public void No_folders_go_in_circles() => Circles(Product.Value).ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_its_folder() => Product.Value.Misplaced.ShouldBeEmpty();

    private static List<string> Breaches(SourceTree tree) =>
        [.. tree.Uses.Where(u => !IsAllowed(u)).Select(u => $"{u.Place} ({u.From} may not use {u.To})").Order()];

    private static bool IsAllowed(Use use)
    {
        var (from, to) = (LayerOf(use.From), LayerOf(use.To));
        if (from != to)
            return from > to;

        return Layers[from] switch
        {
            "Ouroboros.Stages" => StageOf(use.From) >= StageOf(use.To),
            "Ouroboros.Capabilities" => FolderOf(use.From) == FolderOf(use.To),
            _ => true,
        };
    }

    private static int LayerOf(string space)
    {
        var at = Array.FindLastIndex(Layers, l => space == l || (l != "Ouroboros" && space.StartsWith(l + ".", StringComparison.Ordinal)));
        return at >= 0 ? at : throw new InvalidOperationException($"{space} belongs to no layer: name it in {nameof(Layers)}.");
    }

    // What stands beside the stages, such as the set of them, may know them all.
    private static int StageOf(string space) => FolderOf(space) is { Length: > 0 } stage ? Array.IndexOf(Stages, stage) : Stages.Length;

    private static string FolderOf(string space) => space.Split('.').ElementAtOrDefault(2) ?? "";

    /// <summary>Pairs of folders that reach each other, with a use on the way.</summary>
    private static List<string> Circles(SourceTree tree)
    {
        var next = tree.Uses.GroupBy(u => u.From).ToDictionary(g => g.Key, g => g.Select(u => u.To).Distinct().ToArray());
        return [.. tree.Uses.Where(u => Reaches(next, u.To, u.From)).Select(u => $"{u.Place} closes a circle {u.From} → {u.To} → …").Order()];
    }

    private static bool Reaches(Dictionary<string, string[]> next, string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Stack<string>([from]);
        while (open.TryPop(out var at))
        {
            if (at == to)
                return true;

            foreach (var further in next.GetValueOrDefault(at, []).Where(seen.Add))
                open.Push(further);
        }

        return false;
    }
}
