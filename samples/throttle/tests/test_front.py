import pytest

from throttle import Cache, Front, HandClock, Refused, SlidingWindow


class Slow:
    def __init__(self):
        self.asked = []

    def __call__(self, question):
        self.asked.append(question)
        return question.upper()


@pytest.fixture
def slow():
    return Slow()


@pytest.fixture
def front(slow, clock):
    return Front(slow, Cache(10, clock, lifetime=60), SlidingWindow(2, 10, clock))


def test_answers_are_remembered(front, slow):
    assert front.ask("ann", "why") == "WHY"
    assert front.ask("bob", "why") == "WHY"
    assert slow.asked == ["why"]


def test_remembered_answers_are_free(front):
    for _ in range(5):
        front.ask("ann", "why")

    assert front.ask("ann", "how") == "HOW"


def test_asking_too_often_is_refused_with_a_wait(front, clock):
    front.ask("ann", "one")
    clock.turn(4)
    front.ask("ann", "two")

    with pytest.raises(Refused, match="ann asks too often; try again in 6 s") as refusal:
        front.ask("ann", "three")
    assert refusal.value.retry_after == 6


def test_answers_go_stale(front, slow, clock):
    front.ask("ann", "why")
    clock.turn(60)
    front.ask("ann", "why")

    assert slow.asked == ["why", "why"]


def test_an_empty_answer_is_an_answer(clock):
    calls = []
    front = Front(calls.append, Cache(1, clock), SlidingWindow(9, 1, clock))
    front.ask("ann", "x")
    front.ask("ann", "x")

    assert calls == ["x"]


def test_clocks_are_not_turned_back():
    with pytest.raises(ValueError):
        HandClock().turn(-1)
