import pytest

from throttle import SlidingWindow, TokenBucket


class TestSlidingWindow:
    @pytest.fixture
    def window(self, clock):
        return SlidingWindow(3, 10, clock)

    def test_calls_beyond_the_limit_are_refused(self, window):
        assert [window.allow("ann") for _ in range(4)] == [True, True, True, False]

    def test_callers_do_not_share_their_limit(self, window):
        for _ in range(3):
            window.allow("ann")

        assert window.allow("bob")

    def test_the_window_slides(self, window, clock):
        for _ in range(3):
            window.allow("ann")
            clock.turn(4)

        assert window.allow("ann")
        assert not window.allow("ann")
        clock.turn(2)
        assert window.allow("ann")

    def test_a_pause_forgives_everything(self, window, clock):
        for _ in range(3):
            window.allow("ann")
        clock.turn(10)

        assert [window.allow("ann") for _ in range(4)] == [True, True, True, False]

    def test_the_wait_lasts_until_the_first_call_is_forgotten(self, window, clock):
        assert window.wait("ann") == 0
        for _ in range(3):
            window.allow("ann")
            clock.turn(1)

        assert window.wait("ann") == 7

    def test_the_busiest_callers_come_first(self, window, clock):
        window.allow("cleo")
        clock.turn(8)
        window.allow("bob")
        window.allow("ann")
        window.allow("ann")
        clock.turn(5)

        assert window.callers() == ["ann", "bob"]


class TestTokenBucket:
    @pytest.fixture
    def bucket(self, clock):
        return TokenBucket(rate=2, size=10, clock=clock)

    def test_a_full_bucket_allows_a_burst(self, bucket):
        assert bucket.take(10)
        assert not bucket.take()

    @pytest.mark.parametrize("seconds, tokens", [(1, 2), (4, 8), (5, 10), (60, 10)])
    def test_it_fills_at_its_rate_up_to_its_size(self, bucket, clock, seconds, tokens):
        bucket.take(10)
        clock.turn(seconds)

        assert bucket.tokens == tokens

    def test_the_wait_is_told_in_seconds(self, bucket):
        assert bucket.wait(10) == 0
        bucket.take(9)

        assert bucket.wait(4) == 1.5

    def test_more_than_the_bucket_holds_never_comes(self, bucket):
        with pytest.raises(ValueError, match="11"):
            bucket.wait(11)
