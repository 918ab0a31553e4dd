using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Survival;

/// <summary>What may not be read or written is named, and nothing is half done. As an ordinary user: root may do all of it.</summary>
public sealed class PermissionSpecs
{
    private const UnixFileMode Nothing = UnixFileMode.None;
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    [Fact]
    public void An_unreadable_file_that_nothing_needs_is_no_obstacle()
    {
        using var workshop = Orders.InWorkshop().BecomeOrdinary();
        workshop["secret.bin"] = "x";
        File.SetUnixFileMode(workshop.At("secret.bin"), Nothing);

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
    }

    [Fact]
    public void An_unreadable_module_is_named()
    {
        using var workshop = Orders.InWorkshop();
        File.SetUnixFileMode(workshop.At("prices.py"), Nothing);
        workshop.BecomeOrdinary();

        workshop.Repair().ShouldEndWith(1, 69).ShouldMention("prices.py");
    }

    [Fact]
    public void A_read_only_directory_is_named_and_left_as_it_is()
    {
        using var workshop = new Workshop();
        workshop.Write("shop/prices.py", new Orders().Source('-'));
        workshop["shop/__init__.py"] = "";
        workshop["test_prices.py"] = new Orders().Tests.Replace("from prices", "from shop.prices", StringComparison.Ordinal);
        File.SetUnixFileMode(workshop.At("shop"), ReadOnly);
        workshop.BecomeOrdinary();
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(1).ShouldMention("shop");

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void A_read_only_project_is_named_and_left_as_it_is()
    {
        using var workshop = Orders.InWorkshop().BecomeOrdinary();
        File.SetUnixFileMode(workshop.Root, ReadOnly);
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(1, 69).ShouldMention(workshop.Root);

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void A_project_of_somebody_else_is_named_and_left_as_it_is()
    {
        Assert.SkipUnless(Workshop.IsRoot, "Only root can give a file away.");
        using var workshop = Orders.InWorkshop().BecomeOrdinary();
        Shell.Run("chown", "-R", "root", workshop.Root);
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(1, 69).ShouldMention(workshop.Root);

        workshop.Photograph().ShouldBe(before);
    }
}
