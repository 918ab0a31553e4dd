"""All that a loaded program remembers between two calls, so that it can be told whether a call left anything behind.

What the project's modules hold is walked with the eyes of the garbage collector, which sees what any object refers to. A program with objects
that keep something unseen, such as a generator or a buffer, is not for this.
"""
import atexit
import builtins
import collections
import datetime
import decimal
import functools
import gc
import logging
import operator
import os
import pickle
import random
import re
import sys
import threading
import types
import weakref

MOST = 20_000
# What these make belongs to the machinery: registers of abstract classes, type hints, the one test at work, and marks, which hold all of pytest.
SILENT = ("_abc", "typing", "unittest.case", "_pytest.mark.structures")
HEAP = 1 << 9
LOCK, RECURSIVE_LOCK = type(threading.Lock()), type(threading.RLock())

# They never change, or hold nothing that counts.
ATOMS = frozenset((
    int, float, complex, bool, str, bytes, type(None), type(NotImplemented), type(Ellipsis), range, types.CodeType, re.Pattern, weakref.ref,
    datetime.date, datetime.time, datetime.datetime, datetime.timedelta, datetime.timezone, decimal.Decimal, logging.Logger, logging.RootLogger,
    types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType, types.ClassMethodDescriptorType,
    types.GetSetDescriptorType, types.MemberDescriptorType, random.SystemRandom, operator.itemgetter, operator.attrgetter))
# What they hold is seen.
OPEN = frozenset((
    object, dict, list, tuple, set, frozenset, slice, property, classmethod, staticmethod, super, types.MethodType, types.BuiltinFunctionType,
    types.CellType, types.MappingProxyType, types.SimpleNamespace, collections.deque, collections.defaultdict, collections.OrderedDict,
    functools.partial, type(functools.lru_cache(None)(len)), BaseException) + tuple(filter(None, [getattr(types, "GenericAlias", None), getattr(types, "UnionType", None)])))
# These tell what they hold when they are asked.
ASKED = {LOCK: LOCK.locked, RECURSIVE_LOCK: repr, random.Random: random.Random.getstate}
# Known by their places in memory: a class of the program's own may say anything when it is compared.
ATOM_IDS, OPEN_IDS = frozenset(map(id, ATOMS)), frozenset(map(id, OPEN))
QUESTIONS = {id(kind): question for kind, question in ASKED.items()}


class Unseen(Exception):
    """The program has an object whose memory is out of sight."""


class Reach:
    """What is reachable now. Raises Unseen where some of it cannot be seen."""

    def __init__(self, project, roots):
        self.project = project
        self.kinds = {}
        self.asked = []
        # Kept, so that no other object can ever take the place of one of these in memory.
        self.roots = list(roots)
        self.machinery = {id(builtins.__dict__)}
        for module in list(sys.modules.values()):
            path = getattr(module, "__file__", None)
            if isinstance(path, str) and project.relative(path) is not None:
                self.roots.append(module.__dict__)
                self.machinery.update((id(getattr(module, "__spec__", None)), id(getattr(module, "__loader__", None))))
        self.found = self._walk(True)
        self.told = [ask(thing) for thing, ask in self.asked]
        self.luck = random.getstate()
        self.around = None

    def begin(self):
        """In the process that is to be watched."""
        self.around = self._around()

    def is_as_before(self):
        try:
            found = self._walk(False)
            return (len(found) == len(self.found) and all(map(operator.is_, found, self.found))
                    and self.told == [ask(thing) for thing, ask in self.asked] and self.around == self._around())
        except Exception:
            return False

    def try_luck_again(self):
        random.setstate(self.luck)

    def _walk(self, judge):
        """Every reference there is, in an order that only a change can change."""
        found, seen, kinds = [], self.machinery.union(map(id, self.roots)), self.kinds
        pending = self.roots
        while pending:
            met = gc.get_referents(*pending)
            pending = []
            found += met
            if len(found) > MOST and judge:
                raise Unseen("it remembers too much")
            for thing in met:
                kind = type(thing)
                known = kinds.get(id(kind))
                if known is None and judge:
                    known = kinds[id(kind)] = self._judged(kind)
                if known is ATOMS or id(thing) in seen:
                    continue
                seen.add(id(thing))
                if known is OPEN:
                    pending.append(thing)
                elif kind is types.FunctionType:
                    pending.append((thing.__closure__, thing.__defaults__, thing.__kwdefaults__, thing.__dict__))
                elif known is type:
                    if self._is_own(thing):
                        pending.append(thing)
                elif known is ASKED and judge:
                    self.asked.append((thing, self._question(kind)))
        return found

    def _judged(self, kind):
        if id(kind) in ATOM_IDS or kind is types.ModuleType or kind.__module__ in SILENT:
            return ATOMS
        if kind is types.FunctionType:
            return kind
        if issubclass(kind, type):
            return type
        if self._question(kind):
            return ASKED
        for base in kind.__mro__:
            if id(base) not in OPEN_IDS and id(base) not in ATOM_IDS and not written_in_python(base):
                raise Unseen("%s.%s keeps what nobody sees" % (kind.__module__, kind.__qualname__))
        # One of a class of the program's own may have more to it than the number or text that it is.
        return OPEN

    @staticmethod
    def _question(kind):
        return next((QUESTIONS[id(base)] for base in kind.__mro__ if id(base) in QUESTIONS), None)

    def _is_own(self, kind):
        path = getattr(sys.modules.get(kind.__module__), "__file__", None)
        return isinstance(path, str) and self.project.relative(path) is not None

    @staticmethod
    def _around():
        """What belongs to the whole process."""
        try:
            os.waitpid(-1, os.WNOHANG)
            raise Unseen("it started processes")
        except ChildProcessError:
            pass
        return (os.getcwd(), dict(os.environ), list(sys.path), len(sys.modules), len(builtins.__dict__), sys.stdin, sys.stdout, sys.stderr,
                sys.gettrace(), sys.getprofile(), sys.getrecursionlimit(), atexit._ncallbacks(), os.listdir("/proc/self/fd"),
                len(os.listdir("/proc/self/task")), decimal.getcontext().prec, _numbers())


def _numbers():
    drawn = getattr(sys.modules.get("numpy"), "random", None)
    return pickle.dumps(drawn.get_state()) if drawn else None


def written_in_python(kind):
    path = getattr(sys.modules.get(kind.__module__), "__file__", None)
    return bool(kind.__flags__ & HEAP) and isinstance(path, str) and path.endswith(".py")
