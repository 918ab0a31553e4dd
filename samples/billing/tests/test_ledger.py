import pytest

from billing import Invoice, Ledger, Product, TierTable


def invoice(number, customer, cents):
    made = Invoice(number, customer, "US", TierTable([]))
    made.add(Product("X", "Thing", cents))
    return made


@pytest.fixture
def ledger():
    ledger = Ledger()
    ledger.post(invoice("1", "Acme", 1000), day=0)
    ledger.post(invoice("2", "Acme", 500), day=10)
    ledger.post(invoice("3", "Zenith", 700), day=0)
    return ledger


def test_balances_shrink_with_payments(ledger):
    ledger.pay("1", 400)

    assert ledger.balance("1") == 600
    assert ledger.owed_by("Acme") == 1100


def test_what_was_paid_too_much_is_returned(ledger):
    assert ledger.pay("2", 500) == 0
    assert ledger.pay("2", 30) == 30
    assert ledger.balance("2") == 0


def test_reminders_go_out_after_two_weeks(ledger):
    ledger.pay("3", 700)

    assert ledger.overdue(today=14) == []
    assert ledger.overdue(today=15) == [("Acme", "1")]
    assert ledger.overdue(today=30) == [("Acme", "1"), ("Acme", "2")]


def test_an_invoice_is_posted_once(ledger):
    with pytest.raises(ValueError, match="1"):
        ledger.post(invoice("1", "Acme", 5), day=3)
