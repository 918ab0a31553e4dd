"""Amounts of money as whole cents."""


def percent_of(cents, percent):
    """Returns the given percentage of an amount, half a cent rounded up."""
    return (cents * percent + 50) // 100


def split(cents, parts):
    """Divides an amount into near-equal parts that add up to it again."""
    if parts < 1:
        raise ValueError("an amount is split into at least one part")
    share, rest = divmod(cents, parts)
    return [share + 1] * rest + [share] * (parts - rest)


def show(cents, currency="EUR"):
    """Formats an amount for people: 123456 is shown as EUR 1,234.56."""
    sign = "-" if cents < 0 else ""
    whole, fraction = divmod(abs(cents), 100)
    return f"{currency} {sign}{whole:,}.{fraction:02d}"
