namespace Ouroboros.Adapters.Models;

/// <summary>The language a provider speaks.</summary>
public enum ModelProtocol
{
    /// <summary>Chat completions.</summary>
    OpenAi,

    /// <summary>Messages.</summary>
    Anthropic,
}
