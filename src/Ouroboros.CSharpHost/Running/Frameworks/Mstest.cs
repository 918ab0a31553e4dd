using System.Globalization;
using System.Reflection;

namespace Ouroboros.CSharpHost.Running.Frameworks;

/// <summary>MSTest: methods and rows of data, initialising and cleaning up, exceptions that are expected.</summary>
internal sealed class Mstest : IFlavour
{
    private const string Prefix = "Microsoft.VisualStudio.TestTools.UnitTesting.";

    // What is set up for a whole assembly is not set up here.
    public bool Serves(Assembly tests) => tests.GetReferencedAssemblies().Any(r => r.Name is "Microsoft.VisualStudio.TestPlatform.TestFramework" or "MSTest.TestFramework")
        && !tests.GetTypes().Any(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(m => Attributes.One(m, Prefix + "AssemblyInitializeAttribute") is not null));

    public IReadOnlyList<TestRow> Rows(Type type, MethodInfo method)
    {
        if (method.IsGenericMethodDefinition || Attributes.One(type, Prefix + "TestClassAttribute") is null
            || (Attributes.One(method, Prefix + "TestMethodAttribute") ?? Attributes.One(method, Prefix + "DataTestMethodAttribute")) is null)
            return [];

        var skip = (Attributes.One(method, Prefix + "IgnoreAttribute") ?? Attributes.Inherited(type, Prefix + "IgnoreAttribute")) is null ? null : "ignored";
        var rows = Attributes.All(method, Prefix + "DataRowAttribute").Select(d => Row(method, d.Given(), d.Named("DisplayName") as string, skip)).ToList();
        foreach (var source in Attributes.All(method, Prefix + "DynamicDataAttribute"))
        {
            var given = source.Given();
            rows.AddRange(Attributes.RowsOf(Attributes.FromMember(given.OfType<Type>().FirstOrDefault() ?? type, (string)given[0]!, [])).Select(r => Row(method, r, null, skip)));
        }

        return rows.Count > 0 ? rows : [new TestRow(() => method.Name, [], skip)];
    }

    public void Run(Type type, MethodInfo method, TestRow row, Fixtures fixtures)
    {
        fixtures.Of(type, typeof(Mstest), () => Initialised(type));
        var target = Made(type);
        var expected = Attributes.One(method, Prefix + "ExpectedExceptionAttribute")?.Given()[0] as Type;
        try
        {
            foreach (var before in Attributes.With(type, Prefix + "TestInitializeAttribute"))
                Invocation.Call(target, before);

            Invocation.Call(target, method, row.Arguments);
        }
        catch (Exception thrown) when (expected is not null && thrown.GetType() == expected)
        {
            expected = null;
        }
        finally
        {
            foreach (var after in Attributes.With(type, Prefix + "TestCleanupAttribute").Reverse())
                Invocation.Call(target, after);

            Invocation.TakeDown(target);
        }

        if (expected is not null)
            throw new InvalidOperationException($"Did not throw {expected}.");
    }

    private static object Made(Type type)
    {
        var wanted = type.GetConstructors().Select(c => c.GetParameters()).FirstOrDefault(p => p.Length == 0 || IsContext(p[0].ParameterType)) ?? [];
        var target = Invocation.Make(type, [.. wanted.Select(p => SilentContext.Of(p.ParameterType))]);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && IsContext(p.PropertyType)))
            property.SetValue(target, SilentContext.Of(property.PropertyType));

        return target;
    }

    private static bool IsContext(Type type) => type.FullName == Prefix + "TestContext";

    private static object Initialised(Type type)
    {
        foreach (var once in Attributes.With(type, Prefix + "ClassInitializeAttribute"))
            Invocation.Call(null, once, once.GetParameters().Select(p => IsContext(p.ParameterType) ? SilentContext.Of(p.ParameterType) : null).ToArray());

        return type;
    }

    private static TestRow Row(MethodInfo method, object?[] given, string? name, string? skip) =>
        new(() => name ?? $"{method.Name} ({string.Join(",", given.Select(Written))})", given, skip);

    private static string Written(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char one => $"'{one}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
