using System.Text;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

internal sealed unsafe class TreeSitterQuery : ISyntaxQuery
{
    private readonly Language language;
    private readonly Grammar grammar;
    private readonly QueryHandle query;
    private readonly string[] captureNames;
    private readonly QueryPredicate[][] predicates;

    public TreeSitterQuery(Language language, Grammar grammar, QueryHandle query)
    {
        this.language = language;
        this.grammar = grammar;
        this.query = query;
        captureNames = new string[TreeSitterApi.ts_query_capture_count(query)];
        for (var i = 0u; i < captureNames.Length; i++)
        {
            uint length;
            captureNames[i] = Encoding.UTF8.GetString(TreeSitterApi.ts_query_capture_name_for_id(query, i, &length), (int)length);
        }

        predicates = new QueryPredicate[TreeSitterApi.ts_query_pattern_count(query)][];
        for (var i = 0u; i < predicates.Length; i++)
            predicates[i] = QueryPredicate.OfPattern(query, i);
    }

    public IReadOnlyList<SyntaxMatch> Match(ReadOnlyMemory<byte> utf8, SyntaxLimits limits, CancellationToken cancellationToken)
    {
        using var parsed = new ParsedSource(utf8, language, limits, cancellationToken);
        using var cursor = new QueryCursorHandle();
        var options = new TSQueryCursorOptions { Payload = parsed.Watch, Progress = &ParseWatch.QueryProgress };
        TreeSitterApi.ts_query_cursor_exec_with_options(cursor, query, TreeSitterApi.ts_tree_root_node(parsed.Tree), &options);
        var matches = new List<SyntaxMatch>();
        TSQueryMatch match;
        while (TreeSitterApi.ts_query_cursor_next_match(cursor, &match) != 0)
        {
            parsed.Look();
            var captures = new SyntaxCapture[match.CaptureCount];
            var ids = new uint[match.CaptureCount];
            for (var i = 0; i < captures.Length; i++)
                (captures[i], ids[i]) = (Capture(match.Captures[i]), match.Captures[i].Index);

            if (predicates[match.PatternIndex].All(p => p.Holds(ids, captures, utf8.Span)))
                matches.Add(new SyntaxMatch(match.PatternIndex, captures));
        }

        // The cursor ends early, without a word, when its progress was stopped.
        return parsed.Watch->Stopped == StopReason.None ? matches : throw parsed.Stopped();
    }

    public void Dispose() => query.Dispose();

    private SyntaxCapture Capture(in TSQueryCapture capture) => new(
        captureNames[capture.Index],
        grammar.Table.Kinds[Math.Min(TreeSitterApi.ts_node_symbol(capture.Node), grammar.ErrorKind)],
        (int)TreeSitterApi.ts_node_start_byte(capture.Node),
        (int)TreeSitterApi.ts_node_end_byte(capture.Node),
        (int)TreeSitterApi.ts_node_start_point(capture.Node).Row + 1);
}
