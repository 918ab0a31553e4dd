using System.Globalization;

namespace Ouroboros.Adapters.Processes;

/// <summary>What this kernel grants to this user, as the supervisor finds by trying.</summary>
internal sealed record KernelProbe(int Landlock, bool Processes, bool Network, bool Places, bool Tree, bool GroupMemory, bool GroupProcesses)
{
    public static KernelProbe Nothing { get; } = new(0, false, false, false, false, false, false);

    public static KernelProbe Run(string supervisor)
    {
        using var process = SupervisedProcess.Start(supervisor, "--probe");
        using var reader = new StreamReader(process.Output);
        var facts = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture));
        bool Has(string name) => facts.GetValueOrDefault(name) > 0;
        return new KernelProbe(facts.GetValueOrDefault("landlock"), Has("processes"), Has("network"), Has("places"), Has("tree"),
            Has("cgroup-memory"), Has("cgroup-processes"));
    }
}
