"""Where the tests of scripts and of C# stand, so that some can be held out."""
from . import lexer
from .braced import Code, semicolon
from .lexer import TEXT, WORD


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
            named = at - 1
            if code.text(named) == ">":
                while code.text(named) != "<":
                    named -= 1
                named -= 1
            name = code.text(named)
            at = code.partner[at]
        elif code.text(at) == "{":
            return name, code.partner[at]
        elif code.text(at) == "=>":
            return name, semicolon(code, at)
        elif code.text(at) in (";", "}"):
            return name, None
        at += 1
    return name, None
