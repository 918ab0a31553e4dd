"""A directory of bugs: each a folder with repo/ (what ouro gets a copy of), hidden/ (what judges it) and perhaps bug.json."""
import fnmatch
import hashlib
import json
import os
from pathlib import Path

CHECKERS = ("check", "check.py", "check.js", "check.mjs")
LEFT_BY_RUNS = {"__pycache__", ".pytest_cache", ".ouroboros"}
SUITES = {
    "python": ["/usr/bin/python3", "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"],
    "javascript": ["npm", "test", "--silent"],
    "typescript": ["npm", "test", "--silent"],
    "csharp": ["dotnet", "test", "--nologo"],
}


class Bug:
    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.name = self.folder.name
        self.repo = self.folder / "repo"
        self.hidden = self.folder / "hidden"
        about = self._about()
        self.language = about.get("language") or language_of(self.repo)
        self.kind = about.get("kind", "")
        self.test = about.get("test", "")

    def _about(self):
        try:
            about = json.loads((self.folder / "bug.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise BadBug(f"{self.folder / 'bug.json'} is no JSON: {error}")
        if not isinstance(about, dict):
            raise BadBug(f"{self.folder / 'bug.json'} is no object")
        return about

    def checker(self):
        """The command that judges a repaired repository, whose path is still to be added."""
        for name in CHECKERS:
            place = self.hidden / name
            if not place.is_file():
                continue
            if name == "check" and os.access(place, os.X_OK):
                return [str(place)]
            if name == "check.py":
                return ["/usr/bin/python3", "-B", str(place)]
            if name.endswith("js"):
                return ["node", str(place)]
        raise BadBug(f"{self.hidden} has no checker: one of {', '.join(CHECKERS)}, the first of them executable")

    def suite(self):
        """The command that runs the visible tests, as their owner would."""
        if self.test:
            return ["bash", "-c", self.test]
        if self.language not in SUITES:
            raise BadBug(f"{self.folder}: no way known to run the tests of {self.language!r}; name one in bug.json as \"test\"")
        return SUITES[self.language]

    def fingerprint(self):
        """Same files, same text: tells whether an older result still speaks of this bug."""
        seen = hashlib.sha256()
        for folder, folders, files in os.walk(self.folder):
            folders[:] = sorted(f for f in folders if f not in LEFT_BY_RUNS and f != "node_modules")
            for name in sorted(files):
                place = Path(folder) / name
                seen.update(str(place.relative_to(self.folder)).encode("utf-8", "surrogateescape") + b"\0")
                seen.update(os.readlink(place).encode() if place.is_symlink() else place.read_bytes())
        return seen.hexdigest()[:16]


class BadBug(Exception):
    """A folder that is not laid out as bench/repair/README.md says."""


def found_in(directory, only="*"):
    """Every bug of the directory, by name; a folder with repo/ counts, and one without a hidden/ is an error, not left out."""
    root = Path(directory)
    if not root.is_dir():
        raise BadBug(f"{root} is no directory")
    bugs = [Bug(f) for f in sorted(root.iterdir()) if (f / "repo").is_dir() and fnmatch.fnmatch(f.name, only)]
    for bug in bugs:
        bug.checker()
    if not bugs:
        raise BadBug(f"{root} holds no bug that matches {only!r}: a bug is a folder with repo/ and hidden/")
    return bugs


def language_of(repo):
    """By what the sources are named, most of them deciding."""
    counts = {}
    endings = {".py": "python", ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript", ".ts": "typescript", ".tsx": "typescript", ".cs": "csharp"}
    for folder, folders, files in os.walk(repo):
        folders[:] = [f for f in folders if f not in LEFT_BY_RUNS and f not in ("node_modules", "bin", "obj", ".git")]
        for name in files:
            language = endings.get(os.path.splitext(name)[1])
            if language:
                counts[language] = counts.get(language, 0) + 1
    return max(sorted(counts), key=counts.get) if counts else ""
