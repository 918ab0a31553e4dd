import pytest

from formula import FormulaError
from formula.parser import parse


def value(text, cells=None):
    return parse(text).evaluate((cells or {}).get)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("1+2*3", 7),
        ("(1+2)*3", 9),
        ("10-4-3", 3),
        ("24/4/2", 3),
        ("2^3^2", 512),
        ("-2^2", -4),
        ("3*-2", -6),
        ("1+1=2", True),
        ("2<>2", False),
        ("1.5+1", 2.5),
    ],
)
def test_precedence_is_the_usual_one(text, expected):
    assert value(text) == expected


def test_cells_are_looked_up():
    assert value("a1*B2", {"A1": 6, "B2": 7}) == 42


def test_references_are_collected():
    assert parse("SUM(A1:B2, C9) + D4").references() == {"A1", "A2", "B1", "B2", "C9", "D4"}


@pytest.mark.parametrize("text", ["1+", "(1", "1 2", "A", "1.2.3", "SUM(1,)", ")"])
def test_mistakes_are_refused(text):
    with pytest.raises(FormulaError):
        parse(text)
