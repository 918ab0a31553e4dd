namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>Faults in every kind of member, and places where a program remembers something that another candidate could trip over.</summary>
public sealed class TogetherBench : SharpBench
{
    public const string Path = "src/Tally/Ledger.cs";

    public const string Ledger = """
        namespace Tally;

        public static class Ledger
        {
            private static readonly Dictionary<int, int> Memo = new();
            private static readonly List<string> Log = [];
            private static readonly int[] Marks = new int[1];
            private static readonly int Start = Opening();
            private static bool closed;

            [ThreadStatic]
            private static int strikes;

            private static string? last = null;

            public static Func<int, int> Half { get; } = amount =>
            {
                return amount / 3;
            };

            public static int Opened => Start;

            public static int Fee(int amount)
            {
                if (amount > 100)
                    closed = true;

                return closed ? -1 : amount / 10 + 2;
            }

            public static int Known(int amount)
            {
                if (!Memo.TryGetValue(amount, out var fee))
                    Memo[amount] = fee = Costly(amount);

                return fee;
            }

            public static int Noted(int amount)
            {
                if (amount > 500)
                    Log.Add("much");

                return Log.Count > 0 ? -1 : amount - 2;
            }

            public static int Marked(int amount)
            {
                Marks[0] = amount > 600 ? 7 : 0;
                return Spoilt(amount + 2);
            }

            public static int Struck(int amount)
            {
                if (amount > 700)
                    strikes++;

                return strikes > 0 ? -1 : amount + 3;
            }

            public static int Boxed(int amount)
            {
                if (amount > 800)
                    Cell<int>.Full = true;

                return Cell<int>.Full ? -1 : amount + 4;
            }

            public static int First(int amount)
            {
                if (amount > 900)
                    Cell<string>.Full = true;

                return last is not null || Hidden(amount) ? -1 : amount + 5;
            }

            public static int Doubled(int amount) => amount + amount + 1;

            public static IEnumerable<int> Steps(int to)
            {
                for (var i = 1; i < to; i++)
                    yield return i;
            }

            public static async Task<int> Later(int amount)
            {
                await Task.Yield();
                return amount + 6;
            }

            public static int Local(int amount)
            {
                return Add(amount);

                static int Add(int to) => to + 7;
            }

            private static bool Hidden(int amount) => amount > 900 && Cell<string>.Full && Cell<string>.Count == 1;

            private static int Spoilt(int amount) => Marks[0] == 7 ? -1 : amount;

            private static int Costly(int amount) => amount * 3;

            private static int Opening() => 40;

            private static partial class Cell<T>
            {
                public static bool Full;
            }

            private static partial class Cell<T>
            {
                public static int Count = 1;
            }
        }

        public sealed class Purse
        {
            private int coins;

            public Purse(int coins)
            {
                this.coins = coins + 8;
            }

            public int Coins
            {
                get { return coins; }
                set { coins = value + 9; }
            }

            public static Purse operator +(Purse one, int more) => new(one.coins + more - 20);

            public int this[int at] => coins + at + 10;
        }
        """;

    // What is written into the code must give no cause for a warning either.
    private const string Strict = "<Project><PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>";

    protected override IReadOnlyList<(string Path, string Text)> More => [(Path, Ledger), ("src/Directory.Build.props", Strict)];

    protected override string Written => """
        using Xunit;

        namespace Tally.Tests;

        public class CounterTests
        {
            [Fact]
            public void A_fee() => Assert.Equal(6, Ledger.Fee(50));

            [Fact]
            public void Boxed() => Assert.Equal(50, Ledger.Boxed(50));

            [Fact]
            public void Doubled() => Assert.Equal(100, Ledger.Doubled(50));

            [Fact]
            public void First() => Assert.Equal(50, Ledger.First(50));

            [Fact]
            public void Half() => Assert.Equal(25, Ledger.Half(50));

            [Fact]
            public void Known() => Assert.Equal(100, Ledger.Known(50));

            [Fact]
            public async Task Later() => Assert.Equal(50, await Ledger.Later(50));

            [Fact]
            public void Local() => Assert.Equal(50, Ledger.Local(50));

            [Fact]
            public void Marked() => Assert.Equal(50, Ledger.Marked(50));

            [Fact]
            public void Noted() => Assert.Equal(50, Ledger.Noted(50));

            // Nobody but xunit itself can wait for this one.
            [Fact]
            public async void Never_here()
            {
                await Task.Yield();
                Assert.Equal(-1, Ledger.Doubled(0));
            }

            [Fact]
            public void Opened() => Assert.Equal(50, Ledger.Opened);

            [Fact]
            public void Purse_added() => Assert.Equal(20, (new Purse(10) + 10).Coins);

            [Fact]
            public void Purse_at() => Assert.Equal(60, new Purse(2)[50]);

            [Fact]
            public void Purse_filled() => Assert.Equal(50, new Purse(50).Coins);

            [Fact]
            public void Purse_set() => Assert.Equal(50, new Purse(1) { Coins = 50 }.Coins);

            [Fact]
            public void Steps() => Assert.Equal([1, 2, 3], Ledger.Steps(3));

            [Fact]
            public void Struck() => Assert.Equal(50, Ledger.Struck(50));

            [Fact]
            public void Sums() => Assert.Equal(0, Counter.SumTo(0));
        }
        """;
}
