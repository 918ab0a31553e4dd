class Thing(Base):
    """Keeps prices by name."""

    limit: int = 10

    def __init__(self, name="thing", *, prices=None, **options):
        super().__init__(name)
        self.prices = dict(prices or {})
        self.options = {key: value for key, value in options.items() if not key.startswith("_")}

    def total(self, limit=None):
        amount = 0
        for name, price in sorted(self.prices.items()):
            if price < 0 or (limit is not None and amount > limit):
                raise ValueError(f"bad price {price!r} of {name}")
            amount += price * self.options.get("count", 1)
        return amount if amount else None

    @property
    def cheapest(self):
        try:
            return min(self.prices, key=lambda name: self.prices[name])
        except (KeyError, ValueError) as problem:
            log.warning("none of %s: %s", self.prices, problem)


