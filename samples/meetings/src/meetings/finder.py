"""Proposals for several people."""

from .intervals import Interval, intersect


class Finder:
    def __init__(self, calendars, step=15):
        if not calendars:
            raise ValueError("a meeting needs somebody to attend")
        self._calendars = list(calendars)
        self._step = step

    def common_gaps(self):
        gaps = self._calendars[0].free()
        for calendar in self._calendars[1:]:
            gaps = intersect(gaps, calendar.free())
        return gaps

    def earliest(self, length, after=0):
        """Returns the first gap of that length that begins on the grid, or None."""
        for gap in self.common_gaps():
            start = self._on_grid(max(gap.start, after))
            if start + length <= gap.end:
                return Interval(start, start + length)
        return None

    def proposals(self, length, count=3):
        found = []
        after = 0
        while len(found) < count:
            proposal = self.earliest(length, after)
            if proposal is None:
                break
            found.append(proposal)
            after = proposal.end
        return found

    def _on_grid(self, value):
        return -(-value // self._step) * self._step
