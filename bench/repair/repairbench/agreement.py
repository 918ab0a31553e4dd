"""Whether a function answers as a reference did. Copied into the hidden folder of a bug, so it depends on nothing beside it."""
import importlib
import pickle
import signal
import sys
import types
from collections import deque

PLAIN = (type(None), bool, int, float, complex, str, bytes)
MOST_ITEMS = 100000


class Slow(BaseException):
    """A call that took too long; no ordinary exception, so that `except Exception` of a program does not swallow it."""


def call(function, args, seconds, objects=True):
    """("value", result as plain tuples) or ("raised", name of the exception) or ("slow", "")."""
    labels = labelled(args) if objects else {}

    def late(*_):
        raise Slow()

    before = signal.signal(signal.SIGALRM, late)
    try:
        # Repeated: a program that catches everything would swallow the first.
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)
        try:
            return "value", plain(function(*args), labels, {})
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except Slow:
        return "slow", ""
    except BaseException as error:
        return "raised", type(error).__name__
    finally:
        signal.signal(signal.SIGALRM, before)


def labelled(args):
    """Numbers for the objects that arguments reach, so that a result says which of them it holds."""
    labels, waiting = {}, list(reversed(args))
    while waiting:
        value = waiting.pop()
        if isinstance(value, PLAIN):
            continue
        if isinstance(value, (list, tuple, set, frozenset, deque)):
            waiting.extend(reversed(list(value)))
        elif isinstance(value, dict):
            for key, item in reversed(list(value.items())):
                waiting.extend((item, key))
        elif hasattr(value, "__dict__") and id(value) not in labels:
            labels[id(value)] = len(labels)
            waiting.extend(value.__dict__[name] for name in sorted(value.__dict__, reverse=True))
    return labels


def plain(value, labels, seen):
    """A value as nested tuples that compare and pickle; kinds that tests tell apart stay apart, a generator counts as a list."""
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, (types.GeneratorType, map, filter, zip, range, deque)) or hasattr(value, "__next__"):
        items = []
        for item in value:
            items.append(plain(item, labels, seen))
            if len(items) > MOST_ITEMS:
                raise OverflowError("endless")
        return ("list",) + tuple(items)
    if isinstance(value, list):
        return ("list",) + tuple([plain(v, labels, seen) for v in value])
    if isinstance(value, tuple):
        return ("tuple",) + tuple([plain(v, labels, seen) for v in value])
    if isinstance(value, (set, frozenset)):
        return ("set", frozenset(plain(v, labels, seen) for v in value))
    if isinstance(value, dict):
        return ("dict", frozenset((plain(k, labels, seen), plain(v, labels, seen)) for k, v in value.items()))
    if id(value) in seen:
        return ("again", seen[id(value)])
    seen[id(value)] = len(seen)
    attributes = getattr(value, "__dict__", {})
    return ("object", type(value).__name__, labels.get(id(value), "new")) + tuple(
        [(name, plain(attributes[name], labels, seen)) for name in sorted(attributes)])


def same(one, other, tolerance=0.0):
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(a, b, tolerance) for a, b in zip(one, other))
    if isinstance(one, float) or isinstance(other, float):
        try:
            return one == other or abs(one - other) <= max(tolerance, 1e-9 * max(abs(one), abs(other))) or (one != one and other != other)
        except TypeError:
            return False
    return one == other


def disagreement(program, cases, seconds=2.0, patience=10.0):
    """The first case on which the function of the program differs from what the reference answered, as text; None when there is none."""
    sys.setrecursionlimit(2000)
    function = getattr(importlib.import_module(program["module"]), program["function"])
    for number, (packed, expected) in enumerate(cases):
        answer = call(function, pickle.loads(packed), seconds)
        # The machine may have been busy: a time-out counts only when it comes again, with more time.
        if answer[0] == "slow":
            answer = call(function, pickle.loads(packed), patience)
        args = pickle.loads(packed)
        tolerance = args[-1] if program.get("tolerance") == "last argument" else 0.0
        if answer[0] != "value" or not same(answer[1], expected, tolerance):
            return "case %d: %s%.300r should be %.300r and is %s %.300r" % (number, program["function"], tuple(args), expected, answer[0], answer[1])
    return None
