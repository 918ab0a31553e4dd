"""The syntax tree. Every node can be evaluated and lists the cells it refers to."""

import operator
import re
from dataclasses import dataclass

from .errors import FormulaError
from .functions import FUNCTIONS

OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

CELL = re.compile(r"([A-Z]+)([1-9][0-9]*)$")


@dataclass(frozen=True)
class Number:
    value: float

    def evaluate(self, lookup):
        return self.value

    def references(self):
        return set()


@dataclass(frozen=True)
class Cell:
    name: str

    def evaluate(self, lookup):
        return lookup(self.name)

    def references(self):
        return {self.name}


@dataclass(frozen=True)
class Range:
    first: str
    last: str

    def names(self):
        left, top = CELL.match(self.first).groups()
        right, bottom = CELL.match(self.last).groups()
        if len(left) > 1 or len(right) > 1:
            raise FormulaError(f"ranges end at column Z: {self.first}:{self.last}")
        columns = range(ord(left), ord(right) + 1)
        rows = range(int(top), int(bottom) + 1)
        return [f"{chr(column)}{row}" for column in columns for row in rows]

    def evaluate(self, lookup):
        return [lookup(name) for name in self.names()]

    def references(self):
        return set(self.names())


@dataclass(frozen=True)
class Negation:
    operand: object

    def evaluate(self, lookup):
        return -self.operand.evaluate(lookup)

    def references(self):
        return self.operand.references()


@dataclass(frozen=True)
class Binary:
    symbol: str
    left: object
    right: object

    def evaluate(self, lookup):
        left = self.left.evaluate(lookup)
        right = self.right.evaluate(lookup)
        if self.symbol == "/" and right == 0:
            raise FormulaError("division by zero")
        return OPERATIONS[self.symbol](left, right)

    def references(self):
        return self.left.references() | self.right.references()


@dataclass(frozen=True)
class Call:
    name: str
    arguments: tuple

    def evaluate(self, lookup):
        if self.name not in FUNCTIONS:
            raise FormulaError(f"unknown function: {self.name}")
        return FUNCTIONS[self.name](*(argument.evaluate(lookup) for argument in self.arguments))

    def references(self):
        return set().union(*(argument.references() for argument in self.arguments))
