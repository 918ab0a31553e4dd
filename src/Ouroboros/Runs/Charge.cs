namespace Ouroboros.Runs;

/// <summary>What calls to models use. Money is in US dollars.</summary>
public readonly record struct Charge(long Tokens, decimal Money)
{
    public static Charge operator +(Charge one, Charge other) => new(one.Tokens + other.Tokens, one.Money + other.Money);

    public static Charge operator -(Charge one, Charge other) => new(one.Tokens - other.Tokens, one.Money - other.Money);
}
