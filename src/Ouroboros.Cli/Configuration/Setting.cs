namespace Ouroboros.Cli.Configuration;

internal enum SettingKind
{
    Text,
    Integer,
    Number,
    Flag,
    Choice,
}

/// <summary>One typed key. The same name stands in files, in the environment and as a flag.</summary>
internal sealed record Setting(string Name, SettingKind Kind, string Default, string Description)
{
    public double Least { get; init; } = double.NegativeInfinity;

    public double Most { get; init; } = double.PositiveInfinity;

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A name from the systems this one unites, read where <see cref="Variable"/> is not set.</summary>
    public string? SeedVariable { get; init; }

    /// <summary>What its flag stands for without a value; null where it needs one.</summary>
    public string? Alone { get; init; }

    /// <summary>Decides what runs, where, or what is applied: inert in a project's own files until the user trusts them.</summary>
    public bool Guarded { get; init; }

    /// <summary>Known and validated, but nothing of this version reads it yet; names what will.</summary>
    public string? Awaits { get; init; }

    public string Variable => "OURO_" + Name.ToUpperInvariant();

    public string FlagName => "--" + Name.Replace('_', '-');

    public string Type => Kind switch
    {
        SettingKind.Integer => "integer",
        SettingKind.Number => "number",
        SettingKind.Flag => "true or false",
        SettingKind.Choice => string.Join(" or ", Choices),
        _ => "text",
    };
}
