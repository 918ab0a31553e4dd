using System.Text;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>Compiles queries for tree-sitter, which matches them, and for ourselves, who evaluate their predicates.</summary>
public sealed unsafe class TreeSitterQueries : ISyntaxQueries
{
    private static readonly string[] Errors = ["", "syntax", "kind of node", "field", "capture", "structure", "language"];

    public ISyntaxQuery Compile(Language language, string pattern)
    {
        var grammar = Grammar.Of(language);
        var utf8 = Encoding.UTF8.GetBytes(pattern);
        uint offset = 0, error = 0;
        fixed (byte* source = utf8)
        {
            var query = new QueryHandle(TreeSitterApi.ts_query_new(grammar.Pointer, source, (uint)utf8.Length, &offset, &error));
            if (query.IsInvalid)
                throw Refusal(language, utf8, (int)offset, Errors[Math.Min(error, (uint)Errors.Length - 1)]);

            try
            {
                return new TreeSitterQuery(language, grammar, query);
            }
            catch
            {
                query.Dispose();
                throw;
            }
        }
    }

    private static SyntaxQueryException Refusal(Language language, ReadOnlySpan<byte> pattern, int offset, string what)
    {
        var fault = FaultSpan.Locate(pattern, [new FaultSpan(offset, 0, offset, 1, null)])[0];
        return new SyntaxQueryException(
            $"The query for {language} has an error of {what} in line {fault.Line}, column {fault.Column}:\n{fault.Excerpt}\n{fault.Caret}");
    }
}
