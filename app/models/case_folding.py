"""What the events of a case add up to: its state, due date and light, kept beside the case as ``CaseStatus``."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam, delete, select, type_coerce
from sqlalchemy.orm import Session

from app.clock import local_day
from app.domain import case_states, deadlines, limits
from app.domain.calendar import WorkingCalendar
from app.domain.case_events import LOW_RATINGS
from app.domain.cases import CaseEventKind, CaseState, Tier
from app.errors import Refusal
from app.models import bulk
from app.models.base import wire_value
from app.models.calendars import working_calendar
from app.models.countings import same_day_catalogues
from app.models.tables import CaseEvent, CaseStatus, ServiceCase

CHUNK = 400
FOLLOW_UP_DAYS = 5
"""Working days after a low rating within which the villager is called on again (000 §三.4 反馈回访)."""

log = logging.getLogger(__name__)

Events = dict[str, list[Any]]
LimitOf = Callable[[limits.Promise, case_states.FoldedCase, tuple[limits.Extension, ...]], limits.Limit]


def refresh(session: Session, site_code: str, case_ids: Iterable[str], seqs: Mapping[str, int]) -> list[str]:
    """Make the status of these cases again from their events; ``seqs`` are our own new journal numbers.

    Returns the ids of events that are not effective (未生效).
    """
    wanted = list(dict.fromkeys(case_ids))
    stale: list[str] = []
    calendar = working_calendar(session, site_code)
    limit_of = _remembered(calendar)
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        events = _events(session, site_code, chunk)
        cases = list(_cases(session, site_code, chunk))
        same_day = same_day_catalogues(session, {case.catalogue_id for case in cases})
        rows = []
        for case in cases:
            promise = promise_of(case, same_day=case.catalogue_id in same_day)
            row, not_effective = _added_up(case, events[case.id], promise, limit_of, calendar)
            row["last_seq"] = seqs.get(case.id, 0)
            rows.append(row)
            stale += not_effective
        _keep(session, site_code, chunk, rows)
    return stale


def _keep(session: Session, site_code: str, case_ids: list[str], rows: list[dict[str, Any]]) -> None:
    """Write the statuses; one of ``case_ids`` that has none is no case any more."""
    gone = set(case_ids) - {row["case_id"] for row in rows}
    if gone:
        table = CaseStatus.__table__
        session.execute(
            delete(table).where(  # type: ignore[arg-type]
                table.c.site_code == site_code, bulk.among(session, table.c.case_id, gone)
            )
        )
    if rows:
        stored = [tuple(row.values()) for row in rows]
        keys = ("site_code", "case_id")
        bulk.put_rows(session, CaseStatus.__tablename__, tuple(rows[0]), keys, stored, highest="last_seq")


def _cases(session: Session, site_code: str, case_ids: list[str]) -> Iterable[Any]:
    asked = {"site_code": site_code, "wanted": bulk.listed(session, case_ids)}
    return session.execute(_what_of_cases(bulk.dialect_of(session)), asked)


@cache
def _what_of_cases(dialect: str) -> Select[Any]:
    table = ServiceCase.__table__
    return bulk.by_key(
        dialect,
        table,
        table.c.id,
        table.c.id,
        table.c.kind,
        table.c.item_code,
        table.c.villager_id,
        table.c.handler,
        type_coerce(table.c.accepted_at, String).label("accepted_at"),
        table.c.accepted_on,
        table.c.promised_days,
        table.c.promised_on,
        table.c.site_code,
        table.c.catalogue_id,
        table.c.urgency,
        table.c.batch_id,
        table.c.origin,
    )


def _events(session: Session, site_code: str, case_ids: list[str]) -> Events:
    """Events in feed order, those the township has not numbered yet behind the others."""
    asked = {"site_code": site_code, "wanted": bulk.listed(session, case_ids)}
    rows = session.execute(_events_of_cases(bulk.dialect_of(session)), asked)
    found: Events = defaultdict(list)
    for row in rows.all():
        found[row.case_id].append(row)
    return found


@cache
def _events_of_cases(dialect: str) -> Select[Any]:
    table = CaseEvent.__table__
    return (
        select(
            table.c.id,
            table.c.case_id,
            table.c.event,
            table.c.from_state,
            table.c.at,
            table.c.data,
            table.c.by_tier,
        )
        .where(table.c.site_code == bindparam("site_code"), bulk.wanted(dialect, table.c.case_id))
        .order_by(table.c.ver == 0, table.c.ver, table.c.id)
    )


def recorded(row: Any, accepted_on: date | None = None) -> case_states.RecordedEvent:
    """A stored event as the domain folds it.

    ``accepted_on``: an acceptance stands on the paper's day, whenever the paper was entered; the wait for
    missing papers began there.
    """
    on = accepted_on if row.event == CaseEventKind.ACCEPTED else None
    return case_states.RecordedEvent(
        event=CaseEventKind(row.event),
        from_state=CaseState(row.from_state) if row.from_state else None,
        on=on or local_day(row.at),
        data=row.data or {},
        tier=Tier(row.by_tier),
    )


def _remembered(calendar: WorkingCalendar) -> LimitOf:
    """``limits.limit_of`` over one calendar; cases accepted on one day under one promise are worked out once."""
    known: dict[tuple[Any, ...], limits.Limit] = {}

    def limit_of(
        promise: limits.Promise, folded: case_states.FoldedCase, extensions: tuple[limits.Extension, ...]
    ) -> limits.Limit:
        key = (promise, folded.state, folded.stopped, folded.stopped_since, extensions)
        if key not in known:
            known[key] = limits.limit_of(promise, folded, extensions, calendar)
        return known[key]

    return limit_of


def promise_of(case: Any, *, same_day: bool) -> limits.Promise:
    """What was promised at acceptance, of a stored case or its row."""
    return limits.Promise(case.accepted_on, case.promised_days, case.promised_on, same_day)


def _added_up(
    case: Any, events: list[Any], promise: limits.Promise, limit_of: LimitOf, calendar: WorkingCalendar
) -> tuple[dict[str, Any], list[str]]:
    """``_status``; where one cannot be made the case stands open without a limit, and holds up no other."""
    try:
        return _status(case, events, promise, limit_of, calendar)
    except (Refusal, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        log.error("a case could not be added up: %s", type(fault).__name__)
        return _status(case, [], promise, lambda *_of: limits.STANDING, calendar)


def _status(
    case: Any, events: list[Any], promise: limits.Promise, limit_of: LimitOf, calendar: WorkingCalendar
) -> tuple[dict[str, Any], list[str]]:
    """The status as the store has it, and the ids of the events that do not count."""
    folded = case_states.fold_states(recorded(row, case.accepted_on) for row in events)
    counted = [row for row, counts in zip(events, folded.effective, strict=True) if counts]
    stale = [row.id for row, counts in zip(events, folded.effective, strict=True) if not counts]
    limit = limit_of(promise, folded, extensions_in(counted))
    state = folded.state or CaseState.IN_PROGRESS
    return {
        "site_code": case.site_code,
        "case_id": case.id,
        "state": state.value,
        "kind": case.kind,
        "item_code": case.item_code,
        "villager_id": case.villager_id,
        "handler": case.handler,
        "accepted_at": case.accepted_at,
        "accepted_on": wire_value(case.accepted_on),
        "due_on": wire_value(limit.due_on),
        "provisional": limit.provisional,
        "yellow_on": wire_value(limit.yellow_on),
        "completed_on": wire_value(folded.completed_on),
        "delivered_on": wire_value(folded.delivered_on),
        "result": folded.result,
        "rating": folded.rating.value if folded.rating else "",
        "rated_on": wire_value(folded.rated_on),
        "returned": _was_returned(counted, folded),
        "ineffective": len(stale),
        "follow_up_due_on": wire_value(follow_up_due_on(folded, calendar)),
        "complained": folded.complained,
        "urgency": case.urgency,
        "batch_id": case.batch_id,
        "origin": case.origin,
        "held_by": folded.held_by.value if folded.held_by else "",
        "taken_in": folded.taken_in,
    }, stale


def follow_up_due_on(folded: case_states.FoldedCase, calendar: WorkingCalendar) -> date | None:
    """By when somebody dissatisfied must be called on; None where nobody is, or it was done."""
    if folded.rating not in LOW_RATINGS or folded.rated_on is None or folded.followed_up_on is not None:
        return None
    if not deadlines.is_countable(folded.rated_on):
        return None
    return deadlines.last_day(folded.rated_on, FOLLOW_UP_DAYS, calendar)[0]


def extensions_in(counted: Iterable[Any]) -> tuple[limits.Extension, ...]:
    """The extensions among events that count."""
    return tuple(_extension(row.data) for row in counted if row.event == CaseEventKind.EXTENDED)


def _extension(data: Mapping[str, Any]) -> limits.Extension:
    until = data.get("until_on")
    return limits.Extension(date.fromisoformat(until) if until else None, int(data.get("days") or 0))


def _was_returned(counted: list[Any], folded: case_states.FoldedCase) -> bool:
    """Whether the case came back from above and waits for papers because of it."""
    waiting = folded.state is CaseState.WAITING_MATERIALS
    return waiting and any(row.event == CaseEventKind.RETURNED for row in counted)
