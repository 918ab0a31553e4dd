namespace Ouroboros.Adapters.Models.Wire;

/// <summary>How long one call is waited for: for its beginning, for each further piece, and in all.</summary>
internal sealed class Patience : IDisposable
{
    private readonly ModelEndpoint endpoint;
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource whole;
    private readonly CancellationTokenSource piece;
    private readonly CancellationTokenSource any;
    private bool hasBegun;

    public Patience(ModelEndpoint endpoint, TimeProvider clock, CancellationToken caller)
    {
        (this.endpoint, this.caller) = (endpoint, caller);
        whole = new CancellationTokenSource(endpoint.Whole, clock);
        piece = new CancellationTokenSource(endpoint.FirstByte, clock);
        any = CancellationTokenSource.CreateLinkedTokenSource(caller, whole.Token, piece.Token);
    }

    public CancellationToken Token => any.Token;

    public CancellationToken Caller => caller;

    /// <summary>What took too long, in words, or null while nothing has.</summary>
    public string? IsOver => whole.IsCancellationRequested ? $"The call took longer than {endpoint.Whole.TotalSeconds:0.#} s"
        : !piece.IsCancellationRequested ? null
        : hasBegun ? $"Nothing further came for {endpoint.Idle.TotalSeconds:0.#} s"
        : $"No answer began within {endpoint.FirstByte.TotalSeconds:0.#} s";

    /// <summary>Begins to wait for a further piece.</summary>
    public void Await()
    {
        hasBegun = true;
        piece.CancelAfter(endpoint.Idle);
    }

    /// <summary>What is done with a piece is not the server's time.</summary>
    public void Rest() => piece.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        any.Dispose();
        piece.Dispose();
        whole.Dispose();
    }
}
