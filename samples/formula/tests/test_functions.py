import pytest

from formula import FormulaError
from formula.parser import parse


@pytest.mark.parametrize(
    "text, expected",
    [
        ("SUM(1, 2, 3)", 6),
        ("SUM()", 0),
        ("AVG(2, 4)", 3),
        ("MIN(3, 1, 2)", 1),
        ("MAX(3, 1, 2)", 3),
        ("COUNT(7, 7)", 2),
        ("IF(1 > 2, 10, 20)", 20),
        ("IF(2 > 1, 10)", 10),
        ("IF(1 > 2, 10)", 0),
        ("ROUND(2.5)", 3),
        ("ROUND(-2.5)", -3),
        ("ROUND(3.14159, 2)", 3.14),
    ],
)
def test_functions_do_what_their_names_say(text, expected):
    assert parse(text).evaluate(None) == expected


def test_the_average_of_nothing_is_refused():
    with pytest.raises(FormulaError, match="nothing"):
        parse("AVG()").evaluate(None)


def test_unknown_functions_are_named():
    with pytest.raises(FormulaError, match="FROBNICATE"):
        parse("frobnicate(1)").evaluate(None)
