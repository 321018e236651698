"""Due dates by working days, with their arithmetic day by day, and the light that shows how near they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import WorkingCalendar
from app.domain.case_states import StoppedSpan
from app.domain.cases import Light
from app.errors import Refusal

LONGEST_DAYS = 1000
_A_DAY = timedelta(1)
_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the arithmetic. ``number`` is the count reached at its end; day 0 is acceptance."""

    day: date
    counts: bool
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Due:
    """``provisional``: some day lies in a year whose table is not published (暂定)."""

    due_on: date
    provisional: bool
    lines: tuple[DayLine, ...]


def due(
    accepted_on: date,
    days: int,
    calendar: WorkingCalendar,
    stopped: Iterable[StoppedSpan] = (),
    *,
    same_day: bool = False,
) -> Due:
    """The last day of a promise of ``days`` working days (0 = the same day), counted from the day after.

    Days of ``stopped`` spans (waiting for materials, paused) do not count; a limit that had not run out when
    it stopped ends on the day it goes on at the earliest. ``same_day``: the catalogue counts the day of
    acceptance as the first, where it is a working day. Raises Refusal on ``days`` or ``accepted_on``.
    """
    (_day, counts, number, _span), *later = _counted(
        accepted_on, days, calendar, tuple(stopped), same_day=same_day
    )
    lines = [DayLine(accepted_on, counts, number, _zero_words(accepted_on, calendar, number))]
    for day, counts, number, span in later:
        reason = calendar.is_working(day)[1]
        lines.append(DayLine(day, counts, number, f"{reason}，{span.why}，不计" if span else reason))
    due_on = lines[-1].day
    return Due(due_on, _is_provisional(accepted_on, due_on, calendar), tuple(lines))


def last_day(
    accepted_on: date,
    days: int,
    calendar: WorkingCalendar,
    stopped: Iterable[StoppedSpan] = (),
    *,
    same_day: bool = False,
) -> tuple[date, bool]:
    """The day and whether it is provisional, as ``due`` counts it, without the arithmetic in words."""
    *_before, last = _counted(accepted_on, days, calendar, tuple(stopped), same_day=same_day)
    due_on = last[0]
    return due_on, _is_provisional(accepted_on, due_on, calendar)


def _counted(
    accepted_on: date, days: int, calendar: WorkingCalendar, spans: tuple[StoppedSpan, ...], *, same_day: bool
) -> Iterator[tuple[date, bool, int, StoppedSpan | None]]:
    """(day, whether it counts, the count at its end, the span it stands still in) up to the last day."""
    _check(accepted_on, days)
    number = 0
    if same_day and days and not any(span.from_on == accepted_on for span in spans):
        number = int(calendar.works(accepted_on))
    yield accepted_on, bool(number), number, None
    day = accepted_on
    while number < days or (spans and any(span.from_on <= day < span.to_on for span in spans)):
        day += _A_DAY
        within = next((span for span in spans if span.from_on < day <= span.to_on), None) if spans else None
        counts = within is None and calendar.works(day)
        number += counts
        yield day, counts, number, within


def _is_provisional(first: date, last: date, calendar: WorkingCalendar) -> bool:
    return any(calendar.is_provisional(date(year, 1, 1)) for year in range(first.year, last.year + 1))


def working_days_left(today: date, due_on: date, calendar: WorkingCalendar) -> int:
    """Working days after ``today`` up to and including ``due_on``; 0 on the due day and after it."""
    span = (due_on - today).days
    return sum(calendar.works(today + timedelta(step)) for step in range(1, span + 1))


def light(due_on: date | None, today: date, limit_days: int, calendar: WorkingCalendar) -> Light:
    """Red after the due day; yellow with one working day or 20 % of the limit left, whichever is more.

    NONE without a due date: a finished case, or one whose limit stands still.
    """
    if due_on is None:
        return Light.NONE
    if today > due_on:
        return Light.RED
    left = working_days_left(today, due_on, calendar)
    return Light.YELLOW if left <= 1 or left * 5 <= limit_days else Light.GREEN


def is_countable(day: date) -> bool:
    """Whether limits are counted from this day: a PC whose clock has lost the year is not believed."""
    return _FIRST <= day <= _LAST


def binding_date(promised_on: date, recomputed_on: date) -> date:
    """When a year's table comes late: a printed promise never moves later, the earlier date binds."""
    return min(promised_on, recomputed_on)


def _zero_words(day: date, calendar: WorkingCalendar, number: int) -> str:
    return f"{calendar.is_working(day)[1]}，受理当天{'算第一天' if number else '不计'}"


def _check(accepted_on: date, days: int) -> None:
    if not 0 <= days <= LONGEST_DAYS:
        raise Refusal(f"工作日数要在 0 到 {LONGEST_DAYS} 之间。", field="days", code="deadline-days")
    if not is_countable(accepted_on):
        raise Refusal(
            "受理日期要在 2000 年到 2100 年之间，请看看电脑的日期对不对。",
            field="accepted_on",
            code="deadline-date",
        )
