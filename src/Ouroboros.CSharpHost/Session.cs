using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost;

/// <summary>Does what the job asks.</summary>
internal static class Session
{
    public static int Run(Job job, Channel channel)
    {
        foreach (var record in BuildRecord.ReadAll(job.Builds).Where(r => r.IsTest))
            Assemblies.AlsoFrom(record.Target);

        Settle(job);
        switch (job.Kind)
        {
            case "trials":
                new Trials(job, channel).Serve();
                break;
            case "check":
                channel.Tell(new { e = "checked", faults = new CodeBase(job.Builds, job.Root, null).Added(job.Edits.ToDictionary(e => e.Path, e => e.Content)) });
                break;
            default:
                new Tracing(job, channel).Run();
                break;
        }

        // A thread that never comes back must not hold the process.
        Environment.Exit(0);
        return 0;
    }

    /// <summary>Tests find the files beside them as they do under their own runner.</summary>
    private static void Settle(Job job)
    {
        if (BuildRecord.ReadAll(job.Builds).FirstOrDefault(r => r.IsTest) is not { } tests)
            return;

        var beside = Path.GetDirectoryName(tests.Target)! + "/";
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", beside);
        Environment.CurrentDirectory = beside;
    }
}
