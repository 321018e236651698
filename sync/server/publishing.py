"""Publishing a catalogue to the villages: one document, a line in each site's feed (design: sync 7)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import assets
from app.clock import today
from app.domain import catalogue
from app.domain.cases import Tier
from app.ids import new_record_id
from app.models.tables import CatalogueVersion
from app.models.unit_of_work import UnitOfWork
from sync.server.township import OFFICE, Township


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
    """Put ``document`` into force today for ``sites`` and for the township itself, in one transaction.

    Raises Refusal ``catalogue-…`` for a document that is not a catalogue; nothing is published then.
    """
    read = catalogue.from_document(document)
    record_id = new_record_id()
    with township.register.write(OFFICE, township.clock) as unit:
        for site_code in (township.register.site_code, *sites):
            unit.add(
                CatalogueVersion(
                    site_code=site_code,
                    id=record_id,
                    version=read.version,
                    title=read.title,
                    sample=read.sample,
                    document=document,
                    sha256=hashlib.sha256(document.encode()).hexdigest(),
                    published_by=Tier.TOWNSHIP.value,
                    published_at=township.clock.now(),
                    in_force_from=today(township.clock),
                )
            )
        unit.commit()
    return Published(read.version, len(read.items), len(sites))


def hand_on(unit: UnitOfWork, own_site: str, new_site: str) -> None:
    """A village that joins later gets what the township published last, under the same id."""
    last = _last_published(unit.session, own_site)
    if last is not None:
        unit.add(
            CatalogueVersion(
                site_code=new_site,
                id=last.id,
                version=last.version,
                title=last.title,
                sample=last.sample,
                document=last.document,
                sha256=last.sha256,
                published_by=last.published_by,
                published_at=last.published_at,
                in_force_from=last.in_force_from,
            )
        )


def _last_published(session: Session, own_site: str) -> CatalogueVersion | None:
    query = select(CatalogueVersion).where(CatalogueVersion.site_code == own_site)
    newest = query.order_by(CatalogueVersion.published_at.desc(), CatalogueVersion.id.desc())
    return session.scalars(newest.limit(1)).one_or_none()
