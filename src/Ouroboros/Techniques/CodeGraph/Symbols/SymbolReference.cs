namespace Ouroboros.Techniques.CodeGraph.Symbols;

public enum ReferenceKind
{
    Call,
    Inherit,

    /// <summary>Any other mention: a value, a type, a member that is read.</summary>
    Use,
}

/// <summary>A name that a file mentions without defining it there.</summary>
/// <param name="Owner">
/// What stands before its dot, where that is one plain name; empty where there is no dot. The object that a method belongs to is
/// <see cref="Self"/> in every language.
/// </param>
/// <param name="Within">Which definition of the file it stands in.</param>
public sealed record SymbolReference(string Name, string Owner, ReferenceKind Kind, int Line, int Within)
{
    public const string Self = "self";

    /// <summary>Stands for what is no plain name, such as the result of a call.</summary>
    public const string Unknown = "?";
}

/// <summary>Something that a file brings in from elsewhere.</summary>
/// <param name="Module">As the language writes it: <c>.money</c>, <c>./window.mjs</c>, <c>Shop.Basket</c>.</param>
/// <param name="Name">What of the module; empty for the module itself, <c>*</c> for all that it has.</param>
/// <param name="Alias">By which name the file knows it; empty where it has none.</param>
public sealed record SymbolImport(string Module, string Name, string Alias, int Line);
