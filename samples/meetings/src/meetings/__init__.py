"""A time when everybody is free."""

from .calendar import Calendar
from .clock import minute, show
from .finder import Finder
from .intervals import Interval

__all__ = ["Calendar", "Finder", "Interval", "minute", "show"]
