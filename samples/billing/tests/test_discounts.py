import pytest

from billing.discounts import Tier, TierTable, Voucher


@pytest.fixture
def tiers():
    return TierTable([Tier(100, 15), Tier(10, 5), Tier(50, 10)])


@pytest.mark.parametrize("quantity, percent", [(1, 0), (9, 0), (11, 5), (49, 5), (75, 10), (500, 15)])
def test_larger_orders_are_cheaper(tiers, quantity, percent):
    assert tiers.percent_for(quantity) == percent


@pytest.mark.parametrize("quantity, percent", [(10, 5), (50, 10), (100, 15)])
def test_a_tier_counts_from_its_minimum_on(tiers, quantity, percent):
    assert tiers.percent_for(quantity) == percent


def test_the_next_tier_is_announced(tiers):
    assert tiers.missing_for_next(8) == 2
    assert tiers.missing_for_next(50) == 50
    assert tiers.missing_for_next(100) is None


def test_a_voucher_takes_an_amount_and_a_percentage():
    assert Voucher("SPRING", percent=10).value_for(2000) == 200
    assert Voucher("MIXED", percent=10, amount=300).value_for(2000) == 500


def test_a_voucher_never_exceeds_the_order():
    assert Voucher("GIFT", amount=5000).value_for(1200) == 1200


def test_a_voucher_waits_for_its_minimum_order():
    voucher = Voucher("BIG", amount=500, minimum_order=4000)

    assert voucher.value_for(3999) == 0
    assert voucher.value_for(4000) == 500
