using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Ouroboros.CSharpHost.Running.Frameworks;

/// <summary>NUnit 3 and 4: tests and cases, set-up and tear-down, one object for all tests of a class.</summary>
internal sealed class Nunit : IFlavour
{
    private const string Prefix = "NUnit.Framework.", Lifetime = Prefix + "FixtureLifeCycleAttribute";

    private static readonly string[] Foreign = ["TheoryAttribute", "RepeatAttribute", "RetryAttribute", "CombinatorialAttribute", "PairwiseAttribute", "SequentialAttribute", "SetCultureAttribute", "SetUICultureAttribute"];

    // What is set up for a whole namespace is not set up here, and a fixture is one object for all its tests.
    public bool Serves(Assembly tests) => tests.GetReferencedAssemblies().Any(r => r.Name == "nunit.framework")
        && !tests.GetCustomAttributesData().Any(a => a.AttributeType.FullName == Lifetime)
        && !tests.GetTypes().Any(t => Attributes.One(t, Prefix + "SetUpFixtureAttribute") is not null);

    public IReadOnlyList<TestRow> Rows(Type type, MethodInfo method)
    {
        if (IsForeign(type, method))
            return [];

        var skip = Left(method, type, "IgnoreAttribute") ?? Left(method, type, "ExplicitAttribute");
        var why = skip is null ? null : skip.Given().FirstOrDefault() as string ?? "left out";
        var rows = Attributes.All(method, Prefix + "TestCaseAttribute").Select(c => Case(method, c, why)).ToList();
        foreach (var source in Attributes.All(method, Prefix + "TestCaseSourceAttribute"))
            rows.AddRange(Sourced(type, method, source, why));

        return rows.Count == 0 && Attributes.One(method, Prefix + "TestAttribute") is { } test
            ? [new TestRow(() => method.Name, [], why) { Expected = Wanted(test) }] : rows;
    }

    public void Run(Type type, MethodInfo method, TestRow row, Fixtures fixtures)
    {
        var target = fixtures.Of(type, type, () => Prepared(type));
        try
        {
            foreach (var before in Attributes.With(type, Prefix + "SetUpAttribute"))
                Invocation.Call(target, before);

            var result = Invocation.Call(target, method, row.Arguments);
            if (row.Expected is { } expected && !expected(result))
                throw new InvalidOperationException($"Returned {result}.");
        }
        finally
        {
            foreach (var after in Attributes.With(type, Prefix + "TearDownAttribute").Reverse())
                Invocation.Call(target, after);
        }
    }

    private static CustomAttributeData? Left(MethodInfo method, Type type, string name) => Attributes.One(method, Prefix + name) ?? Attributes.Inherited(type, Prefix + name);

    private static bool IsForeign(Type type, MethodInfo method) =>
        method.IsGenericMethodDefinition || type.IsGenericTypeDefinition
        || method.GetCustomAttributesData().Any(a => Foreign.Contains(a.AttributeType.Name))
        || method.GetParameters().Any(p => p.GetCustomAttributesData().Any(a => a.AttributeType.FullName!.StartsWith(Prefix, StringComparison.Ordinal)))
        || (Attributes.One(type, Prefix + "TestFixtureAttribute") is { } fixture && fixture.Given().Length > 0)
        || Attributes.One(type, Prefix + "TestFixtureSourceAttribute") is not null
        || Attributes.Inherited(type, Lifetime) is not null;

    private static object Prepared(Type type)
    {
        var target = Activator.CreateInstance(type)!;
        foreach (var once in Attributes.With(type, Prefix + "OneTimeSetUpAttribute"))
            Invocation.Call(once.IsStatic ? null : target, once);

        return target;
    }

    private static TestRow Case(MethodInfo method, CustomAttributeData data, string? skip)
    {
        var given = data.Given();
        return new TestRow(() => data.Named("TestName") as string ?? Name(method, given), given, skip ?? (data.Named("Ignore") ?? data.Named("IgnoreReason")) as string ?? (data.Named("Explicit") is true ? "explicit" : null)) { Expected = Wanted(data) };
    }

    private static IEnumerable<TestRow> Sourced(Type type, MethodInfo method, CustomAttributeData source, string? skip)
    {
        var given = source.Given();
        var owner = given[0] as Type ?? type;
        var member = given.OfType<string>().FirstOrDefault();
        var data = member is null ? Activator.CreateInstance(owner) : Attributes.FromMember(owner, member, []);
        foreach (var row in (IEnumerable)data!)
        {
            var arguments = Attributes.RowsOf(new[] { row }).First();
            var told = row?.GetType();
            var wants = told?.GetProperty("HasExpectedResult")?.GetValue(row) is true;
            var expected = wants ? told!.GetProperty("ExpectedResult")!.GetValue(row) : null;
            yield return new TestRow(() => told?.GetProperty("TestName")?.GetValue(row) as string ?? Name(method, arguments), arguments, skip) { Expected = wants ? r => Same(expected, r) : null };
        }
    }

    private static string Name(MethodInfo method, object?[] arguments) => $"{method.Name}({string.Join(",", arguments.Select(Written))})";

    private static Func<object?, bool>? Wanted(CustomAttributeData data) =>
        data.NamedArguments.Any(n => n.MemberName == "ExpectedResult") ? result => Same(data.Named("ExpectedResult"), result) : null;

    private static bool Same(object? expected, object? result)
    {
        if (Equals(expected, result))
            return true;

        if (expected is IConvertible one and not string && result is IConvertible two and not string)
            return Math.Abs(one.ToDouble(CultureInfo.InvariantCulture) - two.ToDouble(CultureInfo.InvariantCulture)) == 0;

        return expected is IEnumerable these and not string && result is IEnumerable those and not string && these.Cast<object?>().SequenceEqual(those.Cast<object?>());
    }

    private static string Written(object? value) => value switch
    {
        null => "null",
        string text => $"\"{string.Concat(text.Select(c => c == '\'' ? "'" : Escaped(c)))}\"",
        char one => $"'{Escaped(one)}'",
        bool truth => truth ? "True" : "False",
        double real => real.ToString("R", CultureInfo.InvariantCulture) is var text && text.Contains('.', StringComparison.Ordinal) ? text + "d" : text + ".0d",
        float real => real.ToString("R", CultureInfo.InvariantCulture) is var text && text.Contains('.', StringComparison.Ordinal) ? text + "f" : text + ".0f",
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture) + "m",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Escaped(char one) => one switch
    {
        '\'' => "\\'",
        '"' => "\\\"",
        '\\' => "\\\\",
        '\0' => "\\0",
        '\a' => "\\a",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\v' => "\\v",
        '\u0085' or '\u2028' or '\u2029' => $"\\x{(int)one:X4}",
        _ => one.ToString(),
    };
}
