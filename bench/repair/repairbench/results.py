"""Results as JSON lines, one a bug, written as each ends; the last line of a bug counts."""
import json
import os
from statistics import median


def read(path):
    """By bug, in the order of the file. A line torn by a kill is no result."""
    found = {}
    try:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                try:
                    result = json.loads(line)
                except ValueError:
                    continue
                if isinstance(result, dict) and "bug" in result:
                    found[result["bug"]] = result
    except FileNotFoundError:
        pass
    return found


class Ledger:
    """Appends results to a file so that a kill at any moment costs the bugs under trial and no other."""

    def __init__(self, path):
        self._file = None
        if not path:
            return
        self._file = open(path, "ab+")
        size = self._file.seek(0, os.SEEK_END)
        if size:
            self._file.seek(size - 1)
            if self._file.read(1) != b"\n":
                self._file.write(b"\n")

    def add(self, result):
        if self._file:
            self._file.write(json.dumps(result, sort_keys=True).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())


HEAD = "%-34s %-10s %5s %9s %7s %6s %5s %7s %7s %10s %7s %8s  %s" % (
    "bug", "language", "exit", "plausible", "correct", "in set", "rank", "first s", "total s", "candidates", "cand/s", "peak MB", "operator")


def row(result):
    def number(name, form):
        value = result.get(name)
        return form % value if value is not None else "-"

    def yes(name):
        return "yes" if result.get(name) else "no"

    trouble = result.get("trouble")
    return "%-34s %-10s %5s %9s %7s %6s %5s %7s %7s %10s %7s %8s  %s" % (
        result["bug"][:34], result.get("language", "")[:10], number("exit", "%d"), yes("plausible"), yes("correct_first"), yes("correct_in_set"),
        number("correct_rank", "%d"), number("first_plausible", "%.2f"), number("total", "%.1f"), number("candidates", "%d"),
        number("per_second", "%.0f"), number("peak_mb", "%.0f"), (result.get("operator") or "") + (f"  ! {trouble.splitlines()[0][:90]}" if trouble else ""))


def summary(results):
    results = list(results)
    count = len(results)
    if not count:
        return "0 bugs"

    def share(name):
        met = sum(1 for r in results if r.get(name))
        return f"{met} ({100.0 * met / count:.0f} %)"

    def middle(name, form, among=None):
        values = [r[name] for r in (results if among is None else among) if r.get(name) is not None]
        return form % median(values) if values else "-"

    good = [r for r in results if r.get("plausible")]
    peak = max((r.get("peak_mb") or 0) for r in results)
    return (
        f"{count} bugs: plausible {share('plausible')}, correct first {share('correct_first')}, correct in set {share('correct_in_set')}; "
        f"median to first plausible {middle('first_plausible', '%.2f s', good)}, to a repaired project {middle('total', '%.1f s', good)}, "
        f"over all {middle('total', '%.1f s')}; candidates a second, median {middle('per_second', '%.0f')}; peak memory {peak:.0f} MB")
