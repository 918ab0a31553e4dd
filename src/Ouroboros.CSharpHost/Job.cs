using System.Buffers.Binary;
using System.Text.Json;
using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost;

/// <summary>What is asked of the host: a length, then JSON.</summary>
internal sealed class Job
{
    private readonly JsonElement root;

    private Job(JsonElement root) => this.root = root;

    /// <summary><c>run</c>, <c>trace</c>, <c>trials</c>, <c>think</c> or <c>check</c>.</summary>
    public string Kind => Text("kind")!;

    /// <summary>The copy of the workspace to work in, with all that its build made.</summary>
    public string Root => Text("root")!;

    /// <summary>Where that copy stood when it was built.</summary>
    public string BuiltAt => Text("built") ?? Root;

    /// <summary>Where the compiler's assemblies lie.</summary>
    public string Compiler => Text("compiler")!;

    /// <summary>Where the build left a record for each project it compiled.</summary>
    public string Builds => Text("builds")!;

    public IReadOnlyList<string> Failing => Words("failing") ?? [];

    public IReadOnlyList<string> Guarding => Words("guarding") ?? [];

    /// <summary>The tests to run; null for all.</summary>
    public IReadOnlyList<string>? Selection => Words("selection");

    /// <summary>By full name of the class: the file its tests are named after.</summary>
    public IReadOnlyDictionary<string, string> ClassFiles { get; private init; } = new Dictionary<string, string>();

    public long Fuel => root.GetProperty("fuel").GetInt64();

    public IReadOnlyDictionary<string, long> FuelFor { get; private init; } = new Dictionary<string, long>();

    public double TestSeconds => root.GetProperty("test_seconds").GetDouble();

    public IReadOnlyList<double> Walls =>
        root.TryGetProperty("walls", out var walls) ? [.. walls.EnumerateArray().Select(w => w.GetDouble())] : [60, 60];

    /// <summary>Files of a patch to be checked: paths and contents, null where a file is taken away.</summary>
    public IReadOnlyList<(string Path, byte[]? Content)> Edits => root.TryGetProperty("candidates", out var all)
        ? [.. all[0].EnumerateArray().Select(r => (r[0].GetString()!, r[1].ValueKind == JsonValueKind.Null ? null : r[1].GetBytesFromBase64()))]
        : [];

    /// <summary>Places that expressions are thought of for.</summary>
    public IReadOnlyList<Hole> Holes => root.TryGetProperty("holes", out var rows) ? [.. rows.EnumerateArray().Select(Hole.Read)] : [];

    public static Job Read(Stream input)
    {
        var head = new byte[4];
        input.ReadExactly(head);
        var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        input.ReadExactly(body);
        var root = JsonDocument.Parse(body).RootElement;
        return new Job(root) { FuelFor = Table(root, "fuel_for", v => v.GetInt64()), ClassFiles = Table(root, "class_files", v => v.GetString()!) };
    }

    private static Dictionary<string, T> Table<T>(JsonElement root, string name, Func<JsonElement, T> read) =>
        root.TryGetProperty(name, out var table) ? table.EnumerateObject().ToDictionary(p => p.Name, p => read(p.Value)) : [];

    private string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private string[]? Words(string name) =>
        root.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(w => w.GetString()!)] : null;
}
