using System.Globalization;
using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>What is made of one value.</summary>
/// <param name="Before">Written before it.</param>
/// <param name="After">Written after it.</param>
/// <param name="Gives">The shape of what comes of it; null where it does not apply after all.</param>
/// <param name="Work">What comes of it. It is never given what is unknown, nor null unless <paramref name="TakesNull"/>.</param>
internal sealed record Form(string Before, string After, Sort Takes, double Cost, Func<Shapes, Shape, Shape?> Gives, Func<object?, object?> Work, bool TakesNull = false)
{
    public bool IsCast => Before.StartsWith('(');

    public Thought? Of(Thought given, Shapes shapes, Func<string, Binding, double, Shape, object?[], bool, Thought?> note)
    {
        if (!given.Shape.Is(Takes) || !given.Speaks || Gives(shapes, given.Shape) is not { } gives)
            return null;

        var isPrefix = Before.Length > 0 && After.Length == 0;
        var text = Before + given.Within(isPrefix ? Binding.Unary : Before.Length == 0 ? Binding.Atom : Binding.Choice) + After;
        return note(text, isPrefix ? Binding.Unary : Binding.Atom, given.Cost + Cost, gives, Array.ConvertAll(given.Values, Each), true);
    }

    private object? Each(object? value)
    {
        if (value is Unknown || (value is null && !TakesNull))
            return Unknown.Value;

        try
        {
            return Work(value);
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException or InvalidCastException or FormatException)
        {
            return Unknown.Value;
        }
    }
}

/// <summary>The forms that are known, each as the language works it out.</summary>
internal static class Forms
{
    private const int LongestSplit = 100;

    public static IReadOnlyList<Form> All { get; } =
    [
        new("", ".Length", Sort.Text, 1, (s, _) => s.Whole, v => ((string)v!).Length),
        new("", ".Trim()", Sort.Text, 1, (s, _) => s.Text, v => ((string)v!).Trim()),
        new("", ".ToLowerInvariant()", Sort.Text, 1.5, (s, _) => s.Text, v => ((string)v!).ToLowerInvariant()),
        new("", ".ToUpperInvariant()", Sort.Text, 1.5, (s, _) => s.Text, v => ((string)v!).ToUpperInvariant()),
        new("", "[0]", Sort.Text, 1.5, (s, _) => s.Letter, v => At((string)v!, 0)),
        new("", "[^1]", Sort.Text, 1.5, (s, _) => s.Letter, v => At((string)v!, ((string)v!).Length - 1)),
        new("", "[1..]", Sort.Text, 2, (s, _) => s.Text, v => ((string)v!)[1..]),
        new("", "[..^1]", Sort.Text, 2, (s, _) => s.Text, v => ((string)v!)[..^1]),
        new("", ".Split(' ')", Sort.Text, 2, (s, _) => s.Texts, v => RowOf([.. ((string)v!).Split(' ').Take(LongestSplit)])),
        new("string.IsNullOrEmpty(", ")", Sort.Text, 1, (s, _) => s.Truth, v => string.IsNullOrEmpty((string?)v), TakesNull: true),
        new("string.IsNullOrWhiteSpace(", ")", Sort.Text, 1.5, (s, _) => s.Truth, v => string.IsNullOrWhiteSpace((string?)v), TakesNull: true),
        new("int.Parse(", ")", Sort.Text, 2, (s, _) => s.Whole, v => int.Parse((string)v!, CultureInfo.InvariantCulture)),

        .. Asked("char.IsDigit", char.IsDigit), .. Asked("char.IsLetter", char.IsLetter), .. Asked("char.IsLetterOrDigit", char.IsLetterOrDigit),
        .. Asked("char.IsWhiteSpace", char.IsWhiteSpace), .. Asked("char.IsUpper", char.IsUpper), .. Asked("char.IsLower", char.IsLower), .. Asked("char.IsPunctuation", char.IsPunctuation),
        new("char.ToLowerInvariant(", ")", Sort.Letter, 1.5, (s, _) => s.Letter, v => char.ToLowerInvariant((char)v!)),
        new("char.ToUpperInvariant(", ")", Sort.Letter, 1.5, (s, _) => s.Letter, v => char.ToUpperInvariant((char)v!)),

        new("-", "", Sort.Number, 1.5, Promoted, v => Numbers.Calculated('-', SortOf(v), 0, v)),
        new("Math.Abs(", ")", Sort.Number, 1, Promoted, Absolute),
        new("(long)", "", Sort.Whole, 1.5, (s, _) => s.Long, v => Convert.ToInt64(v, CultureInfo.InvariantCulture)),
        new("(double)", "", Sort.Whole | Sort.Long | Sort.Money, 1.5, (s, _) => s.Real, v => Convert.ToDouble(v, CultureInfo.InvariantCulture)),
        new("(decimal)", "", Sort.Whole | Sort.Long | Sort.Real, 1.5, (s, _) => s.Money, v => Convert.ToDecimal(v, CultureInfo.InvariantCulture)),
        new("(int)", "", Sort.Long | Sort.Fraction, 1.5, (s, _) => s.Whole, v => Cut(v!)),
        new("Math.Floor(", ")", Sort.Real | Sort.Money, 1.5, (_, s) => s, v => v is decimal m ? Math.Floor(m) : Math.Floor((double)v!)),
        new("Math.Ceiling(", ")", Sort.Real | Sort.Money, 1.5, (_, s) => s, v => v is decimal m ? Math.Ceiling(m) : Math.Ceiling((double)v!)),
        new("Math.Round(", ")", Sort.Real | Sort.Money, 1.5, (_, s) => s, v => v is decimal m ? Math.Round(m) : Math.Round((double)v!)),
        new("Math.Round(", ", 2)", Sort.Real | Sort.Money, 2, (_, s) => s, v => v is decimal m ? Math.Round(m, 2) : Math.Round((double)v!, 2)),

        new("!", "", Sort.Truth, 1, (s, _) => s.Truth, v => !(bool)v!),
        new("", ".Value", Sort.Maybe, 1, (s, g) => s.Of(g.Item!), v => v),
        new("", ".HasValue", Sort.Maybe, 1.5, (s, _) => s.Truth, v => v is not null, TakesNull: true),

        .. Counts("Length"), .. Counts("Count"), .. Counts("Count()"),
        new("", "[0]", Sort.Row, 1, Indexed, v => At((Row)v!, 0)),
        new("", "[^1]", Sort.Row, 1, Indexed, v => At((Row)v!, ((Row)v!).Items.Count - 1)),
        new("", ".First()", Sort.Row, 1.5, (s, g) => g.IsIndexed ? null : s.Of(g.Item!), v => At((Row)v!, 0)),
        new("", ".Last()", Sort.Row, 1.5, (s, g) => g.IsIndexed ? null : s.Of(g.Item!), v => At((Row)v!, ((Row)v!).Items.Count - 1)),
        new("", ".Sum()", Sort.Row | Sort.Set, 1.5, Summed, v => Sum((Row)v!)),
        new("", ".Max()", Sort.Row | Sort.Set, 1.5, Ordered, v => Extreme((Row)v!, 1)),
        new("", ".Min()", Sort.Row | Sort.Set, 1.5, Ordered, v => Extreme((Row)v!, -1)),
        new("", ".Distinct().Count()", Sort.Row, 2, (s, g) => IsPlain(s.Of(g.Item!)) ? s.Whole : null, v => ((Row)v!).Items.Select(Marks.Of).Distinct().Count()),

        .. Dates,
    ];

    private static IEnumerable<Form> Dates =>
    [
        new("", ".Year", Sort.Time | Sort.Day, 1, (s, _) => s.Whole, v => v is DateTime t ? t.Year : ((DateOnly)v!).Year),
        new("", ".Month", Sort.Time | Sort.Day, 1, (s, _) => s.Whole, v => v is DateTime t ? t.Month : ((DateOnly)v!).Month),
        new("", ".Day", Sort.Time | Sort.Day, 1, (s, _) => s.Whole, v => v is DateTime t ? t.Day : ((DateOnly)v!).Day),
        new("", ".Hour", Sort.Time, 1, (s, _) => s.Whole, v => ((DateTime)v!).Hour),
        new("", ".Date", Sort.Time, 1, (_, g) => g, v => ((DateTime)v!).Date),
        new("", ".DayNumber", Sort.Day, 1, (s, _) => s.Whole, v => ((DateOnly)v!).DayNumber),
        new("", ".DayOfWeek", Sort.Time | Sort.Day, 1, (s, _) => s.Named("System.DayOfWeek"), v => new Choice("System.DayOfWeek", (long)(v is DateTime t ? t.DayOfWeek : ((DateOnly)v!).DayOfWeek))),
        new("", ".Days", Sort.Span, 1, (s, _) => s.Whole, v => ((TimeSpan)v!).Days),
        new("", ".Hours", Sort.Span, 1.5, (s, _) => s.Whole, v => ((TimeSpan)v!).Hours),
        new("", ".Minutes", Sort.Span, 1.5, (s, _) => s.Whole, v => ((TimeSpan)v!).Minutes),
        new("", ".TotalDays", Sort.Span, 1, (s, _) => s.Real, v => ((TimeSpan)v!).TotalDays),
        new("", ".TotalHours", Sort.Span, 1, (s, _) => s.Real, v => ((TimeSpan)v!).TotalHours),
        new("", ".TotalMinutes", Sort.Span, 1.5, (s, _) => s.Real, v => ((TimeSpan)v!).TotalMinutes),
        new("", ".TotalSeconds", Sort.Span, 1.5, (s, _) => s.Real, v => ((TimeSpan)v!).TotalSeconds),
    ];

    /// <summary>Whether items of a kind are alike when they look alike.</summary>
    public static bool IsPlain(Shape shape) => shape.Is(Sort.Number | Sort.Truth | Sort.Letter | Sort.Text | Sort.Choice | Sort.Dated);

    public static object? At(Row row, int at) => at >= 0 && at < row.Items.Count ? row.Items[at] : Unknown.Value;

    public static object? At(string text, int at) => at >= 0 && at < text.Length ? text[at] : Unknown.Value;

    private static IEnumerable<Form> Asked(string name, Func<char, bool> question) => [new(name + "(", ")", Sort.Letter, 1, (s, _) => s.Truth, v => question((char)v!))];

    private static IEnumerable<Form> Counts(string word) =>
        [new("", "." + word, Sort.Counted, 1, (s, g) => g.Count == word ? s.Whole : null, v => v is Map map ? map.Pairs.Count : ((Row)v!).Items.Count)];

    private static Shape? Indexed(Shapes shapes, Shape given) => given.IsIndexed ? shapes.Of(given.Item!) : null;

    private static Shape? Promoted(Shapes shapes, Shape given) => shapes.Joint(given, shapes.Whole);

    private static Shape? Summed(Shapes shapes, Shape given) =>
        shapes.Of(given.Item!) is var item && item.Is(Sort.Number) && shapes.Joint(item, shapes.Whole) is { } joint && joint.Type.SpecialType == item.Type.SpecialType ? item : null;

    private static Shape? Ordered(Shapes shapes, Shape given) => shapes.Of(given.Item!) is var item && item.Is(Sort.Number | Sort.Letter | Sort.Dated) ? item : null;

    private static Sort SortOf(object? value) => value switch { decimal => Sort.Money, double => Sort.Real, float => Sort.Single, long or uint => Sort.Long, _ => Sort.Whole };

    private static object? Absolute(object? value) => Numbers.Compared(SortOf(value), value, 0) < 0 ? Numbers.Calculated('-', SortOf(value), 0, value) : Numbers.Calculated('+', SortOf(value), 0, value);

    private static object Cut(object value) => value switch
    {
        double real when real is > int.MinValue and < int.MaxValue => (int)real,
        float real when real is > int.MinValue and < int.MaxValue => (int)real,
        decimal money => (int)money,
        long number => unchecked((int)number),
        uint number => unchecked((int)number),
        _ => Unknown.Value,
    };

    private static object? Sum(Row row) => row.Items.Count == 0 ? Unknown.Value : row.Items.Aggregate((a, b) => Numbers.Calculated('+', SortOf(a), a, b));

    private static object? Extreme(Row row, int wanted)
    {
        if (row.Items.Count == 0)
            return Unknown.Value;

        var best = row.Items[0];
        foreach (var item in row.Items)
        {
            if (item is null or Unknown || best is null or Unknown)
                return Unknown.Value;

            if (Math.Sign(Comparer<object>.Default.Compare(item, best)) == wanted)
                best = item;
        }

        return best;
    }

    private static Row RowOf(IReadOnlyList<object?> items) => new(items, true, items.Aggregate(21UL, (m, i) => Marks.Joined(m, Marks.Of(i))));
}
