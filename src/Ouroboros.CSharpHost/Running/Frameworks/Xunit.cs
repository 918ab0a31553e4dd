using System.Collections;
using System.Reflection;

namespace Ouroboros.CSharpHost.Running.Frameworks;

/// <summary>xunit 2 and 3: facts and theories, fixtures of classes and collections, asynchronous set-up.</summary>
internal sealed class Xunit : IFlavour
{
    private const string Fact = "Xunit.FactAttribute", Theory = "Xunit.TheoryAttribute";

    private readonly XunitNames names = new();

    public bool Serves(Assembly tests) => tests.GetReferencedAssemblies().Any(r => r.Name!.StartsWith("xunit", StringComparison.OrdinalIgnoreCase))
        && !tests.GetCustomAttributesData().Any(a => a.AttributeType.FullName is "Xunit.TestFrameworkAttribute" || a.AttributeType.FullName!.StartsWith("Xunit.AssemblyFixtureAttribute", StringComparison.Ordinal));

    public IReadOnlyList<TestRow> Rows(Type type, MethodInfo method)
    {
        var fact = Attributes.One(method, Fact) ?? Attributes.One(method, Theory);
        if (fact is null || IsForeign(type, method))
            return [];

        // An explicit test is left out unless it is asked for.
        var skip = fact.Named("Skip") as string ?? (fact.Named("Explicit") is true ? "explicit" : null);
        var name = fact.Named("DisplayName") as string;
        var plain = name ?? method.Name;
        if (fact.AttributeType.FullName == Fact)
            return [new TestRow(() => plain, [], skip)];

        if (skip is not null)
            return [new TestRow(() => plain, [], skip)];

        return [.. Data(type, method).Select(row => new TestRow(() => names.Of(method, plain, row.Values), row.Values, row.Skip))];
    }

    public void Run(Type type, MethodInfo method, TestRow row, Fixtures fixtures)
    {
        var target = method.IsStatic ? null : Make(type, fixtures, type);
        try
        {
            Invocation.Call(target, method, row.Arguments);
        }
        finally
        {
            if (target is not null)
                Invocation.TakeDown(target);
        }
    }

    // What surrounds a test with doings of its own is not understood here.
    private static bool IsForeign(Type type, MethodInfo method) =>
        method.IsGenericMethodDefinition
        || (method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)))
        || method.GetCustomAttributesData().Any(a => a.Named("SkipWhen") is not null || a.Named("SkipUnless") is not null)
        || method.GetCustomAttributesData().Concat(type.GetCustomAttributesData()).Any(a => Derives(a.AttributeType, "BeforeAfterTestAttribute"));

    private static bool Derives(Type? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == name)
                return true;
        }

        return false;
    }

    private static IEnumerable<(object?[] Values, string? Skip)> Data(Type type, MethodInfo method)
    {
        foreach (var data in method.GetCustomAttributesData())
        {
            var skip = data.AttributeType.Namespace == "Xunit" ? data.Named("Skip") as string ?? (data.Named("Explicit") is true ? "explicit" : null) : null;
            switch (data.AttributeType.FullName)
            {
                case "Xunit.InlineDataAttribute":
                    yield return (data.Given(), skip);
                    break;
                case "Xunit.MemberDataAttribute":
                    var given = data.Given();
                    var owner = data.Named("MemberType") as Type ?? type;
                    foreach (var row in Attributes.RowsOf(Attributes.FromMember(owner, (string)given[0]!, given[1..])))
                        yield return (row, skip);

                    break;
                case "Xunit.ClassDataAttribute":
                    foreach (var row in Attributes.RowsOf((IEnumerable)Activator.CreateInstance((Type)data.Given()[0]!)!))
                        yield return (row, skip);

                    break;
                case var _ when Derives(data.AttributeType, "DataAttribute"):
                    throw new InabilityException($"{data.AttributeType} gives data in a way of its own.");
            }
        }
    }

    private object Make(Type type, Fixtures fixtures, Type owner)
    {
        var makers = type.GetConstructors();
        var given = makers.Length == 0 ? [] : makers[0].GetParameters().Select(p => Given(p.ParameterType, owner, fixtures)).ToArray();
        foreach (var shared in Shared(owner))
            fixtures.Of(shared.Owner, shared.Type, () => Make(shared.Type, fixtures, shared.Type));

        var target = Invocation.Make(type, given);
        if (type.GetInterfaces().FirstOrDefault(i => i.FullName == "Xunit.IAsyncLifetime") is { } lifetime)
            Invocation.Call(target, lifetime.GetMethod("InitializeAsync")!);

        return target;
    }

    private object? Given(Type wanted, Type owner, Fixtures fixtures)
    {
        if (wanted.Name == "ITestOutputHelper")
            return Silence.Of(wanted);

        var shared = Shared(owner).FirstOrDefault(s => s.Type == wanted);
        return shared.Type is null
            ? throw new InabilityException($"Nothing here makes a {wanted} for {owner}.")
            : fixtures.Of(shared.Owner, wanted, () => Make(wanted, fixtures, wanted));
    }

    /// <summary>The fixtures a class asks for, by itself or through its collection.</summary>
    private static IEnumerable<(Type Owner, Type Type)> Shared(Type type)
    {
        foreach (var own in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition().FullName == "Xunit.IClassFixture`1"))
            yield return (type, own.GetGenericArguments()[0]);

        var member = type.GetCustomAttributesData().FirstOrDefault(a => a.AttributeType.FullName is "Xunit.CollectionAttribute" || a.AttributeType.FullName!.StartsWith("Xunit.CollectionAttribute`1", StringComparison.Ordinal));
        if (member is null)
            yield break;

        var definition = member.AttributeType.IsGenericType ? member.AttributeType.GetGenericArguments()[0]
            : member.Given()[0] as Type ?? type.Assembly.GetTypes().FirstOrDefault(t => Attributes.One(t, "Xunit.CollectionDefinitionAttribute") is { } d && d.Given() is [string name] && name == member.Given()[0] as string);
        foreach (var shared in definition?.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition().FullName is "Xunit.ICollectionFixture`1" or "Xunit.IClassFixture`1") ?? [])
            yield return (definition!, shared.GetGenericArguments()[0]);
    }
}
