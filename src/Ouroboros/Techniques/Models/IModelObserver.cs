namespace Ouroboros.Techniques.Models;

/// <summary>Is told what happens between a caller and a model, for the journal and the terminal. It never hears contents.</summary>
public interface IModelObserver
{
    /// <param name="retry">The one that comes after the pause, from 1.</param>
    void Retries(ModelName model, ModelTroubleException trouble, int retry, int most, TimeSpan pause);

    void FallsBack(ModelName from, ModelName to, ModelTroubleException trouble);

    /// <summary>An answer came from memory and cost nothing.</summary>
    /// <param name="models">The model asked, or the chain of them.</param>
    void Recalled(string models);

    /// <summary>Too much failed: the provider is not called until it had time to recover.</summary>
    void LeftAlone(string provider, TimeSpan coolDown);

    /// <summary>A call waits because the provider may only be called so often.</summary>
    void AwaitsTurn(string provider, TimeSpan pause);
}
