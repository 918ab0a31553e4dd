namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Functions and methods of the language that are taken for one another.</summary>
internal static class CallFamilies
{
    private static readonly Dictionary<string, List<string>> Functions = Families(
        "min max", "any all", "sorted reversed list", "int float round", "int str", "str repr", "floor ceil round trunc", "list tuple set",
        "set list sorted frozenset", "dict list", "len sum max", "sum max min len", "abs int", "enumerate range zip", "range reversed", "zip zip_longest",
        "map filter", "isinstance issubclass", "getattr hasattr", "ord chr", "bin hex oct", "dict defaultdict OrderedDict", "heappush heappop",
        "bisect_left bisect_right bisect insort", "combinations permutations product combinations_with_replacement", "deepcopy copy", "pow divmod",
        "next iter", "type isinstance", "iter list", "print str", "bool any", "sqrt isqrt", "log log2 log10", "sin cos tan");

    private static readonly Dictionary<string, List<string>> Methods = Families(
        "append extend insert add", "append appendleft push", "pop popleft popitem remove", "pop get", "remove discard pop", "add update append", "add remove discard",
        "upper lower capitalize title swapcase casefold", "strip lstrip rstrip", "startswith endswith", "find rfind index rindex", "index find count",
        "split rsplit splitlines partition rpartition", "join format", "ljust rjust center zfill", "isdigit isnumeric isdecimal isalnum isalpha",
        "isupper islower istitle", "items keys values", "get setdefault pop", "get items", "union intersection difference symmetric_difference update",
        "issubset issuperset isdisjoint", "sort reverse", "copy deepcopy clear", "extend update append", "replace strip translate", "removeprefix removesuffix lstrip rstrip",
        "encode decode", "read readline readlines", "write writelines", "put get put_nowait get_nowait", "search match fullmatch findall finditer",
        "sub subn", "group groups", "first last", "left right", "prev next", "push pop peek", "start stop end", "open close", "day month year", "seconds total_seconds days",
        "hour minute second", "dumps dump", "loads load", "floor ceil", "min max", "most_common elements", "acquire release", "before after", "head tail", "row col",
        "width height", "increment decrement", "min_value max_value", "appendleft append", "date time", "warning error info debug");

    private static readonly HashSet<string> Changing =
    [
        "append", "appendleft", "extend", "insert", "add", "push", "pop", "popleft", "popitem", "remove", "discard", "update", "clear", "sort", "reverse", "setdefault",
        "put", "put_nowait", "get_nowait", "write", "writelines",
    ];

    private static readonly (string, double)[] AnyWrappers =
        [("len", 0.6), ("str", 0.5), ("int", 0.6), ("list", 0.6), ("abs", 0.5), ("sorted", 0.5), ("set", 0.4), ("not ", 0), ("sum", 0.4), ("max", 0.2), ("min", 0.2), ("float", 0.3), ("bool", 0.3), ("tuple", 0.3), ("reversed", 0.3), ("round", 0.3)];

    private static readonly Dictionary<string, (string, double)[]> Typed = new()
    {
        ["int"] = [("abs", 0.8), ("str", 0.8), ("float", 0.6), ("range", 0.5), ("bool", 0.4), ("int", 0.3), ("chr", 0.2)],
        ["float"] = [("int", 0.9), ("round", 0.9), ("abs", 0.7), ("str", 0.5), ("math.floor", 0.3), ("math.ceil", 0.3), ("float", 0.2)],
        ["str"] = [("int", 0.8), ("len", 0.8), ("list", 0.5), ("float", 0.5), ("sorted", 0.4), ("set", 0.4), ("repr", 0.3), ("ord", 0.3)],
        ["list"] = [("len", 0.9), ("list", 0.9), ("sorted", 0.8), ("sum", 0.6), ("set", 0.7), ("reversed", 0.6), ("max", 0.3), ("min", 0.3), ("tuple", 0.6), ("any", 0.4), ("all", 0.4), ("enumerate", 0.4), ("str", 0.2)],
        ["tuple"] = [("list", 0.9), ("len", 0.8), ("sorted", 0.7), ("sum", 0.5), ("set", 0.5), ("max", 0.4), ("min", 0.4)],
        ["dict"] = [("dict", 0.8), ("len", 0.8), ("list", 0.7), ("sorted", 0.7), ("set", 0.5)],
        ["set"] = [("len", 0.9), ("list", 0.8), ("sorted", 0.9), ("set", 0.6), ("tuple", 0.4), ("frozenset", 0.4)],
        ["bool"] = [("int", 0.5), ("str", 0.3)],
    };

    public static IReadOnlyList<string> OfFunction(string name) => Functions.GetValueOrDefault(name, []);

    public static IReadOnlyList<string> OfMethod(string name) => Methods.GetValueOrDefault(name, []);

    /// <summary>Whether a method of this name changes what it is called on.</summary>
    public static bool Changes(string method) => Changing.Contains(method);

    public static IEnumerable<(string Name, double Weight)> WrappersOf(string? type) =>
        (type is not null && Typed.TryGetValue(type, out var own) ? own : AnyWrappers).Where(w => w.Item2 > 0);

    public static IReadOnlyList<string> MethodsOn(string? type) => type switch
    {
        "str" => ["strip", "lower", "upper", "split", "rstrip", "lstrip", "title", "capitalize", "splitlines", "casefold"],
        "list" or "deque" => ["copy"],
        "dict" => ["items", "keys", "values", "copy"],
        "set" => ["copy"],
        null => ["copy", "strip", "lower", "items", "values", "keys", "split"],
        _ => [],
    };

    private static Dictionary<string, List<string>> Families(params string[] families)
    {
        var others = new Dictionary<string, List<string>>();
        foreach (var family in families.Select(f => f.Split(' ')))
        {
            foreach (var name in family)
            {
                if (!others.TryGetValue(name, out var list))
                    others[name] = list = [];

                list.AddRange(family.Where(o => o != name && !list.Contains(o)));
            }
        }

        return others;
    }
}
