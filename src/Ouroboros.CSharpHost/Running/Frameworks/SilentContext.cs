using System.Reflection;
using System.Reflection.Emit;

namespace Ouroboros.CSharpHost.Running.Frameworks;

/// <summary>Stands in for the context that MSTest gives its tests: takes what is written to it and knows nothing.</summary>
internal static class SilentContext
{
    private static readonly Dictionary<Type, Type> Made = [];

    public static object Of(Type wanted)
    {
        if (!Made.TryGetValue(wanted, out var known))
            Made[wanted] = known = Make(wanted);

        return Activator.CreateInstance(known)!;
    }

    // It is an abstract class, which no proxy of the runtime stands in for.
    private static Type Make(Type wanted)
    {
        var type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("silence"), AssemblyBuilderAccess.Run).DefineDynamicModule("silence")
            .DefineType(nameof(SilentContext), TypeAttributes.Public | TypeAttributes.Class, wanted);
        foreach (var open in wanted.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(m => m.IsAbstract))
        {
            var own = type.DefineMethod(
                open.Name, open.Attributes & ~(MethodAttributes.Abstract | MethodAttributes.NewSlot), open.ReturnType, [.. open.GetParameters().Select(p => p.ParameterType)]);
            Answer(own.GetILGenerator(), open.ReturnType);
            type.DefineMethodOverride(own, open);
        }

        return type.CreateType();
    }

    private static void Answer(ILGenerator code, Type answer)
    {
        if (answer.IsAssignableFrom(typeof(Dictionary<string, object>)))
        {
            code.Emit(OpCodes.Newobj, typeof(Dictionary<string, object>).GetConstructor(Type.EmptyTypes)!);
        }
        else if (answer != typeof(void))
        {
            var nothing = code.DeclareLocal(answer);
            code.Emit(OpCodes.Ldloca, nothing);
            code.Emit(OpCodes.Initobj, answer);
            code.Emit(OpCodes.Ldloc, nothing);
        }

        code.Emit(OpCodes.Ret);
    }
}
