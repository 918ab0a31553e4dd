using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Workspaces.Transactions;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.Transactions;

public sealed class LineDifferenceSpecs
{
    [Theory]
    [InlineData("", "", 0, 0)]
    [InlineData("", "a\nb\n", 2, 0)]
    [InlineData("a\nb\n", "", 0, 2)]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", 1, 1)]
    [InlineData("a\nb\nc\n", "a\nc\n", 0, 1)]
    [InlineData("a\nb\n", "b\na\n", 1, 1)]
    [InlineData("a\n", "a", 1, 1)]
    [InlineData("a\r\n", "a\n", 1, 1)]
    [InlineData("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n", 2, 3)]
    public void Lines_are_counted_as_diff_counts_them(string before, string after, int added, int removed) =>
        LineDifference.Count(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after)).ShouldBe((added, removed));

    [Fact]
    public void The_count_is_that_of_the_longest_common_subsequence() =>
        Prop.ForAll(
            Gen.Elements('a', 'b', 'c').ArrayOf().Two().ToArbitrary(),
            pair =>
            {
                var (before, after) = (pair.Item1, pair.Item2);
                var common = Common(before, after);
                return LineDifference.Count(Lines(before), Lines(after)) == (after.Length - common, before.Length - common);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_large_strangers_count_as_replaced()
    {
        var before = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}\n")));
        var after = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"b{i}\n")));

        LineDifference.Count(before, after).ShouldBe((10_000, 20_000));
    }

    private static byte[] Lines(char[] text) => Encoding.UTF8.GetBytes(string.Concat(text.Select(c => $"{c}\n")));

    private static int Common(char[] a, char[] b)
    {
        var length = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
                length[i, j] = a[i - 1] == b[j - 1] ? length[i - 1, j - 1] + 1 : Math.Max(length[i - 1, j], length[i, j - 1]);
        }

        return length[a.Length, b.Length];
    }
}
