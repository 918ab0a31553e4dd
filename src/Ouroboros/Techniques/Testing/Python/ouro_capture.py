"""Copies of what was handed to functions while the tests ran."""
import copy
import inspect
import io
import socket
import sys
import threading
import types

import ouro_canon

MOST_PARTS = 1500
MOST_FAILING, MOST_PASSING = 24, 48
# A function that was entered so often in one test shows nothing new any more.
MOST_IN_A_TEST = 150
STACK = 60

LOCKS = (type(threading.Lock()), type(threading.RLock()))
SHARED = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type, io.IOBase, socket.socket, threading.Thread) + LOCKS
SPENT = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.FrameType, types.TracebackType)


class Given:
    """The arguments of one call. Positional ones stand in order, then those after a star, then those by keyword."""

    __slots__ = ("names", "values", "star", "by_name", "near_failing", "seen", "odd")

    def __init__(self, names, values, star, by_name, near_failing=False, seen=True):
        self.names = names
        self.values = values
        self.star = star
        self.by_name = by_name
        self.near_failing = near_failing
        self.seen = seen
        self.odd = False

    def copy(self):
        values, star, by_name = duplicate((self.values, self.star, self.by_name))
        made = Given(self.names, values, star, by_name, self.near_failing, self.seen)
        made.odd = self.odd
        return made

    def text(self):
        return ouro_canon.canon([self.values, self.star, self.by_name])


def duplicate(value):
    """A deep copy that shares what cannot be copied, such as open files. Raises where a copy would not be worth anything."""
    memo = {}
    pending, count, known = [value], 0, set()
    while pending:
        part = pending.pop()
        if id(part) in known or isinstance(part, (int, float, str, bytes, type(None))):
            continue
        known.add(id(part))
        count += 1
        if count > MOST_PARTS:
            raise ValueError("too large")
        if isinstance(part, SPENT):
            raise ValueError("only to be used once")
        if isinstance(part, SHARED):
            memo[id(part)] = part
        elif isinstance(part, dict):
            pending.extend(dict.keys(part))
            pending.extend(dict.values(part))
        elif isinstance(part, (list, tuple, set, frozenset)):
            pending.extend(part)
        elif hasattr(type(part), "__next__"):
            raise ValueError("only to be used once")
        else:
            pending.extend(ouro_canon.fields(part).values())
    return copy.deepcopy(value, memo)


class Function:
    """A function whose behaviour is compared."""

    def __init__(self, path, name, first):
        self.path = path
        self.name = name
        self.first = self.last = first
        self.editors = 0
        self.code = None
        self.calls = {True: {}, False: {}}
        self.entered = 0
        self.from_outside = False
        self.in_test = 0


class Recorder:
    """Looks on while tests run, and keeps what the functions were given."""

    def __init__(self, failing):
        self.failing = set(failing)
        self.functions = {}
        self.is_failing = None
        # Who called with what cannot be copied: path and line of the functions.
        self.callers = set()
        self.place_of = None

    def watch(self, function, code):
        function.code = code
        self.functions[id(code)] = function

    def begin(self):
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    @staticmethod
    def end():
        sys.settrace(None)
        threading.settrace(None)

    # As a probe of the session

    def collected(self):
        pass

    def start(self, name):
        self.is_failing = name in self.failing or name.split("::")[0] in self.failing
        for function in self.functions.values():
            function.in_test = 0
        if sys.gettrace() is None:
            # A test before took the hook for itself.
            self.begin()

    def finish(self, name, red):
        self.is_failing = None

    def _enter(self, frame, event, arg):
        function = self.functions.get(id(frame.f_code))
        if function is None or self.is_failing is None or function.in_test >= MOST_IN_A_TEST:
            return None
        if frame.f_code.co_flags & (inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR) and frame.f_lineno > frame.f_code.co_firstlineno + 1 and frame.f_lasti > 8:
            # It goes on after a yield.
            return None
        function.in_test += 1
        function.entered += 1
        try:
            self._keep(function, frame)
        except Exception:
            # What cannot be copied is no input; whoever made it may have been given something better.
            self._note_caller(frame.f_back)
        return None

    def _note_caller(self, frame):
        for _ in range(STACK):
            if frame is None or self.place_of is None:
                return
            place = self.place_of(frame.f_code)
            if place is not None:
                self.callers.add(place)
                return
            frame = frame.f_back

    def _keep(self, function, frame):
        function.from_outside = function.from_outside or not self._within_another(function, frame)
        calls = function.calls[self.is_failing]
        if len(calls) >= (MOST_FAILING if self.is_failing else MOST_PASSING):
            return
        given = arguments(frame)
        text = given.text()
        if text not in calls:
            given = given.copy()
            given.near_failing = self.is_failing
            calls[text] = given

    def _within_another(self, function, frame):
        for _ in range(STACK):
            frame = frame.f_back
            if frame is None:
                return False
            other = self.functions.get(id(frame.f_code))
            if other is not None and other is not function:
                return True
        return False


def arguments(frame):
    code, names = frame.f_code, frame.f_code.co_varnames
    own = frame.f_locals
    positional = names[:code.co_argcount]
    at = code.co_argcount + code.co_kwonlyargcount
    by_name = {name: own[name] for name in names[code.co_argcount:at]}
    star = ()
    if code.co_flags & inspect.CO_VARARGS:
        star = own[names[at]]
        at += 1
    if code.co_flags & inspect.CO_VARKEYWORDS:
        by_name.update(own[names[at]])
    return Given(list(positional), [own[name] for name in positional], star, by_name)
