using System.Text;

namespace Ouroboros.EndToEnd.BrokenRepos;

/// <summary>The smallest project that can be mended: one module, one wrong operator, three tests. Its bytes vary.</summary>
internal sealed record Orders
{
    private static readonly Encoding Latin1 = Encoding.Latin1;

    public string LineEnd { get; init; } = "\n";

    public string Indent { get; init; } = "    ";

    public byte[] Mark { get; init; } = [];

    public bool EndsWithLineEnd { get; init; } = true;

    /// <summary>Lines before the code; written as Latin-1, so that any byte can be had.</summary>
    public string Preface { get; init; } = "\"\"\"Prices of orders.\"\"\"\n";

    public string Tests { get; init; } =
        """
        from prices import cheapest, total


        def test_shipping_is_added():
            assert total([5, 7], 3) == 15


        def test_an_empty_order_costs_its_shipping():
            assert total([], 4) == 4


        def test_the_cheapest_price_is_found():
            assert cheapest([9, 2, 5]) == 2

        """;

    public static Workshop InWorkshop(Orders? variant = null) => (variant ?? new Orders()).WriteTo(new Workshop());

    public Workshop WriteTo(Workshop workshop)
    {
        workshop.Write("prices.py", Source('-'));
        workshop["test_prices.py"] = Tests;
        return workshop;
    }

    /// <summary>The module with the operator given: minus is the bug, plus the fix.</summary>
    public byte[] Source(char sign)
    {
        var code = $"""
            {Preface}

            def cheapest(prices):
            {Indent}return min(prices)


            def total(prices, shipping):
            {Indent}return sum(prices) {sign} shipping
            """;
        var text = code.Replace("\r", "", StringComparison.Ordinal).Replace("\n", LineEnd, StringComparison.Ordinal);
        return [.. Mark, .. Latin1.GetBytes(EndsWithLineEnd ? text + LineEnd : text)];
    }
}
