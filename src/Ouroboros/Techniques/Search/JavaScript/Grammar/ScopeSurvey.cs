using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

/// <summary>Finds a file's functions and which names each of them sees: parameters, let, const, var, destructured ones, imports, closures.</summary>
internal sealed class ScopeSurvey
{
    private readonly List<Entry> functions = [];
    private readonly Entry module = new(default, null);

    public ScopeSurvey(SyntaxTree tree)
    {
        var open = new Stack<Entry>([module]);
        foreach (var node in tree.Nodes)
        {
            while (open.Count > 1 && open.Peek().Node.End <= node.Start)
                open.Pop();

            if (JavaScriptFunctions.Is(node))
            {
                var entry = new Entry(node, open.Peek());
                if (node.Kind is "function_declaration" or "generator_function_declaration" && node.Child("name") is { } own)
                    open.Peek().Bind(own, NameKind.Function, "function", null);

                functions.Add(entry);
                open.Push(entry);
                if (JavaScriptFunctions.ParametersOf(node) is { } parameters)
                    Parameters(entry, parameters);
            }
            else
            {
                Note(node, open.Peek());
            }
        }

        ModuleScope = module.Names();
        Functions = [.. functions.Select(ToFacts)];
    }

    public IReadOnlyList<ScopeName> ModuleScope { get; }

    public IReadOnlyList<FunctionFacts> Functions { get; }

    private static void Parameters(Entry entry, SyntaxNode parameters)
    {
        foreach (var name in JavaScriptFunctions.BoundIn(parameters))
        {
            var holder = name.Parent;
            var type = holder?.Kind is "required_parameter" or "optional_parameter" ? Types.OfAnnotation(holder.Value.Child("type"))
                : holder?.Kind == "assignment_pattern" ? Types.Of(holder.Value.Child("right")) : null;
            entry.Bind(name, NameKind.Parameter, type is "null" or "undefined" ? null : type, null);
        }
    }

    private static void Note(SyntaxNode node, Entry inner)
    {
        switch (node.Kind)
        {
            case "variable_declarator" when node.Child("name") is { } pattern:
                Declare(node, pattern, inner);
                break;
            case "for_in_statement" when node.Child("left") is { } left && node.Child("kind") is not null:
                foreach (var name in JavaScriptFunctions.BoundIn(left))
                    inner.Bind(name, NameKind.Loop, null, node);

                break;
            case "catch_clause" when node.Child("parameter") is { } caught:
                foreach (var name in JavaScriptFunctions.BoundIn(caught))
                    inner.Bind(name, NameKind.Local, "Error", node);

                break;
            case "class_declaration" when node.Child("name") is { } name:
                inner.Bind(name, NameKind.Class, "function", null);
                break;
            case "import_specifier":
                if ((node.Child("alias") ?? node.Child("name")) is { } imported)
                    inner.Bind(imported, NameKind.Import, null, null);

                break;
            case "import_clause" or "namespace_import":
                foreach (var name in node.NamedChildren.Where(c => c.Kind == "identifier"))
                    inner.Bind(name, NameKind.Import, null, null);

                break;
            case "identifier" or "shorthand_property_identifier":
                inner.Mention(node.Text, node.StartLine);
                break;
            default:
                break;
        }
    }

    private static void Declare(SyntaxNode declarator, SyntaxNode pattern, Entry inner)
    {
        var value = declarator.Child("value");
        var required = value is { Kind: "call_expression" } call && call.Child("function")?.Text == "require";
        var isFunction = value is { } v && JavaScriptFunctions.Is(v);
        var block = declarator.Parent?.Kind == "lexical_declaration"
            ? declarator.Ancestors.FirstOrDefault(a => a.Kind is "statement_block" or "for_statement" or "program" or "switch_body") : default;

        // A block that is a function's whole body is seen by all of the function.
        var within = block.Tree is null || block.Kind == "program" || (block.Parent is { } up && JavaScriptFunctions.Is(up)) ? (SyntaxNode?)null : block;
        var loop = declarator.Parent?.Parent?.Kind == "for_statement" && declarator.Parent.Value.Field == "initializer";
        foreach (var name in JavaScriptFunctions.BoundIn(pattern))
        {
            var kind = required ? NameKind.Import : isFunction ? NameKind.Function : loop ? NameKind.Loop : NameKind.Local;
            var type = pattern.Kind == "identifier" ? Types.OfAnnotation(declarator.Child("type")) ?? Types.Of(value) : null;
            inner.Bind(name, kind, type is "null" or "undefined" ? null : type, within);
        }
    }

    private FunctionFacts ToFacts(Entry entry)
    {
        var scope = entry.Names();
        var known = scope.Select(n => n.Name).ToHashSet();
        for (var outer = entry.Outer; outer is not null; outer = outer.Outer)
            scope.AddRange(outer.Names().Where(n => known.Add(n.Name)).Select(n => entry.SeenHere(n, outer == module)));

        var owner = entry.Node.Ancestors.FirstOrDefault(a => a.Kind is "class_declaration" or "class");
        var className = entry.Node.Kind == "method_definition" && owner.Tree is not null ? owner.Child("name")?.Text ?? "" : null;
        var parameters = JavaScriptFunctions.ParametersOf(entry.Node) is { } list ? Read(list) : [];
        var generator = entry.Node.Kind.StartsWith("generator", StringComparison.Ordinal) || entry.Node.Children.Any(c => c.Kind == "*");
        return new FunctionFacts(
            entry.Node, JavaScriptFunctions.NameOf(entry.Node), className, parameters, entry.Node.Child("body")!.Value, generator, scope);
    }

    private static IReadOnlyList<Parameter> Read(SyntaxNode list)
    {
        if (list.Kind == "identifier")
            return [new Parameter(list.Text, null, null)];

        return
        [
            .. list.NamedChildren.Where(c => c.Kind != "comment").Select(c =>
            {
                var pattern = c.Kind is "required_parameter" or "optional_parameter" ? c.Child("pattern") ?? c : c;
                return pattern.Kind switch
                {
                    "assignment_pattern" => new Parameter(pattern.Child("left")?.Text ?? "", pattern.Child("right")?.Text, null),
                    "rest_pattern" => new Parameter(pattern.NamedChildren.FirstOrDefault().Text, null, "*"),
                    _ => new Parameter(pattern.Text, c.Child("value")?.Text, null),
                };
            }),
        ];
    }

    private sealed class Entry(SyntaxNode node, Entry? outer)
    {
        private readonly Dictionary<string, (NameKind Kind, string? Type, SyntaxNode? Within)> bound = [];
        private readonly Dictionary<string, List<int>> lines = [];

        public SyntaxNode Node => node;

        public Entry? Outer => outer;

        public void Bind(SyntaxNode name, NameKind kind, string? type, SyntaxNode? within)
        {
            var text = name.Text;
            if (!bound.TryGetValue(text, out var known))
                bound[text] = (kind, type, within);
            else
                bound[text] = (known.Kind, known.Type ?? type, null);

            Mention(text, name.StartLine);
        }

        public void Mention(string name, int line)
        {
            if (!lines.TryGetValue(name, out var list))
                lines[name] = list = [];

            if (list.Count == 0 || list[^1] != line)
                list.Add(line);
        }

        public List<ScopeName> Names() =>
            [.. bound.Select(b => new ScopeName(b.Key, b.Value.Kind, b.Value.Type, lines[b.Key]) { Within = b.Value.Within })];

        public ScopeName SeenHere(ScopeName outerName, bool ofModule) => outerName with
        {
            Lines = lines.TryGetValue(outerName.Name, out var here) ? here : outerName.Lines,
            Kind = ofModule && outerName.Kind is NameKind.Local or NameKind.Loop ? NameKind.Constant : outerName.Kind,
        };
    }
}
