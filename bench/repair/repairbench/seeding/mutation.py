"""One change to one file, as a span of characters."""


class Mutation:
    def __init__(self, kind, start, end, text):
        self.kind, self.start, self.end, self.text = kind, start, end, text

    def apply(self, source):
        return source[:self.start] + self.text + source[self.end:]

    def __repr__(self):
        return f"Mutation({self.kind!r}, {self.start}, {self.end}, {self.text!r})"


COMPARISONS = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "!=", "!=": "==", "===": "!==", "!==": "===", "is": "is not", "is not": "is",
               "in": "not in", "not in": "in"}
BOUNDARIES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
OPERATORS = {"+": "-", "-": "+", "*": "+", "/": "*", "//": "/", "%": "//", "&": "|", "|": "&", "<<": ">>", ">>": "<<", "**": "*", "&&": "||", "||": "&&",
             "and": "or", "or": "and", "+=": "-=", "-=": "+=", "*=": "+=", "??": "||"}
# Not "//" outside Python: there it begins a comment.
BRACED_OPERATORS = {k: v for k, v in OPERATORS.items() if k not in ("//", "%", "and", "or", "**")}
BRACED_OPERATORS["%"] = "*"


def pairs(text):
    """Both ways of each pair."""
    table = {}
    for pair in text.split():
        one, other = pair.split("/")
        table.setdefault(one, []).append(other)
        table.setdefault(other, []).append(one)
    return table


METHODS = {
    "python": pairs("append/extend add/discard lower/upper startswith/endswith lstrip/rstrip strip/rstrip find/rfind index/rindex keys/values items/keys "
                    "split/rsplit min/max any/all floor/ceil sorted/list insert/append update/setdefault pop/get isdigit/isalpha"),
    "javascript": pairs("push/unshift pop/shift slice/splice some/every find/filter indexOf/lastIndexOf startsWith/endsWith toLowerCase/toUpperCase "
                        "trimStart/trimEnd min/max floor/ceil round/floor map/filter keys/values padStart/padEnd add/delete isNaN/isFinite"),
    "csharp": pairs("Add/Remove First/Last FirstOrDefault/LastOrDefault Any/All Min/Max Skip/Take ToLower/ToUpper ToLowerInvariant/ToUpperInvariant StartsWith/EndsWith TrimStart/TrimEnd "
                    "Floor/Ceiling IndexOf/LastIndexOf OrderBy/OrderByDescending Push/Enqueue Union/Intersect Append/Prepend PadLeft/PadRight"),
}
METHODS["typescript"] = METHODS["javascript"]
