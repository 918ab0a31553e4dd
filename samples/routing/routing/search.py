"""Fastest routes, after Dijkstra."""

import heapq
from collections import deque


class NoRoute(Exception):
    """Two places are not connected."""


def fastest(network, start, goal):
    """Returns (minutes, places) of the fastest route."""
    times, came_from = _explore(network, start, goal)
    if goal not in times:
        raise NoRoute(f"no way from {start} to {goal}")
    return times[goal], _trace(came_from, start, goal)


def within(network, start, limit):
    """Returns the places that can be reached in time, nearest first."""
    times, _ = _explore(network, start)
    near = [(minutes, place) for place, minutes in times.items() if minutes <= limit and place != start]
    return [place for _, place in sorted(near)]


def hops(network, start):
    """Returns how many roads away every place is, whatever their length."""
    distance = {start: 0}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        for neighbour, _ in network.neighbours(place):
            if neighbour not in distance:
                distance[neighbour] = distance[place] + 1
                waiting.append(neighbour)
    return distance


def _explore(network, start, goal=None):
    times = {start: 0}
    came_from = {}
    settled = set()
    queue = [(0, start)]
    while queue:
        elapsed, place = heapq.heappop(queue)
        if place in settled:
            continue
        settled.add(place)
        if place == goal:
            break
        for neighbour, minutes in network.neighbours(place):
            arrival = elapsed + minutes
            if neighbour not in times or arrival < times[neighbour]:
                times[neighbour] = arrival
                came_from[neighbour] = place
                heapq.heappush(queue, (arrival, neighbour))
    return times, came_from


def _trace(came_from, start, goal):
    route = [goal]
    while route[-1] != start:
        route.append(came_from[route[-1]])
    route.reverse()
    return route
