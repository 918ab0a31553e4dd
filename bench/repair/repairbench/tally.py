"""How many tests passed and failed, read from the last words of the usual runners. Copied into hidden folders: depends on nothing beside it."""
import re

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Runner by runner: what passed, what failed. Whole lines, so that a test's own output is unlikely to look like one.
_RUNNERS = (
    (r"^[#\u2139] pass (\d+)", r"^[#\u2139] (?:fail|cancelled) (\d+)"),
    (r"^\s*Tests:?\s+(?:\d+ \w+[,|\s]+)*?(\d+) passed", r"^\s*Tests:?\s+(?:\d+ \w+[,|\s]+)*?(\d+) failed"),
    (r"^\s*(\d+) passing\b", r"^\s*(\d+) failing\b"),
    (r"\bPassed:\s+(\d+), Skipped:", r"\bFailed:\s+(\d+), Passed:"),
    (r"^\s*succeeded: (\d+)$", r"^\s*failed: (\d+)$"),
)
_PYTEST = re.compile(r"^(?:=+ )?((?:\d+ \w+(?:, )?)+) in [\d.]+s", re.M)
_XUNIT = re.compile(r"\bTotal: (\d+), Errors: (\d+), Failed: (\d+), Skipped: (\d+)")
_UNITTEST = re.compile(r"^Ran (\d+) tests? in", re.M)


def of(output):
    """(passed, failed), or None when no runner's summary is found."""
    text = _COLOUR.sub("", output)
    summaries = _PYTEST.findall(text)
    if summaries:
        return _sum(r"(\d+) passed", summaries[-1]) or 0, _sum(r"(\d+) (?:failed|errors?)", summaries[-1]) or 0
    for passed, failed in _RUNNERS:
        good, bad = _sum(passed, text), _sum(failed, text)
        if good is not None or bad is not None:
            return good or 0, bad or 0
    runs = [tuple(map(int, found)) for found in _XUNIT.findall(text)]
    if runs:
        bad = sum(errors + failed for _, errors, failed, _ in runs)
        return sum(total - skipped for total, _, _, skipped in runs) - bad, bad
    ran = _UNITTEST.findall(text)
    if ran:
        bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", text))
        return int(ran[-1]) - bad, bad
    return None


def _sum(pattern, text):
    found = re.findall(pattern, text, re.M)
    return sum(map(int, found)) if found else None
