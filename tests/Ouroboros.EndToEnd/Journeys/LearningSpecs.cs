using System.Text.Json;

namespace Ouroboros.EndToEnd.Journeys;

/// <summary>What was learnt from one repair helps with the next.</summary>
public sealed class LearningSpecs
{
    private const string Tests =
        """
        import pytest

        from shop.stock import FUNCTION


        @pytest.mark.parametrize("wanted, there, given", [(3, 10, 3), (10, 10, 10), (12, 10, 10), (5, 0, 0)])
        def test_nobody_gets_more_than_there_is(wanted, there, given):
            assert FUNCTION(wanted, there) == given

        """;

    [Fact]
    public void A_sibling_bug_needs_fewer_candidates_after_a_repair_than_cold()
    {
        using var cold = Project("reserve_seats", "seats");
        using var warm = Project("reserve_crates", "crates");
        warm.Repair("--json").ShouldEndWith(0);
        Add(warm, "reserve_seats", "seats");

        var inTheWarm = Candidates(warm.Repair("--json").ShouldEndWith(0));
        var inTheCold = Candidates(cold.Repair("--json").ShouldEndWith(0));

        inTheWarm.ShouldBeLessThan(inTheCold);
    }

    private static Workshop Project(string function, string what)
    {
        var workshop = new Workshop();
        workshop["shop/__init__.py"] = "";
        workshop["shop/stock.py"] = "\"\"\"Who gets what.\"\"\"\n";
        workshop["conftest.py"] = "";
        Add(workshop, function, what);
        return workshop;
    }

    private static void Add(Workshop workshop, string function, string what)
    {
        workshop["shop/stock.py"] +=
            $"""


            def {function}(wanted, {what}):
                given = max(wanted, {what})
                return given

            """;
        workshop[$"test_{what}.py"] = Tests.Replace("FUNCTION", function, StringComparison.Ordinal);
    }

    private static long Candidates(Outcome outcome) => outcome.Json.GetProperty("candidates").ValueKind == JsonValueKind.Number
        ? outcome.Json.GetProperty("candidates").GetInt64()
        : outcome.Json.GetProperty("candidates").GetProperty("evaluated").GetInt64();
}
