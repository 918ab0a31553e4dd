"""Says which of the recorded patches are right, and what the ranking by behaviour is worth.

    python3 judge.py RECORD.jsonl

A patch is right when it agrees with the unbroken function on 300 generated inputs that neither tests nor search knew. Functions of
even number are those the weights of BehaviourSigns were chosen on; the others were left alone.
"""
import ast
import json
import os
import random
import resource
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "risk"))
import make_corpus as corpus
from functions import FUNCTIONS

BY_NAME = {ast.parse(source).body[0].name: (index, source, kinds) for index, (source, kinds, _) in enumerate(FUNCTIONS)}


def judged(rows):
    """Rows with a list of whether each ranked patch is right."""
    for row in rows:
        name = row["project"].split("-")[1]
        index, source, kinds = BY_NAME[name]
        rng = random.Random("hidden %s" % name)
        cases = [tuple(corpus.inputs(kind, rng) for kind in kinds.split()) for _ in range(300)]
        wanted = corpus.behaviour(corpus.compiled(ast.unparse(ast.parse(source))), name, cases)
        known = {}
        for patch in row["ranked"]:
            if patch["text"] not in known:
                known[patch["text"]] = corpus.behaviour(corpus.compiled(patch["text"]), name, cases) == wanted
            patch["right"] = known[patch["text"]]
        row["half"] = "tuning" if index % 2 == 0 else "held-out"
        yield row


def report(rows):
    print("half      bugs  found  right at all  first by wording  first by behaviour  groups right or wrong as one")
    for half in ("tuning", "held-out"):
        own = [row for row in rows if row["half"] == half]
        found = [row for row in own if row["ranked"]]
        any_right = sum(any(p["right"] for p in row["ranked"]) for row in found)
        wording = sum(max(row["ranked"], key=lambda p: p["wording"]["score"])["right"] for row in found)
        behaviour = sum(row["ranked"][0]["right"] for row in found)
        groups = {}
        for row in found:
            for patch in row["ranked"]:
                groups.setdefault((row["project"], patch["cluster"]), set()).add(patch["right"])
        pure = sum(len(kinds) == 1 for kinds in groups.values())
        print("%-9s %4d %6d %13d %17d %19d  %d of %d" % (half, len(own), len(found), any_right, wording, behaviour, pure, len(groups)))
    print("\nconfidence of the first  how many  right")
    for low, high in ((0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 0.9), (0.9, 1.01)):
        own = [row for row in rows if row["ranked"] and low <= row["ranked"][0]["share"] < high]
        if own:
            print("%.2f to %.2f %22d %6.0f %%" % (low, min(high, 1), len(own), 100 * sum(r["ranked"][0]["right"] for r in own) / len(own)))
    seconds = sorted(row["seconds"] for row in rows if row["seconds"])
    if seconds:
        print("\na comparison took %.1f s in the middle, %.1f s at most" % (seconds[len(seconds) // 2], seconds[-1]))
    unknown = [row for row in rows if row["unknown"] and len(row["ranked"]) > 1]
    print("not comparable: %d%s" % (len(unknown), "".join("\n  %s: %s" % (r["project"], r["unknown"]) for r in unknown[:10])))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    with open(sys.argv[1]) as file:
        report(list(judged(json.loads(line) for line in file)))
