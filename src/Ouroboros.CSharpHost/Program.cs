namespace Ouroboros.CSharpHost;

/// <summary>Runs inside the sandbox beside a C# project's tests: compiles candidates in memory, runs tests in process, tells what it saw.</summary>
internal static class Program
{
    public static int Main()
    {
        using var channel = new Channel();
        var job = Job.Read(channel.Input);
        Assemblies.ResolveFrom(job.Compiler);
        return Session.Run(job, channel);
    }
}
