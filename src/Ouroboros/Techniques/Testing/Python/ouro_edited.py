"""Which functions the candidates edit."""
import ast
import difflib
import os
import types

import ouro_capture
import ouro_fuel
import ouro_swap

HOLDERS = (ast.If, ast.Try, ast.With)


def functions(root, candidates):
    """The outermost functions around every edit, each once; those of the whole file where an edit stands outside of them."""
    found = {}
    files = {}
    for edits in candidates:
        touched = set()
        for path, text in edits:
            if text is None or not path.endswith(".py"):
                continue
            if path not in files:
                files[path] = _read(os.path.join(root, path), path)
            lines, all_of_it = files[path]
            touched.update(_touched(lines, text.splitlines(True), all_of_it))
        for function in touched:
            found.setdefault(function, function).editors += 1
    return sorted(found, key=lambda function: (function.path, function.first))


def at(root, places):
    """The functions that begin at these lines, as pairs of path and line."""
    return [function for path in sorted({path for path, _ in places})
            for function in _read(os.path.join(root, path), path)[1] if (path, function.first) in places]


def code_of(function, module):
    """Its code among what was compiled with the module, or None."""
    code = module
    for name in function.name.split("."):
        inner = [c for c in code.co_consts if isinstance(c, types.CodeType) and c.co_name == name]
        exact = [c for c in inner if c.co_firstlineno == function.first] or inner
        if not exact:
            return None
        code = exact[0]
    return code


def _read(full, path):
    try:
        with open(full, "rb") as file:
            text = file.read()
        found = []
        _find(ast.parse(text).body, "", path, found)
        return text.splitlines(True), found
    except (OSError, SyntaxError, ValueError, RecursionError):
        return [], []


def _find(statements, prefix, path, found):
    for statement in statements:
        if isinstance(statement, ouro_fuel.FUNCTIONS):
            first = min([statement.lineno] + [d.lineno for d in statement.decorator_list])
            function = ouro_capture.Function(path, prefix + statement.name, first)
            function.last = statement.end_lineno
            found.append(function)
        elif isinstance(statement, ast.ClassDef):
            _find(statement.body, prefix + statement.name + ".", path, found)
        elif isinstance(statement, HOLDERS):
            for block in ouro_fuel.BLOCKS:
                _find(getattr(statement, block, None) or (), prefix, path, found)
            for handler in getattr(statement, "handlers", None) or ():
                _find(handler.body, prefix, path, found)


def _touched(old, new, all_of_it):
    touched = set()
    for first, last in changed(old, new):
        around = [f for f in all_of_it if f.first <= last and first <= f.last]
        touched.update(around or all_of_it)
    return touched


def changed(old, new):
    """Ranges of old lines, counted from 1, that were edited. What was put in belongs to the lines on both sides."""
    head, tail = ouro_swap.unchanged(old, new)
    middle = difflib.SequenceMatcher(None, old[head:len(old) - tail], new[head:len(new) - tail], autojunk=False)
    for kind, from_old, to_old, _, _ in middle.get_opcodes():
        if kind == "insert":
            yield head + from_old, head + from_old + 1
        elif kind != "equal":
            yield head + from_old + 1, head + to_old
