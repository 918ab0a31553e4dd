namespace Ouroboros.Techniques.Search.Python;

/// <summary>Which operators mend which way of failing more often than others.</summary>
internal static class PythonSymptoms
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Table { get; } = new Dictionary<string, IReadOnlyDictionary<string, double>>
    {
        ["Hang"] = Lift(2, "update-insert", "loop-switch", "condition-extend", "leave-insert", "jump-switch", "guard-insert", "statement-move-out", "statement-move-in"),
        ["NotRaised"] = Lift(5, "guard-raise").Concat(Lift(1.6, "raise-replace", "except-replace", "compare-boundary", "condition-extend", "condition-negate")).ToDictionary(),
        ["RecursionError"] = Lift(2, "guard-insert", "compare-boundary", "value-offset", "argument-swap", "condition-extend", "callee-replace"),
        ["IndexError"] = Lift(1.8, "index-step", "range-ends", "compare-boundary", "compare-offset", "guard-insert", "condition-extend", "slice-bounds"),
        ["KeyError"] = Lift(1.8, "lookup-switch", "guard-insert", "condition-extend", "except-replace", "guard-wrap", "string-replace"),
        ["ZeroDivisionError"] = Lift(2, "guard-insert", "condition-extend", "compare-boundary", "return-replace"),
        ["TypeError"] = Lift(1.6, "argument-add", "argument-drop", "argument-swap", "call-wrap", "call-unwrap", "guard-insert", "return-add", "call-add", "default-value", "keyword-add", "brackets-to-call", "call-to-brackets", "value-of-nothing", "print-to-return", "row-of-one"),
        ["AttributeError"] = Lift(1.8, "attribute-replace", "method-replace", "guard-insert", "condition-extend", "return-add", "start-value", "name-replace", "name-to-part", "value-of-nothing"),
        ["NameError"] = Lift(2.5, "name-replace", "callee-replace", "name-to-part"),
        ["UnboundLocalError"] = Lift(2.5, "global-insert", "statement-move-out", "statement-swap", "name-replace", "else-switch"),
        ["ValueError"] = Lift(1.5, "guard-insert", "condition-extend", "except-replace", "argument-swap", "call-wrap", "keyword-add"),
        ["StopIteration"] = Lift(1.8, "argument-add", "guard-insert", "except-replace"),
    };

    private static Dictionary<string, double> Lift(double factor, params string[] operators) => operators.ToDictionary(o => o, _ => factor);
}
