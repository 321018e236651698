"""Reading what reports count: every case that matters to a period, as it stood at the period's end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, or_, select, true
from sqlalchemy.orm import Session

from app.clock import CHINA, local_day
from app.domain.calendar import WorkingCalendar
from app.domain.case_states import fold_states
from app.domain.cases import OPEN_STATES, CaseEventKind, CaseState
from app.domain.figures import CaseFacts
from app.domain.periods import Period
from app.models.calendars import working_calendar
from app.models.case_folding import recorded
from app.models.countings import same_day_catalogues
from app.models.queries.agents import actors
from app.models.queries.figures_facts import LimitOf, Told, facts_of, handled_by, remembered
from app.models.tables import CaseEvent, CaseStatus, Inquiry, ServiceCase, Villager

CHUNK = 400
_OPEN = tuple(state.value for state in OPEN_STATES)
_UNDATED = (CaseState.WITHDRAWN.value, CaseState.DECLINED.value, CaseState.VOIDED.value)
"""States of which the projection does not keep the day."""


@dataclass(frozen=True, slots=True)
class CountedCase:
    """A case's facts, and what the register book shows beside them."""

    facts: CaseFacts
    id_number: str
    first_asked: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """Cases of one category of one site that were over before the period began."""

    site_code: str
    category: str
    accepted: int
    completed: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: these sites' cases as they stood at the period's end.

    ``voids_until``: a case voided up to this day is out too; None takes the period's own end. ``ever``: also
    those that were over before the period began, which only the cumulative numbers count.
    """

    sites: tuple[str, ...]
    period: Period
    voids_until: date | None = None
    ever: bool = False

    @property
    def known_until(self) -> date:
        return max(self.period.end_on, self.voids_until or self.period.end_on)


def counted_cases(session: Session, scope: Scope) -> Iterator[CountedCase]:
    """Every case that can stand in a number of the period, in the order of acceptance, a few at a time."""
    keys = list(session.execute(_keys(scope)))
    calendars = {site: working_calendar(session, site) for site in {key.site_code for key in keys}}
    limit_of = {site: remembered(calendar) for site, calendar in calendars.items()}
    for start in range(0, len(keys), CHUNK):
        ids = [key.id for key in keys[start : start + CHUNK]]
        cases = {(row.site_code, row.id): row for row in session.execute(_cases(scope, ids))}
        told = _Told(session, scope, ids, list(cases.values()))
        for key in keys[start : start + CHUNK]:
            row = cases[(key.site_code, key.id)]
            facts = facts_of(
                row, told.of(row, calendars[row.site_code], limit_of[row.site_code]), scope.period.end_on
            )
            if facts is not None and facts.accepted_on <= scope.period.end_on:
                yield CountedCase(facts, row.id_number or "", told.names.get(row.first_asked, ""))


def earlier_cases(session: Session, scope: Scope) -> tuple[Earlier, ...]:
    """What ``counted_cases`` leaves out, counted only: for the cumulative numbers beside rate 4."""
    column, status = ServiceCase.__table__.c, CaseStatus.__table__.c
    query = (
        select(
            column.site_code,
            column.item_category,
            func.count(),
            func.sum(case((status.completed_on.is_not(None), 1), else_=0)),
        )
        .join_from(ServiceCase.__table__, CaseStatus.__table__, _same_case())
        .where(
            column.site_code.in_(scope.sites),
            column.accepted_on < scope.period.start_on,
            column.origin != "old_book",
            status.state.not_in(_UNDATED),
            not_(_matters(scope)),
        )
        .group_by(column.site_code, column.item_category)
        .order_by(column.site_code, column.item_category)
    )
    return tuple(
        Earlier(site, category, n, int(done or 0)) for site, category, n, done in session.execute(query)
    )


def _keys(scope: Scope) -> Select[Any, Any]:
    column = ServiceCase.__table__.c
    return (
        select(column.site_code, column.id)
        .join_from(ServiceCase.__table__, CaseStatus.__table__, _same_case())
        .where(
            column.site_code.in_(scope.sites),
            column.accepted_on <= scope.period.end_on,
            true() if scope.ever else _matters(scope),
        )
        .order_by(column.accepted_at, column.case_no)
    )


def _matters(scope: Scope) -> ColumnElement[bool]:
    """What was not over and done with before the period began."""
    column, status, start = ServiceCase.__table__.c, CaseStatus.__table__.c, scope.period.start_on
    since = datetime.combine(start, time(), CHINA)
    event = CaseEvent.__table__.c
    touched = exists().where(
        event.site_code == column.site_code, event.case_id == column.id, event.at >= since
    )
    return or_(
        column.accepted_on >= start,
        and_(status.completed_on.is_not(None), status.completed_on >= start),
        and_(status.rated_on.is_not(None), status.rated_on >= start),
        and_(status.completed_on.is_(None), status.state.in_(_OPEN)),
        and_(or_(status.state.in_(_UNDATED), status.complained, column.origin != "counter"), touched),
    )


def _same_case() -> ColumnElement[bool]:
    column, status = ServiceCase.__table__.c, CaseStatus.__table__.c
    return and_(status.site_code == column.site_code, status.case_id == column.id)


def _cases(scope: Scope, ids: Sequence[str]) -> Select[Any]:
    column, person = ServiceCase.__table__.c, Villager.__table__
    own_villager = (person.c.site_code == column.site_code) & (person.c.id == column.villager_id)
    return (
        select(ServiceCase.__table__, person.c.id_number)
        .join_from(ServiceCase.__table__, person, own_villager, isouter=True)
        .where(column.site_code.in_(scope.sites), column.id.in_(ids))
    )


class _Told:
    """What stands around some cases: their events, the inquiries they came from, who handles them."""

    def __init__(self, session: Session, scope: Scope, ids: Sequence[str], cases: Sequence[Any]) -> None:
        self._scope = scope
        self._events, self._voided = _events(session, scope, ids)
        asked = Inquiry.__table__.c
        query = select(asked.case_id, asked.asked_on).where(
            asked.site_code.in_(scope.sites), asked.case_id.in_(ids)
        )
        self._same_day = same_day_catalogues(session, {row.catalogue_id for row in cases})
        self._asked = {case_id: on for case_id, on in session.execute(query)}  # noqa: C416 - rows, not pairs
        self._handlers = {row.id: handled_by(row, self._events.get(row.id, ())) for row in cases}
        people = {agent_id for row in cases for agent_id in (self._handlers[row.id], row.first_asked)}
        self.names = {key: actor.name for key, actor in actors(session, people).items()}

    def of(self, row: Any, calendar: WorkingCalendar, limit_of: LimitOf) -> Told:
        return Told(
            events=self._events.get(row.id, ()),
            calendar=calendar,
            limit_of=limit_of,
            handler=self.names.get(self._handlers[row.id], ""),
            asked_on=self._asked.get(row.id),
            same_day=row.catalogue_id in self._same_day,
            voided=row.id in self._voided,
        )


def _events(
    session: Session, scope: Scope, ids: Sequence[str]
) -> tuple[Mapping[str, list[Any]], frozenset[str]]:
    """What happened up to the end, in feed order, those the township has not numbered yet behind the others.

    Of what happened later only a voiding counts, up to ``known_until``: the second are the cases it took out.
    The acceptance of a reserved paper number may have been entered later than the paper's day.
    """
    event = CaseEvent.__table__.c
    query = (
        select(
            event.case_id,
            event.event,
            event.from_state,
            event.at,
            event.data,
            event.reason,
            event.by_tier,
            event.by_agent,
        )
        .where(event.site_code.in_(scope.sites), event.case_id.in_(ids))
        .order_by(event.ver == 0, event.ver, event.id)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    known: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        day = local_day(row.at)
        if day <= scope.known_until or row.event == CaseEventKind.ACCEPTED:
            known[row.case_id].append(row)
        if day <= scope.period.end_on or row.event == CaseEventKind.ACCEPTED:
            found[row.case_id].append(row)
    return found, frozenset(case_id for case_id, rows in known.items() if _are_voided(rows))


def _are_voided(rows: Sequence[Any]) -> bool:
    """Whether these steps, each taken from the state the one before led to, end in a voiding."""
    if not any(row.event == CaseEventKind.VOIDED for row in rows):
        return False
    return fold_states(map(recorded, rows)).state is CaseState.VOIDED
