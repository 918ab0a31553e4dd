using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Survival;

/// <summary>What lies outside of the project is nobody's business, however it is reached.</summary>
public sealed class LinkSpecs
{
    [Fact]
    public void A_module_behind_a_link_out_of_the_tree_is_not_touched()
    {
        using var workshop = Orders.InWorkshop();
        var outside = Path.Combine(workshop.Ground, "shared-prices.py");
        File.Move(workshop.At("prices.py"), outside);
        File.CreateSymbolicLink(workshop.At("prices.py"), outside);
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(1).ShouldMention("prices.py");

        File.ReadAllBytes(outside).ShouldBe(new Orders().Source('-'));
        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void A_package_behind_a_link_out_of_the_tree_is_not_touched()
    {
        using var workshop = new Workshop();
        var outside = Directory.CreateDirectory(Path.Combine(workshop.Ground, "shared-shop")).FullName;
        File.WriteAllBytes(Path.Combine(outside, "prices.py"), new Orders().Source('-'));
        File.WriteAllBytes(Path.Combine(outside, "__init__.py"), []);
        File.CreateSymbolicLink(workshop.At("shop"), outside);
        workshop["test_prices.py"] = new Orders().Tests.Replace("from prices", "from shop.prices", StringComparison.Ordinal);

        workshop.Repair().ShouldEndWith(1);

        File.ReadAllBytes(Path.Combine(outside, "prices.py")).ShouldBe(new Orders().Source('-'));
    }

    [Fact]
    public void Links_that_lead_out_or_nowhere_or_round_in_circles_are_no_obstacle()
    {
        using var workshop = Orders.InWorkshop();
        File.CreateSymbolicLink(workshop.At("passwords"), "/etc/passwd");
        File.CreateSymbolicLink(workshop.At("everything"), "/");
        File.CreateSymbolicLink(workshop.At("nowhere"), "missing/file");
        File.CreateSymbolicLink(workshop.At("circle"), ".");

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
        new FileInfo(workshop.At("everything")).LinkTarget.ShouldBe("/");
    }
}
