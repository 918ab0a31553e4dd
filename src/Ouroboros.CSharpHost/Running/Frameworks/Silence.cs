using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Ouroboros.CSharpHost.Running.Frameworks;

/// <summary>Stands in where a test wants somebody to write to.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "A proxy is derived from it at run time.")]
internal class Silence : DispatchProxy
{
    public static object Of(Type wanted) => Create(wanted, typeof(Silence));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.ReturnType == typeof(string) ? "" : null;
}
