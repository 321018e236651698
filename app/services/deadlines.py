"""Due dates explained day by day, of a promise or of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.clock import Clock, local_day, today
from app.domain import deadlines
from app.domain.calendar import WorkingCalendar
from app.domain.case_states import FoldedCase, StoppedSpan, fold_states
from app.domain.cases import CaseEventKind, CaseState
from app.domain.deadlines import DayLine
from app.domain.limits import Extension, Promise, binding_days, limit_of, recomputed
from app.domain.rows import CaseFilter, CaseRow
from app.errors import Refusal
from app.models import case_folding
from app.models.calendars import shipped_calendar, working_calendar
from app.models.countings import same_day_catalogues
from app.models.queries import Session, case_rows
from app.models.queries import cases as queries
from app.models.register import Register
from app.models.tables import CaseEvent, ServiceCase
from app.services import calendars
from app.services.case_lookup import find_case
from app.services.case_pages import sync_marks_of
from app.services.step_checks import answer_due_on

LONGEST_LOOK_DAYS = 250
MOST_DUE = 2000


@dataclass(frozen=True, slots=True)
class DeadlineExplained:
    """``days`` is the arithmetic from the day of acceptance (day 0) to the due day."""

    due_on: date
    provisional: bool
    days: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class CaseDeadline:
    """Why a case is due when it is.

    ``due_on`` is None while the limit stands still. ``promised_on`` is what the paper says; ``worked_out_on``
    what the same promise comes to by the calendar as it is now: the earlier of the two binds. ``department_due_on`` counts
    the department's own days from the day it received the case, with the way there and back beside it.
    ``notes`` are sentences in the order they matter.
    """

    case_no: str
    due_on: date | None
    promised_on: date | None
    worked_out_on: date | None
    provisional: bool
    promised_days: int
    transport_days: int
    department_days: int
    statutory_days: int
    department_due_on: date | None
    statutory_due_on: date | None
    answer_due_on: date | None
    extended_days: int
    extended_until: date | None
    days: tuple[DayLine, ...]
    notes: tuple[str, ...]


def explain(
    register: Register | None, accepted_on: date, days: int, *, same_day: bool = False
) -> DeadlineExplained:
    """The last day of a promise of ``days`` working days; Refusal on ``days`` or ``accepted_on``.

    The register's published years count; without one the shipped ones.
    """
    if register is None:
        calendar = shipped_calendar()
    else:
        with register.reading() as session:
            calendar = working_calendar(session, register.site_code)
    found = deadlines.due(accepted_on, days, calendar, same_day=same_day)
    return DeadlineExplained(found.due_on, found.provisional, found.lines)


def explain_case(register: Register, case_no: str) -> CaseDeadline:
    """Why this case is due when it is, each day with its reason; Refusal ``no-such-case``."""
    with register.reading() as session:
        return _explained(session, find_case(session, register.site_code, case_no))


@dataclass(frozen=True, slots=True)
class _Told:
    """A case, what its events add up to, and what was promised."""

    case: ServiceCase
    folded: FoldedCase
    counted: list[CaseEvent]
    promise: Promise
    extensions: tuple[Extension, ...]


def _told(session: Session, case: ServiceCase) -> _Told:
    events = queries.events_of(session, case)
    folded = fold_states(case_folding.recorded(event, case.accepted_on) for event in events)
    counted = [event for event, counts in zip(events, folded.effective, strict=True) if counts]
    same_day = bool(same_day_catalogues(session, {case.catalogue_id}))
    promise = case_folding.promise_of(case, same_day=same_day)
    return _Told(case, folded, counted, promise, case_folding.extensions_in(counted))


def _explained(session: Session, case: ServiceCase) -> CaseDeadline:
    calendar, told = working_calendar(session, case.site_code), _told(session, case)
    folded, promise = told.folded, told.promise
    limit = limit_of(promise, folded, told.extensions, calendar)
    longer = sum(extension.days for extension in told.extensions)
    worked_out_on = recomputed(promise, folded, calendar) if promise.promised_on else None
    notes = _notes(told, limit.due_on, worked_out_on)
    warning = calendars.closed_day_warning(session, case.site_code, limit.due_on) if limit.due_on else ""
    return CaseDeadline(
        case_no=case.case_no,
        due_on=limit.due_on,
        promised_on=case.promised_on,
        worked_out_on=worked_out_on,
        provisional=limit.provisional,
        promised_days=case.promised_days,
        transport_days=case.transport_days,
        department_days=case.department_days,
        statutory_days=case.statutory_days,
        department_due_on=_from(_received_on(told.counted), case.department_days, calendar),
        statutory_due_on=_from(case.accepted_on, case.statutory_days, calendar),
        answer_due_on=case.district_due_on or case.answer_due_on or answer_due_on(told.counted),
        extended_days=longer,
        extended_until=max((e.until_on for e in told.extensions if e.until_on), default=None),
        days=_days(told, binding_days(promise, folded, calendar) + longer, limit.due_on, calendar),
        notes=(*notes, warning) if warning else notes,
    )


def _days(told: _Told, days: int, due_on: date | None, calendar: WorkingCalendar) -> tuple[DayLine, ...]:
    folded = told.folded
    spans = folded.stopped
    if folded.stopped_since is not None:
        spans = (*spans, StoppedSpan(folded.stopped_since, folded.stopped_since, folded.stopped_why))
    same_day = told.promise.same_day
    lines = deadlines.due(told.case.accepted_on, days, calendar, spans, same_day=same_day).lines
    return _shown(lines, due_on or folded.stopped_since, calendar)


def _shown(
    lines: tuple[DayLine, ...], last_on: date | None, calendar: WorkingCalendar
) -> tuple[DayLine, ...]:
    """Up to the day that binds, or since when the limit stands; days an extension to a date adds are named."""
    if last_on is None:
        return lines[:1]
    kept = [line for line in lines if line.day <= last_on]
    while kept[-1].day < last_on:
        last = kept[-1]
        day = last.day + timedelta(1)
        kept.append(DayLine(day, False, last.number, f"{calendar.is_working(day)[1]}，延期之内"))
    return tuple(kept)


def _from(day: date | None, days: int, calendar: WorkingCalendar) -> date | None:
    return deadlines.due(day, days, calendar).due_on if day is not None and days > 0 else None


def _received_on(counted: list[CaseEvent]) -> date | None:
    """The day the deciding tier had the case: received, else forwarded."""
    for kind in (CaseEventKind.RECEIVED, CaseEventKind.ESCALATED):
        days = [local_day(event.at) for event in counted if event.event == kind]
        if days:
            return days[-1]
    return None


def _notes(told: _Told, due_on: date | None, worked_out_on: date | None) -> tuple[str, ...]:
    case, folded = told.case, told.folded
    notes = []
    if folded.state in (CaseState.WITHDRAWN, CaseState.DECLINED, CaseState.VOIDED):
        notes.append("这件已经结束，不再计算期限。")
    elif due_on is None:
        since = f"{folded.stopped_since:%Y-%m-%d} 起" if folded.stopped_since else ""
        notes.append(f"{since}{folded.stopped_why or '暂停计时'}，期限现在不走。")
    promised_on = case.promised_on
    if worked_out_on is not None and promised_on is not None and worked_out_on != promised_on:
        notes.append(
            f"单据上写的是 {promised_on}，按现在的放假安排算得 {worked_out_on}，"
            f"以早的 {min(promised_on, worked_out_on)} 为准。"
        )
    if told.extensions and promised_on is not None:
        notes.append(f"已延期，原来承诺 {promised_on}。")
    allowed = case.department_days + case.transport_days
    if case.department_days and case.promised_days > allowed:
        notes.append(
            f"承诺 {case.promised_days} 个工作日，多于部门 {case.department_days} 个加路上 {case.transport_days} 个。"
        )
    return tuple(notes)


def due_within(register: Register, clock: Clock, working_days: int) -> tuple[CaseRow, ...]:
    """Open cases due within so many working days after today, the overdue first; Refusal ``days``."""
    if not 0 <= working_days <= LONGEST_LOOK_DAYS:
        raise Refusal(f"工作日数要在 0 到 {LONGEST_LOOK_DAYS} 之间。", field="within", code="deadline-days")
    day = today(clock)
    with register.reading() as session:
        calendar = working_calendar(session, register.site_code)
        last_on = deadlines.due(day, working_days, calendar).due_on
        marks = sync_marks_of(session, register)
        wanted = CaseFilter(due_before=last_on)
        rows = case_rows.page(session, wanted, day, marks, MOST_DUE, 0)
    return tuple(sorted(rows, key=lambda row: (row.due_on or day, row.case_no)))
