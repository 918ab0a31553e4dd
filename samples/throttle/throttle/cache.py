"""A cache that forgets the least recently used entry."""

from collections import OrderedDict
from dataclasses import dataclass


@dataclass
class Statistics:
    hits: int = 0
    misses: int = 0
    evictions: int = 0

    @property
    def ratio(self):
        asked = self.hits + self.misses
        return self.hits / asked if asked else 0.0


class Cache:
    def __init__(self, capacity, clock, lifetime=None):
        if capacity < 1:
            raise ValueError("a cache holds at least one entry")
        self.capacity = capacity
        self.lifetime = lifetime
        self.statistics = Statistics()
        self._clock = clock
        self._entries = OrderedDict()

    def get(self, key, default=None):
        if key not in self._entries or self._expired(key):
            self._entries.pop(key, None)
            self.statistics.misses += 1
            return default
        self.statistics.hits += 1
        self._entries.move_to_end(key)
        return self._entries[key][0]

    def put(self, key, value):
        self._entries[key] = (value, self._clock.now())
        self._entries.move_to_end(key)
        while len(self._entries) > self.capacity:
            self._entries.popitem(last=False)
            self.statistics.evictions += 1

    def sweep(self):
        """Drops what has expired and returns how many entries went."""
        stale = [key for key in self._entries if self._expired(key)]
        for key in stale:
            del self._entries[key]
        return len(stale)

    def keys(self):
        return list(self._entries)

    def __contains__(self, key):
        return key in self._entries and not self._expired(key)

    def __len__(self):
        return len(self._entries)

    def _expired(self, key):
        if self.lifetime is None:
            return False
        _, stored = self._entries[key]
        return self._clock.now() - stored >= self.lifetime
