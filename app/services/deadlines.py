"""Due dates explained day by day, of a promise or of a case, and worked out again when a year is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.clock import Clock, local_day, today
from app.domain import deadlines
from app.domain.calendar import WorkingCalendar
from app.domain.case_states import FoldedCase, StoppedSpan, fold_states
from app.domain.cases import OPEN_STATES, CaseEventKind, CaseState
from app.domain.deadlines import DayLine, closed_day_warning
from app.domain.limits import Extension, binding_days, limit_of
from app.domain.rows import CaseFilter, CaseRow
from app.errors import Refusal
from app.models import case_folding
from app.models.calendars import shipped_calendar, working_calendar
from app.models.countings import same_day_catalogues
from app.models.queries import Session, case_rows, records, sites
from app.models.queries import cases as queries
from app.models.register import Register
from app.models.tables import CaseEvent, ServiceCase
from app.services.case_lookup import find_case
from app.services.case_pages import sync_marks_of
from app.services.desk import Desk
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

    ``due_on`` is None while the limit stands still. ``promised_on`` is what the paper says;
    ``earlier_promise_on`` the earlier date that binds since the year's table came. ``department_due_on`` counts
    the department's own days from the day it received the case, with the way there and back beside it.
    ``notes`` are sentences in the order they matter.
    """

    case_no: str
    due_on: date | None
    promised_on: date | None
    earlier_promise_on: date | None
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


@dataclass(frozen=True, slots=True)
class MovedLimit:
    """What a newly published year did to one open case; ``binds_on`` is never later than was printed."""

    case_no: str
    printed_on: date | None
    worked_out_on: date | None
    binds_on: date | None


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


def recompute_provisional(desk: Desk) -> tuple[MovedLimit, ...]:
    """After a year was published: every open 暂定 limit worked out again; those whose date moved.

    A printed promise never moves later; where it turns out earlier, the earlier date is kept beside it.
    """
    moved = []
    with desk.write() as work:
        site = desk.register.site_code
        for case in records.cases_of_states(work.session, site, [state.value for state in OPEN_STATES]):
            if not case.promise_provisional or case.promised_on is None:
                continue
            told = _settled(work.session, case)
            if told is not None:
                moved.append(told)
        work.commit()
    return tuple(moved)


def _settled(session: Session, case: ServiceCase) -> MovedLimit | None:
    """The promise of one case by the table as it is now; None where nothing moved."""
    printed = case.promised_on
    folded = _folded(queries.events_of(session, case))
    promise = case_folding.promise_of(case, same_day=bool(same_day_catalogues(session, {case.catalogue_id})))
    first = folded.stopped[:1] if folded.waited_first else ()
    calendar = working_calendar(session, case.site_code)
    due = deadlines.due(case.accepted_on, case.promised_days, calendar, first, same_day=promise.same_day)
    if due.provisional:
        return None
    case.promise_provisional = False
    if printed is None or due.due_on == printed:
        return None
    if due.due_on < printed:
        case.earlier_promise_on = due.due_on
    return MovedLimit(case.case_no, printed, due.due_on, min(printed, due.due_on))


def _explained(session: Session, case: ServiceCase) -> CaseDeadline:
    calendar = working_calendar(session, case.site_code)
    events = queries.events_of(session, case)
    folded = _folded(events)
    counted = [event for event, counts in zip(events, folded.effective, strict=True) if counts]
    promise = case_folding.promise_of(case, same_day=bool(same_day_catalogues(session, {case.catalogue_id})))
    extensions = case_folding.extensions_in(counted)
    limit = limit_of(promise, folded, extensions, calendar)
    longer = sum(extension.days for extension in extensions)
    spans = folded.stopped
    if folded.stopped_since is not None:
        spans = (*spans, StoppedSpan(folded.stopped_since, folded.stopped_since, folded.stopped_why))
    days = binding_days(promise, folded, calendar) + longer
    lines = deadlines.due(case.accepted_on, days, calendar, spans, same_day=promise.same_day).lines
    received_on = _received_on(counted)
    return CaseDeadline(
        case_no=case.case_no,
        due_on=limit.due_on,
        promised_on=case.promised_on,
        earlier_promise_on=case.earlier_promise_on,
        provisional=limit.provisional,
        promised_days=case.promised_days,
        transport_days=case.transport_days,
        department_days=case.department_days,
        statutory_days=case.statutory_days,
        department_due_on=_from(received_on, case.department_days, calendar),
        statutory_due_on=_from(case.accepted_on, case.statutory_days, calendar),
        answer_due_on=case.answer_due_on or answer_due_on(counted),
        extended_days=longer,
        extended_until=max((e.until_on for e in extensions if e.until_on), default=None),
        days=_shown(lines, limit.due_on or folded.stopped_since, calendar),
        notes=_notes(case, folded, limit.due_on, extensions, sites.open_days(session, case.site_code)),
    )


def _folded(events: Sequence[CaseEvent]) -> FoldedCase:
    return fold_states(case_folding.recorded(event) for event in events)


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


def _notes(
    case: ServiceCase,
    folded: FoldedCase,
    due_on: date | None,
    extensions: tuple[Extension, ...],
    open_days: str,
) -> tuple[str, ...]:
    notes = []
    if folded.state in (CaseState.WITHDRAWN, CaseState.DECLINED, CaseState.VOIDED):
        notes.append("这件已经结束，不再计算期限。")
    elif due_on is None:
        since = f"{folded.stopped_since:%Y-%m-%d} 起" if folded.stopped_since else ""
        notes.append(f"{since}{folded.stopped_why or '暂停计时'}，期限现在不走。")
    if case.earlier_promise_on is not None:
        notes.append(
            f"单据上写的是 {case.promised_on:%Y-%m-%d}；放假安排公布后算得 {case.earlier_promise_on:%Y-%m-%d}，以早的为准。"
        )
    if extensions and due_on is not None and case.promised_on is not None:
        notes.append(f"已延期，原来承诺 {case.promised_on:%Y-%m-%d}。")
    allowed = case.department_days + case.transport_days
    if case.department_days and case.promised_days > allowed:
        notes.append(
            f"承诺 {case.promised_days} 个工作日，多于部门 {case.department_days} 个加路上 {case.transport_days} 个。"
        )
    warning = closed_day_warning(due_on, open_days)
    return (*notes, warning) if warning else tuple(notes)


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
