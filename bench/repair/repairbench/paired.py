"""Paired tests, exact where that is affordable."""
import math

MOST_EXACT = 100


def binomial(successes, trials):
    """Two-sided probability of a split at least this uneven when both sides are equally likely."""
    if trials == 0:
        return 1.0
    few = min(successes, trials - successes)
    tail = sum(_choose(trials, k) for k in range(few + 1))
    return min(1.0, 2.0 * tail / 2 ** trials)


def mcnemar(gained, lost):
    """Only the pairs that changed side speak."""
    return binomial(gained, gained + lost)


def sign(differences):
    moved = [d for d in differences if d != 0]
    return binomial(sum(1 for d in moved if d > 0), len(moved))


def wilcoxon(differences):
    """Signed ranks, two-sided; ties share their middle rank, zeros are left out. Exact up to a hundred pairs, then by the normal law."""
    moved = [d for d in differences if d != 0]
    count = len(moved)
    if count == 0:
        return 1.0
    # Doubled, so that middle ranks are whole numbers.
    ranks = _doubled_ranks([abs(d) for d in moved])
    positive = sum(r for r, d in zip(ranks, moved) if d > 0)
    total = sum(ranks)
    extreme = min(positive, total - positive)
    if count <= MOST_EXACT:
        ways = [1] + [0] * total
        for rank in ranks:
            for at in range(total, rank - 1, -1):
                ways[at] += ways[at - rank]
        return min(1.0, 2.0 * sum(ways[:extreme + 1]) / 2 ** count)
    deviation = math.sqrt(sum(r * r for r in ranks)) / 2.0
    return min(1.0, math.erfc(max(0.0, (total / 2.0 - extreme - 1) / deviation) / math.sqrt(2)))


def _doubled_ranks(sizes):
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    ranks, start = [0] * len(sizes), 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and math.isclose(sizes[order[end + 1]], sizes[order[start]], rel_tol=1e-12):
            end += 1
        for at in range(start, end + 1):
            ranks[order[at]] = start + end + 2
        start = end + 1
    return ranks


def _choose(n, k):
    value = 1
    for i in range(1, k + 1):
        value = value * (n - k + i) // i
    return value
