"""Fits the weights of RiskTable on the tuning half of the corpus by logistic regression, and prints them.

    python3 fit.py factors.csv

Weights are kept at the sign that the factor is meant to have: a factor that the corpus would turn around weighs nothing.
"""
import csv
import math
import sys

# The corpus says nothing of these: it has one file, no other callers, and every patch mends all tests.
FIXED = {"files", "public surface", "callers", "unmended tests", "skipped gates"}
NEGATIVE = {"one operator changed"}
STEPS, RATE, RIDGE = 4000, 0.5, 0.002


def main(path):
    rows = list(csv.DictReader(open(path)))
    names = [n for n in rows[0] if n not in ("half", "function", "right", "base") and n not in FIXED]
    tuning = [r for r in rows if r["half"] == "tuning"]
    data = [([float(r[n]) for n in names], 1 - int(r["right"])) for r in tuning]
    share = sum(y for _, y in data) / len(data)
    weights, base = [0.0] * len(names), 0.0
    for _ in range(STEPS):
        slope, lift = [0.0] * len(names), 0.0
        for x, y in data:
            # Right and wrong count alike, however many there are of each.
            error = (1 / (1 + math.exp(-base - sum(w * v for w, v in zip(weights, x)))) - y) / (2 * (share if y else 1 - share))
            lift += error
            for i, v in enumerate(x):
                slope[i] += error * v
        base -= RATE * lift / len(data)
        for i, n in enumerate(names):
            weights[i] -= RATE * (slope[i] / len(data) + RIDGE * weights[i])
            weights[i] = min(0.0, weights[i]) if n in NEGATIVE else max(0.0, weights[i])
    print("%-24s %6.2f" % ("base", base))
    for n, w in zip(names, weights):
        print("%-24s %6.2f" % (n, w))
    for half in ("tuning", "held-out"):
        scored = [(int(r["right"]), sum(w * float(r[n]) for n, w in zip(names, weights))) for r in rows if r["half"] == half]
        right, wrong = [s for y, s in scored if y], [s for y, s in scored if not y]
        area = sum((w > r) + 0.5 * (w == r) for w in wrong for r in right) / (len(right) * len(wrong))
        print("%-9s AUC %.3f (%d right, %d wrong)" % (half, area, len(right), len(wrong)))


if __name__ == "__main__":
    main(sys.argv[1])
