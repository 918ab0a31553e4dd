"""Remembers what names held at places in the program while tests ran: at each place some moments of failing tests and some of passing ones."""
import ast
import builtins
import sys
import types

import ouro_canon
import ouro_capture
import ouro_fuel
import ouro_paths
import ouro_probe
import ouro_watched

HOLE = "__ouro_hole__"
MOST_FAILING, MOST_PASSING = 6, 8
MOST_LOOKS = 120
MOST_NAMES = 24
INNER = ("<listcomp>", "<genexpr>", "<setcomp>", "<dictcomp>", "<lambda>")
OPAQUE = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType, type)
VALUE, CONDITION, GUARD = "value", "condition", "guard"


class Hole:
    """An expression of the program that may be another one, or the place before a statement where a question may be missing."""

    def __init__(self, row):
        self.path, self.kind = row["path"], row["kind"]
        self.start, self.end = tuple(row["start"]), tuple(row["end"])
        self.constants, self.literals, self.near = row["constants"], row["literals"], set(row["near"])
        self.text = None
        self.wish = row.get("wish")
        self.moments = {True: {}, False: {}}
        self.looks = 0

    def all_moments(self):
        """Those of failing tests first, and how many these are."""
        failing = list(self.moments[True].values())
        return failing + list(self.moments[False].values()), len(failing)


class Moment:
    """What names held once, in copies."""

    __slots__ = ("names", "globals")

    def __init__(self, names, around):
        self.names = names
        self.globals = around

    def copy(self):
        """The names once more, for an expression that may change them."""
        try:
            return ouro_capture.duplicate(self.names)
        except Exception:
            return dict(self.names)


class Recorder:
    """Stands behind every hole, and looks around whenever one is reached."""

    def __init__(self, holes, failing):
        self.holes = holes
        self.failing = set(failing)
        self.is_failing = None
        self.busy = False
        setattr(builtins, HOLE, self.look)

    def collected(self):
        pass

    def start(self, name):
        self.is_failing = name in self.failing or name.split("::")[0] in self.failing
        for hole in self.holes:
            hole.looks = 0

    def finish(self, name, red):
        self.is_failing = None

    def look(self, number):
        """Always false, so that the hole's own expression follows."""
        if self.busy or self.is_failing is None:
            return False
        hole = self.holes[number]
        moments = hole.moments[self.is_failing]
        hole.looks += 1
        if hole.looks > MOST_LOOKS or len(moments) >= (MOST_FAILING if self.is_failing else MOST_PASSING):
            return False
        self.busy = True
        try:
            frame = sys._getframe(1)
            names = surroundings(frame, hole.constants)
            text = ouro_canon.canon(names)
            if text not in moments:
                moments[text] = Moment(names, frame.f_globals)
        except Exception:
            # What cannot be copied shows nothing.
            pass
        finally:
            self.busy = False
        return False


def surroundings(frame, constants):
    """Copies of what the names in reach hold, without functions, classes and modules."""
    held = {}
    for name in constants:
        if name in frame.f_globals:
            held[name] = frame.f_globals[name]
    frames = [frame]
    while frames[-1].f_code.co_name in INNER and frames[-1].f_back is not None and frames[-1].f_back.f_code.co_filename == frame.f_code.co_filename:
        frames.append(frames[-1].f_back)
    for each in reversed(frames):
        if each.f_code.co_name != "<module>":
            held.update(each.f_locals)
    names = {}
    for name, value in held.items():
        if name.isidentifier() and not isinstance(value, OPAQUE) and not name.startswith(("__", "@")) and len(names) < MOST_NAMES:
            names[name] = value
    try:
        return ouro_capture.duplicate(names)
    except Exception:
        return {name: copied for name, value in names.items() for copied in _copy(value)}


def _copy(value):
    try:
        return (ouro_capture.duplicate(value),)
    except Exception:
        return ()


class Opener(ast.NodeTransformer):
    """Puts the call that looks around in front of each hole's expression. Places are those of the unchanged text."""

    def __init__(self, holes, source):
        self.wanted = {(hole.start, hole.end): (number, hole) for number, hole in holes if hole.kind != GUARD}
        self.guards = {hole.start: (number, hole) for number, hole in holes if hole.kind == GUARD}
        self.source = source

    def visit(self, node):
        if isinstance(node, ast.stmt):
            return self._statement(node)
        place = None
        if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            place = self.wanted.pop(((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)), None)
        if isinstance(node, ast.JoinedStr):
            # Older interpreters misreport the places inside.
            return node
        text = ast.get_source_segment(self.source, node) if place is not None else None
        node = self.generic_visit(node)
        if place is None or text is None:
            return node
        number, hole = place
        hole.text = text
        return ast.BoolOp(ast.Or(), [_look(number, node), node], **_spot(node))

    def _statement(self, node):
        place = self.guards.pop((node.lineno, node.col_offset), None)
        node = self.generic_visit(node)
        if place is None:
            return node
        number, hole = place
        hole.text = "False"
        return [ast.Expr(_look(number, node), **_spot(node)), node]


def _spot(node):
    return {"lineno": node.lineno, "col_offset": node.col_offset, "end_lineno": node.end_lineno, "end_col_offset": node.end_col_offset}


def _look(number, node):
    spot = _spot(node)
    return ast.Call(ast.Name(HOLE, ast.Load(), **spot), [ast.Constant(number, **spot)], [], **spot)


class Watch:
    """Runs the tests with every hole watched."""

    def __init__(self, job):
        self.job = job
        self.project = ouro_paths.Project(job["root"])
        self.holes = [Hole(row) for row in job["holes"]]
        self.tank = ouro_fuel.Tank(job["fuel"], ouro_probe.empty)

    def code_for(self, path, source):
        text = source()
        tree = ast.parse(text, path)
        inside = self.project.relative(path)
        mine = [(number, hole) for number, hole in enumerate(self.holes) if hole.path == inside]
        if mine:
            tree = Opener(mine, text.decode("utf-8", "replace")).visit(tree)
        ouro_fuel.fuel(tree, text)
        return compile(tree, path, "exec", dont_inherit=True)

    @staticmethod
    def rewrite(fn, original, config):
        return original(fn, config)

    def run(self):
        ouro_watched.run(self.job, self.project, self, self.tank, Recorder(self.holes, self.job["failing"]))
