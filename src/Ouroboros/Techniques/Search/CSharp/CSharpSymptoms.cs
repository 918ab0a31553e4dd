namespace Ouroboros.Techniques.Search.CSharp;

/// <summary>Which operators mend which way of failing more often than others.</summary>
internal static class CSharpSymptoms
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Table { get; } = new Dictionary<string, IReadOnlyDictionary<string, double>>
    {
        ["Hang"] = Lift(2, "update-insert", "loop-switch", "condition-extend", "leave-insert", "jump-switch", "guard-insert", "statement-move-out", "update-switch", "augment-replace"),
        ["NullReferenceException"] = Lift(2, "null-conditional", "guard-insert", "condition-extend", "fallback-add", "start-value", "pattern-negate", "literal-replace", "guard-wrap"),
        ["ArgumentNullException"] = Lift(1.8, "fallback-add", "guard-insert", "condition-extend", "null-conditional", "literal-replace", "name-replace"),
        ["IndexOutOfRangeException"] = Lift(2, "compare-boundary", "value-offset", "index-step", "number-step", "compare-offset", "guard-insert", "condition-extend"),
        ["ArgumentOutOfRangeException"] = Lift(1.8, "compare-boundary", "value-offset", "index-step", "number-step", "argument-swap", "guard-insert", "condition-extend"),
        ["KeyNotFoundException"] = Lift(2, "condition-extend", "guard-insert", "method-replace", "condition-negate", "name-replace", "statement-swap"),
        ["InvalidOperationException"] = Lift(1.8, "method-replace", "guard-insert", "condition-extend", "condition-negate", "chain-extend", "copy-made"),
        ["DivideByZeroException"] = Lift(2.2, "guard-insert", "condition-extend", "compare-boundary", "compare-replace", "operand-swap"),
        ["InsufficientExecutionStackException"] = Lift(2, "guard-insert", "value-offset", "argument-replace", "compare-boundary", "condition-extend"),
        ["FormatException"] = Lift(1.5, "guard-insert", "string-replace", "call-wrap"),
        ["InvalidCastException"] = Lift(1.5, "name-replace", "member-replace"),
    };

    private static Dictionary<string, double> Lift(double factor, params string[] operators) => operators.ToDictionary(o => o, _ => factor);
}
