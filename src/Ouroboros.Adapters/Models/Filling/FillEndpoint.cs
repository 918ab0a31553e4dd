namespace Ouroboros.Adapters.Models.Filling;

/// <summary>Where a server fills the middle of a text, if it does.</summary>
public enum FillEndpoint
{
    /// <summary>Nowhere: it is asked in words.</summary>
    None,

    /// <summary><c>fim/completions</c>, with what stands before as the prompt and what stands after as its suffix, as Inception has it.</summary>
    Fim,

    /// <summary><c>completions</c>, with a suffix, as Ollama has it.</summary>
    Completions,

    /// <summary><c>infill</c> at the root of the server, as llama.cpp has it.</summary>
    Infill,
}
