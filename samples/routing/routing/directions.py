"""A route in words."""

from .search import fastest


def describe(network, start, goal):
    minutes, route = fastest(network, start, goal)
    lines = [f"From {start} to {goal} in {clock(minutes)}:"]
    total = 0
    for here, there in zip(route, route[1:]):
        total += network.minutes(here, there)
        lines.append(f"  {clock(total):>8}  {there}")
    return "\n".join(lines)


def clock(minutes):
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"
