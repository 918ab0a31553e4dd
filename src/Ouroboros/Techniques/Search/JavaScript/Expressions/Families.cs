namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>Functions and methods of the language that are taken for one another.</summary>
internal static class Families
{
    private static readonly string[][] Methods =
    [
        ["some", "every", "filter", "find", "includes"], ["map", "forEach", "filter", "flatMap", "reduce"], ["find", "findIndex", "findLast", "filter", "some"],
        ["push", "unshift", "concat"], ["pop", "shift"], ["slice", "splice", "substring"], ["substring", "slice", "substr"],
        ["indexOf", "lastIndexOf", "includes", "findIndex"], ["startsWith", "endsWith", "includes"], ["toLowerCase", "toUpperCase"],
        ["trim", "trimStart", "trimEnd"], ["padStart", "padEnd"], ["replace", "replaceAll"], ["keys", "values", "entries"], ["get", "has", "set", "delete"],
        ["add", "has", "delete"], ["sort", "reverse", "toSorted"], ["charAt", "at", "charCodeAt"], ["reduce", "reduceRight"], ["match", "matchAll", "test"],
        ["getDate", "getDay", "getUTCDate"], ["getMonth", "getUTCMonth"], ["getHours", "getUTCHours"], ["getFullYear", "getUTCFullYear"], ["all", "allSettled", "race", "any"],
        ["resolve", "reject"], ["then", "catch", "finally"], ["test", "exec"], ["floor", "ceil", "round", "trunc"], ["max", "min"], ["toFixed", "toPrecision", "toString"],
        ["isInteger", "isFinite", "isNaN", "isSafeInteger"], ["parse", "stringify"], ["freeze", "seal"], ["call", "apply", "bind"], ["setDate", "setMonth"],
        ["flat", "flatMap"], ["join", "concat"], ["assign", "create"], ["sqrt", "cbrt", "abs"], ["sin", "cos", "tan"], ["log", "log2", "log10"],
    ];

    private static readonly string[][] Functions = [["parseInt", "parseFloat", "Number"], ["Number", "String", "Boolean"], ["isNaN", "isFinite", "Number.isNaN"]];

    private static readonly HashSet<string> Known = [.. Methods.SelectMany(f => f)];

    public static bool IsMethod(string name) => Known.Contains(name);

    public static IEnumerable<string> Of(string method) => Methods.Where(f => f.Contains(method)).SelectMany(f => f).Where(m => m != method).Distinct();

    public static IEnumerable<string> OfFunction(string name) => Functions.Where(f => f.Contains(name)).SelectMany(f => f).Where(m => m != name).Distinct();
}
