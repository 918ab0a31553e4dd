namespace Lending.Tests;

public class WaitlistTests
{
    private readonly Waitlist waitlist = new();
    private readonly Member ann = new("Ann", LoanPolicy.Adult);
    private readonly Member ben = new("Ben", LoanPolicy.Adult);

    [Fact]
    public void The_first_to_join_is_the_first_to_get()
    {
        Assert.Equal(1, waitlist.Join("Emma", ann));
        Assert.Equal(2, waitlist.Join("Emma", ben));

        Assert.Same(ann, waitlist.Next("Emma"));
        Assert.Same(ben, waitlist.Next("Emma"));
        Assert.Null(waitlist.Next("Emma"));
    }

    [Fact]
    public void Joining_again_keeps_the_place()
    {
        waitlist.Join("Emma", ann);
        waitlist.Join("Emma", ben);

        Assert.Equal(1, waitlist.Join("Emma", ann));
        Assert.Equal(2, waitlist.PlaceOf("Emma", ben));
    }

    [Fact]
    public void Titles_do_not_mix()
    {
        waitlist.Join("Emma", ann);

        Assert.Equal(0, waitlist.PlaceOf("Persuasion", ann));
        Assert.Null(waitlist.Next("Persuasion"));
    }
}
