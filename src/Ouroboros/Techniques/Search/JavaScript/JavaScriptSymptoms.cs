namespace Ouroboros.Techniques.Search.JavaScript;

/// <summary>Which operators mend which way of failing more often than others.</summary>
internal static class JavaScriptSymptoms
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Table { get; } = new Dictionary<string, IReadOnlyDictionary<string, double>>
    {
        ["Hang"] = Lift(2, "update-insert", "loop-switch", "condition-extend", "leave-insert", "jump-switch", "guard-insert", "statement-move-out", "update-switch"),
        ["RangeError"] = Lift(2, "guard-insert", "compare-boundary", "value-offset", "argument-swap", "condition-extend", "callee-replace"),

        // `Cannot read properties of undefined`, `x is not a function`, `x is not iterable`.
        ["TypeError"] = Lift(1.7, "optional-chain", "member-replace", "method-replace", "guard-insert", "condition-extend", "argument-add", "argument-swap", "default-value",
            "await-switch", "return-add", "name-to-part", "call-drop", "call-add", "start-value", "index-step", "spread-switch"),
        ["ReferenceError"] = Lift(2.5, "name-replace", "callee-replace", "name-to-part", "statement-move-out", "statement-swap"),
        ["SyntaxError"] = Lift(1.5, "call-wrap", "guard-insert"),
    };

    private static Dictionary<string, double> Lift(double factor, params string[] operators) => operators.ToDictionary(o => o, _ => factor);
}
