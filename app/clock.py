"""The only place that asks what time it is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "CST")
"""All of mainland China keeps UTC+8 without summer time; no time-zone database is needed."""


class Clock(Protocol):
    """What services and tests agree on; ``now`` is an aware UTC instant."""

    def now(self) -> datetime: ...

    def monotonic_s(self) -> float: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Goes on while the machine sleeps, so that a lid closed for a week is no jump of the clock."""
        return (
            time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
        )


class WatchedClock:
    """A clock that knows how far somebody has moved it since it was last right (design: sync 11)."""

    def __init__(self, inner: Clock) -> None:
        self._inner = inner
        self.is_right()

    def now(self) -> datetime:
        return self._inner.now()

    def monotonic_s(self) -> float:
        return self._inner.monotonic_s()

    def is_right(self) -> None:
        """The township has just said so, or nobody knows better: moves are counted from here."""
        self._right_at, self._right_s = self.now(), self.monotonic_s()

    @property
    def moved(self) -> timedelta:
        """How much further the clock went than time did; below zero where it was put back."""
        return (self.now() - self._right_at) - timedelta(seconds=self.monotonic_s() - self._right_s)


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it was put, for demonstrations and tests; ``advance`` moves it."""

    at: datetime
    elapsed_s: float = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic_s(self) -> float:
        return self.elapsed_s

    def advance(self, **amount: float) -> None:
        step = timedelta(**amount)
        self.at += step
        self.elapsed_s += step.total_seconds()


def local_day(instant: datetime) -> date:
    """The calendar day in China on which an aware instant falls."""
    return instant.astimezone(CHINA).date()


def today(clock: Clock) -> date:
    """The calendar day in China now."""
    return local_day(clock.now())
