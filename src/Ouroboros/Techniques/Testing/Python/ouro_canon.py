"""Writes any value down in one way without running code of its own: equal texts are values that a test would take for equal."""
import collections
import hashlib
import re
import types

MOST_PARTS = 4000
DEEPEST = 14
LONG_TEXT = 400
ADDRESS = re.compile(r"(?: at)? 0x[0-9a-fA-F]+")
# Types whose own words are dependable.
PLAIN_SPOKEN = {"datetime", "decimal", "fractions", "pathlib", "uuid", "ipaddress", "re", "array", "zoneinfo", "numpy"}
NAMED = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, type)


def canon(value):
    return Writer().text(value, 0)


def shown(text, limit):
    """What people see of it."""
    return text if len(text) <= limit else text[:limit - 1] + "…"


def digest(text):
    """Short texts as they are, long ones by their beginning and their hash."""
    if len(text) <= LONG_TEXT:
        return text
    return text[:LONG_TEXT] + "…" + hashlib.sha1(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fields(value):
    """Name to value of what an object consists of."""
    rows = {}
    for base in reversed(type(value).__mro__):
        for name, member in base.__dict__.items():
            if type(member) is types.MemberDescriptorType:
                try:
                    rows[name] = member.__get__(value, type(value))
                except AttributeError:
                    pass
    try:
        own = object.__getattribute__(value, "__dict__")
    except AttributeError:
        own = None
    if type(own) is dict:
        rows.update((name, part) for name, part in own.items() if isinstance(name, str))
    return rows


class Writer:
    def __init__(self):
        self.left = MOST_PARTS
        self.open = set()

    def text(self, value, depth):
        self.left -= 1
        kind = type(value)
        if kind is bool or value is None or value is Ellipsis or value is NotImplemented:
            return repr(value)
        if self.left < 0 or depth > DEEPEST:
            return "…"
        if isinstance(value, (int, float, complex, str, bytes, bytearray)):
            return self._scalar(value, kind, depth)
        if isinstance(value, NAMED):
            return "<%s>" % _name(value)
        if id(value) in self.open:
            return "↺"
        self.open.add(id(value))
        try:
            return self._compound(value, kind, depth + 1)
        finally:
            self.open.discard(id(value))

    def _scalar(self, value, kind, depth):
        if isinstance(getattr(kind, "__members__", None), (dict, types.MappingProxyType)):
            return "%s.%s" % (kind.__name__, fields(value).get("_name_"))
        if isinstance(value, int):
            text = int.__repr__(value) if value.bit_length() <= 2048 else "int(%d bits, %d)" % (value.bit_length(), value % ((1 << 61) - 1))
        elif isinstance(value, float):
            text = number(value)
        elif isinstance(value, complex):
            text = "(%s+%sj)" % (number(value.real), number(value.imag))
        elif isinstance(value, str):
            text = str.__repr__(value)
        else:
            text = bytes(value).__repr__()
        if kind in (int, float, complex, str, bytes):
            return text
        own = fields(value)
        return "%s(%s)" % (kind.__name__, ", ".join([text] + self._pairs(own, depth + 1)))

    def _compound(self, value, kind, depth):
        if isinstance(value, tuple):
            names = getattr(kind, "_fields", None)
            if kind is not tuple and isinstance(names, tuple) and len(names) == len(value):
                return "%s(%s)" % (kind.__name__, ", ".join("%s=%s" % (n, self.text(v, depth)) for n, v in zip(names, tuple.__iter__(value))))
            parts = [self.text(part, depth) for part in tuple.__iter__(value)]
            return self._of(kind, tuple, "(" + ", ".join(parts) + ("," if len(parts) == 1 else "") + ")", value, depth)
        if isinstance(value, list):
            return self._of(kind, list, "[" + ", ".join(self.text(part, depth) for part in list.__iter__(value)) + "]", value, depth)
        if isinstance(value, dict):
            pairs = sorted("%s: %s" % (self.text(k, depth), self.text(v, depth)) for k, v in dict.items(value))
            return self._of(kind, dict, "{" + ", ".join(pairs) + "}", value, depth)
        if isinstance(value, (set, frozenset)):
            parts = sorted(self.text(part, depth) for part in value)
            text = "{" + ", ".join(parts) + "}" if parts else "set()"
            return self._of(kind, set, text, value, depth)
        if isinstance(value, collections.deque):
            return "deque([%s])" % ", ".join(self.text(part, depth) for part in collections.deque.__iter__(value))
        if isinstance(value, BaseException):
            return "%s(%s)" % (kind.__name__, ", ".join(self.text(part, depth) for part in value.args))
        if isinstance(value, (range, slice)):
            return repr(value)
        if isinstance(getattr(kind, "__members__", None), (dict, types.MappingProxyType)):
            return "%s.%s" % (kind.__name__, fields(value).get("_name_"))
        if (kind.__module__ or "").split(".")[0] in PLAIN_SPOKEN:
            try:
                return ADDRESS.sub("", repr(value))
            except Exception:
                return "<%s>" % kind.__name__
        own = fields(value)
        return "%s(%s)" % (kind.__name__, ", ".join(self._pairs(own, depth))) if own or kind.__module__ != "builtins" else "<%s>" % kind.__name__

    def _of(self, kind, plain, text, value, depth):
        """Kinds of one's own say so, and what else they hold."""
        if kind is plain:
            return text
        own = [] if kind.__module__ in ("builtins", "collections") else self._pairs(fields(value), depth)
        return "%s(%s)" % (kind.__name__, ", ".join([text] + own))

    def _pairs(self, own, depth):
        return ["%s=%s" % (name, self.text(own[name], depth)) for name in own]


def number(value):
    """To twelve digits: the order of two additions is no difference in behaviour."""
    if value == 0:
        return "0.0"
    text = "%.12g" % value
    return text if any(mark in text for mark in ".einf") else text + ".0"


def _name(value):
    return getattr(value, "__qualname__", None) or getattr(value, "__name__", None) or type(value).__name__
