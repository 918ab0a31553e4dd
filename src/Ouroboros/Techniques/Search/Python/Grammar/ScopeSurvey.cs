using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

/// <summary>Finds a Python file's functions and which names each of them sees.</summary>
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

            if (node.Kind == "function_definition" && node.Child("body") is not null)
            {
                var entry = new Entry(node, open.Peek());
                functions.Add(entry);
                open.Push(entry);
            }
            else if (node.Kind == "identifier")
            {
                Note(node, open);
            }
            else if (node.Kind == "yield")
            {
                open.Peek().IsGenerator = true;
            }
        }

        ModuleScope = module.Names();
        Functions = [.. functions.Select(ToFacts)];
    }

    public IReadOnlyList<ScopeName> ModuleScope { get; }

    public IReadOnlyList<FunctionFacts> Functions { get; }

    private static void Note(SyntaxNode node, Stack<Entry> open)
    {
        var inner = open.Peek();
        var text = node.Text;
        switch (Identifiers.RoleOf(node))
        {
            case NameRole.Read:
                inner.Mention(text, node.StartLine);
                foreach (var around in open)
                    around.Read(text);

                break;
            case NameRole.Written or NameRole.Imported:
                if (!IsInClassBody(node))
                    inner.Bind(node, KindOfWritten(node), TypeOfWritten(node));

                break;
            case NameRole.Declared when node.Parent is { } parent:
                Declare(node, parent, open);
                break;
            default:
                break;
        }
    }

    private static void Declare(SyntaxNode node, SyntaxNode parent, Stack<Entry> open)
    {
        var inner = open.Peek();
        switch (parent.Kind)
        {
            // The function is open already when its own name is met; the name belongs outside.
            case "function_definition":
                if (inner.Node.Index == parent.Index && inner.Outer is { } outer && !IsInClassBody(parent))
                    outer.Bind(node, NameKind.Function, "function");

                break;
            case "class_definition":
                inner.Bind(node, NameKind.Class, "type");
                break;
            case "global_statement" or "nonlocal_statement":
                break;
            default:
                inner.Bind(node, NameKind.Parameter, TypeOfParameter(node, parent));
                break;
        }
    }

    private static bool IsInClassBody(SyntaxNode node)
    {
        foreach (var up in node.Ancestors)
        {
            if (up.Kind is "function_definition" or "lambda" || up.Kind.EndsWith("comprehension", StringComparison.Ordinal))
                return false;

            if (up.Kind == "class_definition")
                return true;
        }

        return false;
    }

    private static NameKind KindOfWritten(SyntaxNode node) =>
        Identifiers.RoleOf(node) == NameRole.Imported ? NameKind.Import
        : node.Ancestors.TakeWhile(a => a.Kind != "block").Any(a => a.Kind is "for_statement" or "for_in_clause") ? NameKind.Loop
        : NameKind.Local;

    private static string? TypeOfWritten(SyntaxNode node) => node.Parent is not { } parent ? null : parent.Kind switch
    {
        "assignment" or "named_expression" => parent.Child("type")?.Text ?? Types.Of(parent.Child("right") ?? parent.Child("value")),
        "for_statement" or "for_in_clause" => Types.OfItem(parent.Child("right")),
        _ => null,
    };

    private static string? TypeOfParameter(SyntaxNode node, SyntaxNode parent) =>
        node.Text is "self" or "cls" ? "self" : parent.Child("type")?.Text ?? Types.Of(parent.Child("value")) switch
        {
            "NoneType" => null,
            var type => type,
        };

    private FunctionFacts ToFacts(Entry entry)
    {
        var scope = entry.Names();
        var known = scope.Select(n => n.Name).ToHashSet();
        for (var outer = entry.Outer; outer is not null; outer = outer.Outer)
            scope.AddRange(outer.Names().Where(n => known.Add(n.Name)).Select(n => entry.SeenHere(n, outer == module)));

        var owner = entry.Node.Ancestors.FirstOrDefault(a => a.Kind is "class_definition" or "function_definition");
        var className = owner.Tree is not null && owner.Kind == "class_definition" ? owner.Child("name")?.Text : null;
        return new FunctionFacts(
            entry.Node, entry.Node.Child("name")?.Text ?? "", className, Parameters.Of(entry.Node), entry.Node.Child("body")!.Value,
            entry.IsGenerator, scope);
    }

    private sealed class Entry(SyntaxNode node, Entry? outer)
    {
        private readonly Dictionary<string, (NameKind Kind, string? Type, SyntaxNode? Within)> bound = [];
        private readonly Dictionary<string, List<int>> lines = [];
        private readonly HashSet<string> read = [];

        public SyntaxNode Node => node;

        public Entry? Outer => outer;

        public bool IsGenerator { get; set; }

        public void Bind(SyntaxNode name, NameKind kind, string? type)
        {
            var text = name.Text;
            if (!bound.TryGetValue(text, out var known))
                bound[text] = (kind, type, Identifiers.OnlyWithin(name));
            else if (known.Type is null or "NoneType" && type is not null)
                bound[text] = known with { Type = type };

            Mention(text, name.StartLine);
        }

        public void Mention(string name, int line)
        {
            if (!lines.TryGetValue(name, out var list))
                lines[name] = list = [];

            if (list.Count == 0 || list[^1] != line)
                list.Add(line);
        }

        /// <summary>Here, or in a function inside this one.</summary>
        public void Read(string name) => read.Add(name);

        public List<ScopeName> Names() =>
            [.. bound.Select(b => new ScopeName(b.Key, b.Value.Kind, b.Value.Type, lines[b.Key]) { Within = b.Value.Within, IsIdle = !read.Contains(b.Key) })];

        public ScopeName SeenHere(ScopeName outerName, bool ofModule) => outerName with
        {
            Lines = lines.TryGetValue(outerName.Name, out var here) ? here : outerName.Lines,
            Kind = ofModule && outerName.Kind is NameKind.Local or NameKind.Loop ? NameKind.Constant : outerName.Kind,
        };
    }
}
