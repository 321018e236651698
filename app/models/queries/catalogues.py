"""Reading the published catalogues: which one is in force on a day, what the room added, which powers moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.cases import Tier
from app.domain.catalogue.merging import Grant
from app.models.tables import CatalogueVersion, PowerGrant, SlipKey

PUBLISHED, OWN = "published", "own"
"""Where a stored catalogue comes from: a whole published version, or one item the village added."""


@dataclass(frozen=True, slots=True)
class PublishedCatalogue:
    """One stored catalogue; ``document`` is its JSON text, ``signature`` Ed25519 over ``sha256``, hex."""

    catalogue_id: str
    version: str
    title: str
    sample: bool
    document: str
    sha256: str
    published_by: str
    published_at: datetime
    in_force_from: date
    parent_version: str
    signer: str
    signature: str


_COLUMNS = (
    CatalogueVersion.id,
    CatalogueVersion.version,
    CatalogueVersion.title,
    CatalogueVersion.sample,
    CatalogueVersion.document,
    CatalogueVersion.sha256,
    CatalogueVersion.published_by,
    CatalogueVersion.published_at,
    CatalogueVersion.in_force_from,
    CatalogueVersion.parent_version,
    CatalogueVersion.signer,
    CatalogueVersion.signature,
)


def in_force(
    session: Session, site_code: str, day: date, but: Collection[str] = ()
) -> PublishedCatalogue | None:
    """The catalogue of a site on ``day``: a real one before a sample, then the newest; never one of ``but``."""
    query = _of_site(site_code, day).where(CatalogueVersion.id.not_in(sorted(but)))
    found = session.execute(query.with_only_columns(*_COLUMNS)).first()
    return None if found is None else _read(found)


def id_in_force(session: Session, site_code: str, day: date, but: Collection[str] = ()) -> str | None:
    """Only which one it is: the document is long, and every key press asks."""
    query = _of_site(site_code, day).where(CatalogueVersion.id.not_in(sorted(but)))
    return session.execute(query.with_only_columns(CatalogueVersion.id)).scalar()


def has_additions(session: Session, site_code: str) -> tuple[bool, bool]:
    """Whether the room added items of its own, and whether powers were moved, in one question: most have neither."""
    own_there = select(CatalogueVersion.id).where(
        CatalogueVersion.site_code == site_code, CatalogueVersion.origin == OWN
    )
    moved_there = select(PowerGrant.id).where(PowerGrant.site_code == site_code)
    added, moved = session.execute(select(own_there.exists(), moved_there.exists())).one()
    return added, moved


def versions(session: Session, site_code: str) -> tuple[PublishedCatalogue, ...]:
    """Every published version a site ever had, the newest first."""
    query = (
        select(*_COLUMNS)
        .where(CatalogueVersion.site_code == site_code, CatalogueVersion.origin == PUBLISHED)
        .order_by(CatalogueVersion.published_at.desc(), CatalogueVersion.id.desc())
    )
    return tuple(_read(row) for row in session.execute(query))


def by_id(session: Session, site_code: str, catalogue_id: str) -> PublishedCatalogue | None:
    """The version a case was accepted under, published or own; None where the register does not hold it."""
    query = select(*_COLUMNS).where(
        CatalogueVersion.site_code == site_code, CatalogueVersion.id == catalogue_id
    )
    found = session.execute(query).first()
    return None if found is None else _read(found)


def own(session: Session, site_code: str) -> tuple[PublishedCatalogue, ...]:
    """What the room itself added, one item each, in the order added."""
    query = (
        select(*_COLUMNS)
        .where(CatalogueVersion.site_code == site_code, CatalogueVersion.origin == OWN)
        .order_by(CatalogueVersion.published_at, CatalogueVersion.id)
    )
    return tuple(_read(row) for row in session.execute(query))


def grants(session: Session, site_code: str) -> tuple[Grant, ...]:
    """Every power that was moved down to this site or its tier, in the order granted."""
    query = (
        select(PowerGrant)
        .where(PowerGrant.site_code == site_code)
        .order_by(PowerGrant.from_on, PowerGrant.id)
    )
    return tuple(
        Grant(row.item_code, Tier(row.to_tier), row.from_on, row.to_on, row.form, row.document_no)
        for row in session.scalars(query)
    )


def signing_keys(session: Session, site_code: str) -> frozenset[str]:
    """The public keys of the site's own PCs, hex."""
    return frozenset(session.scalars(select(SlipKey.public_key).where(SlipKey.site_code == site_code)))


def is_sample(session: Session, site_code: str, day: date) -> bool:
    """Whether the catalogue in force is the sample; False where there is none."""
    return bool(session.scalar(_of_site(site_code, day).with_only_columns(CatalogueVersion.sample)))


def samples(session: Session, catalogue_ids: Iterable[str]) -> frozenset[str]:
    """Those of the ids that name a sample catalogue."""
    wanted = sorted(set(catalogue_ids))
    query = select(CatalogueVersion.id).where(CatalogueVersion.id.in_(wanted), CatalogueVersion.sample)
    return frozenset(session.scalars(query))


def _read(row: Iterable[Any]) -> PublishedCatalogue:
    return PublishedCatalogue(*row)


def _of_site(site_code: str, day: date) -> Select[CatalogueVersion]:
    return (
        select(CatalogueVersion)
        .where(
            CatalogueVersion.site_code == site_code,
            CatalogueVersion.origin == PUBLISHED,
            CatalogueVersion.in_force_from <= day,
        )
        .order_by(
            CatalogueVersion.sample,
            CatalogueVersion.in_force_from.desc(),
            CatalogueVersion.published_at.desc(),
            CatalogueVersion.id.desc(),
        )
        .limit(1)
    )
