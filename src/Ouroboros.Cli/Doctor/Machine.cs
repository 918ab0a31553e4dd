namespace Ouroboros.Cli.Doctor;

/// <summary>The machine itself: runtime, disk, memory, limits.</summary>
internal static class Machine
{
    private const long Gigabyte = 1L << 30;
    private const int FewFiles = 1024;

    public static Finding Runtime() => new("", Verdict.Good, $".NET {Environment.Version}, {Environment.ProcessorCount} cores", null);

    public static Finding Disk(string workspace)
    {
        var free = new DriveInfo(workspace).AvailableFreeSpace;
        var detail = $"{free / (double)Gigabyte:0.0} GB free at {workspace}";
        return free < Gigabyte / 10 ? new Finding("", Verdict.Missing, detail, "Free at least 100 MB there.")
            : free < Gigabyte ? new Finding("", Verdict.Caution, detail, "Free some space: private copies of large projects need it.")
            : new Finding("", Verdict.Good, detail, null);
    }

    public static Finding Memory()
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var detail = $"{available / (double)Gigabyte:0.0} GB";
        return available < Gigabyte / 2
            ? new Finding("", Verdict.Caution, detail, "ouro itself needs about 250 MB, the project's tests their own: try fewer seats (ouro config set seats 1).")
            : new Finding("", Verdict.Good, detail, null);
    }

    public static Finding Limits()
    {
        var lines = File.ReadAllLines("/proc/self/limits");
        var files = Soft(lines, "Max open files");
        var detail = $"open files {Shown(files)}, processes {Shown(Soft(lines, "Max processes"))}";
        return files < FewFiles
            ? new Finding("", Verdict.Caution, detail, $"ulimit -n {FewFiles}")
            : new Finding("", Verdict.Good, detail, null);
    }

    private static long Soft(string[] lines, string name)
    {
        var line = lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) ?? "";
        var words = line.Length == 0 ? [] : line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && long.TryParse(words[0], out var limit) ? limit : long.MaxValue;
    }

    private static string Shown(long limit) => limit == long.MaxValue ? "unlimited" : $"{limit}";
}
