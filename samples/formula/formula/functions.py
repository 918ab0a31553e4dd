"""What formulas can call."""

from .errors import FormulaError


def _flat(arguments):
    for argument in arguments:
        if isinstance(argument, list):
            yield from argument
        else:
            yield argument


def total(*arguments):
    return sum(_flat(arguments))


def average(*arguments):
    values = list(_flat(arguments))
    if not values:
        raise FormulaError("the average of nothing")
    return sum(values) / len(values)


def choose(condition, then, otherwise=0):
    return then if condition else otherwise


def rounded(value, digits=0):
    """Rounds halves away from zero, as people do."""
    scale = 10**digits
    shifted = abs(value) * scale + 0.5
    return (1 if value >= 0 else -1) * (shifted // 1) / scale


FUNCTIONS = {
    "SUM": total,
    "AVG": average,
    "MIN": lambda *arguments: min(_flat(arguments)),
    "MAX": lambda *arguments: max(_flat(arguments)),
    "COUNT": lambda *arguments: len(list(_flat(arguments))),
    "IF": choose,
    "ROUND": rounded,
}
