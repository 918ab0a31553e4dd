using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Compression;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Compression;

public sealed class ConversationCompactorSpecs
{
    [Fact]
    public async Task What_fits_stays_as_it_is()
    {
        var messages = Conversation(2);

        (await CompactAsync(messages, 100_000)).Messages.ShouldBeSameAs(messages);
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(1_500)]
    [InlineData(900)]
    public async Task The_beginning_and_the_end_stay_and_calls_keep_their_results(int budget)
    {
        var messages = Conversation(20);

        var compacted = await CompactAsync(messages, budget);

        compacted.Fits.ShouldBeTrue();
        compacted.TokensAfter.ShouldBeLessThanOrEqualTo(budget);
        compacted.Messages.Take(2).ShouldBe(messages.Take(2));
        compacted.Messages[^1].ShouldBeSameAs(messages[^1]);
        Calls(compacted.Messages).ShouldBe(Results(compacted.Messages));
    }

    [Fact]
    public async Task No_constraint_is_lost_however_often_a_conversation_is_compacted()
    {
        var messages = Conversation(20);
        messages.Insert(4, new ChatMessage(ChatRole.User, "Prices must never fall below 17 cents."));
        var compacted = (await CompactAsync(messages, 1_500)).Messages.ToList();

        for (var round = 0; round < 3; round++)
        {
            compacted.AddRange(Conversation(10, $"r{round}-").Skip(2));
            compacted = [.. (await CompactAsync(compacted, 1_500)).Messages];
        }

        string.Join('\n', compacted.Select(m => m.Text)).ShouldContain("Prices must never fall below 17 cents.");
        compacted.Count(m => m.Text.StartsWith("Earlier messages", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Older_results_are_made_shorter_before_anything_is_forgotten()
    {
        var messages = Conversation(6);

        var compacted = await CompactAsync(messages, 1_700);

        compacted.Forgotten.ShouldBe(0);
        compacted.Messages.Count.ShouldBe(messages.Count);
        compacted.Ratio.ShouldBeLessThan(1);
    }

    [Fact]
    public async Task What_must_stay_and_does_not_fit_is_told()
    {
        List<ChatMessage> messages = [new(ChatRole.System, new string('s', 4_000)), new(ChatRole.User, "Mend it."), .. Conversation(3).Skip(2)];

        (await CompactAsync(messages, 500)).Fits.ShouldBeFalse();
    }

    private static Task<CompactedConversation> CompactAsync(IReadOnlyList<ChatMessage> messages, int budget) =>
        new ConversationCompactor(new Compressor(Tokens, null), Tokens, 2).CompactAsync(messages, budget, CancellationToken.None);

    private static List<ChatMessage> Conversation(int turns, string prefix = "c")
    {
        List<ChatMessage> messages = [new(ChatRole.System, "You mend code."), new(ChatRole.User, "Mend the tests of billing.")];
        for (var i = 0; i < turns; i++)
        {
            messages.Add(new ChatMessage(ChatRole.Assistant, [new TextContent($"I look at file {i}."), new FunctionCallContent($"{prefix}{i}", "read", new Dictionary<string, object?> { ["path"] = $"a{i}.py" })]));
            messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent($"{prefix}{i}", string.Concat(Enumerable.Range(0, 60).Select(l => $"value_{l} = {l} + {i}\n")))]));
        }

        messages.Add(new ChatMessage(ChatRole.Assistant, $"{prefix} was looked at."));
        return messages;
    }

    private static IEnumerable<string> Calls(IEnumerable<ChatMessage> messages) => messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Select(c => c.CallId);

    private static IEnumerable<string> Results(IEnumerable<ChatMessage> messages) => messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Select(c => c.CallId);

    private static int Tokens(string text) => (text.Length + 3) / 4;
}
