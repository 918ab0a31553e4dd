namespace Lending.Tests;

public class FinesTests
{
    private static readonly DateOnly Due = new(2024, 3, 10);

    private static decimal After(int days, LoanPolicy policy) =>
        Fines.For(new Loan("Emma", Due.AddDays(-21), Due, 0), Due.AddDays(days), policy);

    [Theory]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(2)]
    public void Grace_costs_nothing(int days) => Assert.Equal(0m, After(days, LoanPolicy.Adult));

    [Theory]
    [InlineData(3, 0.75)]
    [InlineData(10, 2.50)]
    [InlineData(31, 7.75)]
    public void After_it_every_late_day_counts(int days, decimal fine) => Assert.Equal(fine, After(days, LoanPolicy.Adult));

    [Fact]
    public void A_fine_has_a_ceiling()
    {
        Assert.Equal(8.00m, After(32, LoanPolicy.Adult));
        Assert.Equal(8.00m, After(400, LoanPolicy.Adult));
    }

    [Fact]
    public void Children_pay_less_and_later()
    {
        Assert.Equal(0m, After(7, LoanPolicy.Child));
        Assert.Equal(0.40m, After(8, LoanPolicy.Child));
    }
}
