"""An invoice: lines, discounts, tax, total."""

from dataclasses import dataclass

from .money import percent_of, show
from .tax import TaxTable


@dataclass(frozen=True)
class Line:
    product: object
    quantity: int
    discount_percent: int = 0

    @property
    def gross(self):
        return self.product.unit_price * self.quantity

    @property
    def discount(self):
        return percent_of(self.gross, self.discount_percent)

    @property
    def net(self):
        return self.gross - self.discount


class Invoice:
    def __init__(self, number, customer, region, tiers, taxes=None, business=False):
        self.number = number
        self.customer = customer
        self.region = region
        self.business = business
        self.voucher = None
        self.lines = []
        self._tiers = tiers
        self._taxes = taxes or TaxTable()

    def add(self, product, quantity=1):
        if quantity < 1:
            raise ValueError(f"{product.sku}: the quantity must be positive")
        line = Line(product, quantity, self._tiers.percent_for(quantity))
        self.lines.append(line)
        return line

    @property
    def subtotal(self):
        return sum(line.net for line in self.lines)

    @property
    def saved(self):
        return sum(line.discount for line in self.lines) + self.voucher_value

    @property
    def voucher_value(self):
        return self.voucher.value_for(self.subtotal) if self.voucher else 0

    @property
    def tax(self):
        taxed = sum(line.net for line in self.lines if line.product.taxed)
        if self.subtotal:
            taxed -= self.voucher_value * taxed // self.subtotal
        return self._taxes.tax_on(taxed, self.region, self.business)

    @property
    def total(self):
        return self.subtotal - self.voucher_value + self.tax

    def render(self):
        rows = [f"Invoice {self.number} for {self.customer}"]
        for line in self.lines:
            rows.append(f"{line.quantity:>4} x {line.product.title:<20} {show(line.net):>14}")
        if self.voucher_value:
            rows.append(f"{'Voucher ' + self.voucher.code:<27} {show(-self.voucher_value):>14}")
        rows.append(f"{'Tax':<27} {show(self.tax):>14}")
        rows.append(f"{'Total':<27} {show(self.total):>14}")
        return "\n".join(rows)
