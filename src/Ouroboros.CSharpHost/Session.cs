using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost;

/// <summary>Does what the job asks.</summary>
internal static class Session
{
    public static int Run(Job job, Channel channel)
    {
        var records = BuildRecord.ReadAll(job.Builds, job.BuiltAt, job.Root);
        foreach (var record in records.Where(r => r.IsTest))
            Assemblies.AlsoFrom(record.Target);

        switch (job.Kind)
        {
            case "trials":
                new Trials(job, records, channel).Serve();
                break;
            case "think":
                new Filling(job, records, channel).Run();
                break;
            case "check":
                new Check(job, records, channel).Run();
                break;
            default:
                new Tracing(job, records, channel).Run();
                break;
        }

        // A thread that never comes back must not hold the process.
        Environment.Exit(0);
        return 0;
    }
}
