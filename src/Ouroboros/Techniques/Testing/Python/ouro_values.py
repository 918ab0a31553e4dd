"""Writes values down without running any code of theirs."""
import sys
import types

TEXT_LIMIT = 60
SCALARS = (int, float, str, bytes, bool, complex, type(None))
CONTAINERS = (list, tuple, set, frozenset, dict, str, bytes)


def literal(value, depth=2):
    """Source text that makes an equal value, for short values of built-in types; else None."""
    kind = type(value)
    if kind in SCALARS:
        if kind in (str, bytes) and len(value) > TEXT_LIMIT or kind is int and value.bit_length() > 128:
            return None
        text = repr(value)
        return None if kind is float and text in ("inf", "-inf", "nan") else text
    if depth == 0 or kind not in (list, tuple, set, frozenset, dict) or len(value) > 6:
        return None
    if kind is dict:
        return _pairs(value, depth)
    parts = [literal(v, depth - 1) for v in value]
    if any(p is None for p in parts):
        return None
    if kind is list:
        text = "[" + ", ".join(parts) + "]"
    elif kind is tuple:
        text = "(" + ", ".join(parts) + ("," if len(parts) == 1 else "") + ")"
    else:
        text = "{" + ", ".join(sorted(parts)) + "}" if parts else "set()"
        text = text if kind is set else "frozenset(%s)" % text
    return text if len(text) <= TEXT_LIMIT else None


def _pairs(value, depth):
    parts = [(literal(k, depth - 1), literal(v, depth - 1)) for k, v in value.items()]
    if any(k is None or v is None for k, v in parts):
        return None
    text = "{" + ", ".join("%s: %s" % p for p in parts) + "}"
    return text if len(text) <= TEXT_LIMIT else None


def attributes(value, project, own_code=False):
    """Attributes and methods of project types and common containers; private ones only for code of their own."""
    kind = type(value)
    if kind in CONTAINERS:
        return [n for n in dir(kind) if n[0] != "_"]
    if isinstance(value, types.ModuleType) or isinstance(value, (type, types.FunctionType)):
        return []
    module = sys.modules.get(getattr(kind, "__module__", None) or "")
    if module is None or project.relative(getattr(module, "__file__", None) or "") is None:
        return []
    hidden = "__" if own_code else "_"
    names = {n for base in kind.__mro__ if base is not object for n in base.__dict__ if not n.startswith(hidden)}
    try:
        own = object.__getattribute__(value, "__dict__")
        names.update(n for n in own if isinstance(n, str) and not n.startswith(hidden))
    except AttributeError:
        pass
    return sorted(names)[:80]


def module_constants(project):
    """Names at module level whose values can be written as literals."""
    rows = []
    for module in list(sys.modules.values()):
        path = project.relative(getattr(module, "__file__", None) or "")
        if path is None:
            continue
        for name, value in list(vars(module).items()):
            if name.startswith("_"):
                continue
            text = literal(value)
            if text is not None:
                rows.append([path, "<module>", 1, name, type(value).__name__, [text], attributes(value, project)])
    return rows
