using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models;

/// <summary>What went wrong with a call. Decides whether it is worth trying again.</summary>
public enum ModelTrouble
{
    /// <summary>Too many requests; <see cref="ModelTroubleException.RetryAfter"/> may say for how long.</summary>
    RateLimited,

    /// <summary>The server failed or is overloaded.</summary>
    ServerFailed,

    /// <summary>No answer, or no further piece of one, in time.</summary>
    TimedOut,

    /// <summary>The answer broke off.</summary>
    Cut,

    /// <summary>What came is no answer: half a JSON object, another content type, a shape of its own.</summary>
    Malformed,

    /// <summary>More came than is read of any answer.</summary>
    TooLarge,

    /// <summary>Name resolution or connection failed.</summary>
    Unreachable,

    /// <summary>The server is not who it should be.</summary>
    Insecure,

    /// <summary>The key is missing, wrong, or not allowed to do this.</summary>
    Unauthorised,

    /// <summary>There is no such model or no such address.</summary>
    NotFound,

    /// <summary>The prompt is longer than the model reads.</summary>
    TooLong,

    /// <summary>The server says that the request is wrong.</summary>
    Rejected,

    /// <summary>Too much failed of late; the server is left alone for a while.</summary>
    Broken,

    /// <summary>A limit of the run forbids the call; nothing was sent.</summary>
    Unaffordable,
}

/// <summary>A call to a model came to nothing. The message says what, where and what to do, and holds no key.</summary>
public sealed class ModelTroubleException(ModelTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public ModelTrouble Trouble => trouble;

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the call used before it failed, where the server said so.</summary>
    public UsageDetails? Usage { get; init; }

    /// <summary>How many characters of an answer had come; they are billed though the answer is lost.</summary>
    public int Received { get; init; }

    /// <summary>Whether the server may have begun to answer, and so to bill.</summary>
    public bool MayBeBilled => trouble is ModelTrouble.TimedOut or ModelTrouble.Cut or ModelTrouble.Malformed or ModelTrouble.TooLarge;

    /// <summary>Whether the same call may succeed later.</summary>
    public bool MayPass => trouble is ModelTrouble.RateLimited or ModelTrouble.ServerFailed or ModelTrouble.TimedOut or ModelTrouble.Cut
        or ModelTrouble.Malformed or ModelTrouble.Unreachable;
}
