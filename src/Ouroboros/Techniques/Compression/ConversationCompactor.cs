using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Context;

namespace Ouroboros.Techniques.Compression;

/// <summary>A conversation made shorter.</summary>
/// <param name="Forgotten">How many messages gave way to one that holds what is kept of them.</param>
/// <param name="Fits">False where what must stay alone is over the budget.</param>
public sealed record CompactedConversation(IReadOnlyList<ChatMessage> Messages, int TokensBefore, int TokensAfter, int Forgotten, bool Fits)
{
    public double Ratio => TokensBefore == 0 ? 1 : TokensAfter / (double)TokensBefore;
}

/// <summary>
/// Keeps a conversation within a budget: how it began and its last exchanges stay, older results of tools are made shorter, and then the
/// oldest of the middle are forgotten. Calls stay with their results, and no constraint is lost.
/// </summary>
/// <param name="keepLast">How many exchanges at the end stay as they are while anything else can give way.</param>
public sealed class ConversationCompactor(Compressor compressor, Func<string, int> tokens, int keepLast)
{
    private const double ForMemory = 0.25;
    private const double ForOldResult = 0.2;
    private const int ShortestResult = 60;

    // What roles and names of a message take.
    private const int PerMessage = 4;

    public async Task<CompactedConversation> CompactAsync(IReadOnlyList<ChatMessage> messages, int budget, CancellationToken cancellationToken)
    {
        var before = Tokens(messages);
        if (before <= budget)
            return new CompactedConversation(messages, before, before, 0, true);

        var head = HeadOf(messages);
        var rest = Exchange.Of(messages.Skip(head.Count));
        rest = Shortened(rest, rest.Count - Math.Max(1, keepLast), head, budget);
        var forgotten = CountToForget(rest, head, budget);
        if (forgotten >= rest.Count - Math.Max(1, keepLast))
        {
            rest = Shortened(rest, rest.Count, head, budget);
            forgotten = CountToForget(rest, head, budget);
        }

        var memory = forgotten == 0 ? null : await MemoryAsync([.. rest.Take(forgotten)], (int)(budget * ForMemory), cancellationToken);
        ChatMessage[] left = [.. head, .. memory is null ? [] : new[] { memory }, .. rest.Skip(forgotten).SelectMany(e => e.Messages)];
        var after = Tokens(left);
        return new CompactedConversation(left, before, after, rest.Take(forgotten).Sum(e => e.Messages.Count), after <= budget);
    }

    /// <summary>The system's messages and the goal.</summary>
    private static List<ChatMessage> HeadOf(IReadOnlyList<ChatMessage> messages)
    {
        var head = messages.TakeWhile(m => m.Role == ChatRole.System).ToList();
        if (head.Count < messages.Count && messages[head.Count].Role == ChatRole.User)
            head.Add(messages[head.Count]);

        return head;
    }

    /// <summary>The oldest results first, until all fits or so many exchanges were gone through.</summary>
    private List<Exchange> Shortened(List<Exchange> rest, int most, List<ChatMessage> head, int budget)
    {
        var left = rest.ToList();
        var total = Tokens(head) + left.Sum(e => Tokens(e.Messages));
        for (var i = 0; i < most && total > budget; i++)
        {
            total -= Tokens(left[i].Messages);
            left[i] = left[i].WithResults(r => compressor.Extract(r, KeptFacts.None, Math.Max(ShortestResult, (int)(tokens(r) * ForOldResult))).Text);
            total += Tokens(left[i].Messages);
        }

        return left;
    }

    private int CountToForget(List<Exchange> rest, List<ChatMessage> head, int budget)
    {
        var total = Tokens(head) + rest.Sum(e => Tokens(e.Messages));
        if (total <= budget)
            return 0;

        total += (int)(budget * ForMemory);
        var count = 0;
        while (count < rest.Count - 1 && total > budget)
            total -= Tokens(rest[count++].Messages);

        return count;
    }

    private async Task<ChatMessage> MemoryAsync(IReadOnlyList<Exchange> gone, int budget, CancellationToken cancellationToken)
    {
        var text = string.Join('\n', gone.Select(e => e.Text));
        var room = Math.Max(1, budget - PerMessage - tokens(Memory("")));
        var kept = (await compressor.CompressAsync(text, KeptFacts.None, room, cancellationToken)).Text;
        var constraints = KeptFacts.In(text).Only(FactKind.Constraint);
        var lost = SummaryCheck.Check(constraints, kept).Lost;
        if (lost.Count > 0)
            kept = string.Join('\n', lost.Select(l => $"- {l.Text}").Prepend(kept));

        return new ChatMessage(ChatRole.User, Memory(kept));
    }

    private static string Memory(string kept) => $"{Exchange.Forgotten}\n{DataFence.Around("kept of earlier messages", kept)}";

    private int Tokens(IEnumerable<ChatMessage> messages) => messages.Sum(m => PerMessage + tokens(Exchange.TextOf(m)));
}
