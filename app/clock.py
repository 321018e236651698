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
        return time.monotonic()


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
