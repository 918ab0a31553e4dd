namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>Methods and properties of the base library that are taken for one another.</summary>
internal static class Families
{
    private static readonly string[][] Methods =
    [
        ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault"], ["FirstOrDefault", "LastOrDefault", "SingleOrDefault"], ["Any", "All"], ["All", "Contains", "Any"],
        ["OrderBy", "OrderByDescending"], ["ThenBy", "ThenByDescending"], ["Order", "OrderDescending"], ["Min", "Max"], ["MinBy", "MaxBy"], ["Skip", "Take", "SkipLast", "TakeLast"],
        ["SkipWhile", "TakeWhile", "Where"], ["Sum", "Count", "Average", "Max", "Min"], ["Union", "Intersect", "Except", "Concat"], ["Append", "Prepend"], ["Where", "TakeWhile"],
        ["Select", "SelectMany"], ["Floor", "Ceiling", "Round", "Truncate"], ["Abs", "Sign"], ["Sqrt", "Cbrt"], ["Sin", "Cos", "Tan"], ["Log", "Log10", "Log2"],
        ["StartsWith", "EndsWith", "Contains"], ["Trim", "TrimStart", "TrimEnd"], ["ToUpper", "ToLower"], ["ToUpperInvariant", "ToLowerInvariant"], ["PadLeft", "PadRight"],
        ["IndexOf", "LastIndexOf"], ["IsNullOrEmpty", "IsNullOrWhiteSpace"], ["Enqueue", "Push", "Add"], ["Dequeue", "Peek", "Pop"], ["TryDequeue", "TryPeek"], ["TryPop", "TryPeek"],
        ["AddFirst", "AddLast"], ["RemoveFirst", "RemoveLast"], ["Add", "Remove"], ["AddRange", "InsertRange"], ["UnionWith", "IntersectWith", "ExceptWith", "SymmetricExceptWith"],
        ["AddDays", "AddMonths", "AddYears", "AddHours", "AddMinutes", "AddSeconds"], ["FromSeconds", "FromMinutes", "FromHours", "FromDays", "FromMilliseconds"],
        ["IsSubsetOf", "IsSupersetOf", "SetEquals", "Overlaps"], ["IsDigit", "IsLetter", "IsLetterOrDigit", "IsNumber", "IsWhiteSpace", "IsUpper", "IsLower", "IsPunctuation"],
        ["ContainsKey", "ContainsValue"], ["TryAdd", "TryGetValue"], ["Reverse", "Order"], ["Distinct", "Order"], ["GetValueOrDefault", "ContainsKey"], ["FindIndex", "FindLastIndex"], ["Find", "FindLast"],
        ["AppendLine", "Append"], ["Exists", "TrueForAll"], ["Split", "Trim"], ["CompareTo", "Equals"], ["Skip", "SkipWhile"], ["Take", "TakeWhile"],
    ];

    private static readonly string[][] Properties =
    [
        ["Ordinal", "OrdinalIgnoreCase", "InvariantCulture", "InvariantCultureIgnoreCase", "CurrentCulture"], ["AwayFromZero", "ToEven", "ToZero", "ToNegativeInfinity", "ToPositiveInfinity"],
        ["MaxValue", "MinValue", "Zero"], ["Length", "Count"], ["Key", "Value"], ["Keys", "Values"], ["Day", "DayOfYear", "DayOfWeek", "Month", "Year"], ["Hours", "TotalHours"], ["Minutes", "TotalMinutes"],
        ["Seconds", "TotalSeconds"], ["Days", "TotalDays"], ["Milliseconds", "TotalMilliseconds"], ["TotalHours", "TotalMinutes", "TotalSeconds", "TotalDays", "TotalMilliseconds"], ["Item1", "Item2"],
        ["RemoveEmptyEntries", "TrimEntries", "None"], ["Now", "UtcNow", "Today"], ["Ascending", "Descending"], ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"], ["First", "Last"],
    ];

    public static IEnumerable<string> OfMethod(string name) => Of(Methods, name);

    public static IEnumerable<string> OfProperty(string name) => Of(Properties, name);

    private static IEnumerable<string> Of(string[][] families, string name) => families.Where(f => f.Contains(name)).SelectMany(f => f).Where(m => m != name).Distinct();
}
