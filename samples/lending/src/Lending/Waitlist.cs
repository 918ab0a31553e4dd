namespace Lending;

/// <summary>Who waits for which title, first come first served.</summary>
public sealed class Waitlist
{
    private readonly Dictionary<string, Queue<Member>> waiting = [];

    public int PlaceOf(string title, Member member)
    {
        if (!waiting.TryGetValue(title, out var queue))
            return 0;

        var place = 1;
        foreach (var other in queue)
        {
            if (other == member)
                return place;

            place++;
        }

        return 0;
    }

    public int Join(string title, Member member)
    {
        if (PlaceOf(title, member) is > 0 and var already)
            return already;

        if (!waiting.TryGetValue(title, out var queue))
            waiting[title] = queue = new Queue<Member>();

        queue.Enqueue(member);
        return queue.Count;
    }

    /// <summary>The next who may still borrow; those who may not are passed over and lose their place.</summary>
    public Member? Next(string title)
    {
        if (!waiting.TryGetValue(title, out var queue))
            return null;

        while (queue.TryDequeue(out var member))
        {
            if (member.MayBorrow)
                return member;
        }

        return null;
    }
}
