"""Thinks of expressions for a hole from small to large, knows each by the values it has at the moments seen, and keeps one of those that are alike."""
import ast
import gc
import operator
import time

import ouro_canon
import ouro_capture
import ouro_holes
import ouro_seats

# Of its time, what may pass before it tells what it has.
PATIENT = 0.8
# What is thought of for one hole, and how far.
MOST_THOUGHTS = 5000
MOST_ATOMS, MOST_PARTS, MOST_COMPARED = 18, 60, 110
DEAREST = 5
# What an expression that keeps the hole's own costs less than one that says something else.
KEPT = 1.5
MOST_TOLD, MOST_KEPT, MOST_ALIKE = 30, 8, 3
FUEL = 20000
LONG = 300
BIG = 1 << 64

ATOM, TIGHT, TERM, SUM, COMPARED, NEGATED, JOINED = range(7)
NUMBERS = (int, float)
ROWS = (list, tuple, str)
HELD = (list, tuple, str, dict, set, frozenset)
PLAIN = (int, float, str, bool, bytes, type(None))
# Of these, equal texts are equal values.
TOLD_BY_TEXT = frozenset((int, str, bool, bytes, type(None)))


class Missing:
    """What an expression has that cannot be worked out at a moment."""

    def __repr__(self):
        return "?"


NONE = Missing()


class Thought:
    """An expression, how tightly its text binds, what it costs, and its value at each moment."""

    __slots__ = ("text", "binds", "cost", "values", "names")

    def __init__(self, text, binds, cost, values, names):
        self.text = text
        self.binds = binds
        self.cost = cost
        self.values = values
        self.names = names

    def within(self, binds):
        return self.text if self.binds <= binds else "(%s)" % self.text


def mark(value):
    """Equal for values that no test could tell apart."""
    kind = type(value)
    if kind in TOLD_BY_TEXT:
        return (kind, value)
    if kind is float:
        return (kind, ouro_canon.number(value))
    if value is NONE:
        return value
    if (kind is list or kind is tuple) and TOLD_BY_TEXT.issuperset(map(type, value)):
        return (kind, repr(value))
    return (kind, ouro_canon.canon(value))


def kind_of(values):
    """The one type of what is known; None where there are several or nothing is."""
    kinds = {type(v) for v in values if v is not NONE}
    return kinds.pop() if len(kinds) == 1 else None


def sized(value):
    kind = type(value)
    if kind is int:
        return value if -BIG < value < BIG else NONE
    return NONE if kind in HELD and len(value) > LONG else value


def multiplied(one, other):
    if isinstance(one, NUMBERS) and isinstance(other, NUMBERS):
        return one * other
    rows, times = (one, other) if isinstance(one, ROWS) else (other, one)
    if type(times) is not int or len(rows) * max(times, 0) > LONG:
        raise OverflowError
    return rows * times


def raised(one, other):
    if abs(one) > 1000 or abs(other) > 32:
        raise OverflowError
    return one ** other


def number(*kinds):
    return all(kind in (int, float) for kind in kinds)


# Sign, work, what it binds, whether the types fit, cost.
ARITHMETIC = [
    ("+", operator.add, SUM, lambda a, b: number(a, b) or a is b and a in (str, list, tuple), 1),
    ("-", operator.sub, SUM, lambda a, b: number(a, b) or a is b and a in (set, frozenset), 1),
    ("*", multiplied, TERM, lambda a, b: number(a, b) or a is int and b in (str, list) or b is int and a in (str, list), 1),
    ("//", operator.floordiv, TERM, number, 1),
    ("%", operator.mod, TERM, number, 1),
    ("/", operator.truediv, TERM, number, 1),
    ("**", raised, TIGHT, number, 2),
    ("|", operator.or_, JOINED, lambda a, b: a is b and a in (set, frozenset), 2),
    ("&", operator.and_, JOINED, lambda a, b: a is b and a in (set, frozenset), 2),
]
COMPARISONS = [
    ("==", operator.eq, lambda a, b: a is b or number(a, b)),
    ("!=", operator.ne, lambda a, b: a is b or number(a, b)),
    ("<", operator.lt, lambda a, b: number(a, b) or a is b and a in (str, tuple)),
    ("<=", operator.le, lambda a, b: number(a, b) or a is b and a in (str, tuple)),
    (">", operator.gt, lambda a, b: number(a, b) or a is b and a in (str, tuple)),
    (">=", operator.ge, lambda a, b: number(a, b) or a is b and a in (str, tuple)),
]
# Of one value: how it is written around it, its work, whether the type fits, cost.
UNARY = [
    ("len(%s)", len, lambda k: k in HELD, 1),
    ("%s[0]", lambda v: v[0], lambda k: k in ROWS, 1),
    ("%s[-1]", lambda v: v[-1], lambda k: k in ROWS, 1),
    ("%s[1:]", lambda v: v[1:], lambda k: k in ROWS, 1),
    ("%s[:-1]", lambda v: v[:-1], lambda k: k in ROWS, 1),
    ("%s[::-1]", lambda v: v[::-1], lambda k: k in ROWS, 2),
    ("abs(%s)", abs, number, 1),
    ("sum(%s)", sum, lambda k: k in (list, tuple, set), 1),
    ("max(%s)", max, lambda k: k in (list, tuple, set, str), 1),
    ("min(%s)", min, lambda k: k in (list, tuple, set, str), 1),
    ("sorted(%s)", sorted, lambda k: k in (list, tuple, set, str, dict), 1),
    ("set(%s)", set, lambda k: k in ROWS, 2),
    ("list(%s)", list, lambda k: k in (tuple, set, str, dict), 1),
    ("tuple(%s)", tuple, lambda k: k in (list, set), 2),
    ("str(%s)", str, lambda k: k in (int, float), 2),
    ("int(%s)", int, lambda k: k in (str, float), 1),
    ("%s.lower()", lambda v: v.lower(), lambda k: k is str, 1),
    ("%s.upper()", lambda v: v.upper(), lambda k: k is str, 2),
    ("%s.strip()", lambda v: v.strip(), lambda k: k is str, 1),
    ("%s.split()", lambda v: v.split(), lambda k: k is str, 2),
]
CALLS = [
    ("max(%s, %s)", max, lambda a, b: number(a, b) or a is b and a is str),
    ("min(%s, %s)", min, lambda a, b: number(a, b) or a is b and a is str),
]


class Thinker:
    """All that is thought of for one hole."""

    def __init__(self, hole, tank):
        self.hole = hole
        self.tank = tank
        self.moments, self.failing = hole.all_moments()
        self.count = 0
        self.classes = {}
        self.original = [NONE] * len(self.moments)

    def told(self):
        if not self.failing or self.hole.text is None:
            return []
        self.original = self._worked_out(self.hole.text)
        if self.hole.kind != ouro_holes.VALUE:
            self.original = [v if v is NONE else bool(v) for v in self.original]
        atoms = self._atoms()
        parts = self._parts(atoms)
        if self.hole.kind != ouro_holes.VALUE:
            self._conditions(atoms, parts)
        else:
            self._values(atoms, parts)
        return self._best()

    def _worked_out(self, text):
        """What the hole's own expression comes to. It may change what it is given, so it is given copies."""
        try:
            code = compile("(%s)" % text, "<hole>", "eval", dont_inherit=True)
        except (SyntaxError, ValueError):
            return [NONE] * len(self.moments)
        values = []
        for moment in self.moments:
            self.tank.default = FUEL
            self.tank.refill("")
            try:
                values.append(ouro_capture.duplicate(eval(code, moment.globals, moment.copy())))
            except BaseException:
                values.append(NONE)
        self.tank.default = 1 << 40
        self.tank.refill("")
        return values

    # Small to large

    def _note(self, text, binds, cost, values, names):
        """The thought, where it has values that no cheaper one has; None otherwise."""
        self.count += 1
        if all([v is NONE for v in values]):
            return None
        try:
            key = tuple([mark(v) for v in values])
            alike = self.classes.setdefault(key, [])
        except Exception:
            return None
        thought = Thought(text, binds, cost, values, names)
        if len(alike) < MOST_KEPT:
            alike.append(thought)
        return thought if alike[0] is thought else None

    def _atoms(self):
        found = []
        for name in sorted({name for moment in self.moments for name in moment.names}):
            values = [moment.names.get(name, NONE) for moment in self.moments]
            if kind_of(values) in PLAIN + HELD or any(v is None for v in values):
                found.append(self._note(name, ATOM, 1, values, frozenset([name])))
            found += self._attributes(name, values)
        found = [f for f in found if f is not None]
        found.sort(key=lambda t: (t.cost, not t.names & self.hole.near))
        del found[MOST_ATOMS:]
        for text in self.hole.literals + ["0", "1", "-1", "2", "None", "True", "False", "''", "[]"]:
            try:
                value = eval(text, {"__builtins__": {}}, {})
            except Exception:
                continue
            atom = self._note(text, ATOM if text[:1] != "-" else TIGHT, 1.5 if text in ("0", "1") else 2, [value] * len(self.moments), frozenset())
            if atom is not None:
                found.append(atom)
        return found

    def _attributes(self, name, values):
        """What objects of the program hold; nothing of theirs runs."""
        if all(type(v) in PLAIN + HELD or v is NONE for v in values):
            return
        rows = [ouro_canon.fields(v) if v is not NONE else {} for v in values]
        for field in sorted({field for row in rows for field in row if field.isidentifier() and not field.startswith("__")})[:10]:
            inner = [row.get(field, NONE) for row in rows]
            inner = [v if type(v) in PLAIN + HELD or v is NONE else NONE for v in inner]
            yield self._note("%s.%s" % (name, field), ATOM, 1.5, inner, frozenset([name]))

    def _unary(self, row, thought):
        shape, work, fits, cost = row
        kind = kind_of(thought.values)
        if kind is None or not fits(kind) or not thought.names:
            return None
        return self._note(shape % thought.within(ATOM if shape.startswith("%s") else JOINED), ATOM, thought.cost + cost, self._each(work, thought), thought.names)

    @staticmethod
    def _each(work, one, other=None):
        """What a step makes of one or two values at each moment."""
        values = []
        for given in zip(one.values) if other is None else zip(one.values, other.values):
            if NONE is given[0] or NONE is given[-1]:
                values.append(NONE)
                continue
            try:
                values.append(sized(work(*given)))
            except Exception:
                values.append(NONE)
        return values

    def _parts(self, atoms):
        """Atoms, and what one step makes of them."""
        parts = list(atoms)
        for atom in atoms:
            parts += [t for t in (self._unary(row, atom) for row in UNARY) if t is not None]
        for row in atoms:
            kind = kind_of(row.values)
            if kind in (list, tuple, str, dict):
                for at in atoms:
                    parts += [t for t in self._indexed(row, kind, at) if t is not None]
        parts.sort(key=lambda t: t.cost)
        return parts

    def _indexed(self, row, kind, at):
        inside = kind_of(at.values)
        if kind is dict:
            if inside in (int, str, tuple):
                yield self._note("%s[%s]" % (row.within(ATOM), at.text), ATOM, row.cost + at.cost, self._each(lambda d, k: dict.__getitem__(d, k), row, at), row.names | at.names)
        elif inside is int and at.names:
            both = row.names | at.names
            yield self._note("%s[%s]" % (row.within(ATOM), at.text), ATOM, row.cost + at.cost, self._each(lambda r, i: r[i], row, at), both)
            yield self._note("%s[%s:]" % (row.within(ATOM), at.text), ATOM, row.cost + at.cost + 0.5, self._each(lambda r, i: r[i:], row, at), both)
            yield self._note("%s[:%s]" % (row.within(ATOM), at.text), ATOM, row.cost + at.cost + 0.5, self._each(lambda r, i: r[:i], row, at), both)

    def _joined(self, ones, others, dearest):
        """Two values made one, cheap pairs first."""
        pairs = sorted(((a.cost + b.cost, i, j) for i, a in enumerate(ones) for j, b in enumerate(others) if a.cost + b.cost <= dearest and a is not b))
        made = []
        for _, i, j in pairs:
            if self.count >= MOST_THOUGHTS:
                break
            one, other = ones[i], others[j]
            if not one.names and not other.names:
                continue
            kinds = kind_of(one.values), kind_of(other.values)
            if None in kinds:
                continue
            for sign, work, binds, fits, cost in ARITHMETIC:
                if fits(*kinds) and one.cost + other.cost + cost <= dearest + 1:
                    left = one.within(ATOM if sign == "**" else binds)
                    right = other.within(ATOM if sign == "**" else binds if sign in "+*|&" else binds - 1)
                    made.append(self._note("%s %s %s" % (left, sign, right), binds, one.cost + other.cost + cost, self._each(work, one, other), one.names | other.names))
            if i < j:
                for shape, work, fits in CALLS:
                    if fits(*kinds):
                        made.append(self._note(shape % (one.text, other.text), ATOM, one.cost + other.cost + 1, self._each(work, one, other), one.names | other.names))
        return [t for t in made if t is not None]

    def _values(self, atoms, parts):
        wanted = kind_of(self.original)
        made = self._joined(parts[:MOST_PARTS], parts[:MOST_PARTS], DEAREST)
        if wanted is bool:
            self._conditions(atoms, parts)
            return
        for row in UNARY:
            for thought in made[:200]:
                if self.count < MOST_THOUGHTS and thought.cost + row[3] <= DEAREST:
                    self._unary(row, thought)
        made.sort(key=lambda t: t.cost)
        self._joined(made[:120], atoms, DEAREST + 1)

    def _conditions(self, atoms, parts):
        sums = self._joined(atoms, atoms, DEAREST - 1)
        compared = self._compared(sorted(parts + sums, key=lambda t: t.cost)[:MOST_COMPARED])
        if kind_of(self.original) is not bool:
            return
        own = Thought(self.hole.text, JOINED, 1, self.original, frozenset())
        for other in sorted(compared, key=lambda t: t.cost)[:700] if self.hole.kind == ouro_holes.CONDITION else ():
            for word, work in (("and", lambda a, b: a and b), ("or", lambda a, b: a or b)):
                self._note("%s %s %s" % (own.within(NEGATED), word, other.within(NEGATED)), JOINED, other.cost - KEPT, self._each(work, own, other), other.names)
        for one in compared[:60]:
            for other in compared[:60]:
                if self.count >= 2 * MOST_THOUGHTS:
                    return
                if one is not other and one.names and other.names:
                    self._note("%s and %s" % (one.within(NEGATED), other.within(NEGATED)), JOINED, one.cost + other.cost + 1, self._each(lambda a, b: a and b, one, other), one.names | other.names)
                    self._note("%s or %s" % (one.within(NEGATED), other.within(NEGATED)), JOINED, one.cost + other.cost + 1, self._each(lambda a, b: a or b, one, other), one.names | other.names)

    def _compared(self, parts):
        made = []
        for part in parts:
            if part.names and kind_of(part.values) in HELD + (int, bool):
                made.append(self._note("not %s" % part.within(COMPARED), NEGATED, part.cost + 1, self._each(operator.not_, part), part.names))
            if part.names and kind_of(part.values) in HELD:
                text, binds = (part.text, part.binds) if self.hole.kind != ouro_holes.VALUE else ("bool(%s)" % part.text, ATOM)
                made.append(self._note(text, binds, part.cost + 1, self._each(bool, part), part.names))
        pairs = sorted(((a.cost + b.cost, i, j) for i, a in enumerate(parts) for j, b in enumerate(parts) if i != j and a.cost + b.cost <= DEAREST + 1))
        for _, i, j in pairs:
            if self.count >= MOST_THOUGHTS:
                break
            one, other = parts[i], parts[j]
            kinds = kind_of(one.values), kind_of(other.values)
            if not one.names or None in kinds or i > j and other.names:
                continue
            cost, names = one.cost + other.cost + 1, one.names | other.names
            for sign, work, fits in COMPARISONS:
                if fits(*kinds):
                    made.append(self._note("%s %s %s" % (one.within(SUM), sign, other.within(SUM)), COMPARED, cost, self._each(work, one, other), names))
            for a, b in ((one, other), (other, one)):
                if kind_of(b.values) in HELD and b.names and (kind_of(b.values) is not str or kind_of(a.values) is str):
                    made.append(self._note("%s in %s" % (a.within(SUM), b.within(SUM)), COMPARED, cost, self._each(lambda x, y: x in y, a, b), names))
                    made.append(self._note("%s not in %s" % (a.within(SUM), b.within(SUM)), COMPARED, cost, self._each(lambda x, y: x not in y, a, b), names))
        return [t for t in made if t is not None and kind_of(t.values) is bool]

    # What of it is worth a trial

    def _best(self):
        original = [mark(v) for v in self.original]
        wanted = {type(v) for v in self.original if v is not NONE}
        wish = self._wish()
        found = []
        for key, alike in self.classes.items():
            alike.sort(key=lambda t: (t.cost, t.text))
            if key == tuple(original) or all(a == b for a, b in zip(key[:self.failing], original)):
                continue
            if self.hole.kind != ouro_holes.VALUE and any(v is not NONE and type(v) is not bool for v in alike[0].values):
                continue
            if wanted and self.hole.kind == ouro_holes.VALUE and not any(type(v) in wanted for v in alike[0].values):
                continue
            passing = list(zip(key[self.failing:], original[self.failing:]))
            agreed = sum(a == b or b is NONE for a, b in passing) / len(passing) if passing else 1
            broken = sum(v is NONE for v in alike[0].values) / len(key)
            granted = wish is not None and all(k == wish for k in key[:self.failing])
            found.append((not granted, agreed < 1, alike[0].cost + 3 * (1 - agreed) + 3 * broken, alike[0].text, agreed, alike))
        found.sort(key=lambda f: f[:4])
        return [{"agreement": f[4], "granted": not f[0], "alike": [{"text": t.text, "cost": t.cost, "is_tight": t.binds <= ATOM} for t in f[5][:MOST_ALIKE]]} for f in found[:MOST_TOLD]]

    def _wish(self):
        """The mark of what the hole should come to; None where that is not known."""
        try:
            return None if self.hole.wish is None else mark(ast.literal_eval(self.hole.wish))
        except (ValueError, SyntaxError):
            return None


def run(job):
    """What each hole might hold, cheapest first: rows of how far passing moments agree, and texts that are alike."""
    until = time.monotonic() + PATIENT * job["walls"][0]
    watch = ouro_holes.Watch(job)
    watch.run()
    gc.collect()
    gc.freeze()
    told = ouro_seats.each(job.get("seats"), [lambda hole=hole: Thinker(hole, watch.tank).told() for hole in watch.holes], until)
    return {"holes": [each or [] for each in told]}
