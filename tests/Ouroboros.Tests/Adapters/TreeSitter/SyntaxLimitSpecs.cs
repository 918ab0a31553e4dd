using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Tests.Techniques.Syntax;
using Shouldly;

namespace Ouroboros.Tests.Adapters.TreeSitter;

/// <summary>What must neither crash nor hang nor eat the machine. Alone, because some of it is large.</summary>
[CollectionDefinition(nameof(SyntaxLimitSpecs), DisableParallelization = true)]
[Collection(nameof(SyntaxLimitSpecs))]
public sealed class SyntaxLimitSpecs
{
    private static readonly TreeSitterParser Parser = new();

    [Fact]
    public void Five_million_brackets_are_refused_by_the_depth_limit()
    {
        var brackets = new byte[5_000_000];
        Array.Fill(brackets, (byte)'(');

        Refusal(brackets, Language.Python).ShouldBe("nested deeper than the limit of 5,000 levels");
    }

    [Theory]
    [MemberData(nameof(Snippets.Languages), MemberType = typeof(Snippets))]
    public void Every_language_has_the_depth_limit(Language language)
    {
        var text = new string('{', 50_000) + new string('}', 50_000);

        Refusal(Encoding.ASCII.GetBytes(text), language).ShouldBe("nested deeper than the limit of 5,000 levels");
    }

    [Fact]
    public void Deep_nesting_that_closes_is_refused_as_well()
    {
        var text = new string('[', 100_000) + new string(']', 100_000);

        Refusal(Encoding.ASCII.GetBytes(text), Language.Python).ShouldBe("nested deeper than the limit of 5,000 levels");
    }

    [Fact]
    public void Brackets_in_a_string_are_not_nesting()
    {
        var text = "x = '" + new string('(', 20_000) + "'\n";

        Parser.FindFaults(Encoding.ASCII.GetBytes(text), Language.Python, SyntaxLimits.Default, default).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("not ")]
    [InlineData("- ")]
    [InlineData("lambda: ")]
    [InlineData("x = ")]
    public void Depth_without_brackets_crashes_nothing_and_makes_no_tree(string piece)
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, 200_000)) + "1\n");

        Should.NotThrow(() => Parser.FindFaults(text, Language.Python, SyntaxLimits.Default, default));
        Should.Throw<SyntaxLimitException>(() => Parser.Parse(text, Language.Python, SyntaxLimits.Default, default));
    }

    [Theory]
    [MemberData(nameof(Snippets.Languages), MemberType = typeof(Snippets))]
    public void Noise_ends_in_faults_or_at_a_limit(Language language)
    {
        var noise = new byte[2 << 20];
        new Random(7).NextBytes(noise);
        var limits = SyntaxLimits.Default with { Time = TimeSpan.FromSeconds(0.5) };

        var faults = 0;
        try
        {
            faults = Parser.FindFaults(noise, language, limits, default).Count;
        }
        catch (SyntaxLimitException limit)
        {
            limit.Message.ShouldContain("limit of");
            return;
        }

        faults.ShouldBeInRange(1, SyntaxLimits.Default.Faults);
    }

    [Fact]
    public void A_file_beyond_the_size_limit_is_refused_before_it_is_read()
    {
        Refusal(new byte[(32 << 20) + 1], Language.Go).ShouldBe("larger than the limit of 33,554,432 bytes: it has 33,554,433");
    }

    [Fact]
    public void Time_and_memory_limits_are_named()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("x = [a + b, c]\n", 100_000)));

        var time = Should.Throw<SyntaxLimitException>(() =>
            Parser.FindFaults(text, Language.Python, SyntaxLimits.Default with { Time = TimeSpan.FromMilliseconds(1) }, default));
        var memory = Should.Throw<SyntaxLimitException>(() =>
            Parser.FindFaults(text, Language.Python, SyntaxLimits.Default with { Memory = 1 << 20 }, default));

        time.Message.ShouldBe("takes longer than the limit of 0.001 s to parse");
        memory.Message.ShouldBe("needs more than the limit of 1 MB of memory to parse");
    }

    [Fact]
    public void Cancelling_ends_a_parse_that_is_under_way()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("x = [a + b, c]\n", 500_000)));
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        Should.Throw<OperationCanceledException>(() => Parser.FindFaults(text, Language.Python, SyntaxLimits.Default, source.Token));
    }

    [Fact]
    public void Ten_thousand_parses_leave_nothing_behind()
    {
        Parse(1_000);
        var before = ResidentBytes();

        Parse(10_000);

        (ResidentBytes() - before).ShouldBeLessThan(48 << 20);
    }

    private static void Parse(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var text = i % 2 == 0 ? Snippets.Bytes(Language.Python) : "def f(:\n    return ((1\n"u8.ToArray();
            Parser.Parse(text, Language.Python, SyntaxLimits.Default, default);
            Parser.FindFaults(text, Language.Python, SyntaxLimits.Default, default);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static long ResidentBytes() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * Environment.SystemPageSize;

    private static string Refusal(byte[] text, Language language) =>
        Should.Throw<SyntaxLimitException>(() => Parser.FindFaults(text, language, SyntaxLimits.Default, default)).Message;
}
