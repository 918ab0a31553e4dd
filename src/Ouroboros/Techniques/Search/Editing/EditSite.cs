using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>A node to be edited, with everything an operator may want to know about its place.</summary>
public sealed class EditSite(SourceUnit unit, SyntaxNode node)
{
    private FunctionFacts? function;
    private bool functionKnown;

    public SourceUnit Unit => unit;

    public SyntaxNode Node => node;

    public FileFacts Facts => unit.Facts;

    public Layout Layout => unit.Layout;

    public FunctionFacts? Function
    {
        get
        {
            if (functionKnown)
                return function;

            functionKnown = true;
            return function = unit.Facts.FunctionAt(node.Start);
        }
    }

    public IReadOnlyList<ScopeName> Scope => Function?.Scope ?? unit.Facts.ModuleScope;

    public Edit Replace(string text, double weight = 1) => Replace(node, text, weight);

    public static Edit Replace(SyntaxNode target, string text, double weight = 1) =>
        new(weight, new Splice(target.Start, target.End, text));

    public static Edit Insert(int at, string text, double weight = 1) => new(weight, new Splice(at, at, text));

    public static Edit Remove(int start, int end, double weight = 1) => new(weight, new Splice(start, end, ""));

    /// <summary>Two nodes change places.</summary>
    public static Edit Swap(SyntaxNode first, SyntaxNode second, double weight = 1) =>
        new(weight, [new Splice(first.Start, first.End, second.Text), new Splice(second.Start, second.End, first.Text)]);

    /// <summary>The type a name has here: as seen at run time, else as its text suggests, else null.</summary>
    public string? TypeOf(string name)
    {
        if (unit.Surroundings.Of(Function, name) is { } seen)
            return seen.Type;

        return Known(name)?.Type;
    }

    public string? TypeOf(ScopeName name) => unit.Surroundings.Of(Function, name.Name)?.Type ?? name.Type;

    public bool IsInScope(string name) => Known(name) is not null;

    private ScopeName? Known(string name) => Function is { } inside ? inside.Named(name) : unit.Facts.AtModule(name);
}
