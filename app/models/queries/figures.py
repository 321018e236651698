"""Reading what reports count: every case of a site as it stood at the end of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import local_day
from app.domain import limits
from app.domain.calendar import WorkingCalendar
from app.domain.case_states import FoldedCase, fold_states
from app.domain.cases import CaseEventKind, CaseKind, CaseState, ServiceMode
from app.domain.figures import CaseFacts
from app.models.calendars import working_calendar
from app.models.case_folding import recorded
from app.models.queries.agents import actors
from app.models.tables import CaseEvent, ServiceCase, Villager

CHUNK = 400


@dataclass(frozen=True, slots=True)
class CountedCase:
    """A case's facts, and what the register book shows beside them."""

    facts: CaseFacts
    id_number: str
    first_asked: str


def counted_cases(session: Session, site_code: str, end_on: date) -> Iterator[CountedCase]:
    """Every case accepted up to ``end_on`` as it stood at the end of that day, in the order of acceptance."""
    calendar = working_calendar(session, site_code)
    cases = _cases(session, site_code, end_on)
    names = {key: actor.name for key, actor in actors(session, _agent_ids(cases)).items()}
    for start in range(0, len(cases), CHUNK):
        chunk = cases[start : start + CHUNK]
        events = _events(session, site_code, [case.id for case in chunk], end_on)
        for case in chunk:
            facts = _facts(case, events[case.id], calendar, names.get(case.handler, ""))
            yield CountedCase(facts, case.id_number or "", names.get(case.first_asked, ""))


def _cases(session: Session, site_code: str, end_on: date) -> list[Any]:
    case, person = ServiceCase.__table__.c, Villager.__table__
    own_villager = (person.c.site_code == case.site_code) & (person.c.id == case.villager_id)
    columns = [column for column in case if column.name not in ("ver", "again_reason", "external_no")]
    query = (
        select(*columns, person.c.id_number)
        .join_from(ServiceCase.__table__, person, own_villager, isouter=True)
        .where(case.site_code == site_code, case.accepted_on <= end_on)
        .order_by(case.accepted_at, case.case_no)
    )
    return list(session.execute(query))


def _agent_ids(cases: list[Any]) -> set[str]:
    return {agent_id for case in cases for agent_id in (case.handler, case.first_asked)}


def _events(session: Session, site_code: str, case_ids: list[str], end_on: date) -> Mapping[str, list[Any]]:
    """What happened up to ``end_on``, in feed order, those the township has not numbered yet behind the others."""
    event = CaseEvent.__table__.c
    query = (
        select(
            event.case_id, event.event, event.from_state, event.at, event.data, event.reason, event.by_tier
        )
        .where(event.site_code == site_code, event.case_id.in_(case_ids))
        .order_by(event.ver == 0, event.ver, event.id)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        if local_day(row.at) <= end_on:
            found[row.case_id].append(row)
    return found


def _facts(case: Any, events: list[Any], calendar: WorkingCalendar, handler: str) -> CaseFacts:
    folded = fold_states(recorded(row) for row in events)
    counted = [row for row, counts in zip(events, folded.effective, strict=True) if counts]
    state = folded.state or CaseState.IN_PROGRESS
    return CaseFacts(
        case_no=case.case_no,
        item_code=case.item_code,
        category=case.item_category,
        kind=CaseKind(case.kind),
        state=state,
        accepted_on=case.accepted_on,
        promised_on=case.promised_on,
        **_limits(case, folded, counted, calendar),
        completed_on=folded.completed_on,
        delivered_on=folded.delivered_on,
        withdrawn=state is CaseState.WITHDRAWN,
        declined=state is CaseState.DECLINED,
        voided=state is CaseState.VOIDED,
        mode=ServiceMode(case.mode),
        rating=folded.rating,
        rated_on=folded.rated_on,
        rating_reason=folded.rating_reason,
        **_extended(counted),
        reopened_on=_last_day(counted, CaseEventKind.REOPENED),
        returned_on=_last_day(counted, CaseEventKind.RETURNED),
        complained_on=_last_day(counted, CaseEventKind.COMPLAINED),
        item_name=case.item_name,
        applicant=case.applicant_name,
        group=case.applicant_group,
        phone=case.applicant_phone,
        agent_name=handler,
        result=folded.result,
        note=case.note,
        sensitive=case.sensitive,
    )


def _limits(case: Any, folded: FoldedCase, counted: list[Any], calendar: WorkingCalendar) -> dict[str, Any]:
    """The day the promise binds to, moved by the law alone, and the current due date with every extension."""
    promise = limits.Promise(case.accepted_on, case.promised_days, case.promised_on)
    unmoved = limits.limit_of(promise, folded, (), calendar).due_on
    longer = [row.data for row in counted if row.event == CaseEventKind.EXTENDED]
    lawful = [data for data in longer if _is_lawful(data, unmoved)]
    return {
        "promise_kept_by": limits.limit_of(promise, folded, map(_extension, lawful), calendar).due_on,
        "due_on": limits.limit_of(promise, folded, map(_extension, longer), calendar).due_on,
    }


def _is_lawful(data: Mapping[str, Any], unmoved: date | None) -> bool:
    """Whether the law gives the extension and the applicant was told before the first limit ran out."""
    told = data.get("told_on")
    return bool(data.get("statutory") and told and unmoved and date.fromisoformat(told) <= unmoved)


def _extension(data: Mapping[str, Any]) -> limits.Extension:
    until = data.get("until_on")
    return limits.Extension(date.fromisoformat(until) if until else None, int(data.get("days") or 0))


def _extended(counted: list[Any]) -> dict[str, Any]:
    last = _last(counted, CaseEventKind.EXTENDED)
    if last is None:
        return {}
    until = last.data.get("until_on")
    return {
        "extended_on": local_day(last.at),
        "extended_until": date.fromisoformat(until) if until else None,
        "extension_reason": last.reason or str(last.data.get("reason", "")),
        "extension_approved_by": str(last.data.get("approved_by", "")),
    }


def _last_day(counted: list[Any], event: CaseEventKind) -> date | None:
    last = _last(counted, event)
    return None if last is None else local_day(last.at)


def _last(counted: list[Any], event: CaseEventKind) -> Any | None:
    return next((row for row in reversed(counted) if row.event == event), None)
