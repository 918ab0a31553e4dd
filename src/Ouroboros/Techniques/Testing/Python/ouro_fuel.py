"""Counts function entries and loop turns of project code, and stops a program that takes too many: the same on every machine."""
import ast
import builtins
import importlib.machinery
import itertools
import operator
import os
import re
import sys

TICK = "__ouro_tick__"


class Tank:
    """A counter that costs one call into C for each tick, safe between threads."""

    def __init__(self, limit, empty, limits=None):
        self.default = limit
        self.limits = limits or {}
        self.owner = os.getpid()
        self._empty = empty
        self.refill("")

    def refill(self, name):
        self.name = name
        self.limit = self.limits.get(name, self.default)
        # The range yields ints at the speed of C; once it is used up, the chain moves on to the call that ends the program.
        self._turns = iter(range(self.limit))
        tick = itertools.chain(self._turns, map(self._stop, itertools.repeat(None))).__next__
        setattr(builtins, TICK, tick)

    def burnt(self):
        return self.limit - operator.length_hint(self._turns)

    def _stop(self, _):
        if os.getpid() != self.owner:
            os._exit(73)
        self._empty(sys._getframe(1))


class Plain:
    """Loads project files from source, as they stand."""

    @staticmethod
    def code_for(path, source):
        return compiled(source(), path)

    @staticmethod
    def rewrite(fn, original, config):
        return original(fn, config)


def install(project, loading=Plain):
    """From now on project modules are loaded from source, with ticks; never from a cache."""
    loader = importlib.machinery.SourceFileLoader
    original = loader.get_code

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        if project.relative(path) is None:
            return original(self, fullname)
        return loading.code_for(path, lambda: self.get_data(path))

    loader.get_code = get_code
    if "_pytest" in sys.modules or _importable("_pytest"):
        _install_in_pytest(loading)


def compiled(source, path):
    tree = ast.parse(source, path)
    fuel(tree, source)
    return compile(tree, path, "exec", dont_inherit=True)


def _install_in_pytest(loading):
    """Test modules and conftest files go through pytest's own rewriting; the ticks follow it."""
    from _pytest.assertion import rewrite
    asserts, load = rewrite.rewrite_asserts, rewrite._rewrite_test

    def rewrite_asserts(mod, source, *args, **kwargs):
        asserts(mod, source, *args, **kwargs)
        fuel(mod, source)

    def rewrite_test(fn, config):
        return loading.rewrite(fn, load, config)

    rewrite_test.__wrapped__ = load
    rewrite.rewrite_asserts = rewrite_asserts
    rewrite._rewrite_test = rewrite_test


def _importable(name):
    import importlib.util
    return importlib.util.find_spec(name) is not None


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BLOCKS = ("body", "orelse", "finalbody")
HINT = re.compile(rb"\bfor\b|\blambda\b")


def hints(source):
    """How often each line speaks of comprehensions or lambdas: walking every expression of a file would cost more than parsing it."""
    return [len(HINT.findall(line)) for line in source.splitlines()]


def fuel(tree, source):
    """Puts a tick at every function entry and loop turn. Lines, docstrings and names stay as they are."""
    hinted = hints(source)
    pending = [tree.body]
    while pending:
        for statement in pending.pop():
            kind = type(statement)
            if kind in FUNCTIONS or kind in LOOPS:
                body = statement.body
                at = 1 if kind in FUNCTIONS and is_docstring(body[0]) else 0
                body.insert(at, _tick(body[min(at, len(body) - 1)]))
            for block in BLOCKS:
                inner = getattr(statement, block, None)
                if inner:
                    pending.append(inner)
            for part in getattr(statement, "handlers", None) or getattr(statement, "cases", None) or ():
                pending.append(part.body)
            if _may_hold(statement, kind, hinted):
                _fuel_expressions(statement)


def _may_hold(statement, kind, hinted):
    """Whether the statement itself, without its blocks, may contain a comprehension or a lambda."""
    first = statement.lineno
    if getattr(statement, "decorator_list", None):
        first = min(first, statement.decorator_list[0].lineno)
    body = getattr(statement, "body", None)
    last = body[0].lineno if body and body[0].lineno > statement.lineno else getattr(statement, "end_lineno", None)
    if last is None:
        return True
    own = 1 if kind in LOOPS and kind is not ast.While else 0
    return sum(hinted[first - 1:max(last, first)]) > own


def _fuel_expressions(statement):
    """Comprehensions and lambdas among a statement's own expressions."""
    pending = []
    for name, value in ast.iter_fields(statement):
        if name in BLOCKS or name in ("handlers", "cases"):
            continue
        if isinstance(value, ast.AST):
            pending.append(value)
        elif isinstance(value, list):
            pending.extend(v for v in value if isinstance(v, ast.AST))
    while pending:
        node = pending.pop()
        kind = type(node)
        if kind is ast.Name or kind is ast.Constant:
            continue
        pending.extend(ast.iter_child_nodes(node))
        if kind in COMPREHENSIONS:
            for generator in node.generators:
                generator.ifs.insert(0, _always(generator.iter))
        elif kind is ast.Lambda:
            node.body = _after_tick(node.body)


def is_docstring(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and isinstance(
        statement.value.value, str)


def _call(at):
    spot = _spot(at)
    return ast.Call(ast.Name(TICK, ast.Load(), **spot), [], [], **spot)


def _tick(at):
    return ast.Expr(_call(at), **_spot(at))


def _always(at):
    """A condition that ticks and holds: the tick is a number, never None."""
    spot = _spot(at)
    return ast.Compare(_call(at), [ast.IsNot()], [ast.Constant(None, **spot)], **spot)


def _after_tick(body):
    spot = _spot(body)
    pair = ast.Tuple([_call(body), body], ast.Load(), **spot)
    one = ast.Constant(1, **spot)
    if sys.version_info < (3, 9):
        one = ast.Index(one)
    return ast.Subscript(pair, one, ast.Load(), **spot)


def _spot(at):
    line = at.lineno
    if getattr(at, "decorator_list", None):
        line = min(line, at.decorator_list[0].lineno)
    return {"lineno": line, "col_offset": at.col_offset, "end_lineno": line, "end_col_offset": at.col_offset}
