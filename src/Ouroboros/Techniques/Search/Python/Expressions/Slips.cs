using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Search.Python.Statements;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>What the hand gets wrong though the head knew: the wrong brackets, the value of something that has none, an item for a row of one.</summary>
internal static class Slips
{
    private static readonly HashSet<string> WithoutValue = ["sort", "reverse", "append", "extend", "insert", "remove", "add", "discard", "update", "clear"];

    private static readonly HashSet<string> Builtin =
        ["len", "range", "list", "tuple", "set", "dict", "sorted", "sum", "max", "min", "abs", "int", "float", "str", "enumerate", "zip", "reversed", "any", "all", "round", "print", "map", "filter"];

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("brackets-to-call", 0.6, ["subscript"], ToCall),
        new("call-to-brackets", 0.5, ["call"], ToBrackets),
        new("value-of-nothing", 0.6, ["call"], OfNothing),
        new("print-to-return", 0.6, ["expression_statement"], PrintToReturn),
        new("row-of-one", 0.4, Kinds.Values, RowOfOne),
        new("order-keep", 0.4, ["call"], KeepOrder),
    ];

    /// <summary><c>row.append[x]</c>, <c>len[row]</c></summary>
    private static IEnumerable<Edit> ToCall(EditSite site)
    {
        if (site.Node.Child("value") is not { } callee || site.Node.Children.FirstOrDefault(c => c.Kind == "[") is not { Tree: not null } opening)
            yield break;

        var isCallable = callee.Kind switch
        {
            "attribute" => callee.Child("attribute") is { } method
                && (CallFamilies.OfMethod(method.Text).Count > 0 || site.Facts.FunctionNamed(method.Text) is { Class: not null }),
            "identifier" => Builtin.Contains(callee.Text) && !site.IsInScope(callee.Text) || site.Scope.Any(n => n.Name == callee.Text && n.Kind == NameKind.Function),
            _ => false,
        };
        if (isCallable)
            yield return new Edit(1, [new Splice(opening.Start, opening.End, "("), new Splice(site.Node.End - 1, site.Node.End, ")")]);
    }

    /// <summary><c>row(0)</c></summary>
    private static IEnumerable<Edit> ToBrackets(EditSite site)
    {
        if (site.Node.Child("function") is not { } callee || site.Node.Child("arguments") is not { Kind: "argument_list" } arguments
            || arguments.NamedChildren.Count() != 1 || arguments.NamedChildren.First().Kind is "keyword_argument" or "list_splat" or "dictionary_splat")
            yield break;

        var isRow = callee.Kind switch
        {
            "identifier" => site.TypeOf(callee.Text) is "list" or "tuple" or "dict" or "str" or "deque" or "defaultdict" or "OrderedDict"
                || site.TypeOf(callee.Text) is null && site.Scope.Any(n => n.Name == callee.Text && n.Kind is NameKind.Parameter or NameKind.Local or NameKind.Loop),
            "subscript" => true,
            _ => false,
        };
        if (isRow)
            yield return new Edit(1, [new Splice(arguments.Start, arguments.Start + 1, "["), new Splice(arguments.End - 1, arguments.End, "]")]);
    }

    /// <summary>A method that changes its object and returns nothing, whose value is used all the same.</summary>
    private static IEnumerable<Edit> OfNothing(EditSite site)
    {
        var node = site.Node;
        if (node.Child("function") is not { Kind: "attribute" } callee || callee.Child("object") is not { } owner || callee.Child("attribute") is not { } method
            || !WithoutValue.Contains(method.Text) || node.Child("arguments") is not { Kind: "argument_list" } arguments || !Kinds.IsFreeValue(node))
            yield break;

        var given = site.Unit.Text(arguments.Start + 1, arguments.End - 1);
        var rest = given.Length == 0 ? "" : $", {given}";
        var pure = method.Text switch
        {
            "sort" => $"sorted({owner.Text}{rest})",
            "reverse" => $"list(reversed({owner.Text}))",
            "append" => $"{Kinds.Tight(owner)} + [{given}]",
            "extend" => $"{Kinds.Tight(owner)} + {given}",
            "add" => $"{Kinds.Tight(owner)} | {{{given}}}",
            "update" => $"{Kinds.Tight(owner)} | {given}",
            _ => null,
        };
        if (pure is not null)
            yield return site.Replace(pure);

        if (Kinds.StatementOf(node) is not { } statement || Kinds.Lines.Of(site.Unit, statement) is not { } own)
            yield break;

        // The change as a statement of its own, then its object in the place of its value.
        yield return new Edit(0.95, [own.Before(node.Text), new Splice(node.Start, node.End, owner.Text)]);
        if (node.Parent is { Kind: "assignment" } assignment)
            yield return new Edit(0.9, new Splice(assignment.Start, assignment.End, node.Text));
    }

    private static IEnumerable<Edit> PrintToReturn(EditSite site)
    {
        var call = site.Node.NamedChildren.FirstOrDefault();
        if (site.Function is null || call.Tree is null || call.Kind != "call" || call.Child("function")?.Text != "print"
            || call.Child("arguments") is not { Kind: "argument_list" } arguments)
            yield break;

        var given = arguments.NamedChildren.Where(a => a.Kind is not ("comment" or "keyword_argument")).ToList();
        if (given.Count == 1)
            yield return new Edit(1, new Splice(call.Start, call.End, $"return {given[0].Text}"));
        else if (given.Count > 1)
            yield return new Edit(0.6, new Splice(call.Start, call.End, $"return {string.Join(", ", given.Select(g => g.Text))}"));
    }

    /// <summary><c>row += x</c> and <c>row + x</c>, where <c>[x]</c> was meant, and the reverse.</summary>
    private static IEnumerable<Edit> RowOfOne(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node) || node.StartLine != node.EndLine)
            yield break;

        if (node.Kind is "list" or "tuple" && node.NamedChildren.Count() == 1 && node.NamedChildren.First().Kind is not ("list_splat" or "comment"))
        {
            yield return site.Replace(node.NamedChildren.First().Text, 0.5);
            yield break;
        }

        var (other, joins) = node.Parent switch
        {
            { Kind: "augmented_assignment" } parent when node.Field == "right" => (parent.Child("left"), parent.Child("operator")?.Text == "+="),
            { Kind: "binary_operator" } parent => (node.Field == "left" ? parent.Child("right") : parent.Child("left"), parent.Child("operator")?.Text == "+"),
            _ => (null, false),
        };
        var type = other is { } beside ? Types.Of(beside) ?? (beside.Kind == "identifier" ? site.TypeOf(beside.Text) : null) : null;
        var own = Types.Of(node) ?? (node.Kind == "identifier" ? site.TypeOf(node.Text) : null);
        if (joins && type is null or "list" or "tuple" && own != type)
        {
            if (type is not "tuple")
                yield return site.Replace($"[{node.Text}]", type is null ? 0.5 : 1);

            if (type is not "list")
                yield return site.Replace($"({node.Text},)", type is null ? 0.25 : 1);
        }
        else if (!joins && node.Kind is "identifier" or "subscript" && node.Parent?.Kind is "return_statement" or "assignment" or "argument_list")
        {
            yield return site.Replace($"[{node.Text}]", own is "list" or "tuple" ? 0.2 : 0.4);
        }
    }

    /// <summary>A set forgets the order that its items had.</summary>
    private static IEnumerable<Edit> KeepOrder(EditSite site)
    {
        if (site.Node.Child("function") is not { Kind: "identifier", Text: "set" } callee || site.Node.Child("arguments") is not { Kind: "argument_list" } arguments
            || arguments.NamedChildren.Count() != 1 || !Kinds.IsRead(site.Node))
            yield break;

        var isListed = site.Node.Parent?.Parent is { Kind: "call" } around && around.Child("function")?.Text is "list" or "tuple" or "sorted";
        yield return new Edit(isListed ? 1 : 0.4, new Splice(callee.Start, callee.End, "dict.fromkeys"));
        if (!isListed)
            yield return new Edit(1, [new Splice(callee.Start, callee.End, "list(dict.fromkeys"), new Splice(site.Node.End, site.Node.End, ")")]);
    }
}
