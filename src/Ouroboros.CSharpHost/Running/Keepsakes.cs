using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost.Running;

/// <summary>
/// All that a loaded program keeps between two runs of a test: what its static fields hold, object by object. Two that are the same say that
/// the runs between left nothing behind that a later one could see.
/// </summary>
internal sealed class Keepsakes
{
    // A program that keeps more is not worth looking through.
    private const int MostObjects = 100_000;
    private const int MostBytes = 4 << 20;

    private const BindingFlags Every = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConditionalWeakTable<Type, FieldInfo[]> Known = [];

    private static readonly Type[] Hiders = [typeof(WeakReference<>), typeof(ConditionalWeakTable<,>), typeof(ThreadLocal<>)];

    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> order = [];
    private readonly Stack<object> open = new();
    private readonly long timers = Timer.ActiveCount;
    private HashCode values;
    private int hash;
    private long bytes;

    private Keepsakes()
    {
    }

    /// <summary>Whether everything was looked at, and nothing runs on by itself.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The fields to look at, or null where some cannot be seen.</summary>
    public static IReadOnlyList<FieldInfo>? FieldsOf(LoadedProgram program)
    {
        var fields = new List<FieldInfo>();
        foreach (var type in program.Assemblies.SelectMany(a => a.GetTypes()).Where(t => !IsMadeUp(t)))
        {
            var own = Kept(type).ToList();
            if (!type.ContainsGenericParameters)
                fields.AddRange(own);
            else if (own.Count > 0 && !own.Exists(f => f.Name.StartsWith(Meter.ListingName, StringComparison.Ordinal)))
                return null;
        }

        return [.. fields, .. program.Kept.SelectMany(Kept)];
    }

    /// <summary>What the fields hold now. To be called on the thread that the tests run on: some fields are each thread's own.</summary>
    public static Keepsakes Of(IReadOnlyList<FieldInfo> fields)
    {
        var found = new Keepsakes();
        foreach (var field in fields)
            found.Note(field.GetValue(null));

        while (found.IsWhole && found.open.TryPop(out var next))
            found.Enter(next);

        found.IsWhole &= ThreadPool.PendingWorkItemCount == 0;
        found.hash = found.values.ToHashCode();
        return found;
    }

    public bool IsLike(Keepsakes other)
    {
        if (!IsWhole || !other.IsWhole || hash != other.hash || timers != other.timers || order.Count != other.order.Count)
            return false;

        for (var i = 0; i < order.Count; i++)
        {
            if (!ReferenceEquals(order[i], other.order[i]))
                return false;
        }

        return true;
    }

    private void Note(object? value)
    {
        switch (value)
        {
            case null:
                values.Add(0);
                break;
            case string text:
                values.Add(text, StringComparer.Ordinal);
                break;
            case Pointer or IntPtr or UIntPtr or Type or MemberInfo or Assembly or Module or ParameterInfo:
                break;
            case ValueType when value.GetType() is { IsPrimitive: true } or { IsEnum: true } || value is decimal:
                values.Add(value);
                break;
            case ValueType:
                Fields(value);
                break;
            default:
                if (seen.Add(value))
                {
                    order.Add(value);
                    open.Push(value);
                    IsWhole &= order.Count <= MostObjects;
                }

                // The same object in another place is another state.
                values.Add(RuntimeHelpers.GetHashCode(value));
                break;
        }
    }

    private void Enter(object value)
    {
        switch (value)
        {
            // What is still at work may change anything at any time.
            case Thread or Timer or Task { IsCompleted: false }:
                IsWhole = false;
                break;

            // What these hold is out of sight.
            case WeakReference:
            case { } hider when hider.GetType() is { IsGenericType: true } type && Hiders.Contains(type.GetGenericTypeDefinition()):
                IsWhole = false;
                break;

            // How it is called changes as the machine warms to it; what it is called on does not.
            case Delegate function:
                foreach (var one in function.GetInvocationList())
                    Note(one.Target);

                break;
            case Array array when array.GetType().GetElementType() is { IsPrimitive: true } && array.Length > 0:
                bytes += Buffer.ByteLength(array);
                IsWhole &= bytes <= MostBytes;
                if (IsWhole)
                    values.AddBytes(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), Buffer.ByteLength(array)));

                break;
            case Array array:
                values.Add(array.Length);
                foreach (var item in array)
                    Note(item);

                break;
            default:
                Fields(value);
                break;
        }
    }

    private void Fields(object value)
    {
        foreach (var field in FieldsWithin(value.GetType()))
            Note(field.GetValue(value));
    }

    private static FieldInfo[] FieldsWithin(Type type) => Known.GetValue(type, static t =>
    {
        var all = new List<FieldInfo>();
        for (var at = t; at is not null; at = at.BaseType)
            all.AddRange(at.GetFields(Every).Where(f => !f.IsStatic && !f.FieldType.IsPointer && !f.FieldType.IsFunctionPointer && !f.FieldType.IsByRefLike));

        return [.. all];
    });

    /// <summary>A type that the compiler made up, to keep functions in that have no state.</summary>
    private static bool IsMadeUp(Type type) =>
        type.FullName == Meter.TypeName || (type.Name.StartsWith('<') && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    private static IEnumerable<FieldInfo> Kept(Type type) => type.GetFields(Every).Where(f => f is { IsStatic: true, IsLiteral: false } && !f.FieldType.IsByRefLike);
}
