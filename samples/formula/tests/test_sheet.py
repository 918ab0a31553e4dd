import pytest

from formula import FormulaError, Sheet


@pytest.fixture
def sheet():
    sheet = Sheet()
    sheet.set("A1", 10)
    sheet.set("A2", 20)
    sheet.set("B1", "=A1*2")
    sheet.set("B2", "=SUM(A1:A2)+B1")
    return sheet


def test_formulas_are_worked_out(sheet):
    assert sheet.get("B1") == 20
    assert sheet.get("B2") == 50


def test_empty_cells_count_as_zero(sheet):
    assert sheet.get("Z9") == 0


def test_values_are_kept(sheet):
    sheet.get("B2")
    sheet.get("B2")

    assert sheet.evaluations == 2


def test_changes_reach_what_depends_on_them(sheet):
    assert sheet.get("B1") == 20
    sheet.set("C1", "=A2+1")
    assert sheet.get("C1") == 21

    sheet.set("A2", 5)

    assert sheet.get("C1") == 6


def test_changes_go_through_chains_of_cells():
    sheet = Sheet()
    sheet.set("A1", 1)
    sheet.set("A2", "=A1+1")
    sheet.set("A3", "=A2+1")
    assert sheet.get("A3") == 3

    sheet.set("A1", 10)

    assert sheet.get("A3") == 12


def test_cells_may_be_changed_before_anybody_looks(sheet):
    sheet.set("A1", 1)
    sheet.set("A1", 2)

    assert sheet.get("B2") == 26


def test_a_formula_can_be_replaced_by_a_number(sheet):
    sheet.get("B2")
    sheet.set("B1", 0)

    assert sheet.get("B2") == 30


def test_dependents_are_listed(sheet):
    assert sheet.dependents("A1") == ["B1", "B2"]
    assert sheet.dependents("B2") == []


def test_circles_are_named(sheet):
    sheet.set("C1", "=C2")
    sheet.set("C2", "=C1")

    with pytest.raises(FormulaError, match="C1 -> C2 -> C1"):
        sheet.get("C1")


def test_division_by_zero_is_an_error_of_the_formula(sheet):
    sheet.set("D1", "=A1/D9")

    with pytest.raises(FormulaError, match="division"):
        sheet.get("D1")


def test_a_formula_begins_with_an_equals_sign(sheet):
    with pytest.raises(FormulaError, match="D1"):
        sheet.set("D1", "A1+1")
