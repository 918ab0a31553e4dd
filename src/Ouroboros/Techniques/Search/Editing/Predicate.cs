namespace Ouroboros.Techniques.Search.Editing;

/// <summary>A condition that might be asked at a place, likelier ones with more weight, up to 1.</summary>
internal readonly record struct Predicate(string Text, double Weight);
