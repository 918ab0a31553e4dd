using System.Globalization;
using System.Text.Json;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript.Instrumenting;

/// <summary>
/// Writes meters into JavaScript and TypeScript: one tick at each function entry and loop turn, so that endless loops end by count and
/// not by clock; for tracing also which lines run and which values names have. It works on the source, before any transformer of the
/// project's sees it, so lines are always the original's.
/// </summary>
/// <param name="checksTypes">Whether TypeScript is checked before it runs, so that the meters must be known to it.</param>
internal sealed class SourceInstrumenter(ISyntaxParser parser, bool checksTypes = false)
{
    // A larger file is a bundle or data; counting in it would cost more than it tells.
    private const int LargestFile = 1 << 20;

    // What is handed through a call is of no known type any more. Only there lines move; nobody reads them then.
    private static byte[] Unchecked => [.. "// @ts-nocheck\n"u8];

    private static readonly HashSet<string> Unmarked =
    [
        "comment", "hash_bang_line", "import_statement", "function_declaration", "generator_function_declaration", "empty_statement",
        "interface_declaration", "type_alias_declaration", "ambient_declaration", "function_signature", "import_alias",
    ];

    public static bool Covers(RepoPath path) =>
        Languages.OfExtension(path.Extension) is { } language && JavaScriptFunctions.IsJavaScript(language)
        && !path.Value.EndsWith(".d.ts", StringComparison.Ordinal) && !path.Value.EndsWith(".min.js", StringComparison.Ordinal);

    /// <summary>Only counts. What does not parse comes back as it is.</summary>
    public byte[] Metered(RepoPath path, byte[] source, CancellationToken cancellationToken) => Instrument(path, source, null, null, cancellationToken);

    /// <summary>Counts, and tells lines and values under the file's number.</summary>
    public byte[] Traced(RepoPath path, byte[] source, int file, CancellationToken cancellationToken) => Instrument(path, source, file, null, cancellationToken);

    /// <summary>Counts, and hands over what names hold wherever somebody watches.</summary>
    public byte[] Watched(RepoPath path, byte[] source, Watches watches, CancellationToken cancellationToken) =>
        Instrument(path, source, null, watches.Concerns(path) ? watches : null, cancellationToken);

    private byte[] Instrument(RepoPath path, byte[] source, int? file, Watches? watches, CancellationToken cancellationToken)
    {
        if (!Covers(path) || source.Length > LargestFile)
            return source;

        try
        {
            var tree = parser.Parse(source, Languages.OfExtension(path.Extension)!.Value, SyntaxLimits.Default, cancellationToken);
            var isChecked = checksTypes && JavaScriptFunctions.IsTyped(path);
            if (tree.Root.HasError)
                return source;

            return watches is null
                ? new Writing(file, isChecked, null).Of(tree)
                : [.. isChecked ? Unchecked : [], .. new Writing(file, false, watches.In(path, tree)).Of(tree)];
        }
        catch (SyntaxLimitException)
        {
            return source;
        }
    }

    private sealed class Writing(int? file, bool isTyped, Action<SyntaxNode, Insertions>? watch)
    {
        private string Tick => Meter('t') + "()";

        private readonly Insertions texts = new();

        public byte[] Of(SyntaxTree tree)
        {
            foreach (var node in tree.Nodes.Where(n => n.IsNamed))
            {
                if (JavaScriptFunctions.Is(node))
                    Function(node);
                else if (node.Kind is "for_statement" or "for_in_statement" or "while_statement" or "do_statement")
                    Loop(node);
                else if (file is not null && node.Kind is "if_statement")
                    Branches(node);

                if (file is not null && node.Kind is "program" or "statement_block" or "switch_case" or "switch_default" && !IsAmbient(node))
                    Statements(node);

                watch?.Invoke(node, texts);
            }

            return texts.Into(tree.Source.Span);
        }

        private void Function(SyntaxNode function)
        {
            var body = function.Child("body")!.Value;
            if (body.Kind == "statement_block")
            {
                // A directive may stand without its semicolon.
                var at = AfterDirectives(body);
                texts.At(at, $"{(at > body.Start + 1 ? ";" : "")}{Tick};{Entry(function)}");
            }
            else
                texts.Around(body.Start, body.End, file is null ? $"({Tick}," : $"({Tick},{Line(body)},", ")");
        }

        private void Loop(SyntaxNode loop)
        {
            if (loop.Child("body") is not { } body)
                return;

            if (body.Kind == "statement_block")
                texts.At(body.Start + 1, $"{Tick};");
            else
                texts.Around(body.Start, body.End, file is null ? $"{{{Tick};" : $"{{{Tick};{Line(body)};", "}");
        }

        private void Branches(SyntaxNode choice)
        {
            var otherwise = choice.Child("alternative")?.NamedChildren.LastOrDefault(c => c.Kind != "comment");
            foreach (var branch in new[] { choice.Child("consequence"), otherwise })
            {
                if (branch is { Tree: not null } body && body.Kind is not ("statement_block" or "function_declaration"))
                    texts.Around(body.Start, body.End, $"{{{Line(body)};", "}");
            }
        }

        private void Statements(SyntaxNode list)
        {
            var directives = list.Kind is "program" || list.Parent is { } p && JavaScriptFunctions.Is(p);
            foreach (var statement in list.NamedChildren.Where(c => list.Kind is not ("switch_case" or "switch_default") || c.Field == "body"))
            {
                directives = directives && (statement.Kind is "comment" or "hash_bang_line" || IsDirective(statement));
                if (directives || Unmarked.Contains(statement.Kind))
                    continue;

                texts.At(statement.Start, $"{Line(statement)};");
                if (statement.Kind is "lexical_declaration" or "variable_declaration")
                    Values(statement);
            }
        }

        private void Values(SyntaxNode declaration)
        {
            var names = declaration.NamedChildren.Where(c => c.Kind == "variable_declarator" && c.Child("value") is { } v && !JavaScriptFunctions.Is(v))
                .Select(c => c.Child("name")).OfType<SyntaxNode>().SelectMany(JavaScriptFunctions.BoundIn).Select(n => n.Text).ToList();
            if (names.Count == 0)
                return;

            var function = declaration.Ancestors.FirstOrDefault(JavaScriptFunctions.Is);
            texts.After(declaration.End, $";{Seen(function, names)}");
        }

        private string Entry(SyntaxNode function)
        {
            if (file is null || JavaScriptFunctions.ParametersOf(function) is not { } parameters)
                return "";

            var names = JavaScriptFunctions.BoundIn(parameters).Select(n => n.Text).Where(n => n != "this").ToList();
            return names.Count == 0 ? "" : Seen(function, names);
        }

        private string Seen(SyntaxNode function, List<string> names)
        {
            var (name, line) = function.Tree is null ? ("", 1) : (JavaScriptFunctions.NameOf(function), function.StartLine);
            var pairs = string.Join(',', names.Select(n => $"{Quoted(n)},{n}"));
            return string.Create(CultureInfo.InvariantCulture, $"{Meter('s')}({file},{line},{Quoted(name)},[{pairs}]);");
        }

        private string Line(SyntaxNode statement)
        {
            // What holds blocks is run only as far as its first one; those tell of themselves.
            var inner = statement.Descendants.FirstOrDefault(d => d.Kind is "statement_block" or "class_body" or "switch_body");
            var last = inner.Tree is null ? statement.EndLine : Math.Max(statement.StartLine, inner.StartLine);
            return string.Create(CultureInfo.InvariantCulture, $"{Meter('l')}({file},{statement.StartLine},{last})");
        }

        // Whatever comes out of a reflection may be called, for all that a checker knows.
        private string Meter(char which) => isTyped ? $"Reflect.get(globalThis,\"__ouro_{which}__\")" : $"__ouro_{which}__";

        private static int AfterDirectives(SyntaxNode body)
        {
            var at = body.Start + 1;
            foreach (var statement in body.NamedChildren)
            {
                if (statement.Kind == "comment")
                    continue;

                if (!IsDirective(statement))
                    break;

                at = statement.End;
            }

            return at;
        }

        private static bool IsDirective(SyntaxNode statement) =>
            statement.Kind == "expression_statement" && statement.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "string" };

        private static bool IsAmbient(SyntaxNode node) => node.Ancestors.Any(a => a.Kind == "ambient_declaration");

        private static string Quoted(string text) => JsonSerializer.Serialize(text, SourceJson.Default.String);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class SourceJson : System.Text.Json.Serialization.JsonSerializerContext;
