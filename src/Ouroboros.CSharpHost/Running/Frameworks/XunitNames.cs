using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Ouroboros.CSharpHost.Running.Frameworks;

/// <summary>Writes the arguments of a theory as xunit does, by xunit's own code.</summary>
internal sealed class XunitNames
{
    private Func<MethodInfo, string, object?[], string>? own;

    public string Of(MethodInfo method, string plain, object?[] arguments)
    {
        own ??= Second() ?? Third() ?? Simply;
        try
        {
            return own(method, plain, arguments);
        }
        catch (Exception)
        {
            // A value that cannot even be written: the test keeps a name that no report holds, and runs the slow way.
            return Simply(method, plain, arguments);
        }
    }

    private static Func<MethodInfo, string, object?[], string>? Second()
    {
        if (Library("xunit.execution.dotnet") is not { } library)
            return null;

        var wrap = library.GetType("Xunit.Sdk.Reflector")?.GetMethods().FirstOrDefault(m => m.Name == "Wrap" && m.GetParameters()[0].ParameterType == typeof(MethodInfo));
        var write = library.GetType("Xunit.Sdk.TypeUtility")?.GetMethod("GetDisplayNameWithArguments");
        return wrap is null || write is null ? null : (method, plain, arguments) => (string)write.Invoke(null, [wrap.Invoke(null, [method]), plain, arguments, null])!;
    }

    // Not documented for runners of others; should another version name it otherwise, names with data are written simply.
    private static Func<MethodInfo, string, object?[], string>? Third()
    {
        var write = Library("xunit.v3.common")?.GetType("Xunit.Sdk.ReflectionExtensions")
            ?.GetMethod("GetDisplayNameWithArguments", [typeof(MethodInfo), typeof(string), typeof(object[]), typeof(Type[])]);
        return write is null ? null : (method, plain, arguments) => (string)write.Invoke(null, [method, plain, arguments, null])!;
    }

    private static Assembly? Library(string name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Simply(MethodInfo method, string plain, object?[] arguments)
    {
        var parameters = method.GetParameters();
        return $"{plain}({string.Join(", ", arguments.Select((a, i) => $"{(i < parameters.Length ? parameters[i].Name : "???")}: {Written(a)}"))})";
    }

    private static string Written(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char one => $"'{one}'",
        bool truth => truth ? "True" : "False",
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? "",
    };
}
