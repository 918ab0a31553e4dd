"""Lays out small broken projects with weak tests: the functions of bench/risk, each broken in several ways by one mutation.

    python3 make_bugs.py DIRECTORY [BREAKS_PER_FUNCTION]

What is right stays outside of them: judge.py knows the functions, the projects do not. Seeded: the same projects come out every time.
"""
import ast
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "risk"))
import make_corpus as corpus
from functions import FUNCTIONS

SKIPPED = ("return-literal", "insert-guard", "constant-condition", "return-variable")


def main(home, most):
    rng = random.Random(20260303)
    for index, (source, kinds, tests) in enumerate(FUNCTIONS):
        tree = ast.parse(source)
        name = tree.body[0].name
        breaks = [text for kind, _, text in corpus.edits(tree, [], rng) if kind not in SKIPPED]
        rng.shuffle(breaks)
        kept = 0
        for broken in breaks:
            code = corpus.compiled(broken)
            if kept >= most or code is None or corpus.passes(code, name, tests):
                continue
            kept += 1
            folder = os.path.join(home, "%03d-%s-%d" % (index, name, kept))
            os.makedirs(os.path.join(folder, "tests"))
            with open(os.path.join(folder, "mod.py"), "w") as file:
                file.write(broken + "\n")
            with open(os.path.join(folder, "tests", "test_mod.py"), "w") as file:
                file.write(corpus.test_text(name, tests))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
