from meetings import Calendar
from meetings.agenda import agenda


def test_a_day_is_printed_with_its_gaps(ada):
    ada.cancel("review")

    assert agenda(ada, "Mon").splitlines() == [
        "Mon, Ada",
        "  09:00-10:30 stand-up",
        "  (150 min)",
        "  13:00-16:45 workshop",
    ]


def test_a_free_day_says_so():
    assert agenda(Calendar("Cleo"), "Tue") == "Tue, Cleo\n  nothing planned"
