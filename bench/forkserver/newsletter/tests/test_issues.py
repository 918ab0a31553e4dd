import datetime

import pytest

from newsletter.issues import Article, chosen, dates
from newsletter.settings import Settings

ARTICLES = [
    Article("Old", "2024-02-29T12:00", "cats", 9),
    Article("First hour", "2024-03-01T00:00", "dogs", 4),
    Article("Quiet", "2024-03-04T10:00", "cats", 1),
    Article("Loud", "2024-03-05T10:00", "cats", 7),
    Article("Birds", "2024-03-06T10:00", "birds", 7),
    Article("Next", "2024-03-08T00:00", "dogs", 8),
]


def titles(settings, day="2024-03-08"):
    return [article.title for article in chosen(settings, ARTICLES, day)]


def test_issues_appear_weekly():
    assert dates(Settings("Bits"), "2024-03-01", 3) == [datetime.date(2024, 3, day) for day in (1, 8, 15)]


def test_the_first_issue_waits_for_its_weekday():
    assert dates(Settings("Bits", "MO"), "2024-03-01", 1) == [datetime.date(2024, 3, 4)]


def test_a_week_begins_with_its_first_moment():
    assert "First hour" in titles(Settings("Bits"))


def test_what_is_older_or_newer_is_left_out():
    assert not {"Old", "Next"} & set(titles(Settings("Bits")))


def test_the_most_read_come_first_then_by_title():
    assert titles(Settings("Bits"))[:2] == ["Birds", "Loud"]


@pytest.mark.parametrize("most", [0, 1, 2])
def test_an_issue_has_room_for_so_many(most):
    assert len(titles(Settings("Bits", most=most))) == most


def test_topics_choose():
    assert titles(Settings("Bits", topics=["cats"])) == ["Loud", "Quiet"]
