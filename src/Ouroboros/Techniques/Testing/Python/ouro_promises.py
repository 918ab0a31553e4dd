"""What a function says of itself: the type it promises to return, and the examples in its documentation."""
import doctest
import types
import typing

UNIONS = (typing.Union,) + ((types.UnionType,) if hasattr(types, "UnionType") else ())
WIDER = {float: (float, int), complex: (complex, float, int)}


def promised(function):
    """The types a result may have, or None where nothing is said that can be checked."""
    try:
        hints = typing.get_type_hints(function)
    except Exception:
        return None
    return _types(hints["return"]) if "return" in hints else None


def _types(hint):
    if hint is None or hint is type(None):
        return (type(None),)
    origin = getattr(hint, "__origin__", None)
    if origin in UNIONS or type(hint) in UNIONS:
        found = [_types(part) for part in hint.__args__]
        return None if any(part is None for part in found) else tuple(one for part in found for one in part)
    kind = origin if isinstance(origin, type) else hint
    if not isinstance(kind, type) or kind is object or getattr(kind, "_is_protocol", False) or (kind.__module__ or "").startswith("typing"):
        return None
    return WIDER.get(kind, (kind,))


def keeps(kinds, value):
    try:
        return isinstance(value, kinds)
    except Exception:
        return True


def examples(function, space):
    """How many examples of its documentation fail, and how many there are."""
    text = getattr(function, "__doc__", None)
    if not isinstance(text, str) or ">>>" not in text:
        return 0, 0
    try:
        found = doctest.DocTestParser().get_doctest(text, dict(space), function.__name__, None, 0)
    except ValueError:
        return 0, 0
    if not found.examples:
        return 0, 0
    result = doctest.DocTestRunner(verbose=False).run(found, out=lambda text: None)
    return result.failed, len(found.examples)
