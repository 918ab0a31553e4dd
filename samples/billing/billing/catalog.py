"""What is sold, and at what price."""

from dataclasses import dataclass


class UnknownProduct(KeyError):
    """An order names a product that the catalogue does not have."""


@dataclass(frozen=True)
class Product:
    sku: str
    title: str
    unit_price: int
    taxed: bool = True


class Catalog:
    def __init__(self, products=()):
        self._products = {}
        for product in products:
            self.add(product)

    def add(self, product):
        if product.unit_price < 0:
            raise ValueError(f"{product.sku} has a negative price")
        self._products[product.sku] = product

    def find(self, sku):
        try:
            return self._products[sku]
        except KeyError:
            raise UnknownProduct(sku) from None

    def cheapest(self, limit=3):
        ranked = sorted(self._products.values(), key=lambda product: (product.unit_price, product.sku))
        return ranked[:limit]

    def __len__(self):
        return len(self._products)
