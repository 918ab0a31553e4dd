namespace Ouroboros.Techniques.Search.Learning;

/// <summary>A remembered fix that resembles the failure at hand.</summary>
/// <param name="Similarity">From 0 to 1.</param>
public sealed record Recollection(RememberedFix Fix, double Similarity);
