namespace Ouroboros.Techniques.Search.Editing;

/// <summary>A row of a language's table: what may be done to nodes of some kinds, and how often that is right.</summary>
/// <param name="Name">Stands in reports and in the memory of what worked; never renamed lightly.</param>
/// <param name="Prior">The chance of one of its best edits against those of others, above 0 and up to 1.</param>
/// <param name="Kinds">The node kinds it applies to.</param>
/// <param name="Propose">Its edits of one place. It may be asked often and must not keep anything.</param>
public sealed record EditOperator(string Name, double Prior, IReadOnlyList<string> Kinds, Func<EditSite, IEnumerable<Edit>> Propose);
