using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.CSharp;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>Faults that no single step mends, and one of each way to write code that is watched.</summary>
public sealed class ThinkerBench : SharpBench
{
    public const string Tank = """
        namespace Tally;

        public enum Grade { Plain, Fine, Rare }

        public sealed record Piece(string Name, Grade Grade)
        {
            public static int Asked { get; private set; }

            public int Price => ++Asked;
        }

        public class Tank(int size)
        {
            private int held;

            public int Fill(int gained)
            {
                held = held + gained;
                return held;
            }

            public static decimal Fee(decimal amount, Piece? piece)
            {
                if (amount > 100m)
                    return 0m;

                return amount * 0.5m;
            }

            public static int Largest(List<int> row)
            {
                var best = row[0];
                foreach (var item in row)
                    best = Math.Max(best, item);

                return best;
            }

            public static int Ahead(List<int> row, int at, int step)
            {
                var next = row[at + step];
                return next;
            }

            public static string Owner(Piece? piece, string word) => piece!.Name.Trim() + word;
        }
        """;

    public const string Manners = """
        using System.Linq.Expressions;

        namespace Tally;

        public struct Spot
        {
            public int X;

            public int Y { get; set; }

            public void Move(int by)
            {
                X += by;
                Y = Y + by;
            }
        }

        public static class Written
        {
            private static int calls;

            public static int Calls => calls;

            public static async Task<int> Later(int n)
            {
                await Task.Yield();
                var twice = await Task.FromResult(n * 2);
                return twice + n;
            }

            public static IEnumerable<int> Steps(int n)
            {
                for (var i = 0; i < n; i++)
                    yield return i + n;
            }

            public static Func<int, int> Adder(int n) => x => x - -n;

            public static string Word(object thing) => thing switch
            {
                int many when many > 3 => "big " + many,
                int few => "small " + few,
                string text => text.TrimEnd(),
                _ => "none",
            };

            public static int Local(int n)
            {
                int Inner(int m) => m + n;
                static int Still(int k) => k * 3;
                return Inner(Still(n));
            }

            public static bool Parse(string text, out int value) => int.TryParse(text, out value);

            public static int Both(string text, ref int total)
            {
                if (Parse(text, out var value) && value > 1)
                    total += value;

                if (text is not { Length: > 0 } whole)
                    return -1;

                return whole.Length + total;
            }

            public static int Moved(int by)
            {
                var spots = new Spot[2];
                spots[0].Move(by);
                spots[1].X = by + 7;
                return spots[0].X + spots[0].Y + spots[1].X;
            }

            public static Expression<Func<int, bool>> Over(int limit) => x => x > limit;

            public static int Once(int n) => Count(n) * Count(n);

            public static byte Small(int n)
            {
                const int top = 200;
                byte b = 7;
                return n > top ? b : (byte)(b + n);
            }

            public static int Spanned(int n)
            {
                Span<int> row = stackalloc int[n];
                row[0] = n;
                return row[0] + row.Length;
            }

            private static int Count(int n)
            {
                calls++;
                return n;
            }
        }
        """;

    protected override string Written => """
        using Xunit;

        namespace Tally.Tests;

        public class CounterTests
        {
            [Fact] public void Fills() => Assert.Equal(4, new Tank(10).Fill(4));

            [Fact] public void Fills_twice() => Assert.Equal(9, Twice(4, 5));

            [Fact] public void Is_full() => Assert.Equal(10, Twice(4, 9));

            [Fact] public void Is_full_at_once() => Assert.Equal(3, new Tank(3).Fill(9));

            [Fact] public void Of_some() => Assert.Equal(3, Tank.Largest([1, 3, 2]));

            [Fact] public void Of_one() => Assert.Equal(1, Tank.Largest([1]));

            [Fact] public void Of_none() => Assert.Equal(0, Tank.Largest([]));

            [Fact] public void Small_fee() => Assert.Equal(5m, Tank.Fee(10m, null));

            [Fact] public void Large_fee() => Assert.Equal(0m, Tank.Fee(200m, null));

            [Fact] public void Fine_fee() => Assert.Equal(10m, Tank.Fee(20m, new Piece("x", Grade.Fine)));

            [Fact] public void Rare_fee() => Assert.Equal(0m, Tank.Fee(20m, new Piece("x", Grade.Rare)));

            [Theory]
            [InlineData(new[] { 5, 1, 9 }, 1, 1, 9)]
            [InlineData(new[] { 0, 1, 2 }, 0, 2, 2)]
            [InlineData(new[] { 1, 2, 3, 4 }, 0, 3, 4)]
            [InlineData(new[] { 4, 5 }, 0, 1, 5)]
            [InlineData(new[] { 8, 8 }, 1, 0, 8)]
            [InlineData(new[] { 6, 7, 8, 9 }, 3, -3, 6)]
            [InlineData(new[] { 3, 1, 2 }, 2, 1, 0)]
            [InlineData(new[] { 7, 8 }, 1, 4, 0)]
            [InlineData(new[] { 1 }, 0, 3, 0)]
            public void Looks_ahead(int[] row, int at, int step, int found) => Assert.Equal(found, Tank.Ahead([.. row], at, step));

            [Fact] public void Owned() => Assert.Equal("ann!", Tank.Owner(new Piece(" ann", Grade.Fine), "!"));

            [Fact] public void Unowned() => Assert.Equal("?", Tank.Owner(null, "?"));

            [Fact] public void Asks_no_price() => Assert.Equal(0, Piece.Asked);

            [Fact] public async Task Later() => Assert.Equal(9, await Tally.Written.Later(3));

            [Fact] public void Steps() => Assert.Equal([3, 4, 5], Tally.Written.Steps(3));

            [Fact] public void Adds() => Assert.Equal(5, Tally.Written.Adder(2)(3));

            [Fact] public void Words() => Assert.Equal("big 4,small 2,a,none", string.Join(',', Tally.Written.Word(4), Tally.Written.Word(2), Tally.Written.Word("a "), Tally.Written.Word(1.5)));

            [Fact] public void Local() => Assert.Equal(12, Tally.Written.Local(3));

            [Fact]
            public void Both()
            {
                var total = 1;
                Assert.Equal(5, Tally.Written.Both("3", ref total));
                Assert.Equal(4, total);
                Assert.Equal(-1, Tally.Written.Both("", ref total));
            }

            [Fact] public void Moved() => Assert.Equal(13, Tally.Written.Moved(2));

            [Fact] public void Over() => Assert.Equal("x", Tally.Written.Over(3).Parameters[0].Name);

            [Fact]
            public void Once()
            {
                var was = Tally.Written.Calls;
                Assert.Equal(9, Tally.Written.Once(3));
                Assert.Equal(was + 2, Tally.Written.Calls);
            }

            [Fact] public void Small() => Assert.Equal((byte)9, Tally.Written.Small(2));

            [Fact] public void Spanned() => Assert.Equal(6, Tally.Written.Spanned(3));

            [Fact]
            public async Task Never_right()
            {
                var total = 0;
                var all = Tally.Written.Steps(2).Sum() + Tally.Written.Adder(1)(1) + Tally.Written.Word("x").Length + Tally.Written.Word(7).Length + Tally.Written.Word(1).Length;
                all += Tally.Written.Local(1) + Tally.Written.Both("2", ref total) + Tally.Written.Moved(1) + Tally.Written.Once(2) + Tally.Written.Small(250) + Tally.Written.Spanned(2);
                Assert.Equal(0, all + await Tally.Written.Later(1));
            }

            private static int Twice(int one, int other)
            {
                var tank = new Tank(10);
                tank.Fill(one);
                return tank.Fill(other);
            }
        }
        """;

    protected override IReadOnlyList<(string Path, string Text)> More => [("src/Tally/Tank.cs", Tank), ("src/Tally/Written.cs", Manners)];

    /// <summary>What is thought of for expressions of the tank, each named by its text, which must stand there once.</summary>
    internal Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(params (string Text, HoleKind Kind)[] holes) =>
        Thinker.FillAsync([.. holes.Select(h => HoleAt("src/Tally/Tank.cs", Tank, h.Text, h.Kind))], TimeSpan.FromMinutes(1), CancellationToken.None);

    /// <summary>What is thought of where it is known what the place must yield in failing tests.</summary>
    internal async Task<IReadOnlyList<Filling>> GrantAsync(string text, HoleKind kind, string wish) =>
        (await Thinker.FillAsync([HoleAt("src/Tally/Tank.cs", Tank, text, kind) with { Wish = wish }], TimeSpan.FromMinutes(1), CancellationToken.None))[0];

    /// <summary>What the host says of expressions that are written in some way.</summary>
    internal async Task<byte[]> AskAsync(params (string Text, HoleKind Kind)[] holes) =>
        (await ((CSharpThinker)Thinker).AskAsync([.. holes.Select(h => HoleAt("src/Tally/Written.cs", Manners, h.Text, h.Kind))], TimeSpan.FromMinutes(1), CancellationToken.None)).Output;
}
