import json

import pytest

from newsletter.issues import Article
from newsletter.letters import posting, written
from newsletter.settings import Settings

SETTINGS = Settings("Bits")


def test_articles_are_numbered():
    text = written(SETTINGS, [Article("Loud", "2024-03-05", "cats"), Article("Plain", "2024-03-05")], "2024-03-08")
    assert text.splitlines() == ["Bits, 2024-03-08", "1. Loud (cats)", "2. Plain"]


def test_an_empty_issue_says_so():
    assert "Nothing this week." in written(SETTINGS, [], "2024-03-08")


def test_everybody_is_written_to_once():
    request = posting(SETTINGS, "hello", ["b@example.org", "a@example.org", "b@example.org"])
    assert json.loads(request.body)["to"] == ["a@example.org", "b@example.org"]


def test_the_service_hears_how_many():
    assert posting(SETTINGS, "hello", ["a@example.org"]).url == "https://mail.example/send?count=1"


def test_nobody_is_nobody():
    with pytest.raises(ValueError):
        posting(SETTINGS, "hello", [])
