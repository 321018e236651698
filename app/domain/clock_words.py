"""A computer's clock that was moved while the program ran, in words."""

from __future__ import annotations

from datetime import timedelta

from app.clock import Clock, WatchedClock

MOST_JUMP = timedelta(hours=24)
"""Less may be the machine putting itself right (design: sync 11)."""


def jumped(clock: Clock) -> str:
    """``被拨快了 400 天``; "" for a clock that went as time did, or that nobody watches."""
    moved = clock.moved if isinstance(clock, WatchedClock) else timedelta()
    if abs(moved) <= MOST_JUMP:
        return ""
    return f"被拨{'快' if moved > timedelta() else '慢'}了 {max(abs(moved).days, 1)} 天"
