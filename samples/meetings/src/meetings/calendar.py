"""A person's appointments."""

from .clock import DAYS, minute
from .intervals import Interval, merge, subtract

WORKDAYS = DAYS[:5]


def office_hours(opens="09:00", closes="17:00", days=WORKDAYS):
    return [Interval(minute(f"{day} {opens}"), minute(f"{day} {closes}")) for day in days]


class Calendar:
    def __init__(self, owner, hours=None):
        self.owner = owner
        self.hours = office_hours() if hours is None else list(hours)
        self._appointments = []

    def book(self, start, end, title="busy"):
        """Adds an appointment; what is already booked at that time is the caller's business."""
        interval = Interval(minute(start), minute(end))
        self._appointments.append((interval, title))
        return interval

    def cancel(self, title):
        before = len(self._appointments)
        self._appointments = [entry for entry in self._appointments if entry[1] != title]
        return before - len(self._appointments)

    def appointments(self, first=0, last=7 * 24 * 60):
        return sorted(entry for entry in self._appointments if first <= entry[0].start < last)

    def conflicts(self):
        """Returns the titles of appointments that overlap, pair by pair."""
        ordered = self.appointments()
        pairs = []
        for position, (interval, title) in enumerate(ordered):
            for other, other_title in ordered[position + 1 :]:
                if interval.overlaps(other):
                    pairs.append((title, other_title))
        return pairs

    def busy(self):
        return merge(interval for interval, _ in self._appointments)

    def free(self):
        return subtract(self.hours, self.busy())
