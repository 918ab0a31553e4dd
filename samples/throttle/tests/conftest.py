import pytest

from throttle import HandClock


@pytest.fixture
def clock():
    return HandClock(start=1000)
