import pytest

from formula import FormulaError
from formula.tokens import tokenize


def texts(source):
    return [token.text for token in tokenize(source)]


def test_a_formula_falls_into_tokens():
    assert texts("a1+2.5*(B2)") == ["A1", "+", "2.5", "*", "(", "B2", ")", ""]


def test_two_character_symbols_stay_together():
    assert texts("1<=2<>3") == ["1", "<=", "2", "<>", "3", ""]


def test_tokens_know_where_they_stand():
    assert [token.at for token in tokenize("  1 +  22")] == [2, 4, 7, 9]


def test_strange_characters_are_refused():
    with pytest.raises(FormulaError, match="'#' at 2"):
        tokenize("1 # 2")
