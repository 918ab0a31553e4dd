"""Makes corpus.jsonl: plausible patches, right and wrong, to small functions with weak tests.

Every function is broken in many ways (one mutation). Every break that a weak test notices is repaired in many ways: by the
same kinds of edits that the product's search makes. A repair that passes the weak tests is plausible; it is right when it
agrees with the original on 100 generated inputs. Everything is seeded: the same corpus comes out every time.

    python3 make_corpus.py > corpus.jsonl
"""
import ast
import copy
import json
import random
import resource
import sys

from functions import FUNCTIONS

COMPARES = [ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq]
ARITHMETIC = [ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod]
MOST_BREAKS, MOST_RIGHT, MOST_WRONG = 4, 2, 4


def inputs(kind, rng):
    letters = "abcdeXYZ 19!"
    return {
        "int": lambda: rng.randint(-20, 20), "pos": lambda: rng.randint(1, 30), "nat": lambda: rng.randint(0, 60), "small": lambda: rng.randint(0, 12),
        "bool": lambda: rng.random() < 0.5, "year": lambda: rng.choice([rng.randint(1800, 2100), rng.randint(18, 22) * 100]),
        "score": lambda: rng.choice([rng.randint(0, 100), 90, 80, 70, 89, 79, 69]), "income": lambda: rng.choice([rng.randint(0, 9000), 1000, 5000, 100, 101]),
        "age": lambda: rng.choice([rng.randint(0, 90), 6, 18, 65]), "limit": lambda: rng.randint(3, 12), "side": lambda: rng.randint(1, 6),
        "weight": lambda: rng.randint(40, 150), "height": lambda: rng.choice([1.5, 1.6, 1.75, 2]), "letter": lambda: rng.choice("abx0"),
        "ints": lambda: [rng.randint(-9, 9) for _ in range(rng.randint(0, 6))], "ints1": lambda: [rng.randint(-9, 9) for _ in range(rng.randint(1, 6))],
        "sorted": lambda: sorted(rng.sample(range(-9, 15), rng.randint(0, 6))), "rows": lambda: [[rng.randint(0, 9) for _ in range(rng.randint(0, 3))] for _ in range(rng.randint(0, 3))],
        "str": lambda: "".join(rng.choice(letters) for _ in range(rng.randint(0, 9))), "abtext": lambda: "".join(rng.choice("aab") for _ in range(rng.randint(0, 7))),
        "words": lambda: " ".join("".join(rng.choice("abcde") for _ in range(rng.randint(1, 5))) for _ in range(rng.randint(0, 4))),
        "password": lambda: "".join(rng.choice("abcABC123") for _ in range(rng.randint(5, 11))), "table": lambda: {k: rng.randint(0, 2) for k in rng.sample("abcde", rng.randint(0, 4))},
        "coins": lambda: [1] + rng.sample([2, 5, 10, 25], rng.randint(0, 3)), "point": lambda: (rng.randint(-5, 5), rng.randint(-5, 5)),
    }[kind]()


class OutOfFuel(Exception):
    pass


def run(code, name, arguments, lines=None):
    """The function's answer, an exception's name, or a mark that it ran too long."""
    fuel = [800]

    def trace(frame, event, _):
        if frame.f_code.co_filename != "f":
            return None
        fuel[0] -= 1
        # A number that squares itself would outgrow the machine long before the fuel is gone.
        if fuel[0] < 0 or any(type(v) is int and v.bit_length() > 512 for v in frame.f_locals.values()):
            raise OutOfFuel
        if lines is not None and event == "line":
            lines.add(frame.f_lineno)
        return trace

    space = {}
    exec(code, space)
    sys.settrace(trace)
    try:
        answer = space[name](*copy.deepcopy(arguments))
        # A float and an integer of one value pass the same assertions.
        return "= %r" % (answer,) if not isinstance(answer, float) or answer != int(answer) else "= %d" % answer
    except OutOfFuel:
        return "too long"
    except (Exception, MemoryError) as error:
        return type(error).__name__
    finally:
        sys.settrace(None)


def expected(value):
    return "= %r" % (value,) if not isinstance(value, float) or value != int(value) else "= %d" % value


def edits(tree, literals, rng):
    """(kind, new source) of every single edit. The tree is left as it was."""
    names = sorted({n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} | {a.arg for a in ast.walk(tree) if isinstance(a, ast.arg)})
    numbers = sorted({n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and type(n.value) is int} | {v for v in literals if type(v) is int})
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            old = node.ops[0]
            if type(old) in COMPARES:
                for kind in COMPARES:
                    if kind is not type(old):
                        node.ops[0] = kind()
                        yield "compare-operator", node.lineno, ast.unparse(tree)
            elif isinstance(old, (ast.In, ast.NotIn)):
                node.ops[0] = ast.NotIn() if isinstance(old, ast.In) else ast.In()
                yield "compare-operator", node.lineno, ast.unparse(tree)
            node.ops[0] = old
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in ARITHMETIC:
            old = node.op
            for kind in ARITHMETIC:
                if kind is not type(old):
                    node.op = kind()
                    yield "binary-operator", node.lineno, ast.unparse(tree)
            node.op = old
        if isinstance(node, ast.BoolOp):
            old, values = node.op, node.values
            node.op = ast.And() if isinstance(old, ast.Or) else ast.Or()
            yield "logical-operator", node.lineno, ast.unparse(tree)
            node.op = old
            for drop in range(len(values)):
                node.values = values[:drop] + values[drop + 1:]
                yield "condition-drop", node.lineno, ast.unparse(tree)
            node.values = values
        if isinstance(node, ast.Constant) and type(node.value) is int:
            old = node.value
            for value in sorted({old + 1, old - 1, 0, 1, -old} | set(numbers)):
                if value != old:
                    node.value = value
                    yield "literal", node.lineno, ast.unparse(tree)
            node.value = old
        if isinstance(node, ast.Constant) and type(node.value) is bool:
            node.value = not node.value
            yield "literal", node.lineno, ast.unparse(tree)
            node.value = not node.value
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
            old = node.id
            for name in names:
                if name != old:
                    node.id = name
                    yield "variable", node.lineno, ast.unparse(tree)
            node.id = old
        if isinstance(node, (ast.If, ast.While)):
            old = node.test
            node.test = ast.UnaryOp(ast.Not(), old)
            yield "negate-condition", node.lineno, ast.unparse(tree)
            for constant in (True, False):
                node.test = ast.Constant(constant)
                yield "constant-condition", node.lineno, ast.unparse(tree)
            for name in names:
                for extra in (ast.Name(name, ast.Load()), ast.UnaryOp(ast.Not(), ast.Name(name, ast.Load()))):
                    for joint, kind in ((ast.And, "condition-tighten"), (ast.Or, "condition-loosen")):
                        node.test = ast.BoolOp(joint(), [old, extra])
                        yield kind, node.lineno, ast.unparse(tree)
            node.test = old
        if isinstance(node, ast.Return) and node.value is not None:
            old = node.value
            for value in list(literals) + [None]:
                node.value = ast.Constant(value) if not isinstance(value, (list, tuple, dict)) else ast.parse(repr(value), mode="eval").body
                yield "return-literal", node.lineno, ast.unparse(tree)
            for name in names:
                node.value = ast.Name(name, ast.Load())
                yield "return-variable", node.lineno, ast.unparse(tree)
            for wrap in (1, -1):
                node.value = ast.BinOp(old, ast.Add() if wrap > 0 else ast.Sub(), ast.Constant(1))
                yield "off-by-one", node.lineno, ast.unparse(tree)
            node.value = old
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if not isinstance(block, list) or not block or not isinstance(block[0], ast.stmt):
                continue
            for i, statement in enumerate(list(block)):
                if not isinstance(statement, (ast.FunctionDef, ast.Module)) and len(block) > 1:
                    del block[i]
                    yield "delete-statement", statement.lineno, ast.unparse(tree)
                    block.insert(i, statement)
                if isinstance(statement, ast.FunctionDef):
                    continue
                conditions = list(guards(names, numbers))
                for condition in rng.sample(conditions, min(8, len(conditions))):
                    for answer in rng.sample(literals, min(3, len(literals))) + [None]:
                        guard = ast.parse("def _():\n    if %s:\n        return %r" % (condition, answer)).body[0].body[0]
                        block.insert(i, guard)
                        yield "insert-guard", statement.lineno, ast.unparse(ast.fix_missing_locations(tree))
                        del block[i]


def guards(names, numbers):
    for name in names:
        yield "not %s" % name
        for number in numbers[:8]:
            yield "%s == %d" % (name, number)


def literals_of(tests):
    found = {}
    for arguments, answer in tests:
        for value in list(arguments) + [answer]:
            found[repr(value)] = value
    return list(found.values())


def ranks(before, code, name, tests):
    """Line to its place among the suspects by Ochiai, and line to how many tests run it."""
    runs = []
    for arguments, answer in tests:
        lines = set()
        runs.append((lines, run(code, name, arguments, lines) == expected(answer)))
    failed = sum(not green for _, green in runs)
    score = {}
    for line in range(1, before.count("\n") + 2):
        red = sum(line in lines and not green for lines, green in runs)
        green = sum(line in lines and green for lines, green in runs)
        if red:
            score[line] = red / (failed * (red + green)) ** 0.5
    order = sorted(score, key=lambda l: (-score[l], l))
    return {l: i for i, l in enumerate(order)}, {l: sum(l in lines for lines, _ in runs) for l in score}, [i for i, (_, green) in enumerate(runs) if not green]


def compiled(source):
    try:
        return compile(source, "f", "exec")
    except SyntaxError:
        return None


def behaviour(code, name, cases):
    return tuple(run(code, name, case) for case in cases)


def passes(code, name, tests):
    return all(run(code, name, arguments) == expected(answer) for arguments, answer in tests)


def corpus():
    rng = random.Random(20260101)
    for index, (source, kinds, tests) in enumerate(FUNCTIONS):
        tree = ast.parse(source)
        name = tree.body[0].name
        right = ast.unparse(tree)
        assert passes(compiled(right), name, tests), name
        cases = [tuple(inputs(kind, rng) for kind in kinds.split()) for _ in range(100)]
        wanted = behaviour(compiled(right), name, cases)
        breaks = [(kind, text) for kind, _, text in edits(tree, [], rng) if kind not in ("return-literal", "insert-guard", "constant-condition")]
        rng.shuffle(breaks)
        kept = 0
        for kind, broken in breaks:
            code = compiled(broken)
            if kept >= MOST_BREAKS or code is None or passes(code, name, tests):
                continue
            rank, covering, red = ranks(broken, code, name, tests)
            plausible = {}
            for operator, line, text in edits(ast.parse(broken), literals_of(tests), rng):
                if text not in plausible and text != broken and (fixed := compiled(text)) is not None and passes(fixed, name, tests):
                    plausible[text] = (operator, line, behaviour(fixed, name, cases))
            good = [t for t, (_, _, b) in plausible.items() if b == wanted]
            bad = [t for t, (_, _, b) in plausible.items() if b != wanted]
            if not good:
                continue
            kept += 1
            behaviours = {b for _, _, b in plausible.values()}
            chosen = rng.sample(good, min(MOST_RIGHT, len(good))) + rng.sample(bad, min(MOST_WRONG, len(bad)))
            for text in chosen:
                operator, line, own = plausible[text]
                yield {
                    "function": name, "half": "tuning" if index % 2 == 0 else "held-out", "right": own == wanted, "operator": operator, "line": line,
                    "before": broken + "\n", "after": text + "\n", "tests": test_text(name, tests), "failing": len(red), "covering": covering.get(line, 0),
                    "rivals": len(behaviours) - 1, "suspect": rank.get(line),
                }


def test_text(name, tests):
    asserts = "".join("\n\ndef test_%d():\n    assert %s(%s) == %r\n" % (i, name, ", ".join(map(repr, a)), e) for i, (a, e) in enumerate(tests))
    return "from mod import %s\n%s" % (name, asserts)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    for row in corpus():
        print(json.dumps(row), flush=True)
