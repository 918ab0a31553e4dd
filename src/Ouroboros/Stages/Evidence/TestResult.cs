namespace Ouroboros.Stages.Evidence;

/// <summary>A test by the name its framework gives it, such as <c>tests/test_x.py::TestA::test_b[1]</c>.</summary>
public readonly record struct TestName(string Value) : IComparable<TestName>
{
    public int CompareTo(TestName other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(TestName left, TestName right) => left.CompareTo(right) < 0;

    public static bool operator >(TestName left, TestName right) => left.CompareTo(right) > 0;

    public static bool operator <=(TestName left, TestName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TestName left, TestName right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;
}

public enum TestOutcome
{
    Passed,
    Failed,

    /// <summary>Raised outside the test body: collection, import, fixture.</summary>
    Error,
    Skipped,
    TimedOut,

    /// <summary>The process died under it.</summary>
    Crashed,
}

/// <summary>What one test did, as observed.</summary>
/// <param name="Fuel">Loop turns and function entries of project code it burnt; 0 when not counted.</param>
public sealed record TestResult(TestName Name, TestOutcome Outcome, TimeSpan Duration, long Fuel, TestFailure? Failure)
{
    public bool IsRed => Outcome is not (TestOutcome.Passed or TestOutcome.Skipped);
}

/// <summary>How a test failed. Frames run from the test inwards; paths beneath the workspace are relative to it.</summary>
public sealed record TestFailure(string Exception, string Message, IReadOnlyList<CodeFrame> Frames, string Output);

/// <summary>A line of code on a stack. Lines count from 1.</summary>
public sealed record CodeFrame(string Path, int Line, string Function);

/// <summary>The results of one run of a suite, and what kept it from being whole.</summary>
/// <param name="Problem">Null when every selected test got a verdict; otherwise what went wrong, where, and what to do.</param>
public sealed record TestRun(IReadOnlyList<TestResult> Results, TimeSpan Duration, string? Problem)
{
    public IEnumerable<TestResult> Red => Results.Where(r => r.IsRed);

    public bool IsGreen => Problem is null && Results.Count > 0 && !Red.Any();
}
