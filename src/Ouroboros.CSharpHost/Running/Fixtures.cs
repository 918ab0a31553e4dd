using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Ouroboros.CSharpHost.Running;

/// <summary>Objects that several tests of one program share, made on first use and taken down at the end.</summary>
internal sealed class Fixtures
{
    private readonly Dictionary<(Type Owner, Type Type), object> made = [];
    private readonly Dictionary<(Type Owner, Type Type), Exception> failed = [];
    private readonly List<object> order = [];

    public object Of(Type owner, Type type, Func<object> make)
    {
        if (made.TryGetValue((owner, type), out var known))
            return known;

        if (failed.TryGetValue((owner, type), out var before))
            ExceptionDispatchInfo.Throw(before);

        try
        {
            var fixture = made[(owner, type)] = make();
            order.Add(fixture);
            return fixture;
        }
        catch (Exception thrown)
        {
            failed[(owner, type)] = thrown;
            throw;
        }
    }

    /// <summary>Last made, first gone. What goes wrong here is no test's verdict.</summary>
    public void TakeDown()
    {
        foreach (var fixture in Enumerable.Reverse(order))
        {
            try
            {
                Invocation.TakeDown(fixture);
            }
            catch (Exception)
            {
                // The framework would only tell it as a note at the end.
            }
        }
    }
}

/// <summary>Calls by reflection, as test frameworks make them.</summary>
internal static class Invocation
{
    private const BindingFlags Plainly = BindingFlags.DoNotWrapExceptions;

    public static object? Call(object? target, MethodInfo method, params object?[] arguments) =>
        Awaited(method.Invoke(target, Plainly, null, Given(method, arguments), null));

    public static object Make(Type type, params object?[] arguments)
    {
        var maker = type.GetConstructors().FirstOrDefault(c => c.GetParameters().Length == arguments.Length)
            ?? throw new InabilityException($"Nothing here makes a {type}.");
        return maker.Invoke(Plainly, null, arguments, null);
    }

    public static void TakeDown(object target)
    {
        if (target is IAsyncDisposable late)
            late.DisposeAsync().AsTask().GetAwaiter().GetResult();
        else if (target.GetType().GetInterfaces().FirstOrDefault(i => i.FullName == "Xunit.IAsyncLifetime") is { } lifetime && lifetime.GetMethod("DisposeAsync") is { } end)
            Awaited(end.Invoke(target, Plainly, null, null, null));

        if (target is IDisposable disposable)
            disposable.Dispose();
    }

    public static object? Awaited(object? result)
    {
        switch (result)
        {
            case Task task:
                task.GetAwaiter().GetResult();
                return task.GetType().IsGenericType ? task.GetType().GetProperty("Result")?.GetValue(task) : null;
            case ValueTask task:
                task.AsTask().GetAwaiter().GetResult();
                return null;
            case not null when result.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>):
                return Awaited(type.GetMethod("AsTask")!.Invoke(result, null));
            default:
                return result;
        }
    }

    private static object?[] Given(MethodInfo method, object?[] arguments)
    {
        try
        {
            return Fitted(method, arguments);
        }
        catch (Exception thrown) when (thrown is FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw new InabilityException($"The arguments of {method.Name} cannot be made here: {thrown.Message}");
        }
    }

    /// <summary>Values as the parameters want them: numbers widened, enums made, what is missing filled in.</summary>
    private static object?[] Fitted(MethodInfo method, object?[] arguments)
    {
        var parameters = method.GetParameters();
        var fitted = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i == parameters.Length - 1 && parameters[i].IsDefined(typeof(ParamArrayAttribute)) && !(arguments.Length == parameters.Length && parameters[i].ParameterType.IsInstanceOfType(arguments[i])))
                fitted[i] = Rest(parameters[i].ParameterType.GetElementType()!, arguments[Math.Min(i, arguments.Length)..]);
            else
                fitted[i] = i < arguments.Length ? Fitted(arguments[i], parameters[i].ParameterType) : parameters[i].HasDefaultValue ? parameters[i].DefaultValue : null;

            if (!Fits(fitted[i], parameters[i].ParameterType))
                throw new InabilityException($"Nothing here makes a {fitted[i]!.GetType()} the {parameters[i].ParameterType} that {method.Name} wants.");
        }

        return fitted;
    }

    // The runtime itself gives a value type that has no value its default.
    private static bool Fits(object? value, Type type) => value is null || type.IsByRef || type.IsPointer || (Nullable.GetUnderlyingType(type) ?? type).IsInstanceOfType(value);

    private static Array Rest(Type of, object?[] values)
    {
        var array = Array.CreateInstance(of, values.Length);
        for (var i = 0; i < values.Length; i++)
            array.SetValue(Fitted(values[i], of), i);

        return array;
    }

    public static object? Fitted(object? value, Type type)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || wanted.IsInstanceOfType(value))
            return value;

        if (wanted.IsEnum)
            return value is string name ? Enum.Parse(wanted, name) : Enum.ToObject(wanted, value);

        return (value, wanted) switch
        {
            (string text, _) when wanted == typeof(Guid) => Guid.Parse(text),
            (string text, _) when wanted == typeof(DateTime) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            (string text, _) when wanted == typeof(DateTimeOffset) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            (string text, _) when wanted == typeof(decimal) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            (string text, _) when wanted == typeof(TimeSpan) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            (string text, _) when wanted == typeof(DateOnly) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            (IConvertible number, _) when wanted.IsPrimitive || wanted == typeof(decimal) => Convert.ChangeType(number, wanted, System.Globalization.CultureInfo.InvariantCulture),
            (object?[] many, _) when wanted.IsArray => Rest(wanted.GetElementType()!, many),
            _ => value,
        };
    }
}
