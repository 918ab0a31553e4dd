using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost;

/// <summary>Tells what the compiler holds against an edit that it does not hold against the program as it stands.</summary>
internal sealed class Check(Job job, IReadOnlyList<BuildRecord> records, Channel channel)
{
    public void Run()
    {
        var code = new CodeBase(records, job.Root, null);
        var edits = job.Edits.ToDictionary(e => e.Path, e => e.Content);
        channel.Tell(new { e = "checked", faults = code.Added(edits), strangers = code.Strangers(edits.Keys) });
    }
}
