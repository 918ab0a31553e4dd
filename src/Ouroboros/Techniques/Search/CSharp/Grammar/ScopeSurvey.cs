using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

/// <summary>Who can read which names where: parameters, locals by block, members of the type around, types of the file.</summary>
internal sealed class ScopeSurvey
{
    private readonly Dictionary<int, Dictionary<string, Bound>> functions = [];
    private readonly Dictionary<int, Dictionary<string, Bound>> types = [];
    private readonly Dictionary<string, Bound> file = [];
    private readonly Dictionary<(int Function, string Name), List<int>> lines = [];
    private readonly List<SyntaxNode> order = [];

    public ScopeSurvey(SyntaxTree tree)
    {
        var open = new Stack<SyntaxNode>();
        foreach (var node in tree.Nodes.Where(n => n.IsNamed))
        {
            while (open.TryPeek(out var top) && top.End <= node.Start)
                open.Pop();

            Note(node, open);
            if (Forms.IsFunction(node) || Forms.IsType(node))
            {
                open.Push(node);
                if (Forms.IsType(node))
                    types[node.Index] = [];
                else
                {
                    functions[node.Index] = [];
                    order.Add(node);
                }
            }
        }

        Functions = [.. order.Select(ToFacts)];
        ModuleScope = [.. file.Select(b => Named(b.Key, b.Value, [b.Value.Line]))];
    }

    public IReadOnlyList<FunctionFacts> Functions { get; }

    public IReadOnlyList<ScopeName> ModuleScope { get; }

    private void Note(SyntaxNode node, Stack<SyntaxNode> open)
    {
        switch (node.Kind)
        {
            case "identifier":
                foreach (var function in open.Where(o => functions.ContainsKey(o.Index)))
                    Mention(function.Index, node.Text, node.StartLine);

                break;
            case "class_declaration" or "struct_declaration" or "record_declaration" or "enum_declaration" or "interface_declaration" when node.Child("name") is { } name:
                file.TryAdd(name.Text, new Bound(NameKind.Class, null, null, name.StartLine));
                break;
            case "parameter" when node.Child("name") is { } name:
                Bind(open, name, node.Parent?.Parent is { } holder && Forms.IsType(holder) ? NameKind.Constant : NameKind.Parameter, node.Child("type")?.Text, LambdaAround(node));
                break;
            case "implicit_parameter":
                Bind(open, node, NameKind.Parameter, null, LambdaAround(node));
                break;
            case "variable_declarator" when node.Child("name") is { } name:
                Declarator(node, name, open);
                break;
            case "foreach_statement" when node.Child("left") is { Kind: "identifier" } left:
                Bind(open, left, NameKind.Loop, Written(node.Child("type")), node);
                break;
            case "declaration_expression" or "declaration_pattern" or "recursive_pattern" or "catch_declaration" or "var_pattern" when node.Child("name") is { Kind: "identifier" } name:
                Bind(open, name, NameKind.Local, Written(node.Child("type")), BlockAround(node));
                break;
            case "property_declaration" when node.Child("name") is { } name:
                Member(open, name, NameKind.Constant, node.Child("type")?.Text);
                break;
            case "method_declaration" when node.Child("name") is { } name:
                Member(open, name, NameKind.Function, node.Child("returns")?.Text);
                break;
            case "local_function_statement" when node.Child("name") is { } name:
                Bind(open, name, NameKind.Function, node.Child("type")?.Text, BlockAround(node));
                break;
            default:
                break;
        }
    }

    private void Declarator(SyntaxNode node, SyntaxNode name, Stack<SyntaxNode> open)
    {
        var declaration = node.Parent;
        var type = Written(declaration?.Child("type")) ?? Kinds.Of(Forms.InitialOf(node));
        if (declaration?.Parent?.Kind == "field_declaration")
            Member(open, name, NameKind.Constant, type);
        else
            Bind(open, name, declaration?.Parent?.Kind == "for_statement" ? NameKind.Loop : NameKind.Local, type, declaration?.Parent?.Kind is "for_statement" or "using_statement" ? declaration.Value.Parent : BlockAround(node));
    }

    private static string? Written(SyntaxNode? type) => type is null or { Kind: "implicit_type" } ? null : type.Value.Text;

    private void Bind(Stack<SyntaxNode> open, SyntaxNode name, NameKind kind, string? type, SyntaxNode? within)
    {
        if (!open.TryPeek(out var inner))
            return;

        var bound = new Bound(kind, type, within, name.StartLine);
        if (functions.TryGetValue(inner.Index, out var own))
        {
            // Two blocks may each have one of that name.
            own[name.Text] = own.TryGetValue(name.Text, out var before) ? before with { Within = null, Type = before.Type == type ? type : null } : bound;
            Mention(inner.Index, name.Text, name.StartLine);
        }
        else
        {
            Member(open, name, kind, type);
        }
    }

    private void Member(Stack<SyntaxNode> open, SyntaxNode name, NameKind kind, string? type)
    {
        if (open.FirstOrDefault(o => types.ContainsKey(o.Index)) is { Tree: not null } owner)
            types[owner.Index].TryAdd(name.Text, new Bound(kind, type, null, name.StartLine));
    }

    private void Mention(int function, string name, int line)
    {
        if (!lines.TryGetValue((function, name), out var list))
            lines[(function, name)] = list = [];

        if (list.Count == 0 || list[^1] != line)
            list.Add(line);
    }

    private FunctionFacts ToFacts(SyntaxNode node)
    {
        var scope = functions[node.Index].Select(b => Seen(node, b.Key, b.Value)).ToList();
        var known = scope.Select(n => n.Name).ToHashSet();
        string? type = null;
        foreach (var up in node.Ancestors)
        {
            if (functions.TryGetValue(up.Index, out var outer))
                scope.AddRange(outer.Where(b => known.Add(b.Key)).Select(b => Seen(node, b.Key, b.Value)));

            if (!types.TryGetValue(up.Index, out var members))
                continue;

            type ??= up.Child("name")?.Text;
            scope.AddRange(members.Where(b => known.Add(b.Key)).Select(b => Seen(node, b.Key, b.Value)));
        }

        scope.AddRange(file.Where(b => known.Add(b.Key)).Select(b => Seen(node, b.Key, b.Value)));
        var parameters = node.Child("parameters")?.NamedChildren.Where(c => c.Kind == "parameter").Select(p => new Parameter(p.Child("name")?.Text ?? "", Forms.InitialOf(p)?.Text, null)).ToList() ?? [];
        var body = Forms.BodyOf(node)!.Value;
        return new FunctionFacts(node, NameOf(node), type, parameters, body, body.Descendants.Any(d => d.Kind == "yield_statement"), scope);
    }

    private ScopeName Seen(SyntaxNode function, string name, Bound bound) =>
        Named(name, bound, lines.TryGetValue((function.Index, name), out var here) ? here : [bound.Line]);

    private static ScopeName Named(string name, Bound bound, IReadOnlyList<int> lines) => new(name, bound.Kind, bound.Type, lines) { Within = bound.Within };

    private static string NameOf(SyntaxNode node) => node.Child("name")?.Text ?? (node.Kind == "indexer_declaration" ? "this" : Forms.OperatorOf(node)?.Text ?? "");

    private static SyntaxNode? LambdaAround(SyntaxNode node)
    {
        foreach (var up in node.Ancestors)
        {
            if (up.Kind == "lambda_expression")
                return up;

            if (Forms.IsFunction(up) || Forms.IsType(up))
                return null;
        }

        return null;
    }

    // A block that is a function's whole body is seen by all of the function.
    private static SyntaxNode? BlockAround(SyntaxNode node)
    {
        foreach (var up in node.Ancestors)
        {
            if (up.Kind is "block" or "switch_section" or "lambda_expression")
                return up.Parent is { } holder && Forms.IsFunction(holder) ? null : up;

            if (Forms.IsFunction(up))
                return null;
        }

        return null;
    }

    private sealed record Bound(NameKind Kind, string? Type, SyntaxNode? Within, int Line);
}
