import unittest

from routing.roads import Network, parse

from .town import town


class NetworkTests(unittest.TestCase):
    def test_roads_go_both_ways(self):
        network = Network()
        network.connect("A", "B", 7)

        self.assertEqual(network.minutes("A", "B"), 7)
        self.assertEqual(network.minutes("B", "A"), 7)

    def test_one_way_streets_do_not(self):
        network = town()

        self.assertEqual(network.minutes("Lake", "Depot"), 10)
        self.assertNotIn("Lake", dict(network.neighbours("Depot")))

    def test_closed_roads_are_gone(self):
        network = town()
        network.close("Mill", "Church")

        self.assertEqual(network.neighbours("Mill"), [("Depot", 4), ("Farm", 12)])

    def test_no_road_takes_less_than_no_time(self):
        with self.assertRaisesRegex(ValueError, "A to B"):
            Network().connect("A", "B", -1)

    def test_unknown_places_are_named(self):
        with self.assertRaisesRegex(KeyError, "Atlantis"):
            town().neighbours("Atlantis")


class ParseTests(unittest.TestCase):
    def test_places_are_read_in_any_order(self):
        self.assertEqual(parse("B - A 1\nC > A 2").places(), ["A", "B", "C"])

    def test_comments_and_blank_lines_are_skipped(self):
        self.assertEqual(parse("\n# nothing here\n").places(), [])

    def test_mistakes_are_reported_with_their_line(self):
        with self.assertRaisesRegex(ValueError, "line 2"):
            parse("A - B 1\nA to B 1")


if __name__ == "__main__":
    unittest.main()
