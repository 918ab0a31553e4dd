import pytest

from billing import Invoice, Product, Tier, TierTable, Voucher
from billing.tax import TaxTable

ANVIL = Product("A1", "Anvil", 4900)
BOLT = Product("B2", "Bolt", 15)
BOOK = Product("K1", "Handbook", 2500, taxed=False)


@pytest.fixture
def invoice():
    return Invoice("2024-001", "Acme", "DE", TierTable([Tier(10, 5), Tier(100, 20)]))


def test_lines_are_multiplied_and_taxed(invoice):
    invoice.add(ANVIL, 2)

    assert invoice.subtotal == 9800
    assert invoice.tax == 1862
    assert invoice.total == 11662


def test_a_box_of_a_hundred_gets_the_bulk_price(invoice):
    line = invoice.add(BOLT, 100)

    assert line.gross == 1500
    assert line.net == 1200


def test_untaxed_products_carry_no_tax(invoice):
    invoice.add(BOOK)
    invoice.add(ANVIL)

    assert invoice.tax == 931


def test_a_voucher_lowers_the_tax_in_proportion(invoice):
    invoice.add(ANVIL, 1)
    invoice.add(BOOK, 2)
    invoice.voucher = Voucher("TEN", percent=10)

    assert invoice.voucher_value == 990
    assert invoice.tax == 838
    assert invoice.total == 9748
    assert invoice.saved == 990


def test_businesses_abroad_pay_no_tax():
    taxes = TaxTable(home="DE")

    assert taxes.rate_for("FR", business=True) == 0
    assert taxes.rate_for("FR") == 20
    assert taxes.rate_for("DE", business=True) == 19
    assert taxes.rate_for("US") == 0


def test_quantities_are_positive(invoice):
    with pytest.raises(ValueError, match="A1"):
        invoice.add(ANVIL, 0)


def test_the_printed_invoice_adds_up(invoice):
    invoice.add(ANVIL, 2)
    invoice.voucher = Voucher("GIFT", amount=800)

    assert invoice.render().splitlines() == [
        "Invoice 2024-001 for Acme",
        "   2 x Anvil                     EUR 98.00",
        "Voucher GIFT                     EUR -8.00",
        "Tax                              EUR 17.10",
        "Total                           EUR 107.10",
    ]
