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

    def body(self, at):
        """The function body that a token stands in: its opening brace, the outermost that follows a parameter list or an arrow."""
        found, outer = None, self.inside[at]
        while outer >= 0:
            if self.text(outer) == "{" and self.text(outer - 1) in (")", "=>"):
                before = self.text(self.partner[outer - 1] - 1) if self.text(outer - 1) == ")" else "=>"
                if before not in ("if", "for", "while", "switch", "catch", "foreach", "using", "lock"):
                    found = outer
            outer = self.inside[outer]
        return found


def mutations(source, language):
    """Every mutation of a file; none when it cannot be read for sure."""
    try:
        code = Code(source, language)
    except lexer.Unreadable:
        return
    for at in range(len(code.tokens)):
        body = code.body(at)
        if body is None:
            continue
        yield from _operators(code, at)
        yield from _words(code, at, body)
        yield from _calls(code, at)
        yield from _statements(code, at)


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


def _words(code, at, body):
    token = code.tokens[at]
    if token.kind != WORD:
        return
    if token.text == "await" and code.tokens[at + 1].kind == WORD:
        yield Mutation("missing await", token.start, code.tokens[at + 1].start, "")
    names = _names(code, body)
    if token.text in names and code.text(at - 1) not in (".", "?.", *DECLARERS) and code.text(at + 1) not in ("(", ":", "=>", "="):
        for other in names:
            if other != token.text:
                yield _replaced("wrong variable", token, other)
    if code.text(at + 1) == "(" and code.text(at - 1) in (".", "?."):
        for other in METHODS[code.language].get(token.text, []):
            yield _replaced("wrong method", token, other)


def _names(code, body):
    """Names that the function declares: its parameters, and what follows a declarer."""
    cache = code.__dict__.setdefault("_names_of", {})
    if body not in cache:
        names = set()
        if code.text(body - 1) == ")":
            for first, behind in code.parts(code.partner[body - 1], (",",)):
                words = [t.text for t in code.tokens[first:behind] if t.kind == WORD and t.text not in KEYWORDS]
                simple = all(code.text(n) not in ("{", "[", "=") for n in range(first, behind))
                if words and simple:
                    names.add(words[0] if code.language != "csharp" else words[-1])
        for at in range(body, code.partner[body]):
            if code.text(at) in DECLARERS and code.tokens[at + 1].kind == WORD and code.text(at + 1) not in KEYWORDS and code.text(at + 2) in ("=", ";", "of", "in", ":"):
                names.add(code.text(at + 1))
        cache[body] = sorted(names)
    return cache[body]


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


def _statements(code, at):
    begins = code.text(at - 1) in ("{", "}", ";")
    token = code.tokens[at]
    if token.text == "return" and code.text(at + 1) not in (";", "}", ""):
        end = _semicolon(code, at)
        if end and end - at < 60:
            start, behind = code.tokens[at + 1].start, code.tokens[end].start
            value = code.source[start:behind]
            flipped = {"true": "false", "false": "true"}.get(value.strip())
            yield Mutation("wrong return", start, behind, flipped or ("default" if code.language == "csharp" else "undefined"))
            for other in _names(code, code.body(at)):
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
        end = _semicolon(code, at)
        if end:
            yield Mutation("dropped statement", token.start, code.tokens[end].end, "")


def _semicolon(code, at):
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
        last = _semicolon(code, inner) if code.text(inner) in LEAVES else None
        if last is None or last != end - 1:
            return None
    else:
        end = _semicolon(code, then) if code.text(then) in LEAVES else None
    return end if end and code.text(end + 1) != "else" else None


def tests_of_scripts(source):
    """(name, first, end) of every `test(…)` and `it(…)` that stands as a statement."""
    try:
        code = Code(source, "javascript")
    except lexer.Unreadable:
        return
    for at, token in enumerate(code.tokens):
        if token.text in ("test", "it") and token.kind == WORD and code.text(at + 1) == "(" and code.text(at - 1) in ("", ";", "}", "{", ")"):
            end = code.partner[at + 1]
            if code.text(end + 1) == ";":
                end += 1
            name = code.tokens[at + 2]
            if name.kind == TEXT:
                yield name.text, token.start, code.tokens[end].end


def tests_of_csharp(source):
    """(name, first, end) of every method with a test attribute, its attributes included."""
    try:
        code = Code(source, "csharp")
    except lexer.Unreadable:
        return
    marks, at = {"Fact", "Theory", "Test", "TestCase", "TestMethod", "TestCaseSource", "DataTestMethod"}, 0
    while at < len(code.tokens):
        first, seen = at, False
        while code.text(at) == "[" and code.text(first - 1) in ("{", "}", ";"):
            seen = seen or code.text(at + 1) in marks
            at = code.partner[at] + 1
        if not seen:
            at = max(at, first + 1)
            continue
        name, end = _method(code, at)
        if end:
            yield name, code.tokens[first].start, code.tokens[end].end
            at = end
        at += 1


def _method(code, at):
    name = ""
    while at < len(code.tokens):
        if code.text(at) == "(" and not name:
            name = code.text(at - 1)
            at = code.partner[at]
        elif code.text(at) == "{":
            return name, code.partner[at]
        elif code.text(at) == "=>":
            return name, _semicolon(code, at)
        elif code.text(at) in (";", "}"):
            return name, None
        at += 1
    return name, None
