namespace Ouroboros.EndToEnd.BrokenRepos;

/// <summary>A shop whose discounts and whose stock are wrong, each in its own way; and, where wanted, a test that no program can pass.</summary>
internal static class TwoFaults
{
    public const string Hopeless = "test_ledger.py::test_a_fingerprint_nobody_can_know";

    private const string Shop =
        """"
        """A shop's prices and its stock."""


        def discount(quantity):
            if quantity > 10:
                return 5
            return 0


        def price(unit, quantity):
            return unit * quantity * (100 - discount(quantity)) / 100

        """";

    private const string Stock =
        """"
        class Stock:
            def __init__(self):
                self._held = {}

            def add(self, name, count):
                self._held[name] = self._held.get(name, 0) + count

            def take(self, name, count):
                held = self._held.get(name, 0)
                if held <= count:
                    raise ValueError(f"only {held} of {name}")
                self._held[name] = held - count

            def held(self, name):
                return self._held.get(name, 0)

        """";

    private const string Tests =
        """"
        import pytest

        from shop import discount, price
        from stock import Stock


        def test_ten_get_the_discount():
            assert discount(10) == 5


        def test_nine_do_not():
            assert discount(9) == 0


        def test_many_get_it():
            assert price(2, 20) == 38


        def test_a_price_at_the_limit():
            assert price(2, 10) == 19


        def test_the_last_piece_can_be_taken():
            stock = Stock()
            stock.add("pen", 3)
            stock.take("pen", 3)
            assert stock.held("pen") == 0


        def test_more_than_there_is_cannot():
            stock = Stock()
            stock.add("pen", 3)
            with pytest.raises(ValueError):
                stock.take("pen", 4)

        """";

    private const string Ledger =
        """"
        def fingerprint(entries):
            total = 7
            for entry in entries:
                total = (total * 31 + entry) % 1009
            return total

        """";

    private const string LedgerTests =
        """
        from ledger import fingerprint


        def test_a_fingerprint_nobody_can_know():
            assert fingerprint([3, 1, 2]) == "a9f3-77c1-mauve"

        """;

    public static Workshop InWorkshop(bool withHopeless = false)
    {
        var workshop = new Workshop();
        workshop["shop.py"] = Shop;
        workshop["stock.py"] = Stock;
        workshop["test_shop.py"] = Tests;
        if (withHopeless)
        {
            workshop["ledger.py"] = Ledger;
            workshop["test_ledger.py"] = LedgerTests;
        }

        return workshop;
    }
}
