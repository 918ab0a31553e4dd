"""Makes a program that has run already into an edited one: for the comparison of behaviours, not for verdicts.

Where only bodies of functions differ, live functions take the new code. Otherwise the file is executed anew beside the loaded module, and
what differs between that and the unedited file executed likewise is carried over.
"""
import functools
import gc
import os
import sys
import types

import ouro_canon
import ouro_fuel
import ouro_swap

KEPT = ("__name__", "__file__", "__package__", "__spec__", "__loader__", "__path__", "__builtins__")


class Unfit(Exception):
    """This edit cannot be carried over."""


class Gardener:
    def __init__(self, project, loaded):
        self.project = project
        self.loaded = loaded
        # What others loaded, such as test files, is out of reach.
        self.foreign = {project.relative(getattr(module, "__file__", None) or "") for module in list(sys.modules.values())} - set(loaded)
        self.live = {}
        for thing in gc.get_objects():
            if type(thing) is types.FunctionType and project.relative(thing.__code__.co_filename) is not None:
                self.live.setdefault(id(thing.__code__), []).append(thing)

    def function(self, code):
        """A live function made of this code, or None."""
        found = self.live.get(id(code))
        return found[0] if found else None

    def apply(self, edits):
        """Path and new text of each edited file."""
        forget_answers(self.project)
        for path, text in edits:
            if text is None or not path.endswith(".py") or path in self.foreign:
                raise Unfit("%s is not loaded as a module" % path)
            if path in self.loaded:
                self._apply(path, text)

    def _apply(self, path, text):
        versions = self.loaded[path]
        full = os.path.join(self.project.root, path)
        try:
            code = ouro_fuel.compiled(text, full)
        except (SyntaxError, ValueError):
            raise Unfit("%s does not parse" % path)
        changes = []
        if len(versions) == 1 and ouro_swap.same_shell(versions[0][1], code, changes) and self._swap(changes):
            return
        modules = [module for module in list(sys.modules.values()) if getattr(module, "__file__", None) == full]
        if len(versions) != 1 or len(modules) != 1:
            raise Unfit("%s is loaded more than once" % path)
        old = self._executed(modules[0], versions[0][1])
        self._carry(modules[0].__dict__, old, self._executed(modules[0], code), modules[0].__dict__)

    def _swap(self, changes):
        """Gives every live function of old code the new one; False, with nothing done, where one has none or does not fit."""
        if any(id(old) not in self.live or old.co_freevars != new.co_freevars for old, new in changes):
            return False
        for old, new in changes:
            for function in self.live[id(old)]:
                function.__code__ = new
        return True

    @staticmethod
    def _executed(module, code):
        space = {name: module.__dict__[name] for name in KEPT if name in module.__dict__}
        exec(code, space)
        return space

    def _carry(self, live, old, new, home, put=None):
        put = put or live.__setitem__
        for name, value in list(new.items()):
            if name in KEPT or name in ("__dict__", "__weakref__"):
                continue
            before = old.get(name)
            if name not in old or name not in live:
                put(name, self._at_home(value, home))
            elif isinstance(value, type) and isinstance(before, type) and isinstance(live[name], type):
                if value.__module__ == home.get("__name__"):
                    target = live[name]
                    self._carry(dict(vars(target)), vars(before), vars(value), home, functools.partial(type.__setattr__, target))
            elif _bare(value) is not None and _bare(before) is not None:
                self._carry_function(live, name, _bare(before), _bare(value), put, value, home)
            elif ouro_canon.canon(before) != ouro_canon.canon(value):
                self._replace(live, name, value, put)

    def _carry_function(self, live, name, before, after, put, value, home):
        if ouro_swap.same(before.__code__, after.__code__) and _defaults(before) == _defaults(after):
            return
        target = _bare(live[name])
        if target is None or target.__code__.co_freevars != after.__code__.co_freevars or target.__code__.co_name != after.__code__.co_name:
            raise Unfit("%s is made in another way" % name)
        target.__code__, target.__defaults__, target.__kwdefaults__ = after.__code__, after.__defaults__, after.__kwdefaults__

    def _replace(self, live, name, value, put):
        former = live[name]
        for module in list(sys.modules.values()):
            # Those who imported the name hold the value themselves.
            space = getattr(module, "__dict__", None)
            if isinstance(space, dict) and self.project.relative(getattr(module, "__file__", None) or "") and space.get(name, put) is former:
                space[name] = value
        put(name, value)

    @staticmethod
    def _at_home(value, home):
        """A new function sees the names of the loaded module."""
        if type(value) is types.FunctionType and value.__closure__ is None:
            made = types.FunctionType(value.__code__, home, value.__name__, value.__defaults__)
            made.__kwdefaults__ = value.__kwdefaults__
            return made
        return value


def forget_answers(project):
    """Answers kept from the tests would be given for the edited function's own."""
    for thing in gc.get_objects():
        if type(thing) is functools._lru_cache_wrapper and project.relative(getattr(getattr(thing, "__code__", None) or getattr(
                getattr(thing, "__wrapped__", None), "__code__", None), "co_filename", "")) is not None:
            thing.cache_clear()


def _bare(value):
    """The function itself, without what binds it."""
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    elif isinstance(value, property):
        value = value.fget
    for _ in range(8):
        if type(value) is types.FunctionType and "__wrapped__" not in value.__dict__:
            return value
        value = getattr(value, "__wrapped__", None)
    return None


def _defaults(function):
    return ouro_canon.canon([function.__defaults__, function.__kwdefaults__])
