"""The month as a workbook the township can file, counted from the register as it stood at the month's end."""

from __future__ import annotations

from datetime import date, timedelta

from app.clock import Clock, today
from app.domain import rates
from app.domain.catalogue import SAMPLE_NOTICE
from app.domain.deadlines import working_days_left
from app.domain.figures import Period
from app.errors import Refusal
from app.models.calendars import working_calendar
from app.models.queries import figures
from app.models.queries.figures import CountedCase
from app.models.register import Register
from app.reports import month_lines
from app.reports.month import LedgerLine, MonthReport
from app.services import agents, items, rooms

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


def month(register: Register, year: int, month: int, clock: Clock, *, made_by: str = "") -> bytes:
    """The ``.xlsx`` of one month; the same data on the same day gives the same bytes.

    ``made_by`` is who stands on the cover, the room's first agent unless said otherwise.
    Refusal ``month`` for a month that does not exist.
    """
    from app.reports.workbook import write_month

    return write_month(report_of(register, year, month, clock, made_by=made_by))


def report_of(register: Register, year: int, month: int, clock: Clock, *, made_by: str = "") -> MonthReport:
    """Everything the workbook of a month says, as frozen values.

    A month that is not over is counted up to today, and says so: what is not due yet is not overdue.
    """
    whole = _period(year, month)
    period = _up_to(whole, today(clock))
    room = rooms.room(register, clock)
    with register.reading() as session:
        found = figures.counted_cases(session, register.site_code, period.end_on)
        counted = tuple(found) if period.end_on >= period.start_on else ()
        calendar = working_calendar(session, register.site_code)

    def working_days(after: date, upto: date) -> int:
        return working_days_left(after, upto, calendar)

    facts = [case.facts for case in counted]
    month_figures = rates.month_figures(facts, period, categories=_categories(register, clock))
    return MonthReport(
        room=room.name,
        site_code=room.site_code,
        year=year,
        month=month,
        made_by=made_by or agents.first_actor(register).name,
        made_at_text=f"{today(clock):%Y年%m月%d日}{_how_far(whole, period)}",
        definition_version=rates.DEFINITION_VERSION,
        sample_notice=SAMPLE_NOTICE if room.sample_catalogue else "",
        categories=month_lines.category_lines(month_figures),
        ledger=tuple(_ledger_line(case) for case in counted if case.facts.accepted_on in period),
        rates=month_lines.rate_lines(month_figures),
        overdue=month_lines.overdue_lines(facts, period, working_days),
        ratings=month_lines.rating_lines(facts, period),
    )


def _period(year: int, month: int) -> Period:
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12):
        raise Refusal(
            f"没有 {year}-{month:02d} 这个月份。月份请写成 2026-10 这样。", field="month", code="month"
        )
    return Period.month(year, month)


def _up_to(whole: Period, day: date) -> Period:
    """The part of the month that has passed; one that has not begun ends before it begins and holds nothing."""
    return Period(whole.start_on, min(whole.end_on, max(day, whole.start_on - timedelta(1))))


def _how_far(whole: Period, counted: Period) -> str:
    """What the cover says of a month that is not over."""
    if counted == whole:
        return ""
    if counted.end_on < whole.start_on:
        return "（本月还没有开始）"
    return "（本月未完，统计到当天）"


def _categories(register: Register, clock: Clock) -> tuple[str, ...]:
    """The catalogue's categories in its own order, so that a month without cases of one shows it too."""
    return tuple(dict.fromkeys(item.category for item in items.in_force(register, clock).items))


def _ledger_line(case: CountedCase) -> LedgerLine:
    return month_lines.ledger_line(case.facts, id_number=case.id_number, first_asked=case.first_asked)
