namespace Ouroboros.CSharpHost.Running;

/// <summary>A test as it is found again in every fresh copy of its assembly.</summary>
/// <param name="Display">As its framework writes it, without the class: <c>Adds(a: 1)</c>.</param>
/// <param name="Row">Which of its method's rows of data; 0 where there is none.</param>
internal sealed record TestCase(string Assembly, string Type, int Method, int Row, string Display, IFlavour Flavour)
{
    /// <summary>The name under which the engine knows it.</summary>
    public string NameIn(IReadOnlyDictionary<string, string> classFiles) =>
        $"{classFiles.GetValueOrDefault(Type, Assembly)}::{Type}.{Display}";
}

/// <summary>One method's data for one run.</summary>
/// <param name="naming">Gives its name; asked once at most, since candidates run rows without it.</param>
internal sealed class TestRow(Func<string> naming, object?[] arguments, string? skip)
{
    public string Display => field ??= naming();

    public object?[] Arguments => arguments;

    /// <summary>Why it is not run, or null.</summary>
    public string? Skip => skip;

    /// <summary>What it must return, where it must.</summary>
    public Func<object?, bool>? Expected { get; init; }
}
