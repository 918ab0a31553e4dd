"""Preconditions that a docstring states as expressions, and words for those it states in prose."""
import ast
import builtins
import re


def stated(source, function):
    """Every expression over the parameters in a block that a docstring calls precondition; prose is passed over."""
    found = []
    for text in _strings(source):
        block = re.search(r"^[ \t]*Preconditions?:[ \t]*\n(.*?)(?=^[ \t]*\w[\w ]*:[ \t]*$|\Z)", text, re.M | re.S)
        if not block:
            continue
        whole = block.group(1)
        # One over several lines, or one a line.
        candidates = [whole] if _parsed(whole) else whole.splitlines()
        found.extend(c.strip().rstrip(".") for c in candidates if _parsed(c))
    names = parameters(source, function)
    return [f for f in found if _speaks_of(_parsed(f), names)]


def parameters(source, function):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return {a.arg for a in node.args.args}
    return set()


def holds(expressions, names, args, words):
    scope = dict(words, **dict(zip(names, args)))
    try:
        values = [eval(e, scope) for e in expressions]
    except Exception:
        return False
    # "a > 0, b > 0" is a tuple to Python and an "and" to its reader.
    return all(all(v) if isinstance(v, tuple) else v for v in values)


def _speaks_of(tree, names):
    """Whether every name is a parameter, a builtin or bound within: "x is nice and round" is an expression too, but means nothing."""
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} - bound
    return bool(used & names) and all(n in names or hasattr(builtins, n) for n in used)


def _strings(source):
    return [n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _parsed(text):
    text = text.strip().rstrip(".")
    try:
        tree = ast.parse(text, mode="eval") if text else None
    except SyntaxError:
        return None
    # A lone word is prose that happens to be an expression.
    return tree if tree and not isinstance(tree.body, (ast.Name, ast.Constant)) else None


def acyclic(nodes, attribute):
    """Whether following the attribute, an object or a list of them, never comes back."""
    done, path = set(), set()

    def visit(node):
        if node is None or id(node) in done:
            return True
        if id(node) in path:
            return False
        path.add(id(node))
        following = getattr(node, attribute)
        good = all(visit(n) for n in (following if isinstance(following, list) else [following]))
        path.discard(id(node))
        done.add(id(node))
        return good

    return all(visit(node) for node in nodes)


def connected(edges):
    nodes = {n for edge in edges for n in edge}
    reached, waiting = set(), list(nodes)[:1]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting.extend(a if b == node else b for a, b in edges if node in (a, b))
    return reached == nodes


def no_negative_cycle(lengths):
    distance = {n: 0 for edge in lengths for n in edge}
    for _ in range(len(distance) + 1):
        changed = False
        for (a, b), length in lengths.items():
            if distance[a] + length < distance[b]:
                distance[b], changed = distance[a] + length, True
    return not changed if lengths else True


WORDS = {"acyclic": acyclic, "connected": connected, "no_negative_cycle": no_negative_cycle}
