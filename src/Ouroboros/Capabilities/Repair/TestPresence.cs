using Ouroboros.Stages.Evidence;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Whether tests of before are there, and green, in a later run. A file that could not be loaded stood under its own name; once it loads, its tests stand there instead.</summary>
internal static class TestPresence
{
    public static bool IsGreen(TestName name, TestRun run)
    {
        var own = run.Results.LastOrDefault(r => r.Name == name);
        if (own is not null)
            return own.Outcome == TestOutcome.Passed;

        TestResult[] within = [.. run.Results.Where(r => IsWithin(r.Name, name))];
        return within.Length > 0 && within.All(r => !r.IsRed);
    }

    public static bool IsWithin(TestName name, TestName file) => name.Value.StartsWith(file.Value + "::", StringComparison.Ordinal);
}
