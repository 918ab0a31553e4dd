"""Puts an edited function into a program that is already loaded, where that leaves the same program as loading it anew.

Most edits change the body of one function that nothing has called yet. Then every live function made of the old code takes the new code,
and nothing else of the program can tell the difference. Whatever does not fit this is left to those who load the program again.
"""
import __future__
import ast
import gc
import inspect
import io
import marshal
import opcode
import os
import sys
import threading
import tokenize
import types

import ouro_fuel

# Where a loaded program may stand: the later, the less a candidate has to do.
IN_TEST, IN_FIXTURE, LOADED = "in-test", "in-fixture", "loaded"
CODE = types.CodeType
COMPOUND = (ast.If, ast.Try, ast.With)
FUTURE = 0
for _name in __future__.all_feature_names:
    FUTURE |= getattr(__future__, _name).compiler_flag


class Witness:
    """Notes which code of the project runs before the program is ready."""

    def __init__(self, root):
        prefix, ran = root + os.sep, {}

        def look(frame, event, arg):
            if event == "call" and frame.f_code.co_filename.startswith(prefix):
                ran[id(frame.f_code)] = frame.f_code

        self.ran = ran
        self.early = frozenset()
        self.look = look
        threading.setprofile(look)
        sys.setprofile(look)

    def loaded(self):
        """All that loading runs has run."""
        self.early = frozenset(self.ran)

    def dismiss(self):
        """What ran, by identity; None where somebody else took its place."""
        undisturbed = sys.getprofile() is self.look
        if undisturbed:
            sys.setprofile(None)
            threading.setprofile(None)
        return self.ran if undisturbed else None


class Place:
    """A function that may be changed: its lines in the file, and what stands around it."""

    def __init__(self, node, around):
        self.name = node.name
        self.first = min([node.lineno] + [d.lineno for d in node.decorator_list])
        # A documentation stays with the function that was made of the old code.
        documented = ouro_fuel.is_docstring(node.body[0])
        self.body = node.body[0].end_lineno + 1 if documented else node.body[0].lineno
        self.end = node.end_lineno
        self.may_change = self.body > node.lineno and (not documented or len(node.body) > 1)
        self.around = around


def unchanged(old, new):
    """How many lines at the beginning, and how many at the end, are the same."""
    head = 0
    shortest = min(len(old), len(new))
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


class Source:
    """A project file as it was loaded."""

    def __init__(self, path, text, code):
        self.path = path
        self.code = code
        self.lines = text.splitlines(True)
        self.flags = code.co_flags & FUTURE
        self.codes = {}
        self._places = None
        self._gather(code)

    def _gather(self, code):
        for const in code.co_consts:
            if isinstance(const, CODE):
                self.codes.setdefault((const.co_name, const.co_firstlineno), []).append(const)
                self._gather(const)

    @classmethod
    def of(cls, path, text, code):
        """None where its lines are not what they look like."""
        return cls(path, text, code) if tokenize.detect_encoding(io.BytesIO(text).readline)[0] in ("utf-8", "utf-8-sig") else None

    def places(self):
        """Found once."""
        if self._places is None:
            self._places = []
            self._find(ast.parse(b"".join(self.lines)).body, ())
        return self._places

    def place(self, first, last):
        """The outermost function whose body holds these lines, counted from 1; None where there is none."""
        for place in self.places():
            if place.may_change and place.body <= first and last <= place.end:
                return place
        return None

    def place_of(self, lines):
        """The one function whose body holds all that was edited, or None."""
        old = self.lines
        head, tail = unchanged(old, lines)
        if head + tail < len(old):
            return self.place(head + 1, len(old) - tail)
        # Lines were only added: they belong to the body of the line after them, or of the one before.
        return self.place(head + 1, head + 1) or self.place(head, head)

    def code_of(self, place):
        """None where it cannot be told from others."""
        codes = self.codes.get((place.name, place.first), ())
        return codes[0] if len(codes) == 1 else None

    def grafted(self, text):
        """The code of the edited file. Most edits are within one function, which is then the only one to be compiled."""
        lines = text.splitlines(True)
        place = self.place_of(lines)
        old = place and self.code_of(place)
        new = old and self.alone(place, lines)
        if not new or old.co_freevars != new.co_freevars:
            return ouro_fuel.compiled(text, self.path)
        return replaced(self.code, old, new, place.end, len(lines) - len(self.lines))

    def alone(self, place, lines):
        """The code of the function alone, as it is within the edited file; None where the text is more or other than that function."""
        lines = lines[place.first - 1:place.end + len(lines) - len(self.lines)]
        # Empty lines cost nothing; to move every node of the tree would cost as much as all the rest.
        shell = b"\n" * (place.first - 1 - len(place.around)) + b"".join(b" " * column + line.encode("utf-8") + b"\n" for column, line in place.around)
        text = shell + b"".join(lines)
        try:
            tree = ast.parse(text)
            block = tree.body
            for _ in place.around:
                block = block[0].body if len(block) == 1 else None
            if block is None or len(block) != 1 or not isinstance(block[0], ouro_fuel.FUNCTIONS) or block[0].name != place.name:
                return None
            ouro_fuel.fuel(tree, text)
            code = compile(tree, self.path, "exec", flags=self.flags, dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        for _, line in place.around:
            if line.startswith("class "):
                code = named(code, line[6:-1])
        return code and named(code, place.name)

    def _find(self, statements, around):
        for statement in statements:
            if isinstance(statement, ouro_fuel.FUNCTIONS):
                self._places.append(Place(statement, around))
            elif isinstance(statement, ast.ClassDef):
                self._find(statement.body, around + ((statement.col_offset, "class %s:" % statement.name),))
            elif isinstance(statement, COMPOUND):
                inside = around + ((statement.col_offset, "if 1:"),)
                for block in ouro_fuel.BLOCKS:
                    self._find(getattr(statement, block, None) or (), inside)
                for handler in getattr(statement, "handlers", None) or ():
                    self._find(handler.body, inside)


class Swapper:
    """Made once the program is loaded; asked for each candidate."""

    def __init__(self, project, loaded, ran, early):
        self.project = project
        self.loaded = loaded
        self.ran = ran
        self.early = early
        # Whether a program that stands earlier might take what this one could not.
        self.came_late = False
        self.sources = {}
        # What others loaded, such as test files, is out of reach.
        self.foreign = {project.relative(getattr(module, "__file__", None) or "") for module in list(sys.modules.values())} - set(loaded)
        self.functions = [thing for thing in gc.get_objects()
                          if type(thing) is types.FunctionType and project.relative(thing.__code__.co_filename) is not None]
        self.live = {}
        for number, function in enumerate(self.functions):
            self.live.setdefault(id(function.__code__), []).append(number)

    def swap(self, plan):
        """Does in this process what was planned in another one."""
        self.put(marshal.loads(plan))

    def put(self, changes):
        """The functions with the code they had."""
        before = [(self.functions[number], self.functions[number].__code__) for number, _ in changes]
        for number, code in changes:
            self.functions[number].__code__ = code
        return before

    def plan(self, texts):
        """Numbers of functions with their new code, for texts by path; None where the program must be loaded anew. A file without a text is read; one
        that nobody loaded yet needs nothing."""
        changes = []
        self.came_late = False
        for path, text in texts.items():
            if path in self.foreign:
                return None
            if path in self.loaded:
                found = self._plan(path, text)
                if found is None:
                    return None
                changes += found
        return changes

    def _source(self, path):
        if path not in self.sources:
            versions = self.loaded[path]
            # A file that was loaded twice is two programs.
            self.sources[path] = Source.of(os.path.join(self.project.root, path), *versions[0]) if len(versions) == 1 else None
        return self.sources[path]

    def plan_unwritten(self, texts):
        """The same for files that are not written: none that somebody may still load. None, too, where nothing changes."""
        return self.plan(texts) or None if all(path in self.loaded for path in texts) else None

    def _plan(self, path, text):
        source = self._source(path)
        if source is None:
            return None
        if text is None:
            with open(source.path, "rb") as file:
                text = file.read()
        lines = text.splitlines(True)
        place = source.place_of(lines)
        changes = self._in_several(source, text) if place is None else self._in_one(source, place, lines)
        if changes is None or not self._is_unused(old for old, _ in changes) or any(old.co_freevars != new.co_freevars for old, new in changes):
            return None
        found = []
        for old, new in changes:
            numbers = self.live.get(id(old))
            if not numbers:
                return None
            found += [(number, new) for number in numbers]
        return found

    def _is_unused(self, codes):
        ran = [code for code in codes if id(code) in self.ran]
        self.came_late = any(ran) and not any(id(code) in self.early for code in ran)
        return not ran

    def _in_one(self, source, place, lines):
        """Most edits: the function is compiled alone. Its old code and the new one."""
        old = source.code_of(place)
        new = source.alone(place, lines) if old and self._is_unused([old]) else None
        return new and [(old, new)]

    @staticmethod
    def _in_several(source, text):
        try:
            code = ouro_fuel.compiled(text, source.path)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        changes = []
        return changes if same_shell(source.code, code, changes) else None


ALIKE = ("co_code", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_flags", "co_argcount", "co_posonlyargcount",
         "co_kwonlyargcount", "co_exceptiontable")


def same_shell(old, new, changes):
    """Whether two modules or classes do the same when they are loaded; functions that they make and that differ are gathered."""
    if not alike(old, new):
        return False
    for one, two in zip(old.co_consts, new.co_consts):
        if not isinstance(one, CODE):
            continue
        if one.co_flags & inspect.CO_NEWLOCALS and not one.co_name.startswith("<"):
            # A function: made here with its documentation, run later.
            if one.co_consts[:1] != two.co_consts[:1] and any(isinstance(const, str) for const in one.co_consts[:1] + two.co_consts[:1]):
                return False
            if not same(one, two):
                changes.append((one, two))
        elif one.co_name.startswith("<"):
            # A comprehension runs here and now; a lambda may.
            if not same(one, two):
                return False
        elif not same_shell(one, two, changes):
            return False
    return True


def alike(old, new):
    """The same but for lines and for the code inside."""
    return (all(getattr(old, name, None) == getattr(new, name, None) for name in ALIKE) and len(old.co_consts) == len(new.co_consts)
            and all(one.co_name == two.co_name if isinstance(one, CODE) and isinstance(two, CODE) else type(one) is type(two) and repr(one) == repr(two)
                    for one, two in zip(old.co_consts, new.co_consts)))


def same(old, new):
    """The same but for lines."""
    return alike(old, new) and all(same(one, two) for one, two in zip(old.co_consts, new.co_consts) if isinstance(one, CODE))


# Before 3.11 instructions enter a handler; since then a table tells where they are.
ENTRIES = frozenset(opcode.opmap[name] for name in ("SETUP_FINALLY", "SETUP_WITH", "SETUP_ASYNC_WITH", "SETUP_EXCEPT") if name in opcode.opmap)


def handles(code):
    """Whether a function has a `try` or a `with` of its own."""
    table = getattr(code, "co_exceptiontable", None)
    return bool(table) if table is not None else not ENTRIES.isdisjoint(code.co_code[::2])


def named(code, name):
    found = [const for const in code.co_consts if isinstance(const, CODE) and const.co_name == name]
    return found[0] if len(found) == 1 else None


def replaced(code, old, new, end, shift):
    """The code with another one inside; functions after that line are told how far they have moved."""
    if code is old:
        return new
    consts = tuple(replaced(const, old, new, end, shift) if isinstance(const, CODE) else const for const in code.co_consts)
    moved = shift if code.co_firstlineno > end else 0
    same = not moved and all(one is two for one, two in zip(consts, code.co_consts))
    return code if same else code.replace(co_consts=consts, co_firstlineno=code.co_firstlineno + moved)
