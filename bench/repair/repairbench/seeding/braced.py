"""JavaScript, TypeScript and C#: mutations over tokens. What is not surely code of the meant kind is left alone."""
import re

from . import lexer
from .lexer import NUMBER, PUNCTUATION, TEXT, WORD
from .mutation import BOUNDARIES, BRACED_OPERATORS, COMPARISONS, METHODS, Mutation

OPEN, CLOSE = {"(": ")", "[": "]", "{": "}"}, {")", "]", "}"}
KEYWORDS = set(
    "abstract as async await base bool break byte case catch char class const continue decimal default delegate do double else enum event explicit export extends "
    "extern false finally fixed float for foreach from function get goto if implements implicit import in instanceof int interface internal is let lock long "
    "namespace new null object of operator out override params private protected public readonly record ref return sbyte sealed set short sizeof static string "
    "struct super switch this throw true try typeof uint ulong undefined unchecked unsafe ushort using var virtual void volatile when where while with yield".split())
DECLARERS = {"const", "let", "var", "int", "string", "bool", "double", "long", "decimal", "char"}
NO_STATEMENT = KEYWORDS - {"this", "base", "super", "await"}
CONTROL = {"if", "for", "while", "switch", "catch", "foreach", "using", "lock", "fixed"}
LEAVES = {"return", "throw", "continue", "break"}


class Code:
    def __init__(self, source, language):
        self.source, self.language = source, language
        self.tokens = lexer.tokens(source, language)
        self.partner, self.inside = self._brackets()

    def _brackets(self):
        partner, inside, stack = {}, [], []
        for at, token in enumerate(self.tokens):
            if token.kind == PUNCTUATION and token.text in CLOSE:
                if not stack or OPEN[self.tokens[stack[-1]].text] != token.text:
                    raise lexer.Unreadable(token.start)
                begun = stack.pop()
                partner[begun], partner[at] = at, begun
            inside.append(stack[-1] if stack else -1)
            if token.kind == PUNCTUATION and token.text in OPEN:
                stack.append(at)
        if stack:
            raise lexer.Unreadable(len(self.source))
        return partner, inside

    def text(self, at):
        return self.tokens[at].text if 0 <= at < len(self.tokens) and self.tokens[at].kind != TEXT else ""

    def spaced(self, at):
        token = self.tokens[at]
        return self.source[token.start - 1:token.start].isspace() and self.source[token.end:token.end + 1].isspace()

    def operand_before(self, at):
        token = self.tokens[at - 1] if at else None
        return token is not None and (token.kind in (NUMBER, TEXT) or token.text in (")", "]") or (token.kind == WORD and token.text not in KEYWORDS - {"this", "true", "false", "null"}))

    def parts(self, begin, separators):
        """The pieces between an opening bracket and its partner, split at its own level: (first, behind) token numbers."""
        pieces, first = [], begin + 1
        for at in range(begin + 1, self.partner[begin]):
            if self.inside[at] == begin and self.tokens[at].kind == PUNCTUATION and self.tokens[at].text in separators:
                pieces.append((first, at))
                first = at + 1
        pieces.append((first, self.partner[begin]))
        return pieces

    def bodies(self):
        """Of the outermost functions: (first token, last token, the opening bracket of the parameters or None)."""
        found, behind = [], -1
        for at in range(len(self.tokens)):
            if at <= behind or self.text(at) not in ("{", "=>"):
                continue
            header = self._header(at)
            if header is None:
                continue
            end = self.partner[at] if self.text(at) == "{" else self._arrow_end(at)
            if end:
                found.append((at, end, header if header >= 0 else None))
                behind = end
        return found

    def _header(self, at):
        """The bracket of the parameters that stand before a body, -1 for an arrow of one name, None where no function begins."""
        first = at - 1
        while first >= 0 and not (self.inside[first] == self.inside[at] and self.text(first) in ("}", ";")) and first != self.inside[at]:
            first = self.partner[first] - 1 if self.text(first) in CLOSE and first in self.partner else first - 1
        # Behind a colon, `class` and `new()` are constraints.
        words = {self.text(n) for n in range(first + 1, at) if self.inside[n] == self.inside[at] and self.text(n - 1) not in (":", ",")}
        begin = None
        for n in range(at - 1, first, -1):
            if self.text(n) == "(" and self.inside[n] == self.inside[at] and (n == 0 or self.text(n - 1) != "base"):
                begin = n
        if self.text(at) == "=>":
            return begin if self.text(at - 1) == ")" and begin is not None else -1 if self.language != "csharp" else None
        if begin is None or words & {"class", "struct", "interface", "record", "namespace", "enum", "=", "new"}:
            return None
        return None if self.text(begin - 1) in CONTROL else begin

    def _arrow_end(self, at):
        if self.text(at + 1) == "{":
            return self.partner[at + 1]
        for end in range(at + 1, len(self.tokens)):
            if self.inside[end] == self.inside[at] and self.text(end) in (";", ",") or self.partner.get(self.inside[at]) == end:
                return end
        return None


def mutations(source, language):
    """Every mutation of a file; none when it cannot be read for sure."""
    try:
        code = Code(source, language)
    except lexer.Unreadable:
        return
    for body in code.bodies():
        names = _names(code, body)
        for at in range(body[0] + 1, body[1]):
            yield from _operators(code, at)
            yield from _words(code, at, names)
            yield from _calls(code, at)
            yield from _statements(code, at, names)


def _replaced(kind, token, text):
    return Mutation(kind, token.start, token.end, text)


def _operators(code, at):
    token = code.tokens[at]
    if token.kind == NUMBER and re.fullmatch(r"0|[1-9]\d{0,8}", token.text):
        for near in (int(token.text) + 1, int(token.text) - 1):
            yield _replaced("off by one", token, str(near) if near >= 0 else f"({near})")
    if token.kind != PUNCTUATION:
        return
    # An angle bracket that hugs a word is a type's, and an operator without an operand before it has one operand.
    if code.spaced(at) and code.operand_before(at):
        if token.text in COMPARISONS:
            yield _replaced("wrong comparison", token, COMPARISONS[token.text])
        if token.text in BOUNDARIES:
            yield _replaced("boundary", token, BOUNDARIES[token.text])
        if token.text in BRACED_OPERATORS:
            yield _replaced("wrong operator", token, BRACED_OPERATORS[token.text])
    if token.text == "!" and code.text(at + 1) not in ("", "=") and not code.operand_before(at):
        yield _replaced("missing not", token, "")
    if token.text == "(" and code.text(at - 1) in ("if", "while"):
        pieces = code.parts(at, ("&&", "||"))
        if len(pieces) > 1:
            yield Mutation("dropped condition part", code.tokens[pieces[-2][1] - 1].end, code.tokens[code.partner[at]].start, "")
            yield Mutation("dropped condition part", code.tokens[pieces[0][0]].start, code.tokens[pieces[1][0]].start, "")


def _words(code, at, names):
    token = code.tokens[at]
    if token.kind != WORD:
        return
    if token.text == "await" and code.tokens[at + 1].kind == WORD:
        yield Mutation("missing await", token.start, code.tokens[at + 1].start, "")
    if token.text in names and code.text(at - 1) not in (".", "?.", *DECLARERS) and code.text(at + 1) not in ("(", ":", "=>", "="):
        for other in names:
            if other != token.text:
                yield _replaced("wrong variable", token, other)
    if code.text(at + 1) == "(" and code.text(at - 1) in (".", "?."):
        for other in METHODS[code.language].get(token.text, []):
            yield _replaced("wrong method", token, other)


def _names(code, body):
    """Names that the function declares: its parameters, and what follows a declarer."""
    first, end, parameters = body
    names = set()
    if parameters is not None:
        for begin, behind in code.parts(parameters, (",",)):
            words = [t.text for t in code.tokens[begin:behind] if t.kind == WORD and t.text not in KEYWORDS]
            if words and not any(code.text(n) in ("{", "[", "=") for n in range(begin, behind)):
                names.add(words[-1] if code.language == "csharp" else words[0])
    for at in range(first, end):
        if code.text(at) in DECLARERS and code.tokens[at + 1].kind == WORD and code.text(at + 1) not in KEYWORDS and code.text(at + 2) in ("=", ";", "of", "in", ":"):
            names.add(code.text(at + 1))
    return sorted(names)


def _calls(code, at):
    if code.text(at) != "(" or at == 0 or code.tokens[at - 1].kind != WORD or code.text(at - 1) in KEYWORDS or code.text(at - 2) in ("function", "new"):
        return
    # A parameter list is followed by a body.
    if code.text(code.partner[at] + 1) in ("{", "=>", ":"):
        return
    pieces = code.parts(at, (",",))
    spans = [(code.tokens[first].start, code.tokens[behind - 1].end) for first, behind in pieces if behind > first]
    for (start, middle), (then, end) in zip(spans, spans[1:]):
        one, other = code.source[start:middle], code.source[then:end]
        if one != other and not one.startswith("...") and not other.startswith("...") and "=>" not in one + other:
            yield Mutation("swapped arguments", start, end, other + code.source[middle:then] + one)


def _statements(code, at, names):
    # Not the parts of a for.
    begins = code.text(at - 1) in ("{", "}", ";") and code.text(code.inside[at]) == "{"
    token = code.tokens[at]
    if token.text == "return" and code.text(at + 1) not in (";", "}", ""):
        end = semicolon(code, at)
        if end and end - at < 60:
            start, behind = code.tokens[at + 1].start, code.tokens[end].start
            value = code.source[start:behind]
            flipped = {"true": "false", "false": "true"}.get(value.strip())
            nothing = flipped or ("default" if code.language == "csharp" else "undefined")
            if value.strip() != nothing:
                yield Mutation("wrong return", start, behind, nothing)
            for other in names:
                if other != value:
                    yield Mutation("wrong return", start, behind, other)
    if token.text == "else" and code.text(at + 1) == "{":
        yield Mutation("missing else", code.tokens[at - 1].end, code.tokens[code.partner[at + 1]].end, "")
    if not begins or token.kind != WORD:
        return
    if token.text == "if":
        end = _guard(code, at)
        if end:
            yield Mutation("missing guard", token.start, code.tokens[end].end, "")
    elif token.text not in NO_STATEMENT and code.tokens[at + 1].kind == PUNCTUATION and code.text(at + 1) not in (":", "=>"):
        end = semicolon(code, at)
        if end:
            yield Mutation("dropped statement", token.start, code.tokens[end].end, "")


def semicolon(code, at):
    """The end of a simple statement at the same level, or None when a brace or the end of the block comes first."""
    for end in range(at, len(code.tokens)):
        if code.inside[end] == code.inside[at]:
            if code.text(end) == ";":
                return end
            if code.text(end) == "}" or (code.text(end) == "{" and code.text(end - 1) == ")"):
                return None
        elif code.inside[end] < code.inside[at]:
            return None
    return None


def _guard(code, at):
    """The last token of an `if` without an else whose only act is to leave."""
    if code.text(at + 1) != "(":
        return None
    then = code.partner[at + 1] + 1
    if code.text(then) == "{":
        inner, end = then + 1, code.partner[then]
        last = semicolon(code, inner) if code.text(inner) in LEAVES else None
        if last is None or last != end - 1:
            return None
    else:
        end = semicolon(code, then) if code.text(then) in LEAVES else None
    return end if end and code.text(end + 1) != "else" else None
