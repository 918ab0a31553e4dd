"""Quantity discounts and vouchers."""

from dataclasses import dataclass

from .money import percent_of


@dataclass(frozen=True)
class Tier:
    minimum: int
    percent: int


class TierTable:
    """Percentages that grow with the quantity: the highest tier that was reached counts."""

    def __init__(self, tiers):
        self._tiers = sorted(tiers, key=lambda tier: tier.minimum)

    def percent_for(self, quantity):
        percent = 0
        for tier in self._tiers:
            if quantity > tier.minimum:
                percent = tier.percent
        return percent

    def missing_for_next(self, quantity):
        """How many more pieces reach the next tier; None at the top."""
        for tier in self._tiers:
            if tier.minimum > quantity:
                return tier.minimum - quantity
        return None


@dataclass(frozen=True)
class Voucher:
    code: str
    percent: int = 0
    amount: int = 0
    minimum_order: int = 0

    def value_for(self, total):
        if total < self.minimum_order:
            return 0
        value = self.amount + percent_of(total, self.percent)
        return min(value, total)
