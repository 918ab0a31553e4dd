from meetings import Calendar, Interval, minute
from meetings.calendar import office_hours


def test_busy_times_are_merged(ada):
    assert ada.busy() == [
        Interval(minute("Mon 09:00"), minute("Mon 11:00")),
        Interval(minute("Mon 13:00"), minute("Mon 16:45")),
    ]


def test_free_time_lies_within_office_hours(ada):
    monday = [gap for gap in ada.free() if gap.end < minute("Tue 00:00")]

    assert monday == [
        Interval(minute("Mon 11:00"), minute("Mon 13:00")),
        Interval(minute("Mon 16:45"), minute("Mon 17:00")),
    ]


def test_overlapping_appointments_are_conflicts(ada):
    assert ada.conflicts() == [("stand-up", "review")]


def test_cancelled_appointments_free_their_time(ada):
    assert ada.cancel("workshop") == 1
    assert ada.cancel("workshop") == 0
    assert len(ada.busy()) == 1


def test_an_empty_calendar_is_free_all_week():
    assert Calendar("Cleo").free() == office_hours()


def test_office_hours_cover_the_working_week():
    hours = office_hours("10:00", "12:00")

    assert len(hours) == 5
    assert hours[4] == Interval(minute("Fri 10:00"), minute("Fri 12:00"))
