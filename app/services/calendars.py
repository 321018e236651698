"""Working-day tables: a new year's arrives, due dates are worked out anew, and what moved is listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from app.domain import case_states, limits
from app.domain.calendar import (
    WEEKDAYS,
    WorkingCalendar,
    YearTable,
    calendar_from_document,
    calendar_of_days,
    to_document,
)
from app.errors import Refusal
from app.ids import site_record_id
from app.models import case_folding
from app.models.calendars import working_calendar
from app.models.countings import same_day_catalogues
from app.models.queries import Session, calendar_cases
from app.models.queries import cases as queries
from app.models.tables import ServiceCase, Site, WorkingYear
from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """A case that the new table touches.

    ``promised_on`` stands on the paper (None: not promised yet), ``old_on`` was due before, ``worked_out_on`` is
    what the table gives, ``new_on`` binds from now on: never later than a printed promise.
    """

    case_no: str
    item_name: str
    promised_on: date | None
    old_on: date
    worked_out_on: date
    new_on: date

    @property
    def sentence(self) -> str:
        if self.new_on == self.old_on:
            return (
                f"{self.case_no} {self.item_name}：按新表是 {self.worked_out_on}，"
                f"已承诺 {self.old_on}，以早的 {self.new_on} 为准。"
            )
        return f"{self.case_no} {self.item_name}：由 {self.old_on} 改为 {self.new_on}。"


@dataclass(frozen=True, slots=True)
class CalendarArrived:
    """``changed`` False: the same table was here already."""

    year: int
    published: bool
    changed: bool
    moved: tuple[CaseMoved, ...] = ()


def read_file(name: str, content: bytes) -> YearTable:
    """The table in a file: JSON document, or a list in a workbook or comma-separated text, by the suffix.

    Refusals ``calendar-…`` naming what contradicts what.
    """
    if PurePath(name).suffix.lower() == ".json":
        try:
            return calendar_from_document(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise Refusal(
                "这份工作日表不是 UTF-8 文本。没有导入，原来的表仍在使用。",
                field="calendar",
                code="calendar-format",
            ) from None
    from app.reports.calendar_sheet import read_days

    return calendar_of_days(read_days(name, content), PurePath(name).stem[:60])


def import_year(desk: Desk, table: YearTable) -> CalendarArrived:
    """Put a year's table into use and work every limit that reaches into it out anew, in one transaction.

    Refusal ``calendar-provisional`` where a published table would be replaced by a provisional one.
    """
    site_code = desk.register.site_code
    first = date(table.year, 1, 1)
    with desk.write() as work:
        known = working_calendar(work.session, site_code).years.get(table.year)
        if known is not None and known.published and not table.published:
            raise Refusal(
                f"{table.year} 年的工作日表已经公布，不能换成暂定的。没有导入，原来的表仍在使用。",
                field="calendar",
                code="calendar-provisional",
            )
        if known is not None and _days_of(known) == _days_of(table):
            return CalendarArrived(table.year, table.published, changed=False)
        before = calendar_cases.due_from(work.session, site_code, first)
        work.add(WorkingYear(year=table.year, document=to_document(table), published_at=desk.clock.now()))
        work.commit()
    with desk.register.reading() as session:
        moved = _moved(session, site_code, before)
    return CalendarArrived(table.year, table.published, changed=True, moved=moved)


def closed_day_warning(session: Session, site_code: str, due_on: date) -> str:
    """A sentence where ``due_on`` is a working day on which this room is shut; else "" (open days apart)."""
    site = session.get(Site, (site_code, site_record_id(site_code)))
    open_days = site.open_days if site is not None else ""
    working = working_calendar(session, site_code).works(due_on)
    if not open_days or not working or str(due_on.isoweekday()) in open_days:
        return ""
    shown = "、".join(WEEKDAYS[int(day) - 1] for day in sorted(open_days) if day in "1234567")
    weekday = WEEKDAYS[due_on.weekday()]
    return f"到期日 {due_on}（{weekday}）本室不开放（开放日：{shown}），请在这之前的开放日办好、告知取件。"


def worked_out_on(session: Session, case: ServiceCase, calendar: WorkingCalendar) -> date | None:
    """Where the limit ends by the calendar alone, to be shown beside a printed promise; None while it stands still."""
    events = queries.events_of(session, case)
    folded = case_states.fold_states(case_folding.recorded(event, case.accepted_on) for event in events)
    counted = [event for event, counts in zip(events, folded.effective, strict=True) if counts]
    same_day = bool(same_day_catalogues(session, {case.catalogue_id}))
    promise = replace(case_folding.promise_of(case, same_day=same_day), promised_on=None)
    return limits.limit_of(promise, folded, case_folding.extensions_in(counted), calendar).due_on


def _moved(
    session: Session, site_code: str, before: Sequence[tuple[ServiceCase, date]]
) -> tuple[CaseMoved, ...]:
    calendar = working_calendar(session, site_code)
    now = calendar_cases.due_dates(session, site_code, [case.id for case, _due_on in before])
    moved = []
    for case, old_on in before:
        worked_out, new_on = worked_out_on(session, case, calendar), now.get(case.id)
        if worked_out is None or new_on is None or (worked_out == old_on and new_on == old_on):
            continue
        moved.append(CaseMoved(case.case_no, case.item_name, case.promised_on, old_on, worked_out, new_on))
    return tuple(moved)


def _days_of(table: YearTable) -> tuple[bool, dict[date, str], dict[date, str]]:
    return table.published, dict(table.off), dict(table.on)
