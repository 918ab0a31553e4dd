using System.Text.Json;

namespace Ouroboros.EndToEnd.Journeys;

/// <summary>What was learnt from one repair helps with the next.</summary>
public sealed class LearningSpecs
{
    private const string Tests =
        """
        import pytest

        from shop.stock import FUNCTION


        @pytest.mark.parametrize("wanted, there, most, given", [
            (3, 10, 5, 3), (10, 10, 10, 10), (12, 10, 20, 10), (8, 20, 7, 0), (5, 9, 4, 0), (5, 4, 4, 0), (0, 9, 4, 0), (-1, 9, 4, 0), (1, 9, 4, 1),
        ])
        def test_who_asks_for_too_much_gets_nothing(wanted, there, most, given):
            assert FUNCTION(wanted, there, most) == given

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


            def {function}(wanted, {what}, most):
                if wanted > 0:
                    return min(wanted, {what})
                return 0

            """;
        workshop[$"test_{what}.py"] = Tests.Replace("FUNCTION", function, StringComparison.Ordinal);
    }

    private static long Candidates(Outcome outcome) => outcome.Json.GetProperty("candidates").ValueKind == JsonValueKind.Number
        ? outcome.Json.GetProperty("candidates").GetInt64()
        : outcome.Json.GetProperty("candidates").GetProperty("evaluated").GetInt64();
}
