namespace Lending;

/// <summary>What a kind of member may borrow, and what being late costs.</summary>
public sealed record LoanPolicy(int MostLoans, int LoanDays, int GraceDays, decimal FinePerDay, decimal HighestFine)
{
    public static LoanPolicy Adult { get; } = new(6, 21, 2, 0.25m, 8.00m);

    public static LoanPolicy Child { get; } = new(10, 28, 7, 0.05m, 2.00m);
}
