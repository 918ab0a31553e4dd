using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>What a helper inside the project is asked to do.</summary>
internal sealed record TestJob
{
    /// <summary><c>run</c>, <c>trace</c>, <c>command</c>, <c>trials</c>, <c>behave</c> or <c>think</c>.</summary>
    public required string Kind { get; init; }

    public required string Root { get; init; }

    /// <summary>Where temporary files go; null where the sandbox has a place of its own for them.</summary>
    public string? Temporary { get; init; }

    public required string Framework { get; init; }

    public bool RootOnPath { get; init; }

    public IReadOnlyList<string> Args { get; init; } = [];

    public IReadOnlyList<string> Starts { get; init; } = [];

    public IReadOnlyList<string>? Selection { get; init; }

    public bool CollectOnly { get; init; }

    public double TestSeconds { get; init; }

    /// <summary>The same after one test already ran out of it; 0 for the same.</summary>
    public double NextSeconds { get; init; }

    public double CollectSeconds { get; init; }

    public long Memory { get; init; }

    public long FileBytes { get; init; } = 1L << 30;

    /// <summary>Ticks each test may burn; 0 means that none are counted.</summary>
    public long Fuel { get; init; }

    /// <summary>Limits of single tests that differ from <see cref="Fuel"/>.</summary>
    public IReadOnlyDictionary<string, long>? FuelFor { get; init; }

    /// <summary>Tests whose values are written down; null for all.</summary>
    public IReadOnlyList<string>? Observe { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<string>? Failing { get; init; }

    public IReadOnlyList<string>? Guarding { get; init; }

    /// <summary>Tests that wait for ever: run after all others, so that few candidates get that far.</summary>
    public IReadOnlyList<string>? Last { get; init; }

    /// <summary>Seconds that single tests may take, where that differs from <see cref="TestSeconds"/>.</summary>
    public IReadOnlyDictionary<string, double>? SecondsFor { get; init; }

    /// <summary>Seconds the failing and the guarding tests may take as a whole.</summary>
    public IReadOnlyList<double>? Walls { get; init; }

    /// <summary>The processor time of a candidate, in seconds, for the failing tests and for the guarding ones.</summary>
    public IReadOnlyList<double>? Works { get; init; }

    /// <summary>The same for any one test.</summary>
    public double TestWork { get; init; }

    /// <summary>Modules from outside the project, loaded before the first candidate.</summary>
    public IReadOnlyList<string>? Warm { get; init; }

    /// <summary>Project files worth compiling ahead.</summary>
    public IReadOnlyList<string>? Compile { get; init; }

    /// <summary>What each candidate writes: rows of a path and its contents in base 64, or null where it takes the file away.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<string?>>>? Candidates { get; init; }

    /// <summary>Places that expressions are thought of for.</summary>
    public IReadOnlyList<WatchedHole>? Holes { get; init; }

    /// <summary>How many inputs are thought of for each function that candidates edit.</summary>
    public int Inputs { get; init; }

    public long Seed { get; init; }

    /// <summary>How many candidates are compared at once.</summary>
    public int Seats { get; init; }

    /// <summary>Test files to run, each or all in a process as their framework has it.</summary>
    public IReadOnlyList<string>? TestFiles { get; init; }

    /// <summary>Options of the interpreter itself.</summary>
    public IReadOnlyList<string>? NodeArgs { get; init; }

    /// <summary>Project files by the number under which they tell of themselves.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>A copy that nobody writes to, from which soiled files are restored.</summary>
    public string? Pristine { get; init; }

    /// <summary>Where the compiler's assemblies lie.</summary>
    public string? Compiler { get; init; }

    /// <summary>Where the build left its records.</summary>
    public string? Builds { get; init; }

    /// <summary>Where <see cref="Root"/> stood when it was built, where it is a copy.</summary>
    public string? Built { get; init; }

    /// <summary>By full name of a class: the file its tests are named after.</summary>
    public IReadOnlyDictionary<string, string>? ClassFiles { get; init; }

    /// <summary>As the helper reads it: a length, then JSON.</summary>
    public byte[] ToFrame()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, TestJobJson.Default.TestJob);
        var frame = new byte[4 + json.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, json.Length);
        json.CopyTo(frame, 4);
        return frame;
    }
}

/// <param name="Start">A line, counted from 1, and a byte in it, counted from 0.</param>
/// <param name="Kind"><c>value</c>, <c>condition</c> or <c>guard</c>.</param>
internal sealed record WatchedHole(
    string Path, int[] Start, int[] End, string Kind, IReadOnlyList<string> Constants, IReadOnlyList<string> Literals, IReadOnlyList<string> Near)
{
    public static WatchedHole Of(Hole hole) => new(
        hole.Path.Value, [hole.Start.Line, hole.Start.Column], [hole.End.Line, hole.End.Column], hole.Kind.ToString().ToLowerInvariant(), hole.Constants, hole.Literals, hole.Near)
    {
        Wish = hole.Wish,
    };

    /// <summary>A literal that its value should be in failing tests; null where none is known.</summary>
    public string? Wish { get; init; }

    /// <summary>Its own expression, where the helper does not read it itself; null also for a guard.</summary>
    public WatchedText? Own { get; init; }

    /// <summary>Expressions within it that are watched too.</summary>
    public IReadOnlyList<WatchedText>? Parts { get; init; }

    /// <summary>What is read there, in the order in which its values are handed over.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>How loose an expression may be that stands there without parentheses.</summary>
    public int Loosest { get; init; }
}

/// <param name="Binds">How tightly it holds together, from 0.</param>
internal sealed record WatchedText(string Text, int Binds);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TestJob))]
internal sealed partial class TestJobJson : JsonSerializerContext;
