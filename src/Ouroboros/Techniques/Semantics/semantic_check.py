"""Finds names that are bound nowhere and imports that lead nowhere in a project's files, before and after a patch.

Reads one JSON object on standard input and writes one on standard output. Nothing of the project is executed:
files are compiled and their symbol tables read. Where the language allows a name to appear in a way that cannot be
seen from outside (star imports, exec, globals()), the file is left alone: a false alarm is worse than a miss.

Input:  {"files": [{"path", "before", "after"}], "context": {path: source}, "paths": [every file of the project]}
        Sources are base64 of the exact bytes, or null where there is no such file.
Output: {"problems": [{"path", "line", "kind", "name", "message"}], "skipped": [{"path", "reason"}], "checked": N}
        Only problems that the patch adds are reported.
"""
import ast
import base64
import builtins
import io
import json
import sys
import symtable
import tokenize
import warnings
from collections import Counter

KNOWN = frozenset(dir(builtins)) | frozenset(
    "__file__ __name__ __doc__ __package__ __spec__ __loader__ __path__ __builtins__ __debug__ __annotations__ __dict__ "
    "__cached__ __class__ __module__ __qualname__ __firstlineno__ __static_attributes__ __conditional_annotations__ "
    "__classdict__ __classcell__ __type_params__ __annotate__ WindowsError exit quit copyright credits license reveal_type".split()
)
# Handlers that show the author reckons with a name not being there.
CATCH_NAME = frozenset(("NameError", "UnboundLocalError", "Exception", "BaseException"))
CATCH_IMPORT = frozenset(("ImportError", "ModuleNotFoundError", "AttributeError", "Exception", "BaseException"))
# They make module-level names of the members of an enumeration.
ENUM_EXPORTS = frozenset(("_convert_", "_convert", "global_enum"))
STANDARD = frozenset(getattr(sys, "stdlib_module_names", ())) | frozenset(sys.builtin_module_names)


class Problem:
    def __init__(self, path, line, kind, name, message):
        self.path, self.line, self.kind, self.name, self.message = path, line, kind, name, message

    def key(self):
        return self.kind, self.name

    def told(self):
        return {"path": self.path, "line": self.line, "kind": self.kind, "name": self.name, "message": self.message}


class Source:
    """One version of one file."""

    def __init__(self, path, content):
        self.path = path
        self.fault = None
        self.tree = None
        self.table = None
        self.surveyed = False
        self.bound = None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(content, path, "exec", dont_inherit=True)
                self.tree = ast.parse(content, path)
                self.text = decode(content)
                self.table = symtable.symtable(self.text, path, "exec")
        except SyntaxError as error:
            self.fault = (error.lineno or 1, "does not compile: %s" % error.msg)
        except (ValueError, RecursionError, MemoryError, OverflowError, UnicodeError, LookupError) as error:
            self.fault = (1, "does not compile: %s" % error)
        self.parents = {}
        if self.tree is not None:
            for node in ast.walk(self.tree):
                for child in ast.iter_child_nodes(node):
                    self.parents[child] = node

    def module_names(self):
        """Names a module binds, or None when they cannot all be seen."""
        if not self.surveyed:
            self.surveyed, self.bound = True, self.survey()
        return self.bound

    def survey(self):
        if self.tree is None or is_dynamic(self):
            return None
        names = set(KNOWN_IN_MODULES)
        for symbol in self.table.get_symbols():
            if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                names.add(symbol.get_name())
        names.update(declared_global(self.table))
        return None if "__getattr__" in names or has_star(self.tree) else names


KNOWN_IN_MODULES = ("__file__", "__name__", "__doc__", "__package__", "__spec__", "__loader__", "__path__", "__dict__", "__all__", "__annotations__")


def decode(content):
    encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    text = content.decode(encoding)
    return text[1:] if text.startswith("\ufeff") else text


def has_star(tree):
    return any(isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names) for node in ast.walk(tree))


def is_dynamic(source):
    """Whether code binds module-level names in ways that no table shows."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in ("exec", "execfile") and len(node.args) == 1 and not node.keywords:
                return True
            if node.func.id in ("globals", "locals", "vars") and not node.args and may_bind(source, node, False):
                return True
        elif isinstance(node, ast.Attribute):
            if node.attr in ENUM_EXPORTS or (node.attr in ("modules", "f_globals", "f_locals") and may_bind(source, node, node.attr == "modules")):
                return True
        elif isinstance(node, ast.Name) and node.id in ENUM_EXPORTS | {"__builtins__"}:
            return True
        elif isinstance(node, (ast.Import, ast.ImportFrom)) and any((a.name or "").split(".")[0] in ("builtins", "__builtin__") for a in node.names):
            return True
    return False


def may_bind(source, node, is_module_table):
    """Whether a namespace is used in a way that may add names to it."""
    parent = source.parents.get(node)
    if isinstance(parent, (ast.Compare, ast.BinOp, ast.Expr, ast.For, ast.comprehension, ast.FormattedValue)):
        return False
    if isinstance(parent, ast.Attribute):
        return parent.attr not in ("keys", "items", "values", "copy") + (() if is_module_table else ("get",))
    if isinstance(parent, ast.Subscript) and parent.value is node and isinstance(parent.ctx, ast.Load):
        module = source.parents.get(parent)
        reads = isinstance(module, ast.Compare) or (isinstance(module, ast.Attribute) and isinstance(module.ctx, ast.Load) and module.attr != "__dict__")
        return is_module_table and not reads
    return True


def declared_global(table):
    """Names that functions bind through ``global``."""
    for child in table.get_children():
        for symbol in child.get_symbols():
            if symbol.is_declared_global() and (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()):
                yield symbol.get_name()
        yield from declared_global(child)


def undefined(source):
    """Names that are read and bound nowhere, with the place of one read that nothing guards."""
    bound = source.module_names()
    if bound is None:
        return
    bound = bound | KNOWN
    wanted = set()
    collect(source.table, bound, wanted)
    if not wanted:
        return
    future = any(isinstance(n, ast.ImportFrom) and n.module == "__future__" and any(a.name == "annotations" for a in n.names) for n in source.tree.body)
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or node.id not in wanted:
            continue
        if guarded(source, node, CATCH_NAME) or in_type_checking(source, node) or in_unread_annotation(source, node, future):
            continue
        if not binds_locally(source, node):
            yield Problem(source.path, node.lineno, "undefined-name", node.id, "the name '%s' is bound nowhere" % node.id)


def collect(table, bound, wanted):
    for symbol in table.get_symbols():
        name = symbol.get_name()
        outer = table.get_type() == "module" and not (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace())
        if symbol.is_referenced() and (symbol.is_global() or outer) and name not in bound and not name.startswith("."):
            wanted.add(name)
    for child in table.get_children():
        collect(child, bound, wanted)


def binds_locally(source, node):
    """Whether an enclosing scope binds the name: then this read is another one than the table complained of."""
    name, scope, first = node.id, source.parents.get(node), True
    while scope is not None:
        if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) or isinstance(scope, COMPREHENSIONS) or (first and isinstance(scope, ast.ClassDef)):
            if binds(scope, name):
                return True
            first = False
        scope = source.parents.get(scope)
    return False


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda) + COMPREHENSIONS


def own_nodes(scope):
    """What belongs to a scope itself: nested scopes only by their head, and by what a walrus lifts out of a comprehension."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, SCOPES):
            waiting.extend(ast.iter_child_nodes(node))
        elif isinstance(node, COMPREHENSIONS):
            waiting.extend(n.target for n in ast.walk(node) if isinstance(n, ast.NamedExpr))


def binds(scope, name):
    for node in own_nodes(scope):
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            return True
        if isinstance(node, ast.arg) and node.arg == name:
            return True
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name and node is not scope:
            return True
        if isinstance(node, (ast.Import, ast.ImportFrom)) and any((a.asname or a.name.split(".")[0]) == name for a in node.names):
            return True
        if isinstance(node, ast.ExceptHandler) and node.name == name:
            return True
        if getattr(node, "name", None) == name and type(node).__name__ in ("MatchAs", "MatchStar", "TypeVar", "ParamSpec", "TypeVarTuple"):
            return True
        if getattr(node, "rest", None) == name:
            return True
    return False


def guarded(source, node, catching):
    """Whether an enclosing try reckons with the name or module not being there."""
    child, parent = node, source.parents.get(node)
    while parent is not None:
        if type(parent).__name__ in ("Try", "TryStar"):
            if child in parent.body and any(catches(h, catching) for h in parent.handlers):
                return True
        if isinstance(parent, (ast.With, ast.AsyncWith)) and any(suppresses(i.context_expr) for i in parent.items):
            return True
        child, parent = parent, source.parents.get(parent)
    return False


def catches(handler, names):
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(k is None or getattr(k, "id", getattr(k, "attr", "")) in names for k in kinds)


def suppresses(call):
    return isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in ("suppress", "raises", "assertRaises", "assertRaisesRegex")


def in_type_checking(source, node):
    while node is not None:
        if isinstance(node, ast.If) and any(getattr(n, "id", getattr(n, "attr", "")) in ("TYPE_CHECKING", "MYPY") for n in ast.walk(node.test)):
            return True
        node = source.parents.get(node)
    return False


def in_function(source, node):
    while node is not None and not isinstance(node, ast.ClassDef):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return True
        node = source.parents.get(node)
    return False


def in_unread_annotation(source, node, future):
    """Whether the read stands in an annotation that Python never evaluates: of local variables, or all with the future import."""
    child, parent = node, source.parents.get(node)
    while parent is not None:
        if isinstance(parent, (ast.arg, ast.AnnAssign)) and child is parent.annotation:
            return future or (isinstance(parent, ast.AnnAssign) and in_function(source, parent))
        if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef)) and child is parent.returns:
            return future
        child, parent = parent, source.parents.get(parent)
    return False


class Project:
    """Which modules a project has, in one state of its files."""

    def __init__(self, paths, sources):
        self.paths = frozenset(paths)
        self.folders = set()
        for path in self.paths:
            parts = path.split("/")[:-1]
            for end in range(1, len(parts) + 1):
                self.folders.add("/".join(parts[:end]))
        self.sources = sources
        self.tops = {}
        for path in self.paths:
            folder, _, name = path.rpartition("/")
            if name == "__init__.py" and folder:
                root, _, package = folder.rpartition("/")
                if not self.is_package(root):
                    self.tops.setdefault(package, set()).add(root)
            elif name.endswith(".py") and not self.is_package(folder):
                self.tops.setdefault(name[:-3], set()).add(folder)

    def is_package(self, folder):
        return bool(folder) and folder + "/__init__.py" in self.paths

    def place(self, folder, dotted):
        """The file or folder of a module beneath a folder; None when there is none, '' when it cannot be known."""
        here = folder
        for part in dotted:
            below = part if not here else here + "/" + part
            file = below + ".py"
            if below in self.folders:
                here = below
            elif file in self.paths:
                return file if part is dotted[-1] else None
            elif any(p.startswith(below + ".") for p in self.paths):
                return ""
            else:
                return None
        return here + "/__init__.py" if self.is_package(here) else ""

    def names(self, file):
        """What can be imported from a module, or None when that cannot be known."""
        source = self.sources.get(file)
        return source.module_names() if source is not None else None

    def offers(self, file, name):
        names = self.names(file)
        if names is None or name in names:
            return True
        return file.endswith("/__init__.py") and self.place(file[: -len("/__init__.py")], [name]) is not None


def unresolved(source, project):
    folder = source.path.rpartition("/")[0]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                missing = check_module(project, alias.name.split("."))
                if missing and not excused(source, node):
                    yield Problem(source.path, node.lineno, "unresolved-import", alias.name, "the project has no module '%s'" % alias.name)
        elif isinstance(node, ast.ImportFrom) and not excused(source, node):
            yield from check_from(source, project, node, folder)


def excused(source, node):
    return guarded(source, node, CATCH_IMPORT) or in_type_checking(source, node)


def check_module(project, parts):
    """Whether a module that must be the project's own is not there."""
    if parts[0] in STANDARD or parts[0] not in project.tops or len(parts) == 1:
        return False
    return all(project.place(root, parts) is None for root in project.tops[parts[0]])


def check_from(source, project, node, folder):
    dotted = node.module.split(".") if node.module else []
    shown = "." * node.level + (node.module or "")
    if node.level:
        base = folder.split("/") if folder else []
        if node.level - 1 >= len(base) and node.level > 1:
            return
        here = "/".join(base[: len(base) - (node.level - 1)])
        if here and not project.is_package(here):
            return
        files = [project.place(here, dotted) if dotted else (here + "/__init__.py" if here else "")]
    elif dotted[0] in STANDARD or dotted[0] not in project.tops:
        return
    else:
        files = [project.place(root, dotted) for root in sorted(project.tops[dotted[0]])]

    if all(f is None for f in files):
        yield Problem(source.path, node.lineno, "unresolved-import", shown, "the project has no module '%s'" % shown)
        return
    if any(f == "" for f in files):
        return
    for alias in node.names:
        if alias.name != "*" and not any(f is not None and project.offers(f, alias.name) for f in files):
            name = "%s.%s" % (shown, alias.name)
            yield Problem(source.path, node.lineno, "unresolved-import", name, "'%s' has no name '%s'" % (shown, alias.name))


def examine(path, sources, project, importers_only):
    """All problems of one version of one file, and why it could not be read in full."""
    source = sources.get(path)
    if source is None:
        return [], None
    if source.fault is not None:
        line, message = source.fault
        return [Problem(path, line, "compile", message, message)], None
    problems = list(unresolved(source, project))
    reason = None
    if not importers_only:
        if source.module_names() is None:
            reason = "star imports, exec or the like may bind any name"
        problems.extend(undefined(source))
    return problems, reason


def read(content):
    return None if content is None else base64.b64decode(content)


def judge(job):
    context = {path: Source(path, read(content)) for path, content in job["context"].items()}
    before, after = dict(context), dict(context)
    gone, come = set(), set()
    for file in job["files"]:
        path = file["path"]
        for state, side, absent in ((before, "before", come), (after, "after", gone)):
            content = read(file[side])
            if content is None:
                state.pop(path, None)
                absent.add(path)
            else:
                state[path] = Source(path, content)
    old = Project(set(job["paths"]) - come, before)
    new = Project((set(job["paths"]) | come) - gone, after)
    changed = {file["path"] for file in job["files"]}

    problems, skipped = [], []
    for path in sorted(set(after)):
        importers_only = path not in changed
        was, _ = examine(path, before, old, importers_only)
        now, reason = examine(path, after, new, importers_only)
        if reason is not None:
            skipped.append({"path": path, "reason": reason})
        known = Counter(p.key() for p in was)
        # What did not compile before may show anything now; it can only have become better.
        if any(p.kind == "compile" for p in was):
            continue
        for problem in now:
            if known[problem.key()] > 0:
                known[problem.key()] -= 1
            else:
                problems.append(problem.told())
    return {"problems": problems, "skipped": skipped, "checked": len(changed)}


if __name__ == "__main__":
    sys.setrecursionlimit(5000)
    json.dump(judge(json.load(sys.stdin)), sys.stdout)
