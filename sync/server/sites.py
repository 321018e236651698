"""The villages of a township: adding one, and what stands of each (design: sync 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain import text
from app.domain.cases import Tier
from app.domain.divisions import full_code, is_above_township, is_above_village
from app.errors import Refusal
from app.ids import site_record_id
from app.models.tables import ServiceCase, Site
from sync.server.publishing import hand_on
from sync.server.subordinates import add_township, placed
from sync.server.tables import KnownReplica
from sync.server.township import OFFICE, Township

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class SiteStanding:
    """One village: its cases here, the lines received from its PCs, their last contact."""

    code: str
    name: str
    cases: int
    entries: int
    last_contact: datetime | None


def add_site(township: Township, code: str, name: str) -> str:
    """Put a village (at a district: a township) on the list, or name it anew; returns its 12-digit code.

    A village that came from another township by a merger keeps its old code, so any village's is taken.
    Refusals: ``site-code`` on ``code``; those of ``text.name`` on ``name``.
    """
    if is_above_township(township.register.site_code):
        return add_township(township, code, name)
    site_code = full_code(code)
    if is_above_village(site_code):
        raise Refusal("服务点请用村（社区）的 12 位代码，后三位不是 000。", field="code", code="site-code")
    own = township.register.site_code
    name = text.name(name, field="name", words="村（社区）名称")
    with township.register.write(OFFICE, township.clock) as unit:
        site = unit.get(Site, site_record_id(site_code), site_code)
        if site is None:
            unit.add(
                Site(
                    site_code=site_code,
                    id=site_record_id(site_code),
                    tier=Tier.VILLAGE.value,
                    shown_name=name,
                    parent_code=own,
                )
            )
            hand_on(unit, own, site_code)
        else:
            site.shown_name, site.parent_code = name, own
        unit.commit()
    return site_code


def site_codes(township: Township) -> tuple[str, ...]:
    """The villages on the list."""
    with township.register.reading() as session:
        query = select(Site.site_code).where(Site.tier == Tier.VILLAGE.value).order_by(Site.site_code)
        return tuple(session.scalars(query))


def chapters(township: Township) -> dict[str, str]:
    """What the console is divided by, names by code: the villages of a township, the townships of a district."""
    if is_above_township(township.register.site_code):
        own = township.register.site_code
        return {one.code: one.name for one in placed(township) if one.under == own}
    return {one.code: one.name for one in standings(township)}


def under(township: Township, chapter: str) -> tuple[str, ...]:
    """The sites of a chapter: a village itself; of a township its own window and its villages."""
    if is_above_township(township.register.site_code):
        return tuple(one.code for one in placed(township) if chapter in (one.code, one.under))
    return (chapter,)


def standings(township: Township) -> tuple[SiteStanding, ...]:
    """All villages, in the order of their codes."""
    with township.register.reading() as session:
        cases = _by_site(session, select(ServiceCase.site_code, func.count()).group_by(ServiceCase.site_code))
        site_of = KnownReplica.site_code
        entries = _by_site(session, select(site_of, func.sum(KnownReplica.last_seq)).group_by(site_of))
        contacts = _by_site(session, select(site_of, func.max(KnownReplica.last_contact)).group_by(site_of))
        query = select(Site).where(Site.tier == Tier.VILLAGE.value).order_by(Site.site_code)
        return tuple(
            SiteStanding(
                site.site_code,
                site.shown_name or site.name,
                cases.get(site.site_code, 0),
                int(entries.get(site.site_code, 0)),
                contacts.get(site.site_code),
            )
            for site in session.scalars(query)
        )


def _by_site(session: Session, query: Select[str, Value]) -> dict[str, Value]:
    return {site_code: value for site_code, value in session.execute(query)}  # noqa: C416 - a Result has keys()
