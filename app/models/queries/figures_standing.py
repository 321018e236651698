"""Reading what rates 1 and 2 look at in a room: its posts, roster, inspections, catalogue and postings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import local_day
from app.domain.calendar import WorkingCalendar
from app.domain.catalogue import Catalogue, ServiceItem, from_document
from app.domain.deadlines import working_days_left
from app.domain.disclosure import lacking
from app.domain.periods import Period
from app.domain.rate_definitions import CHECKS
from app.domain.rates import ItemDisclosure, SiteStanding
from app.ids import site_record_id
from app.models.calendars import working_calendar
from app.models.queries import catalogues
from app.models.tables import Agent, CatalogueVersion, DutyShift, Posting, Site, SiteInspection, Villager

PUBLISHED_DAYS = 5
"""Working days an item must have been published before rate 2 looks at it."""


def standing(session: Session, site_code: str, period: Period) -> SiteStanding:
    """One room at the period's end; days of a period under way count up to its ``end_on``."""
    calendar = working_calendar(session, site_code)
    return SiteStanding(
        site_code,
        _checks(session, site_code, period, calendar),
        _disclosures(session, site_code, period.end_on, calendar),
    )


def _checks(
    session: Session, site_code: str, period: Period, calendar: WorkingCalendar
) -> Mapping[str, bool]:
    site = session.get(Site, (site_code, site_record_id(site_code)))
    if site is None:
        return {}
    end_on = period.end_on
    serving = tuple(
        session.scalars(select(Agent).where(Agent.site_code == site_code, Agent.active).order_by(Agent.id))
    )
    ids = {agent.id for agent in serving}
    met = (
        bool(site.head_agent_id and site.manager_agent_id),
        any(_in_term_and_trained(agent, end_on) for agent in serving),
        bool(serving) and all(agent.backup_agent_id in ids - {agent.id} for agent in serving),
        _every_open_day(session, site, period, calendar),
        bool(site.hotline),
        site.sign_put_up,
        _inspected(session, site_code, end_on),
        bool(site.complaint_phone and site.complaint_box),
    )
    checks = dict(zip(CHECKS, met, strict=False))
    liaisons = _liaisons(session, site_code)
    return checks if liaisons is None else checks | {CHECKS[-1]: liaisons}


def _in_term_and_trained(agent: Agent, day: date) -> bool:
    begun = agent.term_from_on is not None and agent.term_from_on <= day
    runs = agent.term_to_on is None or agent.term_to_on >= day
    return begun and runs and agent.trained_on is not None and agent.trained_on <= day


def _every_open_day(session: Session, site: Site, period: Period, calendar: WorkingCalendar) -> bool:
    """Whether somebody stood on the roster on every day the room was open."""
    query = select(DutyShift.on_day).where(
        DutyShift.site_code == site.site_code,
        DutyShift.on_day >= period.start_on,
        DutyShift.on_day <= period.end_on,
        DutyShift.cancelled.is_(False),
    )
    rostered = set(session.scalars(query))
    days = (period.start_on + timedelta(n) for n in range((period.end_on - period.start_on).days + 1))
    return all(day in rostered for day in days if is_open(site.open_days, day, calendar))


def is_open(open_days: str, day: date, calendar: WorkingCalendar) -> bool:
    """Whether the room is open: on its own weekdays except public holidays, or on every working day."""
    working, _ = calendar.is_working(day)
    if not open_days:
        return working
    holiday = not working and day.isoweekday() <= 5
    return str(day.isoweekday()) in open_days and not holiday


def _inspected(session: Session, site_code: str, end_on: date) -> bool:
    """Whether a 六有 inspection was made within the twelve months up to the day."""
    last = session.scalar(
        select(func.max(SiteInspection.inspected_on)).where(
            SiteInspection.site_code == site_code, SiteInspection.inspected_on <= end_on
        )
    )
    since = _a_year_before(end_on)
    return last is not None and last > since


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _liaisons(session: Session, site_code: str) -> bool | None:
    """Whether every household has a liaison; None where the room does not work by areas."""
    living = (
        Villager.site_code == site_code,
        Villager.deceased_on.is_(None),
        Villager.joined_into == "",
        Villager.household_id != "",
    )
    households = set(session.scalars(select(Villager.household_id).where(*living).distinct()))
    with_liaison = set(
        session.scalars(select(Villager.household_id).where(*living, Villager.liaison != "").distinct())
    )
    return households == with_liaison if with_liaison else None


def _disclosures(
    session: Session, site_code: str, end_on: date, calendar: WorkingCalendar
) -> tuple[ItemDisclosure, ...]:
    """The items in force; a sample catalogue is nobody's publication and discloses nothing."""
    found = catalogues.in_force(session, site_code, end_on)
    if found is None or found.sample:
        return ()
    version = session.get(CatalogueVersion, (site_code, found.catalogue_id))
    published_on = local_day(version.published_at) if version is not None else end_on
    ripe = working_days_left(published_on, end_on, calendar) >= PUBLISHED_DAYS
    posted = _posted(session, site_code, found.catalogue_id, end_on)
    return tuple(
        ItemDisclosure(item.code, ripe, _is_posted(item, posted), lacking(item), item.name)
        for item in _read(found.document).items
        if not item.withdrawn
    )


@lru_cache(maxsize=64)
def _read(document: str) -> Catalogue:
    """A published document never changes, and every counting of every month asks for it."""
    return from_document(document)


def _posted(session: Session, site_code: str, catalogue_id: str, end_on: date) -> list[frozenset[str]]:
    """The item codes of each posting of this version that hangs on the day; empty: all of them."""
    query = select(Posting).where(
        Posting.site_code == site_code, Posting.catalogue_id == catalogue_id, Posting.posted_on <= end_on
    )
    return [
        frozenset(map(str, posting.item_codes))
        for posting in session.scalars(query)
        if posting.place
        and posting.by_agent
        and (posting.taken_down_on is None or posting.taken_down_on > end_on)
    ]


def _is_posted(item: ServiceItem, posted: list[frozenset[str]]) -> bool:
    return any(not codes or item.code in codes for codes in posted)
