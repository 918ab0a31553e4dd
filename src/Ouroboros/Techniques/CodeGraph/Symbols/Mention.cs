using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>What a name in the text is there for, by the few nodes around it.</summary>
internal sealed class Mention
{
    // A name stands at most so far from what gives it its meaning; a hostile text cannot make the way longer.
    private const int Farthest = 8;
    private const int LongestOwner = 60;

    private readonly SymbolGrammar grammar;

    public Mention(SyntaxNode name, SymbolGrammar grammar)
    {
        this.grammar = grammar;
        var node = Beyond(name);
        if (node.Parent is not { } parent)
            return;

        IsNoReference = IsNameOfDefinition(name, parent) || (node.Field is { } label && grammar.Labels.Contains((parent.Kind, label)))
            || (name.Field == "name" && name.Parent is { } holder && grammar.Labels.Contains((holder.Kind, "name")));
        IsBinding = !IsNoReference && Binds(name);
        if (IsNoReference || IsBinding)
            return;

        var isCall = IsCalled(node, parent);
        if (grammar.Members.TryGetValue(parent.Kind, out var member) && node.Field == member.Name)
        {
            Owner = OwnerIn(parent, member.Owner, isCall);
            node = isCall ? node : Beyond(parent);
            parent = node.Parent ?? parent;
        }

        Kind = isCall || IsCalled(node, parent) ? ReferenceKind.Call : IsBase(node, parent) ? ReferenceKind.Inherit : ReferenceKind.Use;
    }

    public bool IsNoReference { get; }

    public bool IsBinding { get; }

    public string Owner { get; } = "";

    public ReferenceKind Kind { get; } = ReferenceKind.Use;

    private SyntaxNode Beyond(SyntaxNode node)
    {
        for (var step = 0; step < Farthest && node.Parent is { } parent && grammar.Transparent.Contains(parent.Kind); step++)
            node = parent;

        return node;
    }

    private bool IsCalled(SyntaxNode node, SyntaxNode parent) => grammar.Calls.TryGetValue(parent.Kind, out var callee) && node.Field == callee;

    private bool IsBase(SyntaxNode node, SyntaxNode parent) =>
        grammar.Bases.Contains(parent.Kind) || (parent.Field is { } field && grammar.Bases.Contains(field))
        || (grammar.Embeds.Contains(parent.Kind) && node.Field == "type" && parent.Child("name") is null);

    private bool IsNameOfDefinition(SyntaxNode name, SyntaxNode parent) => name.Field == "name" && grammar.Definitions.ContainsKey(parent.Kind);

    private bool Binds(SyntaxNode node)
    {
        for (var step = 0; step < Farthest && node.Parent is { } parent && node.Field != "right"; step++, node = parent)
        {
            if (grammar.Binders.TryGetValue(parent.Kind, out var field) && (field.Length == 0 || node.Field == field))
                return true;

            if (!grammar.Patterns.Contains(parent.Kind))
                return false;
        }

        return false;
    }

    private string OwnerIn(SyntaxNode member, string field, bool isCall)
    {
        if (field.Length == 0 || member.Child(field) is not { } owner)
            return isCall ? "" : SymbolReference.Unknown;

        return owner.Length <= LongestOwner && (grammar.Names.Contains(owner.Kind) || grammar.Selves.Contains(owner.Kind)) ? owner.Text : SymbolReference.Unknown;
    }
}
