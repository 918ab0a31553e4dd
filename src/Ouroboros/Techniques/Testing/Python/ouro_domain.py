"""What all seen values of an argument have in common: inputs beyond it may be none that the function is meant for."""
import ouro_canon

ABSENT = object()
FEWEST = 2


def slots(call):
    """Where a call holds values that may be changed."""
    found = [("at", number) for number in range(len(call.values))]
    if call.star:
        found.append(("star", 0))
    return found + [("name", name) for name in sorted(call.by_name)]


def read(call, slot):
    kind, key = slot
    if kind == "at":
        return call.values[key] if key < len(call.values) else ABSENT
    return call.star if kind == "star" else call.by_name.get(key, ABSENT)


def write(call, slot, value):
    kind, key = slot
    if kind == "at":
        call.values[key] = value
    elif kind == "star":
        call.star = tuple(value)
    else:
        call.by_name[key] = value


def learn(calls):
    """Slot to what holds there."""
    found = {}
    for slot in {slot for call in calls for slot in slots(call)}:
        values = [value for value in (read(call, slot) for call in calls) if value is not ABSENT]
        rules = [rule for rule in RULES if _tells(rule, values)]
        kinds = {type(value) for value in values}
        found[slot] = Domain(rules, kinds)
    return found


def _tells(rule, values):
    """Whether it holds for all, and for enough of them that it could have failed."""
    try:
        apt = [value for value in values if rule.applies(value)]
        return len({ouro_canon.canon(value) for value in apt}) >= FEWEST and all(rule.holds(value) for value in apt)
    except Exception:
        return False


class Domain:
    def __init__(self, rules, kinds):
        self.rules = rules
        self.kinds = kinds

    def holds(self, value):
        try:
            return type(value) in self.kinds and all(rule.holds(value) for rule in self.rules if rule.applies(value))
        except Exception:
            return False

    def mend(self, value):
        """The value made to fit, or None."""
        try:
            for rule in self.rules:
                if rule.applies(value) and not rule.holds(value):
                    value = rule.mend(value)
            return value if value is not None and self.holds(value) else None
        except Exception:
            return None


class Rule:
    def __init__(self, applies, holds, mend):
        self.applies = applies
        self.holds = holds
        self.mend = mend


def _is_number(value):
    return type(value) in (int, float)


def _is_row(value):
    return type(value) in (list, tuple)


def _has_order(value):
    return _is_row(value) and len(value) > 1


def _in_order(row):
    return all(one <= two for one, two in zip(row, row[1:]))


def _numbers(value):
    return _is_row(value) and len(value) > 0 and all(_is_number(part) for part in value)


RULES = (
    Rule(_is_number, lambda v: v >= 0, abs),
    Rule(_is_number, lambda v: v != 0, lambda v: 1),
    Rule(lambda v: type(v) in (str, bytes, list, tuple, set, frozenset, dict), len, lambda v: None),
    Rule(_numbers, lambda v: all(part >= 0 for part in v), lambda v: type(v)(abs(part) for part in v)),
    Rule(_has_order, _in_order, lambda v: type(v)(sorted(v))),
    Rule(_has_order, lambda v: _in_order(v[::-1]), lambda v: type(v)(sorted(v, reverse=True))),
    Rule(_has_order, lambda v: len({ouro_canon.canon(part) for part in v}) == len(v),
         lambda v: type(v)(part for at, part in enumerate(v) if all(ouro_canon.canon(part) != ouro_canon.canon(other) for other in v[:at]))),
)
