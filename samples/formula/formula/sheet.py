"""Cells, what they depend on, and their values."""

from .errors import FormulaError
from .parser import parse


class Sheet:
    """Values are worked out when they are asked for and kept until something beneath them changes."""

    def __init__(self):
        self._trees = {}
        self._references = {}
        self._values = {}
        self._busy = []
        self.evaluations = 0

    def set(self, name, content):
        """Puts a number, or a formula that begins with =, into a cell."""
        if isinstance(content, str):
            if not content.startswith("="):
                raise FormulaError(f"{name}: a formula begins with =")
            tree = parse(content[1:])
            self._trees[name] = tree
            self._references[name] = tree.references()
            self._values.pop(name, None)
        else:
            self._trees.pop(name, None)
            self._references.pop(name, None)
            self._values[name] = content
        self._forget_dependents(name)

    def get(self, name):
        if name in self._values:
            return self._values[name]
        if name not in self._trees:
            return 0
        if name in self._busy:
            circle = self._busy[self._busy.index(name) :] + [name]
            raise FormulaError(f"cells go round in a circle: {' -> '.join(circle)}")
        self._busy.append(name)
        try:
            value = self._trees[name].evaluate(self.get)
            self.evaluations += 1
        finally:
            self._busy.pop()
        self._values[name] = value
        return value

    def dependents(self, name):
        """Returns the cells that refer to a cell, directly."""
        return sorted(other for other, names in self._references.items() if name in names)

    def _forget_dependents(self, name):
        for other, names in self._references.items():
            if name in names:
                del self._values[other]
                self._forget_dependents(other)
