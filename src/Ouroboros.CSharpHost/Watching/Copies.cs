using System.Collections;
using System.Reflection;

namespace Ouroboros.CSharpHost.Watching;

/// <summary>Copies what names hold, by fields alone: no code of the program runs.</summary>
internal sealed class Copies
{
    private const int MostParts = 800, MostItems = 200, MostFields = 24, Deepest = 3, LongestText = 1_000;

    private static readonly Dictionary<Type, FieldInfo[]> Known = [];

    private static readonly HashSet<Type> Rows = [typeof(List<>), typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(HashSet<>), typeof(SortedSet<>)];

    private static readonly HashSet<Type> Maps = [typeof(Dictionary<,>), typeof(SortedDictionary<,>)];

    private int left = MostParts;

    public static object? Of(object? value)
    {
        try
        {
            return new Copies().Copied(value, 0);
        }
        catch (Exception)
        {
            // Something else changes it at this moment.
            return Unknown.Value;
        }
    }

    private object? Copied(object? value, int depth)
    {
        if (--left < 0)
            return Unknown.Value;

        switch (value)
        {
            case null or bool or char or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal
                or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid:
                return value;
            case string text:
                return text.Length <= LongestText ? text : Unknown.Value;
            case Enum choice:
                return new Choice(choice.GetType().FullName!, choice.GetTypeCode() == TypeCode.UInt64 ? unchecked((long)Convert.ToUInt64(choice, null)) : Convert.ToInt64(choice, null));
            case Delegate or Type or Task or Pointer or Exception:
                return Unknown.Value;
        }

        if (depth >= Deepest)
            return Unknown.Value;

        var type = value.GetType();
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (value is Array { Rank: 1 } || Rows.Contains(kind))
            return RowOf((IEnumerable)value, IsPlain(value), depth);

        return Maps.Contains(kind) ? MapOf((IDictionary)value, IsPlain(value), depth) : ThingOf(value, type, depth);
    }

    // One that compares in a way of its own finds what others do not.
    private static bool IsPlain(object value) => value.GetType().GetProperty("Comparer")?.GetValue(value) is not { } comparer
        || comparer.GetType() is { Namespace: "System.Collections.Generic" } type && (type.Name.Contains("Default", StringComparison.Ordinal) || type.Name.StartsWith("Generic", StringComparison.Ordinal)
            || type.Name.StartsWith("ObjectEquality", StringComparison.Ordinal) || type.Name.StartsWith("Enum", StringComparison.Ordinal) || type.Name.StartsWith("Nullable", StringComparison.Ordinal)
            || type.Name.StartsWith("Byte", StringComparison.Ordinal) || type.Name.StartsWith("String", StringComparison.Ordinal));

    private object RowOf(IEnumerable all, bool isPlain, int depth)
    {
        var items = new List<object?>();
        var mark = 21UL;
        foreach (var item in all)
        {
            if (items.Count == MostItems)
                return Unknown.Value;

            items.Add(Copied(item, depth + 1));
            mark = Marks.Joined(mark, Marks.Of(items[^1]));
        }

        return left < 0 ? Unknown.Value : new Row(items, isPlain, mark);
    }

    private object MapOf(IDictionary all, bool isPlain, int depth)
    {
        if (all.Count > MostItems)
            return Unknown.Value;

        var pairs = new List<KeyValuePair<object?, object?>>();
        var mark = 22UL;
        foreach (DictionaryEntry entry in all)
        {
            pairs.Add(new(Copied(entry.Key, depth + 1), Copied(entry.Value, depth + 1)));
            mark = Marks.Joined(Marks.Joined(mark, Marks.Of(pairs[^1].Key)), Marks.Of(pairs[^1].Value));
        }

        return left < 0 ? Unknown.Value : new Map(pairs, isPlain, mark);
    }

    private object ThingOf(object value, Type type, int depth)
    {
        if (!Known.TryGetValue(type, out var fields))
            Known[type] = fields = [.. FieldsOf(type).Take(MostFields)];

        var parts = new Dictionary<string, object?>();
        var mark = Marks.Joined(23, Marks.Of(type.FullName ?? type.Name));
        foreach (var field in fields)
        {
            var held = Copied(field.GetValue(value), depth + 1);
            if (held is not Unknown && parts.TryAdd(NameOf(field), held))
                mark = Marks.Joined(mark, Marks.Of(held));
        }

        return new Thing(parts, mark);
    }

    // What the base class library keeps inside is nobody's business, but for its plainest carriers.
    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
        {
            var isOfLibrary = at.Assembly == typeof(object).Assembly || at.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal);
            if (isOfLibrary && !at.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) && !at.Name.StartsWith("KeyValuePair`", StringComparison.Ordinal))
                continue;

            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
        }
    }

    private static string NameOf(FieldInfo field) => field.Name switch
    {
        ['<', .. var rest] when rest.IndexOf(">k__BackingField", StringComparison.Ordinal) is > 0 and var end => rest[..end],
        "key" when field.DeclaringType!.Namespace == "System.Collections.Generic" => "Key",
        "value" when field.DeclaringType!.Namespace == "System.Collections.Generic" => "Value",
        var name => name,
    };
}
