"""The little town that the tests drive through."""

from routing.roads import parse

TOWN = """
Depot  - Mill    4
Depot  - Church  9
Mill   - Church  3   # the old bridge
Mill   - Farm    12
Church - Farm    6
Farm   - Lake    5
Lake   > Depot   10  # one way home
Island - Pier    2
"""


def town():
    return parse(TOWN)
