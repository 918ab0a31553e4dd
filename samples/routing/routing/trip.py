"""An order for several stops."""

from itertools import permutations

from .search import fastest

EXACT_UP_TO = 7


def round_trip(network, depot, stops):
    """Returns (minutes, order) of a short trip that visits every stop and comes home."""
    if not stops:
        return 0, [depot]
    if len(stops) <= EXACT_UP_TO:
        return min(_priced(network, depot, order) for order in permutations(sorted(stops)))
    return _priced(network, depot, _nearest_first(network, depot, stops))


def _nearest_first(network, depot, stops):
    order = []
    remaining = set(stops)
    place = depot
    while remaining:
        place = min(remaining, key=lambda stop: (fastest(network, depot, stop)[0], stop))
        remaining.remove(place)
        order.append(place)
    return order


def _priced(network, depot, order):
    tour = [depot, *order, depot]
    minutes = sum(fastest(network, here, there)[0] for here, there in zip(tour, tour[1:]))
    return minutes, tour
