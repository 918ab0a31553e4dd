namespace Lending;

public sealed class Member(string name, LoanPolicy policy)
{
    private readonly List<Loan> loans = [];

    public string Name => name;

    public LoanPolicy Policy => policy;

    public IReadOnlyList<Loan> Loans => loans;

    public decimal Owes { get; private set; }

    public bool MayBorrow => loans.Count < policy.MostLoans && Owes == 0;

    internal void Take(Loan loan) => loans.Add(loan);

    internal void Give(Loan loan) => loans.Remove(loan);

    internal void Charge(decimal fine) => Owes += fine;

    public decimal Pay(decimal amount)
    {
        var paid = Math.Min(amount, Owes);
        Owes -= paid;
        return amount - paid;
    }
}
