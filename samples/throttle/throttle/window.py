"""At most so many calls within any stretch of time."""

from collections import defaultdict, deque


class SlidingWindow:
    def __init__(self, limit, seconds, clock):
        self.limit = limit
        self.seconds = seconds
        self._clock = clock
        self._calls = defaultdict(deque)

    def allow(self, caller):
        """Counts the call when it is allowed; refused calls are not held against the caller."""
        calls = self._recent(caller)
        if len(calls) >= self.limit:
            return False
        calls.append(self._clock.now())
        return True

    def wait(self, caller):
        """Returns the seconds until the next call will be allowed."""
        calls = self._recent(caller)
        if len(calls) < self.limit:
            return 0
        return calls[0] + self.seconds - self._clock.now()

    def callers(self):
        """Returns who called recently, the busiest first."""
        counts = {caller: len(self._recent(caller)) for caller in list(self._calls)}
        active = [caller for caller, count in counts.items() if count]
        return sorted(active, key=lambda caller: (-counts[caller], caller))

    def _recent(self, caller):
        calls = self._calls[caller]
        horizon = self._clock.now() - self.seconds
        while calls and calls[0] <= horizon:
            calls.pop()
        return calls
