import unittest

from routing.directions import clock, describe
from routing.roads import Network
from routing.trip import round_trip

from .town import town


class RoundTripTests(unittest.TestCase):
    def test_staying_at_home_takes_no_time(self):
        self.assertEqual(round_trip(town(), "Depot", []), (0, ["Depot"]))

    def test_there_and_back(self):
        self.assertEqual(round_trip(town(), "Depot", ["Mill"]), (8, ["Depot", "Mill", "Depot"]))

    def test_the_order_uses_the_one_way_street(self):
        minutes, tour = round_trip(town(), "Depot", ["Lake", "Church"])

        self.assertEqual(tour, ["Depot", "Church", "Lake", "Depot"])
        self.assertEqual(minutes, 28)

    def test_many_stops_are_visited_nearest_first(self):
        street = Network()
        for number in range(9):
            street.connect(number, number + 1, 2 if number < 4 else 1)

        minutes, tour = round_trip(street, 4, [0, 1, 2, 3, 5, 6, 7, 8, 9])

        self.assertEqual(tour, [4, 5, 6, 7, 8, 9, 3, 2, 1, 0, 4])
        self.assertEqual(minutes, 26)

    def test_ties_are_broken_by_name(self):
        star = Network()
        for name in "hgfedcba":
            star.connect("hub", name, 2)

        self.assertEqual(round_trip(star, "hub", "hgfedcba")[1], ["hub", *"abcdefgh", "hub"])


class DirectionsTests(unittest.TestCase):
    def test_a_route_is_told_place_by_place(self):
        self.assertEqual(
            describe(town(), "Depot", "Church").splitlines(),
            ["From Depot to Church in 7 min:", "     4 min  Mill", "     7 min  Church"],
        )

    def test_long_times_are_told_in_hours(self):
        self.assertEqual(clock(59), "59 min")
        self.assertEqual(clock(125), "2 h 5 min")


if __name__ == "__main__":
    unittest.main()
