using System.Buffers;
using System.Runtime.InteropServices;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>A native tree and what may still be spent on it. It lives within one call: nothing native escapes.</summary>
internal sealed unsafe class ParsedSource : IDisposable
{
    // After a large parse a parser keeps its stacks and the allocator its pages; both are better given back.
    private const long WorthTrimming = 64 << 20;

    private readonly ReadOnlyMemory<byte> source;
    private readonly SyntaxLimits limits;
    private readonly CancellationToken cancellation;
    private readonly ParseWatch* watch;
    private readonly GCHandle token;
    private MemoryHandle pin;
    private TreeHandle? tree;
    private bool large;

    public ParsedSource(ReadOnlyMemory<byte> utf8, Language language, SyntaxLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (utf8.Length > limits.Bytes)
            throw new SyntaxLimitException($"larger than the limit of {limits.Bytes:N0} bytes: it has {utf8.Length:N0}");

        Language = language;
        Grammar = Grammar.Of(language);
        source = utf8;
        this.limits = limits;
        cancellation = cancellationToken;
        token = GCHandle.Alloc(cancellationToken);
        pin = utf8.Pin();
        watch = (ParseWatch*)NativeMemory.Alloc((nuint)sizeof(ParseWatch));
        *watch = new ParseWatch((byte*)pin.Pointer, utf8.Length, limits, token);
        try
        {
            tree = Parse();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Language Language { get; }

    public Grammar Grammar { get; }

    public ReadOnlyMemory<byte> Source => source;

    public SyntaxLimits Limits => limits;

    public TreeHandle Tree => tree!;

    public ParseWatch* Watch => watch;

    public TreeCursorHandle OpenCursor() => new(Tree);

    /// <summary>Walks call this at every step, so that they keep to the same limits.</summary>
    public void Look()
    {
        if (watch->Look() != StopReason.None)
            throw Stopped();
    }

    public Exception Stopped() => watch->Stopped switch
    {
        StopReason.Cancelled => new OperationCanceledException(cancellation),
        _ when BracketDepth.Exceeds(source.Span, limits.Depth) => BracketDepth.Refusal(limits),
        StopReason.Memory => new SyntaxLimitException($"needs more than the limit of {limits.Memory >> 20:N0} MB of memory to parse"),
        _ => new SyntaxLimitException($"takes longer than the limit of {limits.Time.TotalSeconds:0.###} s to parse"),
    };

    public void Dispose()
    {
        tree?.Dispose();
        tree = null;
        pin.Dispose();
        NativeMemory.Free(watch);
        token.Free();
        if (large)
            TreeSitterApi.ouro_ledger_trim();
    }

    private TreeHandle Parse()
    {
        var input = new TSInput { Payload = watch, Read = &ParseWatch.Read };
        var options = new TSParseOptions { Payload = watch, Progress = &ParseWatch.Progress };
        var parser = Grammar.Rent();
        var reusable = false;
        try
        {
            var parsed = TreeSitterApi.ts_parser_parse_with_options(parser, 0, input, options);
            large = watch->Held > WorthTrimming || parsed == 0;
            if (parsed == 0)
                throw Stopped();

            reusable = !large;
            return new TreeHandle(parsed);
        }
        finally
        {
            if (reusable)
                Grammar.GiveBack(parser);
            else
                parser.Dispose();
        }
    }
}
