"""Minutes of the week."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MINUTES_PER_DAY = 24 * 60


def minute(text):
    """Reads 'Tue 09:30' as minutes since Monday 00:00; 24:00 is the end of a day."""
    day, _, time = text.partition(" ")
    if day not in DAYS:
        raise ValueError(f"unknown day: {text!r}")
    hours, _, minutes = time.partition(":")
    of_day = int(hours) * 60 + int(minutes)
    if of_day > MINUTES_PER_DAY or int(minutes) > 59:
        raise ValueError(f"no such time: {text!r}")
    return DAYS.index(day) * MINUTES_PER_DAY + of_day


def show(value):
    """Writes a minute of the week as 'Tue 09:30'."""
    day, of_day = divmod(value, MINUTES_PER_DAY)
    hours, minutes = divmod(of_day, 60)
    return f"{DAYS[day % 7]} {hours:02d}:{minutes:02d}"


def day_bounds(day):
    """Returns the first minute of a day and the first minute after it."""
    start = DAYS.index(day) * MINUTES_PER_DAY
    return start, start + MINUTES_PER_DAY
