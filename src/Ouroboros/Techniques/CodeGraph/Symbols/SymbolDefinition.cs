namespace Ouroboros.Techniques.CodeGraph.Symbols;

public enum SymbolKind
{
    /// <summary>The file itself: what stands in no other definition belongs to it.</summary>
    File,

    /// <summary>Whatever holds members: classes, structs, records, interfaces, enums, named types.</summary>
    Class,
    Function,

    /// <summary>A function of a class, or a property of one.</summary>
    Method,
}

/// <summary>Something that a file defines. Lines count from 1.</summary>
/// <param name="QualifiedName">Within its file, with dots: <c>Invoice.total</c>. Overloads share it.</param>
/// <param name="Signature">Its header on one line, without its body.</param>
/// <param name="Within">Which definition of the file it stands in; the file itself is 0 and stands in -1.</param>
public sealed record SymbolDefinition(
    SymbolKind Kind, string Name, string QualifiedName, int StartLine, int EndLine, string Signature, int Within)
{
    /// <summary>Reading it runs it, so that each use is a call.</summary>
    public bool IsProperty { get; init; }

    /// <summary>Whether its form says that it is a test; whether its file is one of tests is not looked at.</summary>
    public bool IsTest { get; init; }

    /// <summary>Where its body begins; the end where it has none.</summary>
    public int BodyLine { get; init; } = EndLine;
}
