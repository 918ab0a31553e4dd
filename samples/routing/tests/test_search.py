import unittest

from routing.search import NoRoute, fastest, hops, within

from .town import town


class FastestTests(unittest.TestCase):
    def setUp(self):
        self.network = town()

    def test_neighbours_are_one_road_away(self):
        self.assertEqual(fastest(self.network, "Depot", "Mill"), (4, ["Depot", "Mill"]))

    def test_a_detour_may_be_faster(self):
        self.assertEqual(fastest(self.network, "Depot", "Church"), (7, ["Depot", "Mill", "Church"]))

    def test_long_routes_add_up(self):
        minutes, route = fastest(self.network, "Depot", "Lake")

        self.assertEqual(minutes, 18)
        self.assertEqual(route, ["Depot", "Mill", "Church", "Farm", "Lake"])

    def test_short_roads_at_the_end_do_not_hide_long_ones_before(self):
        self.network.connect("Mill", "Station", 30)
        self.network.connect("Station", "Airport", 1)
        self.network.connect("Lake", "Airport", 8)

        self.assertEqual(fastest(self.network, "Depot", "Airport")[0], 26)

    def test_one_way_streets_are_respected(self):
        self.assertEqual(fastest(self.network, "Lake", "Depot"), (10, ["Lake", "Depot"]))

    def test_standing_still_takes_no_time(self):
        self.assertEqual(fastest(self.network, "Farm", "Farm"), (0, ["Farm"]))

    def test_islands_cannot_be_reached(self):
        with self.assertRaisesRegex(NoRoute, "Depot to Island"):
            fastest(self.network, "Depot", "Island")


class ReachTests(unittest.TestCase):
    def test_places_within_reach_come_nearest_first(self):
        self.assertEqual(within(town(), "Depot", 13), ["Mill", "Church", "Farm"])

    def test_a_limit_is_inclusive(self):
        self.assertEqual(within(town(), "Mill", 4), ["Church", "Depot"])
        self.assertEqual(within(town(), "Mill", 2), [])

    def test_hops_ignore_the_length_of_roads(self):
        self.assertEqual(
            hops(town(), "Depot"), {"Depot": 0, "Church": 1, "Mill": 1, "Farm": 2, "Lake": 3}
        )


if __name__ == "__main__":
    unittest.main()
