"""A small lexer for languages with braces: it need not understand them, only never take text for code."""
import re

WORD, NUMBER, TEXT, REGEX, COMMENT, PUNCTUATION = "word", "number", "text", "regex", "comment", "punctuation"
_WORD = re.compile(r"[A-Za-z_$@\u0080-\uffff][\w$\u0080-\uffff]*")
_NUMBER = re.compile(r"\d[\w.]*(?:(?<=[eE])[+-]\d+)?")
_PUNCTUATION = re.compile(r">>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|\*\*|<<|>>|.", re.S)
# After these a slash begins a regular expression.
_BEFORE_REGEX = {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "instanceof", "else", "do", "await", "yield"}


class Token:
    __slots__ = ("kind", "text", "start", "end")

    def __init__(self, kind, text, start):
        self.kind, self.text, self.start, self.end = kind, text, start, start + len(text)

    def __repr__(self):
        return f"{self.kind}:{self.text!r}"


class Unreadable(Exception):
    """The text ends inside a string or a comment, or is not what it seems."""


def tokens(source, language):
    """Code tokens, comments left out; strings, templates and regular expressions are one token each, whatever is inside."""
    found, at = [], 0
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        end, kind = _next(source, at, language, found)
        if kind != COMMENT:
            found.append(Token(kind, source[at:end], at))
        at = end
    return found


def _next(source, at, language, before):
    two = source[at:at + 2]
    if two == "//":
        return _line(source, at), COMMENT
    if two == "/*":
        return _until(source, "*/", at + 2), COMMENT
    if language == "csharp":
        end = _csharp_text(source, at)
        if end:
            return end, TEXT
        if source[at] == "#" and not source[source.rfind("\n", 0, at) + 1:at].strip():
            return _line(source, at), COMMENT
    else:
        if at == 0 and two == "#!":
            return _line(source, at), COMMENT
        if source[at] in "\"'":
            return _quoted(source, at), TEXT
        if source[at] == "`":
            return _template(source, at), TEXT
        if source[at] == "/" and _regex_may_stand(before):
            return _regex(source, at), REGEX
    for kind, pattern in ((WORD, _WORD), (NUMBER, _NUMBER), (PUNCTUATION, _PUNCTUATION)):
        match = pattern.match(source, at)
        if match:
            return match.end(), kind
    raise Unreadable(at)


def _line(source, at):
    end = source.find("\n", at)
    return len(source) if end < 0 else end


def _until(source, mark, at):
    end = source.find(mark, at)
    if end < 0:
        raise Unreadable(at)
    return end + len(mark)


def _quoted(source, at):
    quote, end = source[at], at + 1
    while end < len(source) and source[end] != quote:
        if source[end] == "\n":
            raise Unreadable(at)
        end += 2 if source[end] == "\\" else 1
    if end >= len(source):
        raise Unreadable(at)
    return end + 1


def _template(source, at):
    end = at + 1
    while end < len(source):
        if source[end] == "\\":
            end += 2
        elif source[end] == "`":
            return end + 1
        elif source[end:end + 2] == "${":
            end = _hole(source, end + 2, "javascript")
        else:
            end += 1
    raise Unreadable(at)


def _hole(source, at, language):
    """The end of the code in a template, behind its closing brace."""
    depth, before = 0, []
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        if source[at] == "}" and depth == 0:
            return at + 1
        # What follows a colon here is a format, not code.
        if language == "csharp" and source[at] == ":" and depth == 0 and source[at:at + 2] != "::":
            close = source.find("}", at)
            if close < 0:
                raise Unreadable(at)
            return close + 1
        end, kind = _next(source, at, language, before)
        token = Token(kind, source[at:end], at)
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(token.text, 0) if kind == PUNCTUATION else 0
        if kind != COMMENT:
            before.append(token)
        at = end
    raise Unreadable(at)


def _regex_may_stand(before):
    if not before:
        return True
    last = before[-1]
    if last.kind == PUNCTUATION:
        return last.text not in (")", "]", "}", "++", "--")
    return last.kind == WORD and last.text in _BEFORE_REGEX


def _regex(source, at):
    end, group = at + 1, False
    while end < len(source) and source[end] != "\n":
        if source[end] == "\\":
            end += 2
            continue
        group = source[end] == "[" or (group and source[end] != "]")
        if source[end] == "/" and not group:
            end += 1
            while end < len(source) and source[end].isalpha():
                end += 1
            return end
        end += 1
    raise Unreadable(at)


def _csharp_text(source, at):
    prefix = re.match(r"[$@]*", source[at:at + 8]).group()
    quotes = re.match(r'"+', source[at + len(prefix):at + len(prefix) + 32])
    if source[at] == "'":
        return _quoted(source, at)
    if not quotes:
        return None
    begin, count = at + len(prefix), len(quotes.group())
    if count >= 3 and "@" not in prefix:
        return _until(source, '"' * count, begin + count)
    end, verbatim, holes = begin + 1, "@" in prefix, "$" in prefix
    while end < len(source):
        character = source[end]
        if character == '"':
            if verbatim and source[end + 1:end + 2] == '"':
                end += 2
                continue
            return end + 1
        if character == "\\" and not verbatim:
            end += 2
        elif holes and character == "{":
            end = end + 2 if source[end + 1:end + 2] == "{" else _hole(source, end + 1, "csharp")
        elif character == "\n" and not verbatim:
            raise Unreadable(at)
        else:
            end += 1
    raise Unreadable(at)
