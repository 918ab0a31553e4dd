namespace Lending;

/// <summary>Lends and takes back. Copies of a title are counted, not told apart.</summary>
public sealed class Desk(Func<DateOnly> today)
{
    private readonly Dictionary<string, int> copies = [];
    private readonly Waitlist waitlist = new();

    public Waitlist Waitlist => waitlist;

    public void Add(string title, int count = 1) => copies[title] = InStock(title) + count;

    public int InStock(string title) => copies.GetValueOrDefault(title);

    public Loan? Lend(string title, Member member)
    {
        if (!member.MayBorrow)
            return null;

        if (InStock(title) == 0)
        {
            waitlist.Join(title, member);
            return null;
        }

        copies[title]--;
        var loan = new Loan(title, today(), today().AddDays(member.Policy.LoanDays), 0);
        member.Take(loan);
        return loan;
    }

    /// <summary>Charges what being late costs, and lends on to whoever waits.</summary>
    public decimal TakeBack(Loan loan, Member member)
    {
        var fine = Fines.For(loan, today(), member.Policy);
        member.Give(loan);
        if (fine > 0)
            member.Charge(fine);

        copies[loan.Title]++;
        if (waitlist.Next(loan.Title) is { } next)
            Lend(loan.Title, next);

        return fine;
    }

    /// <summary>The titles somebody has for too long, the latest first.</summary>
    public IReadOnlyList<string> Overdue(IEnumerable<Member> members) =>
    [
        .. members.SelectMany(m => m.Loans)
            .Where(l => l.DaysLate(today()) > 0)
            .OrderByDescending(l => l.DaysLate(today()))
            .ThenBy(l => l.Title)
            .Select(l => l.Title),
    ];
}
