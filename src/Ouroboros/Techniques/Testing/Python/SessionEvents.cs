using System.Text.Json;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>What one helper process told, line by line, put together.</summary>
internal sealed class SessionEvents
{
    private readonly Dictionary<TestName, int> places = [];
    private readonly Dictionary<(string, string, int, string, string), SeenValue> seen = [];
    private readonly Dictionary<TestName, Dictionary<RepoPath, SortedSet<int>>> covered = [];

    public List<TestResult> Results { get; } = [];

    /// <summary>Every test found, in the order of the suite; null when the tests were never collected.</summary>
    public List<TestName>? Collected { get; private set; }

    /// <summary>Modules loaded from outside the project, in the order of loading.</summary>
    public List<string> Modules { get; private set; } = [];

    public List<string> Problems { get; } = [];

    public Dictionary<TestName, IReadOnlyList<LineSet>> Coverage => covered.ToDictionary(
        c => c.Key, IReadOnlyList<LineSet> (c) => [.. c.Value.Select(f => new LineSet(f.Key, [.. f.Value])).OrderBy(f => f.Path)]);

    public IEnumerable<Observation> Observations => seen.Select(s => new Observation(
        RepoPath.Parse(s.Key.Item1), s.Key.Item2, s.Key.Item3, s.Key.Item4, s.Key.Item5,
        [.. s.Value.Samples.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key).Take(8)],
        s.Value.Attributes));

    public void Read(ReadOnlySpan<byte> output)
    {
        foreach (var range in output.Split((byte)'\n'))
        {
            var line = output[range];
            if (line.Length > 0)
                ReadLine(line);
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        JsonElement told;
        try
        {
            var reader = new Utf8JsonReader(line);
            told = JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            Problems.Add("The test process wrote something that is no result into the channel for results.");
            return;
        }

        switch (told.GetProperty("e").GetString())
        {
            case "result":
                Add(ResultOf(told));
                break;
            case "collected":
                Collected ??= [.. told.GetProperty("names").EnumerateArray().Select(n => new TestName(n.GetString()!))];
                break;
            case "cover":
                Cover(told);
                break;
            case "seen":
                foreach (var row in told.GetProperty("rows").EnumerateArray())
                    See(row);
                break;
            case "modules":
                Modules = [.. told.GetProperty("names").EnumerateArray().Select(n => n.GetString()!)];
                break;
            case "problem":
                Problems.Add(told.GetProperty("text").GetString()!);
                break;
        }
    }

    /// <summary>A later verdict on the same test replaces the earlier one.</summary>
    public void Add(TestResult result)
    {
        if (places.TryAdd(result.Name, Results.Count))
            Results.Add(result);
        else
            Results[places[result.Name]] = result;
    }

    /// <summary>Takes the results of whole files from a later run; what only the earlier one knew of them is forgotten.</summary>
    public void Replace(IReadOnlyCollection<string> files, SessionEvents later)
    {
        var kept = Results.Where(r => !files.Contains(r.Name.Value.Split("::")[0])).ToList();
        var inside = later.Results.Where(r => files.Contains(r.Name.Value.Split("::")[0])).ToList();
        Results.Clear();
        places.Clear();
        foreach (var result in kept.Concat(inside))
            Add(result);

        Collected = [.. (Collected ?? []).Union(later.Collected ?? [])];
        Problems.AddRange(later.Problems);
    }

    public static SessionEvents Merge(IReadOnlyList<SessionEvents> parts)
    {
        var whole = new SessionEvents();
        foreach (var part in parts)
        {
            foreach (var result in part.Results)
                whole.Add(result);

            foreach (var (name, files) in part.covered)
                whole.Cover(name, files.Select(f => (f.Key, (IEnumerable<int>)f.Value)));

            foreach (var (key, value) in part.seen)
                whole.See(key, value.Attributes, value.Samples);

            if (part.Collected is { } collected)
                whole.Collected = [.. whole.Collected ?? [], .. collected];

            whole.Modules = [.. whole.Modules.Union(part.Modules)];
            whole.Problems.AddRange(part.Problems);
        }

        return whole;
    }

    /// <summary>The results in the order of the suite, and in words what is missing from them.</summary>
    public TestRun ToRun(TimeSpan duration)
    {
        var order = (Collected ?? []).Select((n, i) => (n, i)).DistinctBy(p => p.n).ToDictionary(p => p.n, p => p.i);
        TestResult[] results = [.. Results.OrderBy(r => order.GetValueOrDefault(r.Name, -1))];
        var problem = Problems.Count > 0 ? string.Join(' ', Problems.Distinct()) : null;
        return new TestRun(results, duration, problem);
    }

    private static TestResult ResultOf(JsonElement told) => new(
        new TestName(told.GetProperty("n").GetString()!), OutcomeOf(told.GetProperty("o").GetString()!),
        TimeSpan.FromSeconds(told.GetProperty("t").GetDouble()), told.GetProperty("f").GetInt64(),
        told.TryGetProperty("x", out var failure) ? FailureOf(failure) : null);

    private static TestOutcome OutcomeOf(string word) => word switch
    {
        "passed" => TestOutcome.Passed,
        "failed" => TestOutcome.Failed,
        "skipped" => TestOutcome.Skipped,
        "timedout" => TestOutcome.TimedOut,
        "crashed" => TestOutcome.Crashed,
        _ => TestOutcome.Error,
    };

    private static TestFailure FailureOf(JsonElement told) => new(
        told.GetProperty("exception").GetString()!, told.GetProperty("message").GetString()!,
        [.. told.GetProperty("frames").EnumerateArray().Select(f => new CodeFrame(
            f.GetProperty("path").GetString()!, f.GetProperty("line").GetInt32(), f.GetProperty("function").GetString()!))],
        told.GetProperty("output").GetString()!);

    private void Cover(JsonElement told) => Cover(
        new TestName(told.GetProperty("n").GetString()!),
        told.GetProperty("lines").EnumerateObject()
            .Where(f => RepoPath.TryParse(f.Name, out _))
            .Select(f => (RepoPath.Parse(f.Name), f.Value.EnumerateArray().Select(l => l.GetInt32()))));

    private void Cover(TestName name, IEnumerable<(RepoPath Path, IEnumerable<int> Lines)> files)
    {
        if (!covered.TryGetValue(name, out var known))
            covered[name] = known = [];

        foreach (var (path, lines) in files)
        {
            if (!known.TryGetValue(path, out var set))
                known[path] = set = [];

            set.UnionWith(lines);
        }
    }

    private void See(JsonElement row) => See(
        (row[0].GetString()!, row[1].GetString()!, row[2].GetInt32(), row[3].GetString()!, row[4].GetString()!),
        [.. row[6].EnumerateArray().Select(a => a.GetString()!)],
        row[5].EnumerateArray().Select(s => KeyValuePair.Create(s.GetString()!, 1)));

    private void See(
        (string Path, string, int, string, string) key, IReadOnlyList<string> attributes, IEnumerable<KeyValuePair<string, int>> samples)
    {
        if (!RepoPath.TryParse(key.Path, out _))
            return;

        if (!seen.TryGetValue(key, out var value))
            seen[key] = value = new SeenValue([], attributes);

        foreach (var (sample, times) in samples)
            value.Samples[sample] = value.Samples.GetValueOrDefault(sample) + times;
    }

    private sealed record SeenValue(Dictionary<string, int> Samples, IReadOnlyList<string> Attributes);
}
