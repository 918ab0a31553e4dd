"""Finds mutants of a project that its suite notices, and lays each out as a bug with a third of the tests held out."""
import json
import os
import random
import shutil
from pathlib import Path

from .. import bugs, processes, tally

HERE = Path(__file__).resolve().parents[1]
HELD_OUT = 3
TRIES = 4
COMMANDS = {
    "python": "/usr/bin/python3 -B -m pytest -q -p no:cacheprovider",
    "javascript": "npm test --silent",
    "typescript": "npm test --silent",
    "csharp": "dotnet test --nologo",
}


class NoGreenProject(Exception):
    """Seeding needs a suite that passes, twice alike."""


class Nursery:
    def __init__(self, project, language, command, out, seed, work):
        self.project, self.language, self.out = Path(project).resolve(), language, Path(out)
        self.given, self.command = command, command or COMMANDS[language.name]
        self.random = random.Random(seed)
        self.work = Path(work) / "project"
        self._copy(self.project, self.work)
        self.sources, self.test_files = language.files(str(self.work))
        self.limit = 600.0
        self.passed = 0

    def prove_green(self):
        first, second = self._suite(), self._suite()
        if not first or not second or first[1] or second[1] or not first[0] or first[0] != second[0]:
            raise NoGreenProject(f"the suite is not green twice alike: {first} and {second} by {self.command!r}")
        self.passed = first[0]

    def grow(self, count):
        """Yields (name of the bug, failing tests) for each that was laid out."""
        made = 0
        for path, mutation in self._drawn():
            if made >= count:
                return
            source = self._read(path)
            mutant = mutation.apply(source)
            self._write(path, mutant)
            try:
                if not self.language.valid(mutant, str(self.work / path)):
                    continue
                seen = self._suite()
                # Nothing that passes any more is a program that no longer starts.
                if not seen or not seen[1] or not seen[0]:
                    continue
                held = self._hold_out(path, source, mutant)
                if held is None:
                    continue
                made += 1
                name = f"{self.project.name}-{made:03d}-{mutation.kind.replace(' ', '-')}"
                self._lay_out(name, path, source, mutation, held)
                yield name, seen[1]
            finally:
                self._write(path, source)

    def _drawn(self):
        """Mutations in a random order in which every kind has its turn and no place is used twice."""
        kinds = {}
        for path in self.sources:
            try:
                found = list(self.language.mutations(self._read(path)))
            except (SyntaxError, UnicodeDecodeError, RecursionError):
                continue
            for mutation in found:
                kinds.setdefault(mutation.kind, []).append((path, mutation))
        for pool in kinds.values():
            self.random.shuffle(pool)
        used = set()
        while kinds:
            for kind in self.random.sample(sorted(kinds), len(kinds)):
                while kinds[kind]:
                    path, mutation = kinds[kind].pop()
                    if (path, mutation.start) not in used:
                        used.add((path, mutation.start))
                        yield path, mutation
                        break
                else:
                    del kinds[kind]

    def _hold_out(self, path, source, mutant):
        """Test files without a random third of their tests, by path, such that the suite is still red, and green without the mutation; None when no draw is."""
        originals = {test: self._read(test) for test in self.test_files}
        every = [(file, test) for file in self.test_files for test in self.language.tests(originals[file])]
        if len(every) < HELD_OUT:
            return {}
        for _ in range(TRIES):
            drawn = self.random.sample(every, len(every) // HELD_OUT)
            shorter = {test: _without(originals[test], [t for p, t in drawn if p == test]) for test in {p for p, _ in drawn}}
            try:
                for test, text in shorter.items():
                    self._write(test, text)
                seen = self._suite()
                if not seen or not seen[1]:
                    continue
                self._write(path, source)
                # Some runners mind a block that lost its last test.
                if self._run().code == 0:
                    return shorter
            finally:
                self._write(path, mutant)
                for test in shorter:
                    self._write(test, originals[test])
        return None

    def _lay_out(self, name, path, source, mutation, held):
        bug = self.out / name
        shutil.rmtree(str(bug), ignore_errors=True)
        self._copy(self.work, bug / "repo")
        for test, text in held.items():
            _write(bug / "repo" / test, text)
        _write(bug / "hidden" / "reference" / path, source)
        for test in self.test_files:
            _write(bug / "hidden" / "suite" / test, self._read(test))
        shutil.copy(str(HERE / "check_suite.py"), str(bug / "hidden" / "check.py"))
        shutil.copy(str(HERE / "tally.py"), str(bug / "hidden" / "tally.py"))
        _write(bug / "hidden" / "plan.json", json.dumps({"command": self.command, "tests": self.test_files, "passed": self.passed, "seconds": self.limit}))
        line = source.count("\n", 0, mutation.start) + 1
        about = {"language": self.language.name, "kind": mutation.kind, "note": f"{path}:{line}: {source[mutation.start:mutation.end]!r} became {mutation.text!r}"}
        if self.given:
            about["test"] = self.given
        _write(bug / "bug.json", json.dumps(about, indent=2) + "\n")

    def _run(self):
        return processes.run(["bash", "-c", self.command], self.work, self.limit, patience=2)

    def _suite(self):
        ran = self._run()
        if ran.timed_out:
            return None
        counts = tally.of(ran.out + "\n" + ran.err)
        if counts and not self.passed:
            self.limit = max(20.0, ran.seconds * 4 + 10)
        return counts

    def _copy(self, source, to):
        skip = set(bugs.LEFT_BY_RUNS) | {".git"} | ({"bin", "obj"} if self.language.name == "csharp" else set())
        shutil.copytree(str(source), str(to), symlinks=True, ignore=shutil.ignore_patterns(*skip))

    def _read(self, path):
        with open(str(self.work / path), encoding="utf-8", newline="") as file:
            return file.read()

    def _write(self, path, text):
        _write(self.work / path, text)


def _without(source, tests):
    for _, start, end in sorted(tests, key=lambda t: -t[1]):
        source = source[:start] + source[end:]
    return source


def _write(place, text):
    os.makedirs(str(place.parent), exist_ok=True)
    with open(str(place), "w", encoding="utf-8", newline="") as file:
        file.write(text)
