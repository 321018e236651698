"""Reading the published catalogues: which one is in force on a day, and which a case was accepted under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models.tables import CatalogueVersion


@dataclass(frozen=True, slots=True)
class PublishedCatalogue:
    """One stored catalogue; ``document`` is its JSON text."""

    catalogue_id: str
    version: str
    sample: bool
    document: str


def in_force(session: Session, site_code: str, day: date) -> PublishedCatalogue | None:
    """The catalogue of a site on ``day``: a real one before a sample, then the newest."""
    query = _of_site(site_code, day)
    found = session.execute(
        query.with_only_columns(
            CatalogueVersion.id, CatalogueVersion.version, CatalogueVersion.sample, CatalogueVersion.document
        )
    ).first()
    return None if found is None else PublishedCatalogue(*found)


def is_sample(session: Session, site_code: str, day: date) -> bool:
    """Whether the catalogue in force is the sample; False where there is none."""
    return bool(session.scalar(_of_site(site_code, day).with_only_columns(CatalogueVersion.sample)))


def samples(session: Session, catalogue_ids: Iterable[str]) -> frozenset[str]:
    """Those of the ids that name a sample catalogue."""
    wanted = sorted(set(catalogue_ids))
    query = select(CatalogueVersion.id).where(CatalogueVersion.id.in_(wanted), CatalogueVersion.sample)
    return frozenset(session.scalars(query))


def _of_site(site_code: str, day: date) -> Select[CatalogueVersion]:
    return (
        select(CatalogueVersion)
        .where(CatalogueVersion.site_code == site_code, CatalogueVersion.in_force_from <= day)
        .order_by(
            CatalogueVersion.sample,
            CatalogueVersion.in_force_from.desc(),
            CatalogueVersion.published_at.desc(),
            CatalogueVersion.id.desc(),
        )
        .limit(1)
    )
