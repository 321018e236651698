"""Cases as the office lists them: what waits at the township, and the lights of every village."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.clock import today
from app.domain import deadlines
from app.domain.calendar import WorkingCalendar
from app.domain.case_states import NEXT_ABOVE
from app.domain.cases import OPEN_STATES, CaseEventKind, CaseState, Light, Tier
from app.domain.divisions import is_above_village
from app.domain.rows import CaseRow
from app.models.calendars import working_calendar
from app.models.queries import case_rows
from app.models.queries.case_rows import CaseKey
from app.models.queries.marks_of_sync import SyncMarks
from app.models.tables import CaseEvent, CaseStatus, Placement, ServiceCase, Site
from app.services.case_pages import sync_marks_of
from sync.server.console import paging, tiers
from sync.server.console.paging import Paged
from sync.server.tables import KnownReplica
from sync.server.township import Township

AWAY = (CaseState.ESCALATED.value, CaseState.PAUSED.value)
"""States in which a case that was sent up lies above."""
FOUND_ROWS = 500
FAR_AWAY = timedelta(days=366)
"""A limit beyond this is not counted in working days one by one."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Under which number a tier has a case, by when it answers, and how that stands."""

    no: str
    due_on: date | None
    light: Light


@dataclass(frozen=True, slots=True)
class Where:
    """The tier where an escalated case lies (None: at the site that accepted it), and whether it was received there."""

    tier: Tier | None = None
    taken_in: bool = False


@dataclass(frozen=True, slots=True)
class TrayRow:
    """One case of a tray: the line of the register, and what the tiers above its village know of it.

    ``own`` is this server's number and limit, ``above`` those of the tier it was sent on to; a limit shines only
    while the case is not answered. ``held_by``: the tier where it lies, None at the site that accepted it.
    """

    site_code: str
    site: str
    row: CaseRow
    own: Limit
    above: Limit
    held_by: Tier | None
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
        query = open_cases().where(CaseStatus.site_code == site_code, is_open())
        if light in rules:
            query = query.where(rules[light])
        page = paging.read(session, pressing(query, tiers.tier(township)), first)
        return page.of(rows_of(session, township, page.rows))


def lights(township: Township, sites: Sequence[str]) -> tuple[SiteLights, ...]:
    """Every one of these sites, those with the most overdue cases first."""
    on, status = today(township.clock), CaseStatus
    sums = [func.sum(case((rule, 1), else_=0)) for rule in _lights(on).values()]
    above = func.sum(case((status.state == CaseState.ESCALATED.value, 1), else_=0))
    query = (
        select(status.site_code, func.count(), *sums, above)
        .where(is_open(), status.site_code.in_(sites))
        .group_by(status.site_code)
    )
    with township.register.reading() as session:
        counted = {row[0]: tuple(int(n or 0) for n in row[1:]) for row in session.execute(query)}
        answers = {
            code: int(n) for code, n in session.execute(_late_answers(on, tiers.tier(township), sites))
        }
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
    placed = {row.site_code: row.name for row in session.scalars(select(Placement))}
    return placed | {site.site_code: site.shown_name or site.name for site in session.scalars(select(Site))}


def rows_of(session: Session, township: Township, keys: Sequence[CaseKey]) -> tuple[TrayRow, ...]:
    """The lines of these cases in their order; those that are not there are left out."""
    on, names = today(township.clock), _names(session)
    sites, ids = {site for site, _id in keys}, [case_id for _site, case_id in keys]
    query = select(ServiceCase).where(ServiceCase.site_code.in_(sites), ServiceCase.id.in_(ids))
    known = {(one.site_code, one.id): one for one in session.scalars(query)}
    marks: SyncMarks = sync_marks_of(session, township.register)
    calendar = working_calendar(session, township.register.site_code)
    own = tiers.tier(township)
    made = []
    for key in keys:
        for row in case_rows.rows_of(session, [key] if key in known else [], on, marks):
            kept, is_up = known[key], row.state is CaseState.ESCALATED
            held = where_of(session, *key).tier
            ours = limit(kept, own, on, calendar, runs=is_up)
            theirs = limit(kept, NEXT_ABOVE[own], on, calendar, runs=is_up)
            given = given_to(session, *key) if is_up else ""
            made.append(TrayRow(key[0], names.get(key[0], key[0]), row, ours, theirs, held, given))
    return tuple(made)


def limit(kept: ServiceCase, of: Tier, on: date, calendar: WorkingCalendar, *, runs: bool) -> Limit:
    """The limit of a tier and its light, by the same rule as a village's; no light where it does not run."""
    if of not in (Tier.TOWNSHIP, Tier.DISTRICT):
        return Limit("", None, Light.NONE)
    due_on = tiers.limit_of(of, kept)
    if not runs:
        light = Light.NONE
    elif due_on is not None and due_on - on > FAR_AWAY:
        light = Light.GREEN
    else:
        light = deadlines.light(due_on, on, kept.department_days or 0, calendar)
    return Limit(tiers.number_of(of, kept), due_on, light)


def where_of(session: Session, site_code: str, case_id: str) -> Where:
    """Where a case lies; what a township's own window sent on lies at the district."""
    status = session.get(CaseStatus, (site_code, case_id))
    if status is None or status.state not in AWAY or not status.held_by:
        return Where()
    held = Tier(status.held_by)
    sent_on = is_above_village(site_code) and held is Tier.TOWNSHIP
    return Where(Tier.DISTRICT if sent_on else held, status.taken_in)


def given_to(session: Session, site_code: str, case_id: str) -> str:
    """Who does an escalated case above its village: the last it was given to, "" before."""
    query = (
        select(CaseEvent.data)
        .where(
            CaseEvent.site_code == site_code,
            CaseEvent.case_id == case_id,
            CaseEvent.event == CaseEventKind.ASSIGNED.value,
            CaseEvent.from_state == CaseState.ESCALATED.value,
        )
        .order_by((CaseEvent.ver == 0).desc(), CaseEvent.ver.desc(), CaseEvent.id.desc())
        .limit(1)
    )
    data = session.scalars(query).first()
    return str(data.get("to", "")) if data else ""


def open_cases() -> Select[str, str]:
    same = and_(ServiceCase.site_code == CaseStatus.site_code, ServiceCase.id == CaseStatus.case_id)
    return select(CaseStatus.site_code, CaseStatus.case_id).join(ServiceCase, same)


def _late_answers(on: date, of: Tier, sites: Sequence[str]) -> Select[str, int]:
    """(site, how many) of the escalated cases that are beyond this tier's own limit."""
    same = and_(ServiceCase.site_code == CaseStatus.site_code, ServiceCase.id == CaseStatus.case_id)
    return (
        select(CaseStatus.site_code, func.count())
        .join(ServiceCase, same)
        .where(
            CaseStatus.site_code.in_(sites),
            CaseStatus.state == CaseState.ESCALATED.value,
            tiers.limit_column(of) < on,
        )
        .group_by(CaseStatus.site_code)
    )


def pressing(query: Select[str, str], of: Tier) -> Select[str, str]:
    """The most pressing first, by the limit of this tier, else by the village's."""
    due_on = func.coalesce(tiers.limit_column(of), CaseStatus.due_on, "9999")
    return query.order_by(due_on, ServiceCase.case_no)


def is_open() -> ColumnElement[bool]:
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
