"""The entry of bench/repair/compare."""
import argparse
import math
import sys

from . import paired, results

QUESTIONS = (("plausible", "plausible"), ("correct_first", "correct first"), ("correct_in_set", "correct in set"))
FIGURES = (("total", "total s"), ("first_plausible", "first plausible s"), ("candidates", "candidates"), ("peak_mb", "peak MB"))


def main(words):
    parser = argparse.ArgumentParser(prog="bench/repair/compare", description="Compares two result files of bench/repair/run, bug by bug.")
    parser.add_argument("before")
    parser.add_argument("after")
    options = parser.parse_args(words)
    before, after = results.read(options.before), results.read(options.after)
    both = sorted(set(before) & set(after))
    if not both:
        print("bench/repair/compare: the files have no bug in common", file=sys.stderr)
        return 64
    print("\n".join(report(before, after, both)))
    return 0


def report(before, after, both):
    yield f"{len(both)} bugs in both files"
    yield from _unlike(before, after, both)
    yield "%-18s %7s %7s %7s %6s  %s" % ("", "before", "after", "gained", "lost", "p (McNemar, exact)")
    moved = []
    for key, name in QUESTIONS:
        gained = [b for b in both if after[b].get(key) and not before[b].get(key)]
        lost = [b for b in both if before[b].get(key) and not after[b].get(key)]
        yield "%-18s %7d %7d %7d %6d  %.4f" % (
            name, sum(bool(before[b].get(key)) for b in both), sum(bool(after[b].get(key)) for b in both), len(gained), len(lost), paired.mcnemar(len(gained), len(lost)))
        moved += [f"  + {name}: {b}" for b in gained] + [f"  - {name}: {b}" for b in lost]
    # Where one of them found nothing there is no time to compare.
    timed = [b for b in both if before[b].get("plausible") and after[b].get("plausible")]
    yield "%-18s %7s %18s  %s" % ("", "pairs", "after / before", "p (Wilcoxon, sign) of the log ratios")
    for key, name in FIGURES:
        logs = [math.log(after[b][key] / before[b][key]) for b in timed if (after[b].get(key) or 0) > 0 and (before[b].get(key) or 0) > 0]
        if logs:
            yield "%-18s %7d %18.3f  %.4f, %.4f" % (name, len(logs), math.exp(sum(logs) / len(logs)), paired.wilcoxon(logs), paired.sign(logs))
    yield "changed side:" if moved else "no bug changed side"
    yield from moved


def _unlike(before, after, both):
    for side, other, name in ((before, after, "before"), (after, before, "after")):
        alone = sorted(set(side) - set(other))
        if alone:
            yield f"only {name}: {', '.join(alone)}"
    changed = [b for b in both if before[b].get("fingerprint") != after[b].get("fingerprint")]
    if changed:
        yield f"! not the same text in both: {', '.join(changed)}"
    limits = {r.get("seconds") for r in list(before.values()) + list(after.values())}
    if len(limits) > 1:
        yield f"! limits differ: {', '.join(sorted(map(str, limits)))} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
