"""Putting a catalogue into force, adding the village's own items, and listing the versions there were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app import keystore
from app.clock import Clock, local_day, today
from app.domain.cases import Tier
from app.domain.catalogue import Catalogue, ServiceItem, to_document
from app.domain.catalogue.merging import check_own
from app.domain.catalogue.rules import check_publishable
from app.errors import Refusal
from app.models.queries import Session, catalogues, sites
from app.models.queries.catalogues import OWN, PUBLISHED, PublishedCatalogue
from app.models.register import Register
from app.models.tables import CatalogueVersion
from app.services import catalogue_signatures
from app.services.catalogue_signatures import Standing, digest_of
from app.services.desk import Desk
from app.services.items import held, read_document

OWN_TITLE = "本村（社区）事项"


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version for lists. ``own_items`` counts what the room added to the one in force."""

    catalogue_id: str
    version: str
    title: str
    sample: bool
    items: int
    published_by: Tier
    published_on: date
    in_force_from: date
    standing: Standing
    in_force: bool
    own_items: int = 0


def new_version(
    keys: keystore.Keys, catalogue: Catalogue, clock: Clock, published_by: Tier, parent_version: str = ""
) -> CatalogueVersion:
    """The signed record of a catalogue, in force from today; not yet in any register."""
    document = to_document(replace(catalogue, parent_version=parent_version or catalogue.parent_version))
    sha256 = digest_of(document)
    signer, signature = catalogue_signatures.signed(keys, sha256)
    return CatalogueVersion(
        version=catalogue.version,
        title=catalogue.title,
        sample=catalogue.sample,
        document=document,
        sha256=sha256,
        published_by=published_by.value,
        published_at=clock.now(),
        in_force_from=today(clock),
        origin=PUBLISHED,
        parent_version=parent_version or catalogue.parent_version,
        signer=signer,
        signature=signature,
    )


def check_new(session: Session, site_code: str, catalogue: Catalogue) -> None:
    """Refusal where the version may not be published: ``catalogue-not-publishable``, ``catalogue-version-taken``."""
    own_codes = {
        item.code for row in catalogues.own(session, site_code) for item in read_document(row.document).items
    }
    check_publishable(catalogue, own_codes)
    for there in catalogues.versions(session, site_code):
        if there.version == catalogue.version and not _same(there, catalogue):
            raise Refusal(
                f"目录版本“{catalogue.version}”已经公布过，内容不一样。没有公布；请换一个版本号再试。",
                field="version",
                code="catalogue-version-taken",
            )


def publish(desk: Desk, catalogue: Catalogue) -> VersionRow:
    """Put a whole catalogue into force at this site from today; an identical one in force changes nothing.

    The room's own items in it stay the room's own.
    Refusals: ``catalogue-from-above`` where a township publishes for this room, and those of ``check_new``.
    """
    site_code = desk.register.site_code
    catalogue = replace(catalogue, items=tuple(item for item in catalogue.items if not item.own))
    with desk.write() as work:
        tier = Tier(sites.tier_of(work.session, site_code))
        if tier is Tier.VILLAGE and sites.sync_marks(work.session) is not None:
            raise Refusal(
                "本室的目录由乡镇公布，这里不能替换。没有导入；可以增加本村（社区）自己的事项，或请乡镇公布。",
                field="catalogue",
                code="catalogue-from-above",
            )
        check_new(work.session, site_code, catalogue)
        now = catalogues.in_force(work.session, site_code, today(desk.clock))
        if now is None or not _same(now, catalogue):
            parent = now.version if now is not None else ""
            work.add(new_version(desk.register.keys, catalogue, desk.clock, tier, parent))
            work.commit()
    return next(row for row in versions(desk.register, desk.clock) if row.version == catalogue.version)


def add_item(desk: Desk, item: ServiceItem) -> ServiceItem:
    """Add the village's own item, or put an own item of the same code in its place, from today.

    Refusals: ``own-item-collides`` on ``code`` or ``name``, ``own-item-tier``, ``catalogue-not-publishable``.
    """
    site_code = desk.register.site_code
    with desk.write() as work:
        holds = held(work.session, site_code, today(desk.clock)).catalogue
        published = replace(holds, items=tuple(one for one in holds.items if not one.own))
        others = tuple(one for one in holds.items if one.own and one.code != item.code)
        check_own(item, replace(published, items=published.items + others))
        version = _own_version(work.session, site_code)
        added = Catalogue(version, OWN_TITLE, sample=False, items=(item,), counting=holds.counting)
        check_publishable(added, {one.code for one in holds.items})
        record = new_version(desk.register.keys, added, desk.clock, Tier.VILLAGE)
        record.origin = OWN
        work.add(record)
        work.commit()
    return replace(item, own=True)


def withdraw_item(desk: Desk, code: str) -> None:
    """Offer the village's own item no longer; its cases go on. Refusal ``unknown-item``."""
    with desk.register.reading() as session:
        item = held(session, desk.register.site_code, today(desk.clock)).catalogue.item(code)
    if item is None or not item.own:
        raise Refusal(
            f"“{code[:40]}”不是本村（社区）自己的事项，没有改动。", field="code", code="unknown-item"
        )
    add_item(desk, replace(item, own=False, withdrawn=True))


def versions(register: Register, clock: Clock) -> tuple[VersionRow, ...]:
    """Every version published for this site, the newest first."""
    with register.reading() as session:
        now = held(session, register.site_code, today(clock))
        trusted = catalogue_signatures.trusted_keys(session, register.site_code)
        rows = catalogues.versions(session, register.site_code)
    own = sum(item.own for item in now.catalogue.items)
    return tuple(
        VersionRow(
            catalogue_id=row.catalogue_id,
            version=row.version,
            title=row.title,
            sample=row.sample,
            items=len(read_document(row.document).items),
            published_by=Tier(row.published_by),
            published_on=local_day(row.published_at),
            in_force_from=row.in_force_from,
            standing=catalogue_signatures.standing(row, trusted),
            in_force=row.catalogue_id == now.catalogue_id,
            own_items=own if row.catalogue_id == now.catalogue_id else 0,
        )
        for row in rows
    )


def version_named(register: Register, name: str) -> Catalogue:
    """A version by its name or record id, the newest first; Refusal ``no-such-version``."""
    with register.reading() as session:
        rows = catalogues.versions(session, register.site_code)
    found = next((row for row in rows if name in (row.version, row.catalogue_id)), None)
    if found is None:
        listed = "、".join(dict.fromkeys(row.version for row in rows)) or "无"
        raise Refusal(
            f"没有“{name[:40]}”这个目录版本。本机有：{listed}。", field="version", code="no-such-version"
        )
    return read_document(found.document)


def _same(there: PublishedCatalogue, catalogue: Catalogue) -> bool:
    """What a version follows is written down at publishing and does not make another catalogue of it."""
    return replace(read_document(there.document), parent_version=catalogue.parent_version) == catalogue


def _own_version(session: Session, site_code: str) -> str:
    return f"own-{len(catalogues.own(session, site_code)) + 1}"
