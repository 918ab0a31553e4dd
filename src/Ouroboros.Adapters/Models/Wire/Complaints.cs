using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>Sorts what servers say is wrong by what it means for the caller.</summary>
internal static class Complaints
{
    // As OpenAI, Anthropic, llama.cpp, vLLM, Gemini and AI21 say it.
    private static readonly string[] Long =
    [
        "context_length_exceeded", "exceed_context_size", "prompt is too long", "maximum context", "context length", "context window", "context size",
        "request_too_large", "input token count", "too many tokens", "maximum number of tokens",
    ];

    private static readonly string[] Spent = ["insufficient_quota", "credit balance", "billing_hard_limit", "insufficient_credits", "billing_error"];

    public static ModelTrouble Sort(ServerComplaint complaint)
    {
        var said = $"{complaint.Code} {complaint.Message}";
        return complaint.Status switch
        {
            // More is asked of the key than is paid for: waiting does not help.
            429 or 400 or 403 when Has(said, Spent) => ModelTrouble.Unauthorised,
            429 => ModelTrouble.RateLimited,
            401 or 402 or 403 => ModelTrouble.Unauthorised,
            413 => ModelTrouble.TooLong,
            400 or 422 when Has(said, Long) => ModelTrouble.TooLong,
            // A part of the server that was not built in.
            404 or 501 => ModelTrouble.NotFound,
            408 or >= 500 => ModelTrouble.ServerFailed,
            >= 400 => ModelTrouble.Rejected,
            >= 200 => ModelTrouble.Malformed,
            _ => ByWord(complaint, said),
        };
    }

    public static string Remedy(ModelTrouble trouble, ModelEndpoint endpoint) => trouble switch
    {
        ModelTrouble.RateLimited => "Wait, or ask less often.",
        ModelTrouble.Unauthorised => $"Check {endpoint.KeyVariable ?? "the key"}, what it may do, and what is paid for.",
        ModelTrouble.NotFound => "Check the name of the model and the base URL; `ouro models` lists what there is.",
        ModelTrouble.TooLong => "Show the model less.",
        ModelTrouble.ServerFailed => "Try again later.",
        ModelTrouble.Malformed => "Check the base URL.",
        _ => "Check the model and its settings.",
    };

    /// <summary>Inside an answer there is no status to go by.</summary>
    private static ModelTrouble ByWord(ServerComplaint complaint, string said)
    {
        if (Has(said, Long))
            return ModelTrouble.TooLong;

        return complaint.Code switch
        {
            _ when Has(complaint.Code, "rate_limit") => ModelTrouble.RateLimited,
            _ when Has(complaint.Code, "authentication", "permission", "invalid_api_key") || Has(said, Spent) => ModelTrouble.Unauthorised,
            _ when Has(complaint.Code, "not_found") => ModelTrouble.NotFound,
            _ when Has(complaint.Code, "invalid_request") => ModelTrouble.Rejected,
            _ => ModelTrouble.ServerFailed,
        };
    }

    private static bool Has(string said, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (said.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
