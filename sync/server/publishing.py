"""Publishing to the villages: catalogues, working-day tables, powers moved down; a line in each site's feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import assets
from app.clock import today
from app.domain import catalogue
from app.domain.acceptance import TIER_WORDS
from app.domain.calendar import YearTable, to_document
from app.domain.cases import Tier
from app.domain.catalogue import Catalogue
from app.errors import Refusal
from app.ids import new_record_id
from app.models.base import Replicated
from app.models.calendars import working_calendar
from app.models.queries import catalogues
from app.models.tables import CatalogueVersion, FormDescription, PowerGrant, ReportTemplate, WorkingYear
from app.models.unit_of_work import UnitOfWork
from app.services.catalogue_publishing import check_new, new_version
from sync.server.township import OFFICE, Township

Record = TypeVar("Record", bound=Replicated)


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, and to how many villages."""

    version: str
    items: int
    sites: int


def sample_document() -> str:
    """The packaged sample catalogue."""
    return assets.text("catalogue", "sample.json")


def publish(township: Township, document: str, sites: tuple[str, ...]) -> Published:
    """``publish_catalogue`` of a JSON document; Refusal ``catalogue-…`` where it is none."""
    return publish_catalogue(township, catalogue.from_document(document), sites)


def publish_catalogue(township: Township, read: Catalogue, sites: tuple[str, ...]) -> Published:
    """Put a catalogue into force today for ``sites`` and for the township itself, signed, in one transaction.

    Refusals: ``catalogue-not-publishable`` where a promise exceeds the department's and the law's (002 限时办结),
    ``catalogue-version-taken``; nothing is published then.
    """
    own, keys = township.register.site_code, township.register.keys
    record_id = new_record_id()
    with township.register.write(OFFICE, township.clock) as unit:
        check_new(unit.session, own, read)
        before = catalogues.in_force(unit.session, own, today(township.clock))
        made = new_version(keys, read, township.clock, Tier.TOWNSHIP, before.version if before else "")
        for site_code in (own, *sites):
            unit.add(_copy(made, site_code, record_id))
        unit.commit()
    return Published(read.version, len(read.items), len(sites))


def check_catalogue(township: Township, read: Catalogue) -> None:
    """Refuse what ``publish_catalogue`` would refuse; nothing is written."""
    with township.register.reading() as session:
        check_new(session, township.register.site_code, read)


def years(township: Township) -> Mapping[int, YearTable]:
    """The working-day tables in force at the township, by year; years worked out provisionally are not there."""
    with township.register.reading() as session:
        known = working_calendar(session, township.register.site_code).years
    return {year: known[year] for year in sorted(known, reverse=True)}


def publish_year(township: Township, table: YearTable, sites: tuple[str, ...]) -> int:
    """Give a year's working days to ``sites`` and the township itself; returns how many villages."""
    made = WorkingYear(year=table.year, document=to_document(table), published_at=township.clock.now())
    record_id = new_record_id()
    with township.register.write(OFFICE, township.clock) as unit:
        for site_code in (township.register.site_code, *sites):
            unit.add(_copy(made, site_code, record_id))
        unit.commit()
    return len(sites)


@dataclass(frozen=True, slots=True)
class PowerMoved:
    """权限下放 as it is published: ``form`` 委托 / 授权 / 服务前移 …, ``to_on`` None until revoked."""

    item_code: str
    to_tier: Tier
    from_on: date
    to_on: date | None = None
    form: str = ""
    document_no: str = ""


def move_power(township: Township, moved: PowerMoved, sites: tuple[str, ...]) -> int:
    """Let a lower tier decide an item at ``sites`` for a time; returns how many villages.

    Refusals: ``unknown-item`` where the catalogue in force has none of this code, ``power-tier`` where it would
    not move down, ``power-dates``.
    """
    own = township.register.site_code
    with township.register.write(OFFICE, township.clock) as unit:
        found = catalogues.in_force(unit.session, own, today(township.clock))
        item = catalogue.from_document(found.document).item(moved.item_code) if found else None
        if item is None:
            raise Refusal(
                f"现行目录里没有“{moved.item_code[:40]}”，没有下放。", field="item", code="unknown-item"
            )
        tiers = list(Tier)
        if tiers.index(moved.to_tier) >= tiers.index(item.tier):
            words = TIER_WORDS[item.tier]
            raise Refusal(
                f"“{item.name}”现由{words}决定，只能下放到更低的层级。", field="tier", code="power-tier"
            )
        if moved.to_on is not None and moved.to_on < moved.from_on:
            raise Refusal("截止日期早于开始日期，没有下放。", field="to_on", code="power-dates")
        made = PowerGrant(
            item_code=item.code,
            from_tier=item.tier.value,
            to_tier=moved.to_tier.value,
            form=moved.form,
            document_no=moved.document_no,
            from_on=moved.from_on,
            to_on=moved.to_on,
        )
        record_id = new_record_id()
        for site_code in (own, *sites):
            unit.add(_copy(made, site_code, record_id))
        unit.commit()
    return len(sites)


@dataclass(frozen=True, slots=True)
class Power:
    """A power that was moved down; ``runs`` while its last day is not over."""

    grant_id: str
    item_code: str
    to_tier: str
    from_on: date
    to_on: date | None
    form: str
    document_no: str
    runs: bool


def powers(township: Township) -> tuple[Power, ...]:
    """Every power that was moved down, the newest first."""
    on, own = today(township.clock), township.register.site_code
    query = select(PowerGrant).where(PowerGrant.site_code == own)
    with township.register.reading() as session:
        kept = session.scalars(query.order_by(PowerGrant.from_on.desc(), PowerGrant.id.desc())).all()
        return tuple(
            Power(
                one.id,
                one.item_code,
                one.to_tier,
                one.from_on,
                one.to_on,
                one.form,
                one.document_no,
                one.to_on is None or one.to_on >= on,
            )
            for one in kept
        )


def take_back_power(township: Township, grant_id: str) -> str:
    """End a power with yesterday, everywhere; returns the item's code. Refusal ``no-power``."""
    ended_on = today(township.clock) - timedelta(days=1)
    with township.register.write(OFFICE, township.clock) as unit:
        kept = unit.session.scalars(select(PowerGrant).where(PowerGrant.id == grant_id)).all()
        running = [one for one in kept if one.to_on is None or one.to_on > ended_on]
        if not running:
            raise Refusal("没有这项下放，或已经到期。没有改动。", field="power", code="no-power")
        for one in running:
            one.to_on = ended_on
        unit.commit()
        return running[0].item_code


def hand_on(unit: UnitOfWork, own_site: str, new_site: str) -> None:
    """A village that joins later gets what the township published, under the same ids."""
    last = _last_published(unit.session, own_site)
    if last is not None:
        unit.add(_copy(last, new_site, last.id))
    for year in unit.session.scalars(select(WorkingYear).where(WorkingYear.site_code == own_site)).all():
        unit.add(_copy(year, new_site, year.id))
    for kind in (PowerGrant, FormDescription, ReportTemplate):
        for one in unit.session.scalars(select(kind).where(kind.site_code == own_site)).all():
            unit.add(_copy(one, new_site, one.id))


def _copy(record: Record, site_code: str, record_id: str) -> Record:
    """The same record for one more site."""
    values = {name: getattr(record, name) for name in record.field_names()}
    return type(record)(site_code=site_code, id=record_id, **values)


def _last_published(session: Session, own_site: str) -> CatalogueVersion | None:
    query = select(CatalogueVersion).where(CatalogueVersion.site_code == own_site)
    newest = query.order_by(CatalogueVersion.published_at.desc(), CatalogueVersion.id.desc())
    return session.scalars(newest.limit(1)).one_or_none()
