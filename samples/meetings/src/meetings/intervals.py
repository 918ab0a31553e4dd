"""Half-open intervals of minutes."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Interval:
    start: int
    end: int

    def __post_init__(self):
        if self.end <= self.start:
            raise ValueError(f"an interval ends after it starts: {self.start}..{self.end}")

    @property
    def length(self):
        return self.end - self.start

    def overlaps(self, other):
        return self.start < other.end and other.start < self.end


def merge(intervals):
    """Joins intervals that overlap or touch, in order."""
    ordered = sorted(intervals)
    merged = [ordered[0]]
    for interval in ordered[1:]:
        last = merged[-1]
        if interval.start <= last.end:
            merged[-1] = Interval(last.start, max(last.end, interval.end))
        else:
            merged.append(interval)
    return merged


def intersect(left, right):
    """Returns what two ordered, disjoint lists have in common."""
    common = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].start, right[j].start)
        end = min(left[i].end, right[j].end)
        if start < end:
            common.append(Interval(start, end))
        if left[i].end < right[j].end:
            i += 1
        else:
            j += 1
    return common


def subtract(intervals, busy):
    """Returns what is left of ordered intervals when busy times are taken out."""
    rest = []
    for interval in intervals:
        start = interval.start
        for taken in busy:
            if not taken.overlaps(interval):
                continue
            if taken.start > start:
                rest.append(Interval(start, taken.start))
            start = max(start, taken.end)
        if start < interval.end:
            rest.append(Interval(start, interval.end))
    return rest
