using System.Text;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>How much of an answer has come, and what it said of its use.</summary>
internal sealed class Received
{
    public long Bytes { get; private set; }

    public UsageDetails? Usage { get; private set; }

    public void Add(IEnumerable<AIContent> contents)
    {
        foreach (var content in contents)
            Add(content);
    }

    public void Add(UsageDetails? usage)
    {
        if (usage is not null)
            (Usage ??= new UsageDetails()).Add(usage);
    }

    private void Add(AIContent content)
    {
        switch (content)
        {
            case UsageContent usage:
                Add(usage.Details);
                break;
            case TextContent text:
                Count(text.Text);
                break;
            case TextReasoningContent thought:
                Count(thought.Text);
                break;
            case FunctionCallContent call:
                Count(call.Name);
                Count(CallContents.RawOf(call));
                foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>())
                {
                    Count(name);
                    Count(value?.ToString());
                }

                break;
        }
    }

    private void Count(string? text) => Bytes += text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
