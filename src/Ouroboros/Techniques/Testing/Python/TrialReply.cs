using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>What a seat's server answered.</summary>
/// <param name="Outcome">Null when the server cannot try this candidate at all; the text says why.</param>
/// <param name="Decided">Index of the deciding test, or -1.</param>
internal sealed record TrialReply(ScreeningOutcome? Outcome, int Decided, long Fuel, IReadOnlyList<int> Turned, string Text)
{
    private const int Head = 17;

    /// <summary>What stands for an answer where there is no server to give one.</summary>
    public static TrialReply Untried(string why) => new(null, -1, 0, [], why);

    public static TrialReply Read(ReadOnlySpan<byte> frame)
    {
        ScreeningOutcome? outcome = frame[0] switch
        {
            (byte)'P' => ScreeningOutcome.Plausible,
            (byte)'F' => ScreeningOutcome.StillFailing,
            (byte)'B' => ScreeningOutcome.BreaksPassing,
            (byte)'U' => ScreeningOutcome.OutOfFuel,
            (byte)'T' => ScreeningOutcome.TimedOut,
            (byte)'C' => ScreeningOutcome.Crashed,
            (byte)'X' => ScreeningOutcome.Broken,
            _ => null,
        };
        var count = BinaryPrimitives.ReadInt32LittleEndian(frame[13..]);
        var turned = new int[count];
        for (var i = 0; i < count; i++)
            turned[i] = BinaryPrimitives.ReadInt32LittleEndian(frame[(Head + (4 * i))..]);

        return new TrialReply(
            outcome, BinaryPrimitives.ReadInt32LittleEndian(frame[1..]), BinaryPrimitives.ReadInt64LittleEndian(frame[5..]), turned,
            Encoding.UTF8.GetString(frame[(Head + (4 * count))..]));
    }

    /// <summary>Replies, each with its length before it; null where that is nothing.</summary>
    public static IReadOnlyList<TrialReply?> ReadSeveral(ReadOnlySpan<byte> frame)
    {
        var replies = new List<TrialReply?>();
        while (frame.Length >= 4)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(frame);
            replies.Add(length == 0 ? null : Read(frame.Slice(4, length)));
            frame = frame[(4 + length)..];
        }

        return replies;
    }

    /// <summary>Every test's own outcome, where all were asked for; the word <c>missing</c> stands for a test that is gone.</summary>
    public IReadOnlyDictionary<TestName, string> Results()
    {
        if (!Text.StartsWith('{'))
            return new Dictionary<TestName, string>();

        using var document = JsonDocument.Parse(Text);
        var results = new Dictionary<TestName, string>();
        foreach (var row in document.RootElement.GetProperty("results").EnumerateArray())
            results[new TestName(row[0].GetString()!)] = row[1].GetString()!;

        return results;
    }
}
