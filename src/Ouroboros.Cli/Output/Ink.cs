namespace Ouroboros.Cli.Output;

internal enum Tone
{
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Caution,
    Accent,
}

/// <summary>A piece of text and how it is meant; the printer decides how that looks.</summary>
internal readonly record struct Ink(string Text, Tone Tone)
{
    public static implicit operator Ink(string text) => new(text, Tone.Plain);

    public static Ink Strong(string text) => new(text, Tone.Strong);

    public static Ink Faint(string text) => new(text, Tone.Faint);

    public static Ink Good(string text) => new(text, Tone.Good);

    public static Ink Bad(string text) => new(text, Tone.Bad);

    public static Ink Caution(string text) => new(text, Tone.Caution);

    public static Ink Accent(string text) => new(text, Tone.Accent);

    public static Ink Plain(string text) => new(text, Tone.Plain);
}
