using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ouroboros.CSharpHost.Running.Frameworks;

/// <summary>Reads attributes by their names, since the host is built without any test framework.</summary>
internal static class Attributes
{
    private const BindingFlags Anywhere = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy;

    public static CustomAttributeData? One(MemberInfo member, string fullName) => All(member, fullName).FirstOrDefault();

    public static IEnumerable<CustomAttributeData> All(MemberInfo member, string fullName) =>
        member.GetCustomAttributesData().Where(a => a.AttributeType.FullName == fullName);

    /// <summary>On a type or what it derives from.</summary>
    public static CustomAttributeData? Inherited(Type? type, string fullName)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (One(type, fullName) is { } found)
                return found;
        }

        return null;
    }

    public static object? Named(this CustomAttributeData attribute, string name)
    {
        var found = attribute.NamedArguments.FirstOrDefault(n => n.MemberName == name);
        return found.MemberInfo is null ? null : Plain(found.TypedValue);
    }

    /// <summary>The positional arguments; a lone <c>params</c> array is taken apart.</summary>
    public static object?[] Given(this CustomAttributeData attribute)
    {
        var given = attribute.ConstructorArguments;
        var spread = given.Count > 0 && attribute.Constructor.GetParameters()[^1].IsDefined(typeof(ParamArrayAttribute));
        var last = spread ? given[^1].Value is IReadOnlyCollection<CustomAttributeTypedArgument> rest ? rest.Select(Plain) : [null] : [];
        return [.. given.Take(spread ? given.Count - 1 : given.Count).Select(Plain), .. last];
    }

    public static object? Plain(CustomAttributeTypedArgument argument)
    {
        if (argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> many)
        {
            var array = Array.CreateInstance(argument.ArgumentType.GetElementType()!, many.Count);
            var at = 0;
            foreach (var one in many)
                array.SetValue(Plain(one), at++);

            return array;
        }

        return argument.Value is not null && argument.ArgumentType.IsEnum ? Enum.ToObject(argument.ArgumentType, argument.Value) : argument.Value;
    }

    /// <summary>What a member that gives data gives: of a field, a property or a method.</summary>
    public static object? FromMember(Type type, string name, object?[] arguments)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetProperty(name, Anywhere) is { } property)
                return property.GetValue(property.GetMethod!.IsStatic ? null : Activator.CreateInstance(type));

            if (at.GetField(name, Anywhere) is { } field)
                return field.GetValue(field.IsStatic ? null : Activator.CreateInstance(type));

            var method = at.GetMethods(Anywhere).FirstOrDefault(m => m.Name == name && m.GetParameters().Length == arguments.Length)
                ?? at.GetMethods(Anywhere).FirstOrDefault(m => m.Name == name);
            if (method is not null)
                return Invocation.Call(method.IsStatic ? null : Activator.CreateInstance(type), method, arguments);
        }

        throw new InabilityException($"{type} has no {name} that gives data.");
    }

    /// <summary>Each row of some data as arguments.</summary>
    public static IEnumerable<object?[]> RowsOf(object? data)
    {
        foreach (var row in (IEnumerable)data!)
        {
            yield return row switch
            {
                object?[] array => array,
                ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
                not null when Giver(row.GetType()) is { } get => (object?[])get.Invoke(row, null)!,
                not null when row.GetType().GetProperty("Arguments") is { } get && get.GetValue(row) is object?[] arguments => arguments,
                _ => [row],
            };
        }
    }

    // The rows of xunit 3 show theirs only through their interface.
    private static MethodInfo? Giver(Type row) =>
        row.GetMethod("GetData", Type.EmptyTypes) ?? row.GetInterfaces().FirstOrDefault(i => i.FullName == "Xunit.ITheoryDataRow")?.GetMethod("GetData");

    public static IEnumerable<MethodInfo> With(Type type, string fullName) => Lineage(type)
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(m => One(m, fullName) is not null);

    // Those of a base class come first.
    private static IEnumerable<Type> Lineage(Type type) => type.BaseType is { } above ? Lineage(above).Append(type) : [type];
}
