using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Journeys;

public sealed class UndoSpecs
{
    [Fact]
    public void Undo_restores_every_byte_after_a_restart_and_without_git()
    {
        using var workshop = Workshop.WithSample("billing");
        var before = workshop.Photograph();
        workshop.Repair().ShouldEndWith(0);
        workshop.Photograph().ShouldNotBe(before);

        workshop.Ouro("undo").ShouldEndWith(0).ShouldMention("billing/discounts.py");

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void A_named_run_is_undone()
    {
        using var workshop = Orders.InWorkshop();
        var before = workshop.Photograph();
        var run = workshop.Repair().ShouldEndWith(0).RunId;

        workshop.Ouro("undo", run).ShouldEndWith(0);

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void Undo_refuses_where_a_later_edit_would_be_lost()
    {
        using var workshop = Orders.InWorkshop();
        workshop.Repair().ShouldEndWith(0);
        workshop["prices.py"] += "# my own note\n";
        var edited = workshop.Photograph();

        workshop.Ouro("undo").ShouldEndWith(1).ShouldMention("prices.py", "--force");

        workshop.Photograph().ShouldBe(edited);
    }

    [Fact]
    public void Undo_by_force_keeps_a_copy_of_the_later_edit()
    {
        using var workshop = Orders.InWorkshop();
        workshop.Repair().ShouldEndWith(0);
        workshop["prices.py"] += "# my own note\n";

        workshop.Ouro("undo", "--force").ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('-'));
        Directory.GetFiles(workshop.Root, "*", SearchOption.AllDirectories)
            .ShouldContain(file => File.ReadAllText(file).Contains("# my own note"));
    }

    [Fact]
    public void There_is_nothing_to_undo_in_a_fresh_project()
    {
        using var workshop = Orders.InWorkshop();

        workshop.Ouro("undo").ShouldEndWith(1, 64).ShouldMention("undo");
    }
}
