"""Reading the attachments of a case, and which contents a site has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.models.tables import Attachment, ContentMark


def of_case(session: Session, site_code: str, case_id: str) -> Sequence[Attachment]:
    """The attachments of a case that were not taken away, the first added first."""
    query = _live(site_code).where(Attachment.case_id == case_id)
    return session.scalars(query.order_by(Attachment.taken_at, Attachment.id)).all()


def of_content(session: Session, site_code: str, sha256: str) -> Attachment | None:
    """An attachment of this site with this content, None where there is none that stands."""
    query = _live(site_code).where(Attachment.sha256 == sha256)
    return session.scalars(query.order_by(Attachment.id).limit(1)).one_or_none()


def contents(session: Session, site_code: str) -> dict[str, int]:
    """Every content that an attachment of this site speaks of, with its size in bytes."""
    query = select(Attachment.sha256, Attachment.size).where(
        Attachment.site_code == site_code, Attachment.removed_at.is_(None)
    )
    return {name: size for name, size in session.execute(query)}  # noqa: C416


def unconfirmed(session: Session, site_code: str, epoch: str) -> dict[str, int]:
    """Of these, the ones the township in this life did not say to hold; by the order in which they were added."""
    return {name: size for name, size in session.execute(unconfirmed_query(site_code, epoch))}  # noqa: C416


def unconfirmed_query(site_code: str, epoch: str) -> Select[str, int]:
    """(content, size) for whoever wants fewer of them."""
    return (
        select(Attachment.sha256, Attachment.size)
        .outerjoin(
            ContentMark,
            (ContentMark.site_code == Attachment.site_code)
            & (ContentMark.sha256 == Attachment.sha256)
            & (ContentMark.epoch == epoch),
        )
        .where(
            Attachment.site_code == site_code,
            Attachment.removed_at.is_(None),
            ContentMark.sha256.is_(None),
        )
        .order_by(Attachment.id)
    )


def counts(session: Session, site_code: str, epoch: str) -> tuple[int, int]:
    """(contents the township in this life did not say to hold, all contents) of a site."""
    query = (
        select(func.count(Attachment.sha256.distinct()), func.count(ContentMark.sha256.distinct()))
        .outerjoin(
            ContentMark,
            (ContentMark.site_code == Attachment.site_code)
            & (ContentMark.sha256 == Attachment.sha256)
            & (ContentMark.epoch == epoch),
        )
        .where(Attachment.site_code == site_code, Attachment.removed_at.is_(None))
    )
    total, confirmed = session.execute(query).one()
    return total - confirmed, total


def sites(session: Session) -> Iterator[str]:
    """The sites that have attachments."""
    yield from session.scalars(select(Attachment.site_code).distinct().order_by(Attachment.site_code))


def _live(site_code: str) -> Select[Attachment]:
    return select(Attachment).where(Attachment.site_code == site_code, Attachment.removed_at.is_(None))
