using System.Text;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>Reads the head of a definition: its name, where it stands, and all before its body.</summary>
internal sealed class DefinitionHeader
{
    private const int LongestSignature = 300;

    private static readonly HashSet<string> Suites = ["test", "it", "describe", "suite", "context"];

    private readonly SyntaxNode node;
    private readonly SymbolGrammar grammar;
    private readonly SyntaxNode whole;
    private readonly SyntaxNode? body;

    // What a test is called where it is a function given to the framework, and by what.
    private readonly (string Name, string Callee)? told;

    public DefinitionHeader(SyntaxNode node, SymbolGrammar grammar)
    {
        (this.node, this.grammar, whole) = (node, grammar, node);
        while (whole.Parent is { } parent && grammar.Wrappers.Contains(parent.Kind))
            whole = parent;

        body = node.Child("body") ?? node.Child("accessors") ?? (grammar.Properties.Contains(node.Kind) ? node.Child("value") : null);
        var isScript = JavaScriptFunctions.IsJavaScript(node.Tree.Language);
        Name = isScript && node.Child("name") is null ? JavaScriptFunctions.NameOf(node) : node.Child("name")?.Text ?? "";
        if (isScript && Name.Length == 0 && Told() is { } test)
        {
            (told, Name) = (test, test.Name);
            whole = node.Parent!.Value.Parent!.Value;
        }
    }

    public string Name { get; }

    public int StartLine => whole.StartLine;

    public int EndLine => Math.Max(node.EndLine, whole.StartLine);

    public int BodyLine => Math.Max(StartLine, body?.StartLine ?? EndLine);

    public string Signature
    {
        get
        {
            // Decorators and attributes stand before the header; a body or a brace ends it.
            var start = whole.Kind == "decorated_definition" ? node.Start : HeadOf(whole);
            var end = Math.Min(body?.Start ?? node.End, start + (4 * LongestSignature));
            var text = OneLine(Encoding.UTF8.GetString(node.Tree.Source.Span[start..Math.Max(start, end)]));
            if (body is null && text.IndexOf('{') is > 0 and var brace)
                text = text[..brace];

            text = text.TrimEnd(' ', '{', ':', ';').TrimEnd();
            text = text.EndsWith("=>", StringComparison.Ordinal) ? text[..^2].TrimEnd() : text;
            return text.Length <= LongestSignature ? text : string.Concat(text.AsSpan(0, LongestSignature), "…");
        }
    }

    public bool IsProperty => grammar.Properties.Contains(node.Kind)
        || (node.Kind == "method_definition" && node.Children.TakeWhile(c => c.Field != "name").Any(c => c.Kind == "get"))
        || (whole.Kind == "decorated_definition" && whole.NamedChildren.Any(c => c.Kind == "decorator" && c.Text.EndsWith("property", StringComparison.Ordinal)));

    public bool IsTest => told?.Callee is "test" or "it" || (grammar.TestPrefix is { } prefix && Name.StartsWith(prefix, StringComparison.Ordinal))
        || node.NamedChildren.TakeWhile(c => c.Field != "name").Where(c => c.Kind is "attribute_list" or "modifiers")
            .SelectMany(c => c.NamedChildren).Any(m => m.Child("name") is { } name && grammar.TestMarks.Contains(name.Text));

    /// <summary>The type that a method of Go belongs to, and what the method calls its object.</summary>
    public (string? Type, string? Name) Receiver
    {
        get
        {
            if (node.Child("receiver") is not { } receiver)
                return (null, null);

            var parts = receiver.Descendants.Take(20).ToArray();
            return (Array.Find(parts, p => p.Kind == "type_identifier") is { Tree: not null } type ? type.Text : null,
                Array.Find(parts, p => p.Kind == "identifier") is { Tree: not null } name ? name.Text : null);
        }
    }

    private static int HeadOf(SyntaxNode whole)
    {
        foreach (var child in whole.Children)
        {
            if (child.Kind is not ("attribute_list" or "decorator" or "comment"))
                return child.Start;
        }

        return whole.Start;
    }

    private (string Name, string Callee)? Told()
    {
        if (node.Parent is not { Kind: "arguments", Parent: { Kind: "call_expression" } call } arguments)
            return null;

        var callee = call.Child("function") is { Kind: "member_expression" } member ? member.Child("object") : call.Child("function");
        var first = arguments.NamedChildren.FirstOrDefault();
        return callee is { Kind: "identifier" } name && Suites.Contains(name.Text) && first is { Tree: not null, Kind: "string" or "template_string", Length: <= 100 }
            ? (OneLine(first.Text.Trim('"', '\'', '`')), name.Text)
            : null;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
