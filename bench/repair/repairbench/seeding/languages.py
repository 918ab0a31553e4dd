"""What seeding needs to know of a language: which files are sources, which are tests, how each is read."""
import os
import re
import subprocess

from . import braced, python, test_functions

NEVER = {".git", ".hg", ".ouroboros", ".venv", "venv", ".tox", "node_modules", "__pycache__", ".pytest_cache", "bin", "obj", "dist", "build", "vendor", "docs", "doc",
         "examples", "example", "benchmarks", "bench", "coverage"}


class Language:
    def __init__(self, name, endings, is_test, mutations, tests, valid=lambda source, path: True):
        self.name, self.endings, self.is_test, self.mutations, self.tests, self.valid = name, endings, is_test, mutations, tests, valid

    def files(self, project):
        """(sources, test files), relative, sorted."""
        sources, tests = [], []
        for folder, folders, names in os.walk(project):
            folders[:] = sorted(f for f in folders if f not in NEVER)
            for name in sorted(names):
                place = os.path.join(folder, name)
                relative = os.path.relpath(place, project).replace(os.sep, "/")
                if name.endswith(self.endings) and not os.path.islink(place) and not re.search(r"(\.config\.|\.d\.ts$|^setup\.py$|AssemblyInfo|\.min\.|\.g\.cs$)", name):
                    (tests if self.is_test(relative) else sources).append(relative)
        return sources, tests


def _script_test(path):
    *folders, name = path.split("/")
    return bool(re.search(r"[._-](test|spec)s?\.\w+$|^test[._-]|^tests?\.\w+$", name)) or any(f in ("test", "tests", "__tests__", "spec") for f in folders)


def _csharp_test(path):
    *folders, name = path.split("/")
    return bool(re.search(r"(Tests?|Specs?)\.cs$", name)) or any(f.lower() in ("test", "tests") or re.search(r"[.]?(Unit)?Tests?$", f) for f in folders)


def _node_reads(source, path):
    if not path.endswith((".js", ".mjs", ".cjs")):
        return True
    return subprocess.call(["node", "--check", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


LANGUAGES = {
    language.name: language
    for language in (
        Language("python", (".py",), python.is_test, python.mutations, python.tests, lambda source, path: python.valid(source)),
        # JSX is left out: its text reads like code.
        Language("javascript", (".js", ".mjs", ".cjs"), _script_test, lambda s: braced.mutations(s, "javascript"), test_functions.tests_of_scripts, _node_reads),
        Language("typescript", (".ts", ".mts", ".cts"), _script_test, lambda s: braced.mutations(s, "typescript"), test_functions.tests_of_scripts),
        Language("csharp", (".cs",), _csharp_test, lambda s: braced.mutations(s, "csharp"), test_functions.tests_of_csharp),
    )
}
