"""Where the time comes from."""

import time


class SystemClock:
    def now(self):
        return time.monotonic()


class HandClock:
    """A clock that stands still until it is turned."""

    def __init__(self, start=0):
        self._now = start

    def now(self):
        return self._now

    def turn(self, seconds):
        if seconds < 0:
            raise ValueError("a clock is not turned back")
        self._now += seconds
