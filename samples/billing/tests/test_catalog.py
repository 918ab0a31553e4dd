import pytest

from billing.catalog import Catalog, Product, UnknownProduct


def test_products_are_found_by_sku():
    catalog = Catalog([Product("A1", "Anvil", 4900), Product("B2", "Bolt", 15)])

    assert catalog.find("B2").title == "Bolt"
    assert len(catalog) == 2


def test_a_product_that_is_not_sold_is_named():
    with pytest.raises(UnknownProduct, match="C3"):
        Catalog().find("C3")


def test_prices_are_never_negative():
    with pytest.raises(ValueError, match="A1"):
        Catalog([Product("A1", "Anvil", -1)])


def test_the_cheapest_come_first_and_ties_by_sku():
    catalog = Catalog([Product("B", "b", 20), Product("C", "c", 10), Product("A", "a", 20), Product("D", "d", 99)])

    assert [product.sku for product in catalog.cheapest()] == ["C", "A", "B"]
    assert [product.sku for product in catalog.cheapest(1)] == ["C"]
