using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>Reads what a tree defines and mentions, in one pass over its rows.</summary>
internal sealed class SymbolReader
{
    private const int MostDefinitions = 20_000;
    private const int MostReferences = 100_000;
    private const int LongestName = 100;

    // A thousand definitions in one another would make names of names without end.
    private const int LongestOwner = 400;

    private readonly SyntaxTree tree;
    private readonly SymbolGrammar grammar;
    private readonly List<SymbolDefinition> definitions = [];
    private readonly List<SymbolReference> references = [];
    private readonly List<SymbolImport> imports = [];
    private readonly List<string> spaces = [];
    private readonly BoundNames bound = new();
    private readonly Dictionary<int, string> receivers = [];
    private readonly Stack<(int Definition, int End)> open = [];

    private SymbolReader(SyntaxTree tree) => (this.tree, grammar) = (tree, SymbolGrammars.Of(tree.Language));

    public static FileSymbols Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var reader = new SymbolReader(tree);
        reader.Open(new SymbolDefinition(SymbolKind.File, "", "", 1, Math.Max(1, tree.Root.EndLine), "", -1), int.MaxValue);
        reader.Walk(cancellationToken);
        return new FileSymbols(tree.Language, reader.definitions, reader.References(), reader.imports)
        {
            Spaces = reader.spaces,
            Shortcoming = reader.IsFull ? $"only its first {MostDefinitions:N0} definitions and {MostReferences:N0} mentions are read" : null,
        };
    }

    private bool IsFull => definitions.Count >= MostDefinitions || references.Count >= MostReferences;

    private void Walk(CancellationToken cancellationToken)
    {
        for (var i = 1; i < tree.Count && !IsFull;)
        {
            if (i % 4096 == 0)
                cancellationToken.ThrowIfCancellationRequested();

            var node = new SyntaxNode(tree, i);
            while (node.Start >= open.Peek().End)
                open.Pop();

            i = node.IsNamed && IsTaken(node) ? tree.Row(i).Next : i + 1;
        }
    }

    /// <summary>Whether a node was read with all that stands in it.</summary>
    private bool IsTaken(SyntaxNode node)
    {
        var kind = node.Kind;
        if (grammar.Imports.Contains(kind))
        {
            imports.AddRange(ImportReader.In(node));
            return true;
        }

        if (grammar.Names.Contains(kind))
        {
            Mention(node);
            return true;
        }

        if (grammar.Spaces.Contains(kind))
        {
            NoteSpace(node);
            return kind is "package_declaration" or "package_clause";
        }

        imports.AddRange(ImportReader.InExpression(node));
        if (grammar.Definitions.TryGetValue(kind, out var rule))
            Define(node, rule);

        return false;
    }

    private void NoteSpace(SyntaxNode node)
    {
        var name = node.Child("name") ?? node.NamedChildren.Cast<SyntaxNode?>().LastOrDefault();
        if (name is { Length: <= 200 } space)
            spaces.Add(space.Text);
    }

    private void Define(SyntaxNode node, SymbolKind rule)
    {
        var header = new DefinitionHeader(node, grammar);
        if (header.Name.Length is 0 or > LongestName)
            return;

        var within = open.Peek().Definition;
        var receiver = header.Receiver;
        var owner = receiver.Type ?? definitions[within].QualifiedName;
        if (owner.Length > LongestOwner)
            owner = owner[^LongestOwner..];

        var isMember = receiver.Type is not null || definitions[within].Kind == SymbolKind.Class;
        var kind = rule == SymbolKind.Class ? rule : isMember ? SymbolKind.Method : SymbolKind.Function;
        if (receiver.Name is { } self)
            receivers[definitions.Count] = self;

        Open(
            new SymbolDefinition(
                kind, header.Name, owner.Length == 0 ? header.Name : $"{owner}.{header.Name}", header.StartLine, header.EndLine, header.Signature, within)
            {
                IsProperty = header.IsProperty,
                IsTest = kind != SymbolKind.Class && header.IsTest,
                BodyLine = header.BodyLine,
            },
            node.End);
    }

    private void Open(SymbolDefinition definition, int end)
    {
        open.Push((definitions.Count, end));
        definitions.Add(definition);
    }

    private void Mention(SyntaxNode node)
    {
        var mention = new Mention(node, grammar);
        var within = open.Peek().Definition;
        if (mention.IsNoReference || node.Length is 0 or > LongestName)
            return;

        if (mention.IsBinding)
            bound.Add(within, node.Text);
        else
            references.Add(new SymbolReference(node.Text, OwnerOf(mention, within), mention.Kind, node.StartLine, within));
    }

    private string OwnerOf(Mention mention, int within) =>
        grammar.Selves.Contains(mention.Owner) || (mention.Owner.Length > 0 && receivers.GetValueOrDefault(within) == mention.Owner)
            ? SymbolReference.Self
            : mention.Owner;

    /// <summary>Those that no variable or parameter around them explains.</summary>
    private List<SymbolReference> References() =>
        [.. references.Where(r => r.Owner.Length > 0 || !bound.Explains(r, definitions, imports))];
}
