import pytest

from throttle import Cache


class TestEviction:
    @pytest.fixture
    def cache(self, clock):
        cache = Cache(2, clock)
        cache.put("a", 1)
        cache.put("b", 2)
        return cache

    def test_the_oldest_entry_goes_first(self, cache):
        cache.put("c", 3)

        assert cache.keys() == ["b", "c"]
        assert cache.statistics.evictions == 1

    def test_reading_keeps_an_entry(self, cache):
        assert cache.get("a") == 1
        cache.put("c", 3)

        assert cache.keys() == ["a", "c"]

    def test_writing_again_keeps_an_entry(self, cache):
        cache.put("a", 10)
        cache.put("c", 3)

        assert cache.get("a") == 10
        assert "b" not in cache

    def test_a_full_cache_stays_within_its_capacity(self, cache):
        for number in range(10):
            cache.put(number, number)

        assert len(cache) == 2


class TestExpiry:
    @pytest.mark.parametrize("elapsed, found", [(0, "fresh"), (59, "fresh"), (60, None), (61, None)])
    def test_entries_live_for_their_lifetime(self, clock, elapsed, found):
        cache = Cache(5, clock, lifetime=60)
        cache.put("key", "fresh")
        clock.turn(elapsed)

        assert cache.get("key") == found
        assert ("key" in cache) == (found is not None)

    def test_a_sweep_drops_what_has_expired(self, clock):
        cache = Cache(5, clock, lifetime=10)
        cache.put("old", 1)
        clock.turn(6)
        cache.put("new", 2)
        clock.turn(6)

        assert cache.sweep() == 1
        assert cache.keys() == ["new"]


def test_hits_and_misses_are_counted(clock):
    cache = Cache(1, clock)
    assert cache.statistics.ratio == 0.0
    cache.put("a", 1)
    cache.get("a")
    cache.get("a")
    cache.get("a")
    cache.get("b")

    assert (cache.statistics.hits, cache.statistics.misses) == (3, 1)
    assert cache.statistics.ratio == 0.75


def test_a_cache_has_room_for_something(clock):
    with pytest.raises(ValueError):
        Cache(0, clock)
