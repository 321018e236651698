"""Cases as the office lists them: what waits at the township, and the lights of every village."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.clock import today
from app.domain import deadlines
from app.domain.calendar import WorkingCalendar
from app.domain.cases import OPEN_STATES, CaseEventKind, CaseState, Light
from app.domain.rows import CaseRow
from app.models.calendars import working_calendar
from app.models.queries import case_rows
from app.models.queries.case_rows import CaseKey
from app.models.queries.marks_of_sync import SyncMarks
from app.models.tables import CaseEvent, CaseStatus, ServiceCase, Site
from app.services.case_pages import sync_marks_of
from sync.server.console import paging
from sync.server.console.paging import Paged
from sync.server.tables import KnownReplica
from sync.server.township import Township

FOUND_ROWS = 500
FAR_AWAY = timedelta(days=366)
"""A limit beyond this is not counted in working days one by one."""


class Tray(StrEnum):
    """The trays of the inbox."""

    NEW = "new"
    WORKING = "working"
    RETURNED = "returned"
    TO_FETCH = "to_fetch"
    OWN = "own"


TRAY_WORDS = {
    Tray.NEW: "待收件",
    Tray.WORKING: "本级承办",
    Tray.RETURNED: "退回补正中",
    Tray.TO_FETCH: "待村里取回",
    Tray.OWN: "本窗口受理",
}


@dataclass(frozen=True, slots=True)
class TrayRow:
    """One case of a tray: the line of the register, and what only the township knows of it.

    ``answer_light`` is of the township's own limit while the case lies there.
    """

    site_code: str
    site: str
    row: CaseRow
    township_no: str
    answer_due_on: date | None
    answer_light: Light
    given_to: str


@dataclass(frozen=True, slots=True)
class SiteLights:
    """The open cases of one village by light, and how fresh they are. ``answer_late``: over the township's limit."""

    site_code: str
    name: str
    open: int
    green: int
    yellow: int
    red: int
    stopped: int
    above: int
    answer_late: int
    contact_days: int | None


def counts(township: Township, sites: Sequence[str]) -> dict[Tray, int]:
    """How many cases lie in each tray."""
    with township.register.reading() as session:
        return {
            tray: session.scalar(select(func.count()).select_from(_tray(township, tray, sites).subquery()))
            or 0
            for tray in Tray
        }


def tray(
    township: Township, wanted: Tray, sites: Sequence[str], first: int = 0, *, late_only: bool = False
) -> Paged[TrayRow]:
    """The cases of a tray, the most pressing first; ``late_only``: those over a limit, the village's or ours."""
    with township.register.reading() as session:
        query = _tray(township, wanted, sites)
        if late_only:
            on = today(township.clock)
            query = query.where(or_(CaseStatus.due_on < on, ServiceCase.answer_due_on < on))
        page = paging.read(session, _pressing(query), first)
        return page.of(rows_of(session, township, page.rows))


def found(township: Township, words: str, sites: Sequence[str], first: int = 0) -> Paged[TrayRow]:
    """The newest cases of these sites whose applicant, number or item match the words, at most ``FOUND_ROWS``."""
    with township.register.reading() as session:
        marks = sync_marks_of(session, township.register)
        ids = [
            row.case_id
            for row in case_rows.matching(session, words, today(township.clock), marks, FOUND_ROWS)
        ]
        query = select(ServiceCase.id, ServiceCase.site_code).where(
            ServiceCase.id.in_(ids), ServiceCase.site_code.in_(sites)
        )
        theirs: dict[str, list[CaseKey]] = {}
        for case_id, site in session.execute(query):
            theirs.setdefault(case_id, []).append((site, case_id))
        page = paging.cut([key for case_id in ids for key in theirs.pop(case_id, ())], first)
        return page.of(rows_of(session, township, page.rows))


def of_light(township: Township, site_code: str, light: str, first: int = 0) -> Paged[TrayRow]:
    """The open cases of one village with this light (``red``, ``yellow``, ``green``, ``stopped``) or all."""
    with township.register.reading() as session:
        rules = _lights(today(township.clock))
        query = open_cases().where(CaseStatus.site_code == site_code, _is_open())
        if light in rules:
            query = query.where(rules[light])
        page = paging.read(session, _pressing(query), first)
        return page.of(rows_of(session, township, page.rows))


def lights(township: Township, sites: Sequence[str]) -> tuple[SiteLights, ...]:
    """Every one of these sites, those with the most overdue cases first."""
    on, status = today(township.clock), CaseStatus
    sums = [func.sum(case((rule, 1), else_=0)) for rule in _lights(on).values()]
    above = func.sum(case((status.state == CaseState.ESCALATED.value, 1), else_=0))
    query = (
        select(status.site_code, func.count(), *sums, above)
        .where(_is_open(), status.site_code.in_(sites))
        .group_by(status.site_code)
    )
    with township.register.reading() as session:
        counted = {row[0]: tuple(int(n or 0) for n in row[1:]) for row in session.execute(query)}
        answers = {code: int(n) for code, n in session.execute(_late_answers(on, sites))}
        names = _names(session)
        contact = func.max(KnownReplica.last_contact)
        site_of = KnownReplica.site_code
        contacts: dict[str, datetime | None] = {}
        for code, at in session.execute(select(site_of, contact).group_by(site_of)):
            contacts[code] = at
    made = []
    for code in sites:
        total, green, yellow, red, stopped, up = counted.get(code, (0,) * 6)
        at = contacts.get(code)
        days = None if at is None else (township.clock.now() - at).days
        made.append(
            SiteLights(
                code,
                names.get(code, code),
                total,
                green,
                yellow,
                red,
                stopped,
                up,
                answers.get(code, 0),
                days,
            )
        )
    return tuple(sorted(made, key=lambda one: (-one.red, -one.yellow, one.site_code)))


def names_of(township: Township) -> dict[str, str]:
    """The shown name of every site by its code."""
    with township.register.reading() as session:
        return _names(session)


def _names(session: Session) -> dict[str, str]:
    return {site.site_code: site.shown_name or site.name for site in session.scalars(select(Site))}


def rows_of(session: Session, township: Township, keys: Sequence[CaseKey]) -> tuple[TrayRow, ...]:
    """The lines of these cases in their order; those that are not there are left out."""
    on, names = today(township.clock), _names(session)
    sites, ids = {site for site, _id in keys}, [case_id for _site, case_id in keys]
    query = select(ServiceCase).where(ServiceCase.site_code.in_(sites), ServiceCase.id.in_(ids))
    known = {(one.site_code, one.id): one for one in session.scalars(query)}
    marks: SyncMarks = sync_marks_of(session, township.register)
    calendar = working_calendar(session, township.register.site_code)
    made = []
    for key in keys:
        for row in case_rows.rows_of(session, [key] if key in known else [], on, marks):
            kept = known[key]
            lies_here = row.state is CaseState.ESCALATED
            shines = answer_light(kept, on, calendar) if lies_here else Light.NONE
            given = given_to(session, *key) if lies_here else ""
            name = names.get(key[0], key[0])
            made.append(TrayRow(key[0], name, row, kept.township_no, kept.answer_due_on, shines, given))
    return tuple(made)


def answer_light(kept: ServiceCase, on: date, calendar: WorkingCalendar) -> Light:
    """The light of the township's own limit, by the same rule as a village's."""
    due_on = kept.answer_due_on
    if due_on is not None and due_on - on > FAR_AWAY:
        return Light.GREEN
    return deadlines.light(due_on, on, kept.department_days or 0, calendar)


def given_to(session: Session, site_code: str, case_id: str) -> str:
    """Who does an escalated case at the township: the last it was given to, "" before."""
    query = (
        select(CaseEvent.data)
        .where(
            CaseEvent.site_code == site_code,
            CaseEvent.case_id == case_id,
            CaseEvent.event == CaseEventKind.ASSIGNED.value,
            CaseEvent.from_state == CaseState.ESCALATED.value,
        )
        .order_by(CaseEvent.ver.desc())
        .limit(1)
    )
    data = session.scalars(query).first()
    return str(data.get("to", "")) if data else ""


def open_cases() -> Select[str, str]:
    same = and_(ServiceCase.site_code == CaseStatus.site_code, ServiceCase.id == CaseStatus.case_id)
    return select(CaseStatus.site_code, CaseStatus.case_id).join(ServiceCase, same)


def _tray(township: Township, wanted: Tray, sites: Sequence[str]) -> Select[str, str]:
    """A tray holds what villages sent up; the township's own window has its own."""
    own, status = township.register.site_code, CaseStatus
    if wanted is Tray.OWN:
        return open_cases().where(status.site_code == own, status.site_code.in_(sites), _is_open())
    query = open_cases().where(status.site_code.in_([code for code in sites if code != own]))
    if wanted is Tray.RETURNED:
        return query.where(status.state == CaseState.WAITING_MATERIALS.value, status.returned)
    if wanted is Tray.TO_FETCH:
        return query.where(status.state == CaseState.TO_FETCH.value)
    lies_here = query.where(status.state == CaseState.ESCALATED.value)
    taken = _last(CaseEventKind.RECEIVED) > _last(CaseEventKind.ESCALATED)
    return lies_here.where(taken if wanted is Tray.WORKING else ~taken)


def _late_answers(on: date, sites: Sequence[str]) -> Select[str, int]:
    """(site, how many) of the cases that lie here beyond the township's own limit."""
    same = and_(ServiceCase.site_code == CaseStatus.site_code, ServiceCase.id == CaseStatus.case_id)
    return (
        select(CaseStatus.site_code, func.count())
        .join(ServiceCase, same)
        .where(
            CaseStatus.site_code.in_(sites),
            CaseStatus.state == CaseState.ESCALATED.value,
            ServiceCase.answer_due_on < on,
        )
        .group_by(CaseStatus.site_code)
    )


def _pressing(query: Select[str, str]) -> Select[str, str]:
    return query.order_by(
        func.coalesce(ServiceCase.answer_due_on, CaseStatus.due_on, "9999"), ServiceCase.case_no
    )


def _last(kind: CaseEventKind) -> ColumnElement[int]:
    """The feed number of a case's last event of this kind, 0 where there is none."""
    event = aliased(CaseEvent)
    newest = select(func.max(event.ver)).where(
        event.site_code == CaseStatus.site_code,
        event.case_id == CaseStatus.case_id,
        event.event == kind.value,
    )
    return func.coalesce(newest.correlate(CaseStatus).scalar_subquery(), 0)


def _is_open() -> ColumnElement[bool]:
    return CaseStatus.state.in_([state.value for state in OPEN_STATES])


def _lights(on: date) -> dict[str, ColumnElement[bool]]:
    """The rule of ``case_rows.light_of`` as conditions on open cases."""
    status = CaseStatus
    runs = and_(status.due_on.is_not(None), status.due_on >= on)
    yellow = and_(status.yellow_on.is_not(None), status.yellow_on <= on)
    return {
        "green": and_(runs, or_(status.yellow_on.is_(None), status.yellow_on > on)),
        "yellow": and_(runs, yellow),
        "red": and_(status.due_on.is_not(None), status.due_on < on),
        "stopped": status.due_on.is_(None),
    }
