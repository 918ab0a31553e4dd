#!/usr/bin/env python3
"""Makes a directory of bugs from any green project: seed.py PROJECT OUT --count N --seed S [--test CMD] [--language python|javascript|typescript|csharp]"""
import argparse
import sys
import tempfile

from repairbench import bugs
from repairbench.seeding.languages import LANGUAGES
from repairbench.seeding.nursery import NoGreenProject, Nursery


def main(words):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project")
    parser.add_argument("out")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--test", default="", metavar="CMD", help="the command that runs the whole suite; found by language when not given")
    parser.add_argument("--language", choices=sorted(LANGUAGES), help="told by the sources when not given")
    options = parser.parse_args(words)
    language = options.language or bugs.language_of(options.project)
    if language not in LANGUAGES:
        print(f"seed.py: {options.project} holds no sources in {', '.join(sorted(LANGUAGES))}", file=sys.stderr)
        return 64
    with tempfile.TemporaryDirectory(prefix="ouro-seed-") as work:
        nursery = Nursery(options.project, LANGUAGES[language], options.test, options.out, options.seed, work)
        try:
            nursery.prove_green()
        except NoGreenProject as error:
            print(f"seed.py: {error}", file=sys.stderr)
            return 1
        made = 0
        for name, failing in nursery.grow(options.count):
            made += 1
            print(f"{name}  {failing} failing", flush=True)
    print(f"{made} bugs in {options.out}" + (f"; the project has no more that its suite notices" if made < options.count else ""))
    return 0 if made == options.count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
