"""Cells and formulas."""

from .errors import FormulaError
from .sheet import Sheet

__all__ = ["FormulaError", "Sheet"]
