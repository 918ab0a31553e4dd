using System.Diagnostics;

namespace Ouroboros.CrashHost;

/// <summary>Kills a looping host at random instants and prints what was found.</summary>
public sealed class Drive(int rounds)
{
    private readonly Random random = new(20260101);
    private readonly SortedDictionary<string, (int Kills, int Before, int After, int Mended, int Faults)> table = [];

    public async Task<int> RunAsync()
    {
        var root = Directory.CreateTempSubdirectory("kill9-").FullName;
        try
        {
            var watch = Stopwatch.StartNew();
            await KillAtRandomAsync(root);
            return Report(watch.Elapsed);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private async Task KillAtRandomAsync(string root)
    {
        Scenario.Make(root);
        var before = Scenario.Describe(root);
        var after = await AfterAsync(root, before);
        for (var round = 0; round < rounds; round++)
        {
            var phase = KillOnce(root);
            var inquest = await Inquest.HoldAsync(root, before, after);
            var row = table.GetValueOrDefault(phase);
            table[phase] = (row.Kills + 1, row.Before + (inquest.After ? 0 : 1), row.After + (inquest.After ? 1 : 0),
                row.Mended + (inquest.Mended is null ? 0 : 1), row.Faults + (inquest.Fault is null ? 0 : 1));
            if (inquest.Fault is { } fault)
            {
                // What comes after a fault would only repeat it.
                Console.Error.WriteLine($"round {round} ({phase}): {fault}");
                return;
            }
        }
    }

    private static async Task<string> AfterAsync(string root, string before)
    {
        using (var host = Victim.Start(null, "apply", root))
            host.WaitForExit();

        var after = Scenario.Describe(root);
        var inquest = await Inquest.HoldAsync(root, before, after);
        return inquest.Fault is null && after != before ? after : throw new InvalidOperationException(inquest.Fault ?? "nothing was applied");
    }

    /// <summary>Returns what the host was doing.</summary>
    private string KillOnce(string root)
    {
        using var host = Victim.Start(null, "loop", root);

        // Not before the first apply begins, or most kills would fall into the start of the runtime.
        var last = host.Hear() ?? throw new InvalidOperationException("The host ended by itself.");
        var turns = 4 + random.Next(20);
        for (var i = 0; i < turns; i++)
            last = host.Hear()!;

        var until = Stopwatch.GetTimestamp() + (long)(random.NextDouble() * 0.015 * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < until)
            Thread.SpinWait(50);

        host.Kill();
        host.WaitForExit();
        while (host.Hear() is { } line)
            last = line;

        return last switch
        {
            "apply" => "inside apply",
            "undo" => "inside undo",
            _ => "between",
        };
    }

    private int Report(TimeSpan elapsed)
    {
        Console.WriteLine($"{"killed",-14}{"kills",7}{"→ before",10}{"→ after",9}{"mended",8}{"faults",8}");
        foreach (var (phase, row) in table)
            Console.WriteLine($"{phase,-14}{row.Kills,7}{row.Before,10}{row.After,9}{row.Mended,8}{row.Faults,8}");

        var inside = table.Where(r => r.Key != "between").Sum(r => r.Value.Kills);
        var faults = table.Values.Sum(r => r.Faults);
        Console.WriteLine($"{table.Values.Sum(r => r.Kills)} kills at random instants in {elapsed.TotalSeconds:0} s, {inside} inside apply or undo, {faults} faults");
        return faults == 0 && (inside >= 50 || rounds < 200) ? 0 : 1;
    }
}
