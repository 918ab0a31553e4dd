namespace Ouroboros.Cli.Configuration;

/// <summary>A setting's value in force and where it comes from.</summary>
/// <param name="Inert">Values from files that are not trusted, which would otherwise have won.</param>
internal sealed record Resolved(Setting Setting, string Value, Origin Origin, string Place, IReadOnlyList<Entry> Inert);
