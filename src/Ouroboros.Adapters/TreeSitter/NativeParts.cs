using System.Runtime.InteropServices;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>Finds the libraries that the build lays under <c>native/</c> beside the program.</summary>
internal static class NativeParts
{
    public const string Core = "native/libtree-sitter.so";

    private static readonly Lazy<nint> OpenedCore = new(() =>
    {
        var core = Load(Core);
        TreeSitterApi.ouro_ledger_open();
        return core;
    });

    /// <summary>Must come before any other call into tree-sitter: it sets the allocator that counts.</summary>
    public static void Open() => _ = OpenedCore.Value;

    public static nint Load(string name)
    {
        var path = Path.Join(AppContext.BaseDirectory, name);
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception missing) when (missing is DllNotFoundException or BadImageFormatException)
        {
            throw new NativePartMissingException(path, missing);
        }
    }
}

/// <summary>A library that belongs beside the program is not there or does not fit this machine.</summary>
public sealed class NativePartMissingException(string path, Exception cause)
    : Exception($"'{path}' cannot be loaded. Install ouro again; in a clone, run native/build.sh and build again. ({cause.Message})", cause);
