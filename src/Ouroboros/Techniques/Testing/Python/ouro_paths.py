"""Which files are the project's own."""
import os

# Directories beneath a workspace that hold other people's code or what tools left.
FOREIGN = {"site-packages", "dist-packages", "node_modules", "__pycache__", ".git", ".tox", ".nox", ".venv", "venv", ".eggs",
           ".ouroboros"}


class Project:
    def __init__(self, root):
        self.root = root
        self._known = {}

    def relative(self, path):
        """The path beneath the workspace, or None for files that are not the project's own."""
        try:
            return self._known[path]
        except KeyError:
            found = self._known[path] = self._find(path)
            return found

    def _find(self, path):
        if not path or path[0] == "<":
            return None
        full = os.path.normpath(path if os.path.isabs(path) else os.path.join(self.root, path))
        if not full.startswith(self.root + os.sep):
            full = os.path.realpath(full)
            if not full.startswith(os.path.realpath(self.root) + os.sep):
                return None
            inside = os.path.relpath(full, os.path.realpath(self.root))
        else:
            inside = full[len(self.root) + 1:]
        if any(part in FOREIGN for part in inside.split(os.sep)[:-1]):
            return None
        return inside
