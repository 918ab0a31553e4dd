namespace Lending;

public static class Fines
{
    /// <summary>Nothing within the days of grace; after them every late day counts, up to the policy's highest.</summary>
    public static decimal For(Loan loan, DateOnly today, LoanPolicy policy)
    {
        var late = loan.DaysLate(today);
        if (late <= policy.GraceDays)
            return 0;

        return Math.Max(late * policy.FinePerDay, policy.HighestFine);
    }
}
