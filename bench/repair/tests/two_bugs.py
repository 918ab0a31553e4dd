"""A set of two small bugs, and an ouro that always finds the same patches."""
import json
import os
import stat
import sys
from pathlib import Path

LEAST = "def least(a, b):\n    if a > b:\n        return a\n    return b\n"
LEAST_TESTS = "from pick import least\n\n\ndef test_first():\n    assert least(1, 2) == 1\n\n\ndef test_second():\n    assert least(5, 3) == 3\n"
LEAST_CHECK = """import sys
sys.path.insert(0, sys.argv[1])
from pick import least
wrong = [(a, b) for a in range(-5, 5) for b in range(-5, 5) if least(a, b) != min(a, b)]
print(wrong[:1])
sys.exit(bool(wrong))
"""


def diff(old, new, line):
    """A hunk of one line, in git's form."""
    lines = LEAST.splitlines()
    first, last = max(0, line - 2), min(len(lines), line + 1)
    body = "".join(f" {text}\n" if at != line - 1 else f"-{text}\n+{text.replace(old, new)}\n" for at, text in enumerate(lines[first:last], first))
    count = last - first
    return f"diff --git a/pick.py b/pick.py\n--- a/pick.py\n+++ b/pick.py\n@@ -{first + 1},{count} +{first + 1},{count} @@\n{body}"


RIGHT = diff("a > b", "a < b", 2)
WRONG = diff("a > b", "a == 1", 2)
USELESS = diff("return a", "return 7", 3)


def lay_out(folder):
    folder = Path(folder)
    write(folder / "least" / "repo" / "pick.py", LEAST)
    write(folder / "least" / "repo" / "conftest.py", "")
    write(folder / "least" / "repo" / "tests" / "test_pick.py", LEAST_TESTS)
    write(folder / "least" / "hidden" / "check.py", LEAST_CHECK)
    write(folder / "never" / "repo" / "riddle.py", "def riddle():\n    return 0\n")
    write(folder / "never" / "repo" / "conftest.py", "")
    write(folder / "never" / "repo" / "tests" / "test_riddle.py", "from riddle import riddle\n\n\ndef test_riddle():\n    assert riddle() is riddle\n")
    write(folder / "never" / "hidden" / "check", "#!/bin/sh\necho never\nexit 1\n")
    os.chmod(str(folder / "never" / "hidden" / "check"), 0o755)


def fake_ouro(place, applied, rivals=(), counter=None):
    """A command that applies a diff to the project with a pick.py and finds nothing elsewhere."""
    story = {"result": "achieved", "candidates": 40, "search_seconds": 0.5, "first_plausible_seconds": 0.25, "plausible": 1 + len(rivals),
             "patch": {"diff": applied, "operator": "compare"}, "alternatives": [{"diff": rival} for rival in rivals]}
    write(place, f"""#!{sys.executable}
import json, os, subprocess, sys
if sys.argv[1] == "--version":
    sys.exit(0)
open({str(counter or os.devnull)!r}, "a").write("run\\n")
repo = sys.argv[2]
if not os.path.exists(os.path.join(repo, "pick.py")):
    print(json.dumps({{"result": "not_achieved", "candidates": 7, "search_seconds": 0.1, "patch": None, "alternatives": []}}))
    sys.exit(1)
subprocess.run(["git", "apply", "-"], input={applied!r}.encode(), cwd=repo, check=True)
print({json.dumps(story)!r})
""")
    os.chmod(str(place), os.stat(str(place)).st_mode | stat.S_IXUSR)
    return place


def write(place, text):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
