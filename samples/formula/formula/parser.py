"""Tokens to a tree, by precedence climbing."""

from .errors import FormulaError
from .nodes import CELL, Binary, Call, Cell, Negation, Number, Range
from .tokens import tokenize

PRECEDENCE = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "^": 5}
RIGHT_ASSOCIATIVE = {"^"}
NEGATION = 4


def parse(text):
    parser = _Parser(tokenize(text))
    tree = parser.expression(0)
    parser.expect("end")
    return tree


class _Parser:
    def __init__(self, tokens):
        self._tokens = tokens
        self._position = 0

    def expression(self, minimum):
        left = self._operand()
        while True:
            symbol = self._next.text
            strength = PRECEDENCE.get(symbol, -1)
            if strength < minimum:
                return left
            self._advance()
            right = self.expression(strength if symbol in RIGHT_ASSOCIATIVE else strength + 1)
            left = Binary(symbol, left, right)

    def expect(self, kind, text=None):
        token = self._next
        if token.kind != kind or (text is not None and token.text != text):
            raise FormulaError(f"expected {text or kind} at {token.at}")
        return self._advance()

    def _operand(self):
        token = self._advance()
        if token.kind == "number":
            return Number(self._number(token))
        if token.kind == "name":
            return self._call(token) if self._next.text == "(" else self._reference(token)
        if token.text == "-":
            return Negation(self.expression(NEGATION))
        if token.text == "(":
            inner = self.expression(0)
            self.expect("symbol", ")")
            return inner
        raise FormulaError(f"expected a value at {token.at}")

    def _number(self, token):
        try:
            return float(token.text) if "." in token.text else int(token.text)
        except ValueError:
            raise FormulaError(f"not a number: {token.text}") from None

    def _reference(self, token):
        if not CELL.match(token.text):
            raise FormulaError(f"not a cell: {token.text}")
        if self._next.text != ":":
            return Cell(token.text)
        self._advance()
        return Range(token.text, self.expect("name").text)

    def _call(self, token):
        self._advance()
        arguments = []
        if self._next.text != ")":
            arguments.append(self.expression(0))
            while self._next.text == ",":
                self._advance()
                arguments.append(self.expression(0))
        self.expect("symbol", ")")
        return Call(token.text, tuple(arguments))

    @property
    def _next(self):
        return self._tokens[self._position]

    def _advance(self):
        token = self._next
        if token.kind != "end":
            self._position += 1
        return token
