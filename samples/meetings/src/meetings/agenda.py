"""Printing a day."""

from .clock import day_bounds, show


def agenda(calendar, day):
    """Lists a day's appointments, one a line, with the gaps between them."""
    first, last = day_bounds(day)
    lines = [f"{day}, {calendar.owner}"]
    previous = None
    for interval, title in calendar.appointments(first, last):
        if previous is not None and interval.start > previous:
            lines.append(f"  ({interval.start - previous} min)")
        lines.append(f"  {show(interval.start)[4:]}-{show(interval.end)[4:]} {title}")
        previous = interval.end
    if previous is None:
        lines.append("  nothing planned")
    return "\n".join(lines)
