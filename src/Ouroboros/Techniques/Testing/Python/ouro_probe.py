"""Calls functions with inputs and writes down what comes of each: result, exception, changed arguments, output, and the fuel it took."""
import inspect
import io
import os
import random
import sys
import time

import ouro_canon
import ouro_promises

PREFIX = 20
SHOWN = 70
# All inputs of one program together; what comes after stays unknown.
WHOLE = 1_500_000
# Of what one seen input burns at most, and what any may.
TIMES, FLOOR, CEILING = 10, 2_000, 60_000
ENDLESS = "runs on without end"
TURNS = 60


class OutOfFuel(BaseException):
    """Not an Exception: hardly any program catches it. One that does meets it again at its next turn."""


def empty(frame):
    raise OutOfFuel


class Left(BaseException):
    """The program wanted to end the process."""


def leave(code=0):
    raise Left


def rest(seconds=0):
    """Nobody waits for a call that is made to be compared."""


class Probe:
    def __init__(self, tank, pairs, limits=None):
        self.tank = tank
        self.pairs = pairs          # Live function and input, in order.
        self.limits = limits        # None where it is still to be found out what a call may burn.
        self.limit = FLOOR
        self.total = 0
        self.kinds = {}
        self.returned = 0
        self.broken = 0

    def run(self):
        """Of all inputs, for this process only: whoever ends it ends his own call."""
        os._exit = leave
        time.sleep = rest
        return self._rows()

    def _rows(self):
        """One row for each input: an identity, a type, words for people, fuel; or None where the fuel was gone."""
        return [self._call(function, given, self.limits[at] if self.limits else self._first_limit(given)) if self.total < WHOLE else None
                for at, (function, given) in enumerate(self.pairs)]

    def _first_limit(self, given):
        """What the tests themselves do may take long, and what resembles them a few times as much."""
        return CEILING if given.seen else self.limit

    def _call(self, function, given, limit):
        try:
            own = given.copy()
        except Exception:
            return None
        before = [ouro_canon.canon(value) for value in own.values]
        kinds = self._promised(function)
        printed, out = io.StringIO(), (sys.stdout, sys.stderr)
        random.seed(0)
        self._fill(limit)
        value, problem = None, None
        sys.stdout = sys.stderr = printed
        try:
            value = function(*own.values, *own.star, **own.by_name)
            words, value = drained(value)
        except OutOfFuel:
            problem = ENDLESS
        except Left:
            problem = "ends the process"
        except BaseException as error:
            problem = ENDLESS if self.tank.burnt() >= limit else "raises %s" % type(error).__name__
        finally:
            sys.stdout, sys.stderr = out
            burnt = self.tank.burnt()
            self._fill(1 << 40)
        self.total += burnt
        if given.seen and problem != ENDLESS:
            self.limit = max(self.limit, min(CEILING, TIMES * burnt))
        if problem is None:
            self.returned += 1
            if kinds is not None and not ouro_promises.keeps(kinds, value):
                self.broken += 1
        return self._row(function, own, before, problem, None if problem else (words, value), printed.getvalue(), burnt)

    def _row(self, function, own, before, problem, result, printed, burnt):
        after = [ouro_canon.canon(value) for value in own.values]
        changed = [(name, text) for name, text, old in zip(own.names, after, before) if text != old]
        parts, words = [], []
        if problem:
            parts.append(problem)
            words.append(problem)
        else:
            text = ouro_canon.canon(result[1])
            parts.append(result[0] + text)
            if result[1] is not None or not changed and not printed:
                words.append("%s %s" % (result[0], ouro_canon.shown(text, SHOWN)))
        if not problem:
            # What a call that failed left half done is rarely meant.
            for name, text in changed:
                parts.append("%s=%s" % (name, text))
                words.append("makes %s" % ouro_canon.shown(text, SHOWN) if name == "self" and function.__name__ == "__init__" else "leaves %s as %s" % (name, ouro_canon.shown(text, SHOWN)))
        if printed:
            parts.append(printed)
            words.append("prints %s" % ouro_canon.shown(repr(printed), SHOWN))
        kind = "" if problem else type(result[1]).__name__
        return [ouro_canon.digest("\0".join(parts)), "endless" if problem == ENDLESS else "raised" if problem else "returned",
                kind, " and ".join(words), burnt]

    def _fill(self, limit):
        self.tank.default = limit
        self.tank.refill("")

    def _promised(self, function):
        if function not in self.kinds:
            plain = not inspect.isgeneratorfunction(function) and not inspect.iscoroutinefunction(function) and not inspect.isasyncgenfunction(function)
            self.kinds[function] = ouro_promises.promised(function) if plain else None
        return self.kinds[function]

    def examples(self):
        failed = total = 0
        for function in dict.fromkeys(function for function, _ in self.pairs):
            self._fill(max(self.limits or [CEILING]))
            one, count = ouro_promises.examples(function, function.__globals__)
            failed, total = failed + one, total + count
        self._fill(1 << 40)
        return failed, total


def drained(value):
    """A verb and the value: iterators show how they begin, coroutines what they come to."""
    if inspect.iscoroutine(value):
        for _ in range(TURNS):
            try:
                waiting = value.send(None)
            except StopIteration as end:
                return "comes to", end.value
            if waiting is not None:
                break
        value.close()
        return "waits for", None
    if hasattr(type(value), "__next__") and not isinstance(value, io.IOBase):
        found = []
        for part in value:
            found.append(part)
            if len(found) == PREFIX:
                break
        return "yields", found
    return "is", value
