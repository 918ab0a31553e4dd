"""Thinks of inputs that the tests did not try: what they did try, changed a little. The same seed gives the same inputs."""
import datetime
import decimal
import enum
import fractions
import types

import ouro_canon
import ouro_capture
import ouro_domain
from ouro_pool import SAME

MOST_ATTEMPTS = 12
LARGE = (97, 1009)
DEEPEST = 6
NUMBERS = (int, float, decimal.Decimal, fractions.Fraction, complex)


def generate(calls, pool, rng, wanted):
    """Seen calls first, then made-up ones, each only once."""
    made, known = [], set()
    for call in calls:
        _add(made, known, call)
    sources = list(made)
    if not sources:
        return []
    domains = ouro_domain.learn(sources)
    # What fails is worth the same as all that passes, though it was seen less often.
    groups = [group for group in ([c for c in sources if c.near_failing], [c for c in sources if not c.near_failing]) if group]
    maker = Maker(pool, rng, sources, domains)
    for attempt in range(wanted * MOST_ATTEMPTS):
        if len(made) >= wanted:
            break
        try:
            # From what was made up before, too: further and further from what was seen.
            parents = groups[attempt % len(groups)] if rng.random() < 0.75 else made
            fresh = maker.change(rng.choice(parents))
        except Exception:
            # An object that does not let itself be copied or changed.
            continue
        if fresh is not None:
            _add(made, known, fresh)
    return made


def without_defaults(function, call):
    """The call with what equals the function's defaults left out; None where that is nothing."""
    values, own = list(call.values), function.__defaults__ or ()
    by_name = dict(call.by_name)
    if not call.star:
        for default in reversed(own):
            if not values or ouro_canon.canon(values[-1]) != ouro_canon.canon(default):
                break
            values.pop()
    for name, default in (function.__kwdefaults__ or {}).items():
        if name in by_name and ouro_canon.canon(by_name[name]) == ouro_canon.canon(default):
            del by_name[name]
    if len(values) == len(call.values) and len(by_name) == len(call.by_name):
        return None
    made = ouro_capture.Given(call.names, values, call.star, by_name, call.near_failing)
    return made.copy()


def _add(made, known, call):
    text = call.text()
    if text not in known:
        known.add(text)
        made.append(call)


class Maker:
    def __init__(self, pool, rng, sources, domains):
        self.pool = pool
        self.rng = rng
        self.sources = sources
        self.domains = domains

    def change(self, call):
        """The call with one argument, sometimes two, changed; None where nothing could be."""
        fresh = call.copy()
        fresh.seen = False
        slots = ouro_domain.slots(fresh)
        changed = False
        for _ in range(2 if len(slots) > 1 and self.rng.random() < 0.25 else 1):
            slot = self.rng.choice(slots) if slots else None
            if slot is not None:
                changed = self._change(fresh, slot) or changed
        return fresh if changed else None

    def _change(self, call, slot):
        value = ouro_domain.read(call, slot)
        chance = self.rng.random()
        new = SAME
        if chance < 0.15:
            new = self._from_another(slot, value)
        elif chance < 0.25:
            new = self._from_beside(call, slot, value)
        if new is SAME:
            new = self.mutate(value, 0)
        if new is SAME:
            return False
        domain = self.domains.get(slot)
        if domain is not None and not domain.holds(new):
            mended = domain.mend(new)
            if mended is not None and self.rng.random() < 0.9:
                new = mended
            else:
                call.odd = True
        ouro_domain.write(call, slot, new)
        return True

    def _from_another(self, slot, value):
        """The same argument as another call had it."""
        other = self.rng.choice(self.sources).copy()
        found = ouro_domain.read(other, slot)
        return SAME if found is ouro_domain.ABSENT else found

    def _from_beside(self, call, slot, value):
        """Another argument's value: equal arguments are an edge of many a comparison."""
        others = [v for v in (ouro_domain.read(call, s) for s in ouro_domain.slots(call) if s != slot) if type(v) is type(value)]
        return self.rng.choice(others) if others else SAME

    # One value

    def mutate(self, value, depth):
        kind = type(value)
        if value is None or depth > DEEPEST or isinstance(value, (type, types.ModuleType, types.FunctionType, types.MethodType)):
            return SAME
        if kind is bool:
            return not value
        if isinstance(value, enum.Enum):
            return self.rng.choice(list(kind))
        if kind is int:
            return self._int(value)
        if kind is float:
            return self._float(value)
        if kind in (str, bytes, bytearray):
            return self._text(value)
        if isinstance(value, NUMBERS) and not isinstance(value, bool):
            return self._other_number(value)
        if isinstance(value, (datetime.date, datetime.timedelta)):
            return value + datetime.timedelta(days=self.rng.choice((-31, -1, 1, 7, 365)))
        if isinstance(value, datetime.time):
            return value.replace(minute=(value.minute + self.rng.choice((1, 29, 59))) % 60)
        if isinstance(value, (list, tuple)):
            return self._row(value, depth)
        if isinstance(value, (set, frozenset)):
            return kind(self._row(sorted(value, key=ouro_canon.canon), depth))
        if isinstance(value, dict):
            return self._table(value, depth)
        return self._object(value, depth)

    def _int(self, value):
        if value.bit_length() > 256:
            return value // 2
        near = self.pool.pick(int, self.rng)
        near = value if near is SAME else near
        return self.rng.choice((value + 1, value - 1, value + 1, value - 1, 0, 1, -value, 2 * value, value // 2, near, near, near + 1, near - 1,
                                self.rng.choice(LARGE), self.rng.randint(-3, 12), self.rng.randint(-20, 150), self.rng.randint(-400, 999)))

    def _float(self, value):
        near = self.pool.pick(float, self.rng)
        near = value if near is SAME else near
        return self.rng.choice((value + 1, value - 1, 0.0, -value, value / 2, value * 1.1, near, near, near + 0.5, float(round(value)), 1e3))

    def _other_number(self, value):
        return self.rng.choice((value + 1, value - 1, value - value, -value, value * 2))

    def _text(self, value):
        kind = type(value)
        piece = self.pool.pick(str if kind is str else bytes, self.rng)
        piece = value if piece is SAME else kind(piece)
        at = self.rng.randrange(len(value)) if value else 0
        letter = piece[at % len(piece):][:1] if piece else value[:0]
        choices = [value[:0], value[:at] + value[at + 1:], value[:at] + value[at:at + 1] + value[at:], value[:at] + letter + value[at + 1:],
                   value[:at] + letter + value[at:], value[:at], value[at:], piece, value[::-1], value + value]
        if kind is str:
            choices += [value.upper(), value.lower(), value[:at] + " " + value[at:], value + str(self.rng.randint(0, 9))]
        swapped = value[:at] + value[at + 1:at + 2] + value[at:at + 1] + value[at + 2:]
        new = self.rng.choice(choices + [swapped])
        return new if len(new) <= 400 else value[:200]

    def _row(self, value, depth):
        kind = type(value)
        row = list(value)
        if isinstance(value, tuple) and hasattr(kind, "_fields"):
            return self._named(value, row, depth)
        what = self.rng.random()
        at = self.rng.randrange(len(row)) if row else 0
        if not row:
            return self._filled(value)
        if what < 0.06:
            row = []
        elif what < 0.2:
            del row[at]
        elif what < 0.34:
            row.insert(self.rng.randint(0, len(row)), row[at])
        elif what < 0.46:
            other = self.rng.randrange(len(row))
            row[at], row[other] = row[other], row[at]
        elif what < 0.5:
            row.reverse()
        else:
            new = self.mutate(row[at], depth + 1)
            if new is SAME:
                return SAME
            if what < 0.66:
                row.insert(self.rng.randint(0, len(row)), new)
            else:
                row[at] = new
        return self._rebuilt(value, row)

    def _filled(self, value):
        """What was seen as a member of anything may stand in what was empty."""
        members = self.pool.members
        return self._rebuilt(value, [ouro_capture.duplicate(self.rng.choice(members))]) if members else SAME

    def _named(self, value, row, depth):
        if not row:
            return SAME
        at = self.rng.randrange(len(row))
        new = self.mutate(row[at], depth + 1)
        if new is SAME:
            return SAME
        row[at] = new
        return type(value)._make(row)

    @staticmethod
    def _rebuilt(value, row):
        """In the very kind it was, with whatever else that holds."""
        if type(value) in (list, tuple, set, frozenset):
            return type(value)(row)
        if isinstance(value, list):
            list.__setitem__(value, slice(None), row)
            return value
        return SAME if isinstance(value, tuple) else row

    def _table(self, value, depth):
        keys = list(dict.keys(value))
        what = self.rng.random()
        if not keys or what < 0.05:
            dict.clear(value)
            return value
        key = self.rng.choice(keys)
        if what < 0.25:
            dict.pop(value, key)
        elif what < 0.45:
            new = self.mutate(key, depth + 1)
            if new is SAME or new in value:
                return SAME
            dict.__setitem__(value, new, dict.__getitem__(value, key))
        else:
            new = self.mutate(dict.__getitem__(value, key), depth + 1)
            if new is SAME:
                return SAME
            dict.__setitem__(value, key, new)
        return value

    def _object(self, value, depth):
        """One field changed. The value is a copy already."""
        own = ouro_canon.fields(value)
        if not own or (type(value).__module__ or "") == "builtins":
            return SAME
        name = self.rng.choice(sorted(own))
        new = self.mutate(own[name], depth + 1)
        if new is SAME:
            return SAME
        object.__setattr__(value, name, new)
        return value
