"""Python: mutations found on the syntax tree, made in the text, so that layout and comments stay."""
import ast

from .mutation import BOUNDARIES, COMPARISONS, METHODS, OPERATORS, Mutation

LANGUAGE = "python"
ENDINGS = (".py",)
LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPARE = {ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in"}
BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.BitAnd: "&", ast.BitOr: "|", ast.LShift: "<<",
          ast.RShift: ">>", ast.Pow: "**"}


def is_test(path):
    parts = path.split("/")
    return parts[-1].startswith(("test_", "conftest")) or parts[-1].endswith("_test.py") or any(p in ("test", "tests", "testing") for p in parts[:-1])


def valid(source, folder=None, path=None):
    try:
        ast.parse(source)
        return True
    except (SyntaxError, ValueError):
        return False


class Text:
    """Offsets of nodes: the tree counts lines and bytes, we count characters."""

    def __init__(self, source):
        self.source, self._starts = source, [0]
        self._lines = source.split("\n")
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def offset(self, line, column):
        return self._starts[line - 1] + len(self._lines[line - 1].encode("utf-8")[:column].decode("utf-8", "replace"))

    def start(self, node):
        return self.offset(node.lineno, node.col_offset)

    def end(self, node):
        return self.offset(node.end_lineno, node.end_col_offset)

    def gap(self, left, right):
        """What stands between two nodes: no more than the operator, unless there are brackets or comments."""
        return self.source[self.end(left):self.start(right)].strip()

    def of(self, node):
        return self.source[self.start(node):self.end(node)]


def mutations(source):
    """Every mutation of a file."""
    if "\r" in source or "\f" in source:
        return
    tree, text = ast.parse(source), Text(source)
    methods = {f.name for c in ast.walk(tree) if isinstance(c, ast.ClassDef) for f in c.body if isinstance(f, FUNCTIONS) and not f.name.startswith("__")}
    for function in [n for n in ast.walk(tree) if isinstance(n, FUNCTIONS)]:
        inside = [n for statement in function.body for n in _nodes(statement)]
        names = sorted({n.id for n in inside if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} | {a.arg for a in function.args.args} - {"self", "cls"})
        for node in inside:
            yield from _expressions(node, text, names, methods)
        for block in _blocks(function):
            yield from _statements(block, text, names, function)


def _nodes(node):
    """All nodes but those in f-strings: before 3.12 their places are wrong."""
    yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _nodes(child)


def _between(text, left, right, old, new, kind):
    """The operator that stands between two operands, were it not in a comment or a bracket beside it."""
    start, end = text.end(left), text.start(right)
    gap = text.source[start:end]
    if gap.count(old) == 1 and "#" not in gap:
        at = start + gap.index(old)
        yield Mutation(kind, at, at + len(old), new)


def _expressions(node, text, names, methods):
    if isinstance(node, ast.Compare):
        for left, operator, right in zip([node.left] + node.comparators, node.ops, node.comparators):
            old = COMPARE[type(operator)]
            yield from _between(text, left, right, old, COMPARISONS[old], "wrong comparison")
            if old in BOUNDARIES:
                yield from _between(text, left, right, old, BOUNDARIES[old], "boundary")
    elif isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        old = BINARY[type(node.op)]
        yield from _between(text, node.left, node.right, old, OPERATORS[old], "wrong operator")
    elif isinstance(node, ast.BoolOp):
        old = "and" if isinstance(node.op, ast.And) else "or"
        yield from _between(text, node.values[0], node.values[1], old, OPERATORS[old], "wrong operator")
        if text.gap(node.values[-2], node.values[-1]) == old:
            yield Mutation("dropped condition part", text.end(node.values[-2]), text.end(node.values[-1]), "")
        if text.gap(node.values[0], node.values[1]) == old:
            yield Mutation("dropped condition part", text.start(node.values[0]), text.start(node.values[1]), "")
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and text.source[text.start(node):text.start(node.operand)].strip() == "not":
        yield Mutation("missing not", text.start(node), text.start(node.operand), "")
    elif isinstance(node, ast.Await) and text.source[text.start(node):text.start(node.value)].strip() == "await":
        yield Mutation("missing await", text.start(node), text.start(node.value), "")
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id:
                yield Mutation("wrong variable", text.start(node), text.end(node), other)
    elif isinstance(node, ast.Constant) and type(node.value) is int and text.of(node).isdigit():
        for near in (node.value + 1, node.value - 1):
            yield Mutation("off by one", text.start(node), text.end(node), str(near) if near >= 0 else f"({near})")
    elif isinstance(node, ast.Call):
        yield from _calls(node, text, methods)
    elif isinstance(node, ast.AugAssign) and type(node.op) in BINARY:
        old = BINARY[type(node.op)] + "="
        if old in OPERATORS:
            yield from _between(text, node.target, node.value, old, OPERATORS[old], "wrong operator")


def _calls(node, text, methods):
    for one, other in zip(node.args, node.args[1:]):
        if not isinstance(one, ast.Starred) and not isinstance(other, ast.Starred) and text.of(one) != text.of(other) and text.gap(one, other) == ",":
            gap = text.source[text.end(one):text.start(other)]
            yield Mutation("swapped arguments", text.start(one), text.end(other), text.of(other) + gap + text.of(one))
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    others = METHODS["python"].get(name, [])
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "self" and name in methods:
        others = others + sorted(methods - {name})
    for other in others:
        yield Mutation("wrong method", text.end(called) - len(name), text.end(called), other)


def _statements(block, text, names, function):
    for at, node in enumerate(block):
        documents = at == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        first = text.source.rfind("\n", 0, text.start(node)) + 1
        # Two statements in a line, or one behind a colon, are left alone.
        alone = not text.source[first:text.start(node)].strip()
        if isinstance(node, (ast.Expr, ast.Assign, ast.AugAssign)) and not documents and alone:
            yield Mutation("dropped statement", text.start(node), text.end(node), "pass")
        if isinstance(node, ast.If) and alone and not node.orelse and len(node.body) == 1 and isinstance(node.body[0], LEAVES) and text.source[text.start(node):].startswith("if"):
            yield Mutation("missing guard", text.start(node), text.end(node), "pass")
        if isinstance(node, ast.If) and node.orelse and alone and not text.source[text.start(node.orelse[0]):].startswith("elif"):
            if not (len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If) and text.source[text.start(node.orelse[0]):].startswith("elif")):
                yield Mutation("missing else", text.end(node.body[-1]), text.end(node.orelse[-1]), "")
        if isinstance(node, ast.Return) and node.value is not None:
            if text.of(node.value) != "None":
                yield Mutation("wrong return", text.start(node.value), text.end(node.value), "None")
            if isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool):
                yield Mutation("wrong return", text.start(node.value), text.end(node.value), str(not node.value.value))
            for other in names:
                if other != text.of(node.value):
                    yield Mutation("wrong return", text.start(node.value), text.end(node.value), other)


def _blocks(function):
    for node in ast.walk(function):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield block


def tests(source):
    """(name, first, end) of every test function, whole lines with their decorators."""
    try:
        tree, text = ast.parse(source), Text(source)
    except SyntaxError:
        return
    for node in tree.body:
        group = node.body if isinstance(node, ast.ClassDef) else [node]
        found = [f for f in group if isinstance(f, FUNCTIONS) and f.name.startswith("test")]
        # The last one of a class stays, or the class would have no body.
        for function in found[:-1] if isinstance(node, ast.ClassDef) and len(found) == len(group) else found:
            line = min([function.lineno] + [d.lineno for d in function.decorator_list])
            yield function.name, text.offset(line, 0), text.end(function)
