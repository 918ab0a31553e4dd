using Microsoft.CodeAnalysis;
using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>Makes one value of two.</summary>
/// <param name="math">How the class of that name is written where the hole is.</param>
internal sealed class Joining(Notebook notes, Shapes shapes, string math)
{
    // Of questions that have the same answers, the plainer one.
    private const double Strict = 0.05, Loose = 0.1;

    /// <summary>What the operators make of two values, cheap pairs first.</summary>
    public List<Thought> Values(IReadOnlyList<Thought> ones, IReadOnlyList<Thought> others, double dearest, int most)
    {
        var made = new List<Thought>();
        var areSame = ReferenceEquals(ones, others);
        foreach (var (i, j) in Pairs(ones, others, dearest))
        {
            if (notes.Count >= most)
                break;

            var (one, other) = (ones[i], others[j]);
            if (!one.Speaks && !other.Speaks)
                continue;

            made.AddRange(Calculated(one, other, !areSame || i < j, dearest + 1).OfType<Thought>());
            if (!areSame)
                made.AddRange(Calculated(other, one, false, dearest + 1).OfType<Thought>());
        }

        return made;
    }

    /// <summary>What is found in a row, a text or a map by something else.</summary>
    public IEnumerable<Thought> Found(Thought row, Thought at)
    {
        var cost = row.Cost + at.Cost;
        var (text, place) = (row.Within(Binding.Atom), at.Text);
        IEnumerable<Thought?> found = [];
        if (row.Shape.Is(Sort.Map) && shapes.Of(row.Shape.Key!) is var key && Suits(key, at.Shape))
        {
            found =
            [
                Note($"{text}[{place}]", Binding.Atom, cost, shapes.Of(row.Shape.Item!), row, at, (m, k) => Looked(m, k, missing: Unknown.Value)),
                Note($"{text}.GetValueOrDefault({place})", Binding.Atom, cost + 0.5, shapes.Of(row.Shape.Item!), row, at, (m, k) => Looked(m, k, Default(shapes.Of(row.Shape.Item!)))),
            ];
        }
        else if (row.Shape.IsIndexed && at.Shape.Is(Sort.Whole) && at.Speaks)
        {
            var item = row.Shape.Is(Sort.Text) ? shapes.Letter : shapes.Of(row.Shape.Item!);
            var index = at.Within(Binding.Sum);
            found =
            [
                Note($"{text}[{place}]", Binding.Atom, cost, item, row, at, (r, i) => At(r, i, 0)),
                Note($"{text}[{index} - 1]", Binding.Atom, cost + 0.5, item, row, at, (r, i) => At(r, i, -1)),
                Note($"{text}[{index} + 1]", Binding.Atom, cost + 0.5, item, row, at, (r, i) => At(r, i, 1)),
                .. row.Shape.Is(Sort.Text) ? Pieces(row, at, cost) : [],
            ];
        }

        return found.OfType<Thought>();
    }

    /// <summary>Questions about two values.</summary>
    public IEnumerable<Thought> Compared(Thought one, Thought other)
    {
        var cost = one.Cost + other.Cost + 1;
        return Ordered(one, other, cost).Concat(Contained(one, other, cost)).Concat(Contained(other, one, cost)).OfType<Thought>();
    }

    public Thought? Both(Thought one, Thought other, double cost) =>
        Note($"{one.Within(Binding.Both)} && {other.Within(Binding.Equality)}", Binding.Both, cost, shapes.Truth, one, other, (a, b) => a is false ? false : b, lazy: true);

    public Thought? Either(Thought one, Thought other, double cost) =>
        Note($"{one.Within(Binding.Either)} || {other.Within(Binding.Both)}", Binding.Either, cost, shapes.Truth, one, other, (a, b) => a is true ? true : b, lazy: true);

    public Thought? Fallback(Thought one, Thought other)
    {
        if (!one.Shape.MayBeNull || !Array.Exists(one.Values, v => v is null))
            return null;

        var inner = shapes.Inner(one.Shape);
        return Suits(inner, other.Shape)
            ? Note($"{one.Within(Binding.Either)} ?? {other.Within(Binding.Fallback)}", Binding.Fallback, one.Cost + other.Cost + 0.5, inner, one, other, (a, b) => a ?? Numbers.Widened(inner, b), lazy: true)
            : null;
    }

    public Thought? Chosen(Thought asked, Thought yes, Thought no, double cost)
    {
        var values = new object?[notes.Moments];
        for (var i = 0; i < values.Length; i++)
            values[i] = asked.Values[i] switch { true => yes.Values[i], false => no.Values[i], _ => Unknown.Value };

        return notes.Note($"{asked.Within(Binding.Fallback)} ? {yes.Within(Binding.Fallback)} : {no.Within(Binding.Fallback)}", Binding.Choice, cost, yes.Shape, values, true);
    }

    private static List<(int I, int J)> Pairs(IReadOnlyList<Thought> ones, IReadOnlyList<Thought> others, double dearest)
    {
        var pairs = new List<(double Cost, int I, int J)>();
        for (var i = 0; i < ones.Count; i++)
        {
            for (var j = 0; j < others.Count; j++)
            {
                if (ones[i].Cost + others[j].Cost <= dearest && !ReferenceEquals(ones[i], others[j]))
                    pairs.Add((ones[i].Cost + others[j].Cost, i, j));
            }
        }

        pairs.Sort();
        return pairs.ConvertAll(p => (p.I, p.J));
    }

    private IEnumerable<Thought?> Calculated(Thought one, Thought other, bool isFirst, double dearest)
    {
        var cost = one.Cost + other.Cost + 1;
        if (cost > dearest)
            yield break;

        if (shapes.Joint(one.Shape, other.Shape) is { } joint)
        {
            if (isFirst)
            {
                yield return Number('+', Binding.Sum, one, other, joint, cost);
                yield return Number('*', Binding.Term, one, other, joint, cost);
                yield return Note($"{math}.Min({one.Text}, {other.Text})", Binding.Atom, cost, joint, one, other, (a, b) => Numbers.Calculated('<', joint.Sort, a, b));
                yield return Note($"{math}.Max({one.Text}, {other.Text})", Binding.Atom, cost, joint, one, other, (a, b) => Numbers.Calculated('>', joint.Sort, a, b));
            }

            yield return Number('-', Binding.Sum, one, other, joint, cost);
            if (one.Speaks)
            {
                yield return Number('/', Binding.Term, one, other, joint, cost);
                yield return Number('%', Binding.Term, one, other, joint, cost);
            }
        }
        else if (one.Shape.Is(Sort.Text) && other.Shape.Is(Sort.Text))
        {
            yield return Note($"{one.Within(Binding.Sum)} + {other.Within(Binding.Term)}", Binding.Sum, cost, shapes.Text, one, other, (a, b) => Joined(a as string, b as string), takesNull: true);
        }
        else if (Lapse(one, other) is var (sign, gives, work))
        {
            yield return Note($"{one.Within(Binding.Sum)} {sign} {other.Within(Binding.Term)}", Binding.Sum, cost, gives, one, other, work);
        }
        else if (one.Shape.Is(Sort.Time | Sort.Day) && other.Shape.Is(Sort.Whole))
        {
            yield return Note($"{one.Within(Binding.Atom)}.AddDays({other.Text})", Binding.Atom, cost, one.Shape, one, other, (a, b) => a is DateTime t ? t.AddDays((int)b!) : ((DateOnly)a!).AddDays((int)b!));
        }

        if (Fallback(one, other) is { } instead)
            yield return instead;
    }

    private Thought? Number(char sign, Binding binds, Thought one, Thought other, Shape joint, double cost) =>
        Note($"{one.Within(binds)} {sign} {other.Within(sign is '+' or '*' ? binds : binds - 1)}", binds, cost, joint, one, other, (a, b) => Numbers.Calculated(sign, joint.Sort, a, b));

    private (char Sign, Shape Gives, Func<object?, object?, object?> Work)? Lapse(Thought one, Thought other) => (one.Shape.Sort, other.Shape.Sort) switch
    {
        (Sort.Time, Sort.Time) when shapes.Named("System.TimeSpan") is { } span => ('-', span, (a, b) => (DateTime)a! - (DateTime)b!),
        (Sort.Time, Sort.Span) => ('+', one.Shape, (a, b) => (DateTime)a! + (TimeSpan)b!),
        (Sort.Span, Sort.Span) => ('+', one.Shape, (a, b) => (TimeSpan)a! + (TimeSpan)b!),
        _ => null,
    };

    private IEnumerable<Thought?> Pieces(Thought text, Thought at, double cost) =>
    [
        Note($"{text.Within(Binding.Atom)}.Substring({at.Text})", Binding.Atom, cost + 0.5, shapes.Text, text, at, (t, i) => ((string)t!)[(int)i!..]),
        Note($"{text.Within(Binding.Atom)}.Substring(0, {at.Text})", Binding.Atom, cost + 0.5, shapes.Text, text, at, (t, i) => ((string)t!)[..(int)i!]),
    ];

    private IEnumerable<Thought?> Ordered(Thought one, Thought other, double cost)
    {
        var sort = Common(shapes.Inner(one.Shape), shapes.Inner(other.Shape));
        if (sort is Sort.Text or Sort.Choice || (sort == Sort.Truth && one is { IsTight: true, Speaks: true } && other is { IsTight: true, Speaks: true }))
        {
            yield return Question("==", Binding.Equality, one, other, cost, (a, b) => Equals(a, b));
            yield return Question("!=", Binding.Equality, one, other, cost, (a, b) => !Equals(a, b));
        }
        else if ((sort & (Sort.Number | Sort.Letter | Sort.Dated)) != 0)
        {
            yield return Question("==", Binding.Equality, one, other, cost, (a, b) => Asked(sort, a, b, a is null && b is null, c => c == 0));
            yield return Question("!=", Binding.Equality, one, other, cost, (a, b) => Asked(sort, a, b, a is null != b is null, c => c != 0));
            yield return Question("<", Binding.Relation, one, other, cost + Strict, (a, b) => Asked(sort, a, b, false, c => c < 0));
            yield return Question(">", Binding.Relation, one, other, cost + Strict, (a, b) => Asked(sort, a, b, false, c => c > 0));
            yield return Question("<=", Binding.Relation, one, other, cost + Loose, (a, b) => Asked(sort, a, b, false, c => c <= 0));
            yield return Question(">=", Binding.Relation, one, other, cost + Loose, (a, b) => Asked(sort, a, b, false, c => c >= 0));
        }
    }

    /// <summary>What two values are compared as; <see cref="Sort.Other"/> where they are not.</summary>
    private Sort Common(Shape one, Shape other)
    {
        if (one.Is(Sort.Letter) != other.Is(Sort.Letter))
            return Sort.Other;

        return shapes.Joint(one, other) is { } joint && !one.Is(Sort.Letter) ? joint.Sort
            : one.Type.Equals(other.Type, SymbolEqualityComparer.Default) ? one.Sort : Sort.Other;
    }

    // What is missing is neither more nor less than anything.
    private static object? Asked(Sort sort, object? one, object? other, bool missing, Func<int, bool> question) =>
        one is null || other is null ? missing : Numbers.Compared(sort, one, other) is { } c ? question(c) : Unknown.Value;

    private Thought? Question(string sign, Binding binds, Thought one, Thought other, double cost, Func<object?, object?, object?> work) =>
        Note($"{one.Within(binds - 1)} {sign} {other.Within(binds - 1)}", binds, cost, shapes.Truth, one, other, work, takesNull: true);

    private IEnumerable<Thought?> Contained(Thought all, Thought one, double cost)
    {
        if (!all.Speaks)
            yield break;

        var (text, asked) = (all.Within(Binding.Atom), one.Text);
        if (all.Shape.Is(Sort.Map) && Suits(shapes.Of(all.Shape.Key!), one.Shape))
        {
            yield return Note($"{text}.ContainsKey({asked})", Binding.Atom, cost, shapes.Truth, all, one, (m, k) => Looked(m, k, Unknown.Value, isAsked: true));
        }
        else if (all.Shape.Is(Sort.Row | Sort.Set) && Suits(shapes.Of(all.Shape.Item!), one.Shape) && Forms.IsPlain(one.Shape))
        {
            yield return Note($"{text}.Contains({asked})", Binding.Atom, cost, shapes.Truth, all, one, (r, i) => Holds((Row)r!, i));
        }
        else if (all.Shape.Is(Sort.Text) && one.Shape.Is(Sort.Text))
        {
            yield return Note($"{text}.Contains({asked}, StringComparison.Ordinal)", Binding.Atom, cost, shapes.Truth, all, one, (a, b) => ((string)a!).Contains((string)b!, StringComparison.Ordinal));
            yield return Note($"{text}.StartsWith({asked}, StringComparison.Ordinal)", Binding.Atom, cost, shapes.Truth, all, one, (a, b) => ((string)a!).StartsWith((string)b!, StringComparison.Ordinal));
            yield return Note($"{text}.EndsWith({asked}, StringComparison.Ordinal)", Binding.Atom, cost, shapes.Truth, all, one, (a, b) => ((string)a!).EndsWith((string)b!, StringComparison.Ordinal));
        }
        else if (all.Shape.Is(Sort.Text) && one.Shape.Is(Sort.Letter))
        {
            yield return Note($"{text}.Contains({asked})", Binding.Atom, cost, shapes.Truth, all, one, (a, b) => ((string)a!).Contains((char)b!));
        }
    }

    private static bool Suits(Shape wanted, Shape given) =>
        wanted.Type.Equals(given.Type, SymbolEqualityComparer.Default) || (wanted.Is(Sort.Long | Sort.Fraction) && given.Is(Sort.Whole));

    private Thought? Note(
        string text, Binding binds, double cost, Shape shape, Thought one, Thought other, Func<object?, object?, object?> work, bool takesNull = false, bool lazy = false)
    {
        var values = new object?[notes.Moments];
        for (var i = 0; i < values.Length; i++)
            values[i] = Worked(one.Values[i], other.Values[i], work, takesNull || lazy, lazy);

        return notes.Note(text, binds, cost, shape, values, true);
    }

    private static object? Worked(object? one, object? other, Func<object?, object?, object?> work, bool takesNull, bool lazy)
    {
        if (one is Unknown || (other is Unknown && !lazy) || (!takesNull && (one is null || other is null)))
            return Unknown.Value;

        try
        {
            return work(one, other);
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException or InvalidCastException)
        {
            return Unknown.Value;
        }
    }

    private static object? At(object? row, object? at, int step)
    {
        var index = Convert.ToInt32(at, System.Globalization.CultureInfo.InvariantCulture) + step;
        return row is string text ? Forms.At(text, index) : Forms.At((Row)row!, index);
    }

    private static string Joined(string? one, string? other) => one?.Length + other?.Length > 2_000 ? throw new ArgumentException("too long") : one + other;

    private static object? Holds(Row row, object? item) =>
        !row.IsPlain || row.Items.Contains(Unknown.Value) ? Unknown.Value : row.Items.Any(i => Marks.Of(i) == Marks.Of(item));

    private static object? Looked(object? map, object? key, object? missing, bool isAsked = false)
    {
        var pairs = (Map)map!;
        if (!pairs.IsPlain || pairs.Pairs.Any(p => p.Key is Unknown or Thing))
            return Unknown.Value;

        foreach (var (known, value) in pairs.Pairs)
        {
            if (Marks.Of(known) == Marks.Of(key))
                return isAsked ? true : value;
        }

        return isAsked ? false : missing;
    }

    private static object? Default(Shape shape) => shape.Sort switch
    {
        Sort.Whole when shape.Type.SpecialType == SpecialType.System_Int32 => 0,
        Sort.Long when shape.Type.SpecialType == SpecialType.System_Int64 => 0L,
        Sort.Real => 0.0,
        Sort.Money => 0m,
        Sort.Truth => false,
        _ when shape.MayBeNull => null,
        _ => Unknown.Value,
    };
}
