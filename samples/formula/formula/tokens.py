"""Text to tokens."""

from dataclasses import dataclass

from .errors import FormulaError

SYMBOLS = ("<=", ">=", "<>", "+", "-", "*", "/", "^", "(", ")", ",", ":", "<", ">", "=")


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    at: int


def tokenize(text):
    tokens = []
    position = 0
    while position < len(text):
        char = text[position]
        if char.isspace():
            position += 1
            continue
        start = position
        if char.isdigit():
            position = _skip(text, position, lambda c: c.isdigit() or c == ".")
            tokens.append(Token("number", text[start:position], start))
        elif char.isalpha():
            position = _skip(text, position, str.isalnum)
            tokens.append(Token("name", text[start:position].upper(), start))
        else:
            symbol = next((symbol for symbol in SYMBOLS if text.startswith(symbol, position)), None)
            if symbol is None:
                raise FormulaError(f"unexpected {char!r} at {position}")
            position += len(symbol)
            tokens.append(Token("symbol", symbol, start))
    tokens.append(Token("end", "", len(text)))
    return tokens


def _skip(text, position, belongs):
    while position < len(text) and belongs(text[position]):
        position += 1
    return position
