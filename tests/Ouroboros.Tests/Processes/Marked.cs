using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Tests.Processes;

/// <summary>Commands whose every descendant can be found again by a mark in its environment.</summary>
internal sealed class Marked : IDisposable
{
    private static int _count;

    // Closed, or the first mark would be found in the tenth.
    private readonly string _mark = $"OURO_TEST_MARK_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}_";

    public string Text => _mark;

    public Command Command(string program, params string[] arguments) =>
        new(program, arguments) { Environment = new Dictionary<string, string> { ["OURO_TEST_MARK"] = _mark } };

    public IReadOnlyList<string> Survivors() => [.. Found().Select(Describe)];

    public void KillSurvivors()
    {
        foreach (var process in Found())
            System.Diagnostics.Process.GetProcessById(int.Parse(Path.GetFileName(process))).Kill();
    }

    public void Dispose()
    {
        if (Survivors() is [_, ..] survivors)
            throw new InvalidOperationException("These outlived their runner: " + string.Join(", ", survivors));
    }

    private IEnumerable<string> Found() =>
        Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Where(IsMarked);

    private bool IsMarked(string process) => Read(process, "environ").Contains(_mark) || Read(process, "cmdline").Contains(_mark);

    private static string Describe(string process) => $"{Path.GetFileName(process)} {Read(process, "cmdline").Replace('\0', ' ')}";

    private static string Read(string process, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, file)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
