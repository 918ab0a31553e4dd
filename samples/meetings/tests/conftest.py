import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))


@pytest.fixture
def ada():
    from meetings import Calendar

    calendar = Calendar("Ada")
    calendar.book("Mon 09:00", "Mon 10:30", "stand-up")
    calendar.book("Mon 10:00", "Mon 11:00", "review")
    calendar.book("Mon 13:00", "Mon 16:45", "workshop")
    return calendar


@pytest.fixture
def ben():
    from meetings import Calendar

    calendar = Calendar("Ben")
    calendar.book("Mon 11:00", "Mon 11:20", "dentist")
    calendar.book("Mon 12:00", "Mon 13:00", "lunch")
    return calendar
