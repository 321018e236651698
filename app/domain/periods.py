"""The spans of time a report is made for: a month, a quarter, a half-year, a year, as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.clock import CHINA
from app.errors import Refusal

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


class PeriodKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
KIND_WORDS = {
    PeriodKind.MONTH: "月报",
    PeriodKind.QUARTER: "季报",
    PeriodKind.HALF: "半年报",
    PeriodKind.YEAR: "年报",
}
EXAMPLES = {
    PeriodKind.MONTH: "2026-10",
    PeriodKind.QUARTER: "2026Q4",
    PeriodKind.HALF: "2026H2",
    PeriodKind.YEAR: "2026",
}
_ORDINALS = "一二三四"
_WRITTEN = (
    (PeriodKind.MONTH, re.compile(r"([0-9]{4})-([0-9]{1,2})")),
    (PeriodKind.QUARTER, re.compile(r"([0-9]{4})-?[Qq]([0-9])")),
    (PeriodKind.HALF, re.compile(r"([0-9]{4})-?[Hh]([0-9])")),
    (PeriodKind.YEAR, re.compile(r"([0-9]{4})()")),
)


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days ``[start_on, end_on]``; empty where it ends before it begins."""

    start_on: date
    end_on: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.start_on <= day <= self.end_on

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """One month, quarter, half-year or year; ``number`` counts within the year from 1."""

    kind: PeriodKind
    year: int
    number: int = 1

    @property
    def text(self) -> str:
        """As it is typed and stored: ``2026-10``, ``2026Q4``, ``2026H2``, ``2026``."""
        tails = {
            PeriodKind.MONTH: f"-{self.number:02d}",
            PeriodKind.QUARTER: f"Q{self.number}",
            PeriodKind.HALF: f"H{self.number}",
            PeriodKind.YEAR: "",
        }
        return f"{self.year}{tails[self.kind]}"

    @property
    def words(self) -> str:
        """As it stands on paper, e.g. 2026年第四季度."""
        tails = {
            PeriodKind.MONTH: f"年{self.number}月",
            PeriodKind.QUARTER: f"年第{_ORDINALS[min(self.number, 4) - 1]}季度",
            PeriodKind.HALF: "年上半年" if self.number == 1 else "年下半年",
            PeriodKind.YEAR: "年度",
        }
        return f"{self.year}{tails[self.kind]}"

    @property
    def this(self) -> str:
        """What the period calls itself in a sentence: 本月, 本季, 本半年, 本年."""
        return {"month": "本月", "quarter": "本季", "half": "本半年", "year": "本年"}[self.kind]

    @property
    def span(self) -> Period:
        """All its days."""
        first = (self.number - 1) * MONTHS_IN[self.kind] + 1
        last = first + MONTHS_IN[self.kind] - 1
        return Period(date(self.year, first, 1), Period.month(self.year, last).end_on)

    @property
    def last_at(self) -> datetime:
        """The last second of the period in China, aware."""
        return datetime.combine(self.span.end_on, time(23, 59, 59), CHINA)

    @property
    def before(self) -> ReportPeriod:
        """The period of the same length just before."""
        if self.number > 1:
            return ReportPeriod(self.kind, self.year, self.number - 1)
        return ReportPeriod(self.kind, self.year - 1, 12 // MONTHS_IN[self.kind])

    def passed_by(self, day: date) -> Period:
        """The part that has passed on ``day``; one that has not begun ends before it begins."""
        span = self.span
        return Period(span.start_on, min(span.end_on, max(day, span.start_on - timedelta(1))))


def parse(typed: str, kind: PeriodKind | str | None = None) -> ReportPeriod:
    """The period written as ``2026-10``, ``2026Q4``, ``2026H2`` or ``2026``.

    With ``kind`` only that kind is taken. Refusal ``period`` on field ``period`` says how it is written.
    """
    wanted = None if kind is None else PeriodKind(kind)
    for found_kind, written in _WRITTEN:
        found = written.fullmatch(typed.strip())
        if found is None or wanted not in (None, found_kind):
            continue
        period = ReportPeriod(found_kind, int(found[1]), int(found[2] or 1))
        if EARLIEST_YEAR <= period.year <= LATEST_YEAR and 1 <= period.number <= 12 // MONTHS_IN[found_kind]:
            return period
    how = "、".join(
        f"{KIND_WORDS[each]}写成 {example}" for each, example in EXAMPLES.items() if wanted in (None, each)
    )
    raise Refusal(f"没有“{typed.strip()[:20]}”这个期间。{how}。", field="period", code="period")


def month_of(day: date) -> ReportPeriod:
    """The month a day falls in."""
    return ReportPeriod(PeriodKind.MONTH, day.year, day.month)


def period_of(kind: PeriodKind, day: date) -> ReportPeriod:
    """The period of this kind that a day falls in."""
    return ReportPeriod(kind, day.year, (day.month - 1) // MONTHS_IN[kind] + 1)
