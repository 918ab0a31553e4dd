using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>One language's grammar, loaded on first use, and its idle parsers. A parser serves one thread at a time.</summary>
internal sealed unsafe class Grammar
{
    private static readonly ConcurrentDictionary<Language, Lazy<Grammar>> Loaded = new();

    private readonly ConcurrentBag<ParserHandle> idle = [];

    private Grammar(Language language)
    {
        NativeParts.Open();
        var (file, symbol) = NamesOf(language);
        var export = NativeLibrary.GetExport(NativeParts.Load($"native/libtree-sitter-{file}.so"), "tree_sitter_" + symbol);
        Pointer = ((delegate* unmanaged<nint>)export)();
        Table = ReadTable(Pointer);
    }

    /// <summary>The library's own pointer; it lives as long as the process.</summary>
    public nint Pointer { get; }

    public SyntaxTable Table { get; }

    /// <summary>Errors have a symbol far outside a grammar's own; in the table they come last.</summary>
    public ushort ErrorKind => (ushort)(Table.Kinds.Count - 1);

    public static Grammar Of(Language language) =>
        Loaded.GetOrAdd(language, l => new Lazy<Grammar>(() => new Grammar(l))).Value;

    public ParserHandle Rent() => idle.TryTake(out var parser) ? parser : new ParserHandle(Pointer);

    public void GiveBack(ParserHandle parser) => idle.Add(parser);

    private static (string File, string Symbol) NamesOf(Language language) => language switch
    {
        Language.Python => ("python", "python"),
        Language.JavaScript => ("javascript", "javascript"),
        Language.TypeScript => ("typescript", "typescript"),
        Language.Tsx => ("tsx", "tsx"),
        Language.CSharp => ("c-sharp", "c_sharp"),
        Language.Java => ("java", "java"),
        Language.Go => ("go", "go"),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "No grammar for this language."),
    };

    private static SyntaxTable ReadTable(nint language)
    {
        var kinds = new string[TreeSitterApi.ts_language_symbol_count(language) + 1];
        for (var i = 0; i < kinds.Length - 1; i++)
            kinds[i] = Name(TreeSitterApi.ts_language_symbol_name(language, (ushort)i)) ?? "";

        kinds[^1] = "ERROR";
        var fields = new string?[TreeSitterApi.ts_language_field_count(language) + 1];
        for (var i = 1; i < fields.Length; i++)
            fields[i] = Name(TreeSitterApi.ts_language_field_name_for_id(language, (ushort)i));

        return new SyntaxTable(kinds, fields);
    }

    // Operators by the text compare equal across languages and trees, and the table of C# alone has hundreds.
    private static string? Name(byte* utf8) =>
        utf8 is null ? null : string.Intern(Marshal.PtrToStringUTF8((nint)utf8)!);
}
