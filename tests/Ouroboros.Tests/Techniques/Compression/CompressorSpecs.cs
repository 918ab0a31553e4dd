using Ouroboros.Techniques.Compression;
using Ouroboros.Techniques.Models;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Compression;

public sealed class CompressorSpecs
{
    private const string Source = """
        billing/money.py sha256:0123456789ab
        import math
        def percent_of(cents, percent):
            # Returns whole cents.
            # Amounts must never exceed 9000 cents.
            a = cents * 1
            b = percent * 2
            c = a + b
            d = c - a
            e = d * d
            f = e + a + b + c + d
            return (cents * percent + 50) // 100
        class Ledger(Base):
            x = 1
            y = 2
            z = 3
        FAILED tests/test_money.py::test_rounding - assert 1 == 2
          File "billing/money.py", line 12
        """;

    private const string Faithful = """
        billing/money.py sha256:0123456789ab: def percent_of(cents, percent), class Ledger(Base).
        # Amounts must never exceed 9000 cents.
        tests/test_money.py::test_rounding failed at File "billing/money.py", line 12:
        FAILED tests/test_money.py::test_rounding - assert 1 == 2
        """;

    [Fact]
    public async Task A_faithful_summary_is_taken()
    {
        var compressed = await new Compressor(Tokens, new ScriptedSummaries(Faithful)).CompressAsync(Source, KeptFacts.None, 90, CancellationToken.None);

        (compressed.Way, compressed.Refused, compressed.Lost.Count).ShouldBe((CompressionWay.Summarised, "", 0));
        compressed.Text.ShouldBe(Faithful.Trim());
        compressed.Ratio.ShouldBe(Tokens(Faithful.Trim()) / (double)Tokens(Source));
    }

    [Theory]
    [InlineData("def percent_of(cents, percent)", "def percent_of(cents)", "Signature 'def percent_of(cents, percent)'")]
    [InlineData("class Ledger(Base)", "a ledger", "Signature 'class Ledger(Base)'")]
    [InlineData("must never exceed", "should not exceed", "Constraint '# Amounts must never exceed 9000 cents.'")]
    [InlineData("9000", "90000", "Number '9000'")]
    [InlineData("billing/money.py sha256:0123456789ab", "billing/money.py", "File 'billing/money.py sha256:0123456789ab'")]
    [InlineData("tests/test_money.py::test_rounding", "a test", "tests/test_money.py::test_rounding")]
    public async Task A_summary_that_lost_a_fact_is_refused_and_mended(string fact, string instead, string told)
    {
        var compressed = await new Compressor(Tokens, new ScriptedSummaries(Faithful.Replace(fact, instead)))
            .CompressAsync(Source, KeptFacts.None, Tokens(Source) - 1, CancellationToken.None);

        compressed.Way.ShouldBe(CompressionWay.Mended);
        compressed.Refused.ShouldContain(told);
        SummaryCheck.Check(KeptFacts.In(Source), compressed.Text).IsKept.ShouldBeTrue();
    }

    [Fact]
    public async Task A_summary_that_cannot_be_mended_within_the_budget_gives_way_to_lines_of_the_text()
    {
        var compressed = await new Compressor(Tokens, new ScriptedSummaries("All is well. " + new string('x', 300))).CompressAsync(Source, KeptFacts.None, 95, CancellationToken.None);

        compressed.Way.ShouldBe(CompressionWay.Extracted);
        compressed.Refused.ShouldStartWith("the summary lost");
        compressed.TokensAfter.ShouldBeLessThanOrEqualTo(95);
        compressed.Lost.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_that_fails_gives_way_to_lines_of_the_text()
    {
        var model = new ScriptedSummaries(new ModelTroubleException(ModelTrouble.Unreachable, "No route to it."));

        var compressed = await new Compressor(Tokens, model).CompressAsync(Source, KeptFacts.None, 95, CancellationToken.None);

        (compressed.Way, compressed.Refused).ShouldBe((CompressionWay.Extracted, "no summary: No route to it."));
    }

    [Fact]
    public async Task Cancellation_is_not_swallowed() =>
        await Should.ThrowAsync<OperationCanceledException>(
            () => new Compressor(Tokens, new ScriptedSummaries(new OperationCanceledException())).CompressAsync(Source, KeptFacts.None, 95, CancellationToken.None));

    [Fact]
    public void Bodies_go_first_and_where_they_stood_is_told()
    {
        var compressed = new Compressor(Tokens, null).Extract(Source, KeptFacts.None, 95);

        compressed.Lost.ShouldBeEmpty();
        compressed.Text.ShouldContain("import math");
        compressed.Text.ShouldNotContain("e = d * d");
        compressed.Text.ShouldContain("lines left out]");
    }

    [Fact]
    public void What_a_budget_has_no_room_for_is_told_as_lost()
    {
        var compressed = new Compressor(Tokens, null).Extract(Source, KeptFacts.None, 25);

        compressed.TokensAfter.ShouldBeLessThanOrEqualTo(25);
        compressed.Lost.ShouldContain(f => f.Kind == FactKind.Signature);
        compressed.Text.ShouldContain("must never exceed 9000");
    }

    [Fact]
    public void Facts_told_by_others_are_put_back_word_for_word()
    {
        var compressed = new Compressor(Tokens, null).Extract(Source, new KeptFacts([new KeptFact(FactKind.Constraint, "Only whole cents leave this module.")]), Tokens(Source) - 1);

        compressed.Text.ShouldContain("- Only whole cents leave this module.");
        compressed.Lost.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("at most 300 lines", "at most 3000 lines", false)]
    [InlineData("at most 300 lines", "at   most\n 300 lines.", true)]
    public void White_space_does_not_matter_and_digits_do(string fact, string summary, bool kept) =>
        SummaryCheck.Check(KeptFacts.In(fact), summary).IsKept.ShouldBe(kept);

    private static int Tokens(string text) => (text.Length + 3) / 4;
}
