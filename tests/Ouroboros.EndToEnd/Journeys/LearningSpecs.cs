using System.Text.Json;

namespace Ouroboros.EndToEnd.Journeys;

/// <summary>What was learnt from one repair helps with the next.</summary>
public sealed class LearningSpecs
{
    private const string Tests =
        """
        import pytest

        from shop.limits import MODULE


        @pytest.mark.parametrize("count, allowed", [(1, True), (9, True), (10, True), (11, False)])
        def test_a_limit_is_inclusive(count, allowed):
            assert MODULE(count, 10) is allowed

        """;

    [Fact]
    public void A_sibling_bug_needs_fewer_candidates_after_a_repair_than_cold()
    {
        using var cold = Project(("fits_on_truck", "truck"));
        using var warm = Project(("fits_in_box", "box"));
        warm.Repair("--json").ShouldEndWith(0);
        Add(warm, "fits_on_truck", "truck");

        var inTheWarm = Candidates(warm.Repair("--json").ShouldEndWith(0));
        var inTheCold = Candidates(cold.Repair("--json").ShouldEndWith(0));

        inTheWarm.ShouldBeLessThan(inTheCold);
    }

    private static Workshop Project((string Function, string What) bug)
    {
        var workshop = new Workshop();
        workshop["shop/__init__.py"] = "";
        workshop["shop/limits.py"] = "\"\"\"What fits where.\"\"\"\n";
        workshop["conftest.py"] = "";
        Add(workshop, bug.Function, bug.What);
        return workshop;
    }

    private static void Add(Workshop workshop, string function, string what)
    {
        workshop["shop/limits.py"] +=
            $"""


            def {function}(count, capacity):
                spare = capacity - count
                full = spare == 0
                return spare > 0 if not full else spare > full * 0 + 0

            """.Replace("WHAT", what, StringComparison.Ordinal);
        workshop[$"test_{what}.py"] = Tests.Replace("MODULE", function, StringComparison.Ordinal);
    }

    private static long Candidates(Outcome outcome) => outcome.Json.GetProperty("candidates").ValueKind == JsonValueKind.Number
        ? outcome.Json.GetProperty("candidates").GetInt64()
        : outcome.Json.GetProperty("candidates").GetProperty("evaluated").GetInt64();
}
