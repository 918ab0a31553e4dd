namespace Ouroboros.Techniques.Models;

/// <summary>What a model is there for. Each role may have a model of its own.</summary>
public enum ModelRole
{
    /// <summary>Finds out what is wrong and how to go about it, with tools.</summary>
    Reasoner,

    /// <summary>Makes what is shown to the others shorter.</summary>
    Compressor,

    /// <summary>Writes the edits.</summary>
    Generator,
}
