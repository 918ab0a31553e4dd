#!/usr/bin/env python3
"""Makes ten seeded mutants of the fixed version of a C# sample and freezes them as patches beside this file.

    tests/Ouroboros.EndToEnd/Mutants/make_cs.py SAMPLE...

A mutant changes one token of one file. It counts when at least one test turns red, at least one stays green and the suite
ends by itself. The choice depends on the seed and the sources alone; it knows nothing of the product's operators.
"""
import difflib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent.parent / "samples"
FIXES = HERE.parent / "Fixes"
SEED = 20240607
WANTED = 10

CHANGES = {
    "comparison": (r"==|!=|<=|>=|(?<=\s)[<>](?=\s)", {"==": "!=", "!=": "==", "<=": "<", ">=": ">", "<": "<=", ">": ">="}),
    "arithmetic": (r"(?<=\s)[-+*/](?=\s)", {"+": "-", "-": "+", "*": "/", "/": "*"}),
    "step": (r"\+\+|--|\+=|-=", {"++": "--", "--": "++", "+=": "-=", "-=": "+="}),
    "logic": (r"&&|\|\|", {"&&": "||", "||": "&&"}),
    "constant": (r"(?<![\w.'-])\d+(?![\w.])", None),
    "word": (r"\b(true|false|Min|Max|Add|Remove|First|Last|Any|All|OrderBy|OrderByDescending|TryDequeue|Due|Taken)\b",
             {"true": "false", "false": "true", "Min": "Max", "Max": "Min", "Add": "Remove", "Remove": "Add", "First": "Last", "Last": "First", "Any": "All",
              "All": "Any", "OrderBy": "OrderByDescending", "OrderByDescending": "OrderBy", "TryDequeue": "TryPeek", "Due": "Taken", "Taken": "Due"}),
}


def sites(text):
    for kind, (pattern, to) in CHANGES.items():
        for match in re.finditer(pattern, text):
            line = text[:match.start()].count("\n")
            source = text.split("\n")[line]
            if source.lstrip().startswith(("//", "using", "namespace")):
                continue
            old = match.group()
            yield kind, line + 1, match.start(), old, to[old] if to else str(int(old) + 1)


def counts(folder):
    try:
        run = subprocess.run(["dotnet", "test", "-nologo", "-v", "q", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:NuGetAudit=false"],
                             cwd=folder, capture_output=True, text=True, timeout=240)
    except subprocess.TimeoutExpired:
        return None
    told = re.search(r"Failed:\s+(\d+), Passed:\s+(\d+)", run.stdout)
    return (int(told[2]), int(told[1])) if told else None


def main():
    for sample in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as ground:
            folder = Path(ground) / sample
            shutil.copytree(SAMPLES / sample, folder, ignore=shutil.ignore_patterns("bin", "obj"))
            subprocess.run(["patch", "-s", "-p1", "-i", FIXES / (sample + ".patch")], cwd=folder, check=True)
            modules = sorted(p for p in folder.rglob("*.cs") if "tests" not in p.parts and "obj" not in p.parts)
            found = [(m, *site) for m in modules for site in sites(m.read_text())]
            random.Random(SEED).shuffle(found)
            target, number = HERE / sample, 0
            target.mkdir(exist_ok=True)
            for module, kind, line, at, old, new in found:
                if number == WANTED:
                    break
                text = module.read_text()
                mutant = text[:at] + new + text[at + len(old):]
                module.write_text(mutant)
                told = counts(folder)
                module.write_text(text)
                if told is None or told[0] == 0 or told[1] == 0:
                    continue
                number += 1
                path = module.relative_to(folder)
                diff = "".join(difflib.unified_diff(text.splitlines(True), mutant.splitlines(True), f"a/{path}", f"b/{path}"))
                (target / f"{number:02}.patch").write_text(f"{kind} at {path}:{line}, {told[1]} red\n{diff}")


main()
