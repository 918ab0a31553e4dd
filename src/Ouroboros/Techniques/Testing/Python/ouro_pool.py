"""Values worth trying in the place of others of their type."""
import types

import ouro_canon

SAME = object()
DEEPEST = 6
MOST_OF_A_TYPE = 60


class Pool:
    """All that was seen at any depth, and the constants of the code."""

    def __init__(self):
        self.by_type = {}
        self.members = []

    def add(self, value, depth=0):
        kind = type(value)
        if kind in (int, float, str, bytes):
            if kind in (str, bytes) and len(value) > 200 or kind is int and value.bit_length() > 64:
                return
            known = self.by_type.setdefault(kind, [])
            if value not in known and len(known) < MOST_OF_A_TYPE:
                known.append(value)
        elif depth < DEEPEST and not isinstance(value, (type, types.ModuleType, types.FunctionType)):
            if isinstance(value, (list, tuple, set, frozenset)):
                self.members += list(value)[:4]
            for part in parts(value):
                self.add(part, depth + 1)

    def add_constants(self, code):
        for const in code.co_consts:
            if isinstance(const, types.CodeType):
                self.add_constants(const)
            elif const is not code.co_consts[0] or not isinstance(const, str):
                # The first constant may be a documentation.
                self.add(const)

    def pick(self, kind, rng):
        known = self.by_type.get(kind)
        return rng.choice(known) if known else SAME


def parts(value):
    if isinstance(value, dict):
        return list(dict.keys(value)) + list(dict.values(value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)[:40]
    return list(ouro_canon.fields(value).values())[:40]
