"""Rate limits and a cache before a slow function."""

from .bucket import TokenBucket
from .cache import Cache
from .clock import HandClock, SystemClock
from .front import Front, Refused
from .window import SlidingWindow

__all__ = ["Cache", "Front", "HandClock", "Refused", "SlidingWindow", "SystemClock", "TokenBucket"]
