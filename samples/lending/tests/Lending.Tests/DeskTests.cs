namespace Lending.Tests;

public class DeskTests
{
    private DateOnly now = new(2024, 1, 8);
    private readonly Desk desk;
    private readonly Member ann = new("Ann", LoanPolicy.Adult);
    private readonly Member ben = new("Ben", LoanPolicy.Child);

    public DeskTests() => desk = new Desk(() => now);

    [Fact]
    public void A_title_in_stock_is_lent()
    {
        desk.Add("Emma", 2);

        var loan = desk.Lend("Emma", ann);

        Assert.NotNull(loan);
        Assert.Equal(now.AddDays(21), loan.Due);
        Assert.Equal(1, desk.InStock("Emma"));
        Assert.Same(loan, Assert.Single(ann.Loans));
    }

    [Fact]
    public void Who_comes_too_late_waits()
    {
        desk.Add("Emma");
        desk.Lend("Emma", ann);

        Assert.Null(desk.Lend("Emma", ben));
        Assert.Equal(1, desk.Waitlist.PlaceOf("Emma", ben));
    }

    [Fact]
    public void A_title_that_comes_back_goes_on_to_whoever_waits()
    {
        desk.Add("Emma");
        var loan = desk.Lend("Emma", ann)!;
        desk.Lend("Emma", ben);

        Assert.Equal(0m, desk.TakeBack(loan, ann));

        Assert.Equal("Emma", Assert.Single(ben.Loans).Title);
        Assert.Equal(0, desk.InStock("Emma"));
        Assert.Empty(ann.Loans);
    }

    [Fact]
    public void Who_owes_may_not_borrow_until_it_is_paid()
    {
        desk.Add("Emma");
        desk.Add("Persuasion");
        var loan = desk.Lend("Emma", ann)!;
        now = now.AddDays(31);

        Assert.Equal(2.50m, desk.TakeBack(loan, ann));
        Assert.Null(desk.Lend("Persuasion", ann));
        Assert.Equal(0.50m, ann.Pay(3.00m));
        Assert.NotNull(desk.Lend("Persuasion", ann));
    }

    [Fact]
    public void Nobody_takes_more_than_the_policy_allows()
    {
        for (var i = 0; i < 7; i++)
            desk.Add($"Volume {i}");

        for (var i = 0; i < 6; i++)
            Assert.NotNull(desk.Lend($"Volume {i}", ann));

        Assert.Null(desk.Lend("Volume 6", ann));
    }

    [Fact]
    public void The_latest_stands_first_among_the_overdue()
    {
        desk.Add("Emma");
        desk.Add("Persuasion");
        desk.Add("Sanditon");
        desk.Lend("Emma", ann);
        now = now.AddDays(3);
        desk.Lend("Sanditon", ann);
        desk.Lend("Persuasion", ann);
        now = now.AddDays(24);

        Assert.Equal(["Emma", "Persuasion", "Sanditon"], desk.Overdue([ben, ann]));
    }
}
