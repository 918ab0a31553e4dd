"""Bursts now, a steady rate later."""


class TokenBucket:
    def __init__(self, rate, size, clock):
        self.rate = rate
        self.size = size
        self._clock = clock
        self._tokens = size
        self._filled = clock.now()

    @property
    def tokens(self):
        self._fill()
        return self._tokens

    def take(self, count=1):
        self._fill()
        if count > self._tokens:
            return False
        self._tokens -= count
        return True

    def wait(self, count=1):
        """Returns the seconds until so many tokens are there."""
        if count > self.size:
            raise ValueError(f"the bucket never holds {count} tokens")
        missing = count - self.tokens
        return max(0, missing / self.rate)

    def _fill(self):
        now = self._clock.now()
        gained = (now - self._filled) * self.rate
        self._tokens = min(self.size, self._tokens + gained)
        self._filled = now
