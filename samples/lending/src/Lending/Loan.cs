namespace Lending;

/// <summary>A title in a member's hands.</summary>
public sealed record Loan(string Title, DateOnly Taken, DateOnly Due, int Renewals)
{
    private const int MostRenewals = 2;

    public int DaysLate(DateOnly today) => Math.Max(0, today.DayNumber - Due.DayNumber);

    /// <summary>From today on, but never to a shorter time than it already has.</summary>
    public Loan Renew(DateOnly today, LoanPolicy policy)
    {
        if (Renewals >= MostRenewals)
            throw new InvalidOperationException($"{Title} was renewed {Renewals} times already.");

        var due = today.AddDays(policy.LoanDays);
        return this with { Due = due > Due ? due : Due, Renewals = Renewals + 1 };
    }
}
