namespace Lending.Tests;

public class LoanTests
{
    private static readonly DateOnly Day = new(2024, 5, 1);
    private readonly Loan loan = new("Ulysses", Day, Day.AddDays(21), 0);

    [Fact]
    public void A_loan_is_late_only_after_its_day()
    {
        Assert.Equal(0, loan.DaysLate(loan.Due));
        Assert.Equal(1, loan.DaysLate(loan.Due.AddDays(1)));
    }

    [Fact]
    public void Renewing_counts_from_today()
    {
        var renewed = loan.Renew(Day.AddDays(20), LoanPolicy.Adult);

        Assert.Equal(Day.AddDays(41), renewed.Due);
        Assert.Equal(1, renewed.Renewals);
    }

    [Fact]
    public void Renewing_never_shortens_a_loan()
    {
        var generous = loan with { Due = Day.AddDays(60) };

        Assert.Equal(Day.AddDays(60), generous.Renew(Day, LoanPolicy.Adult).Due);
    }

    [Fact]
    public void The_third_renewal_is_refused()
    {
        var twice = loan.Renew(Day, LoanPolicy.Adult).Renew(Day, LoanPolicy.Adult);

        Assert.Throws<InvalidOperationException>(() => twice.Renew(Day, LoanPolicy.Adult));
    }
}
