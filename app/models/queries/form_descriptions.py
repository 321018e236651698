"""Reading the published forms of papers: which one a site uses now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases import Tier
from app.models.tables import FormDescription, Site


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """One stored form; ``document`` is its JSON text."""

    form_id: str
    paper: str
    document: str
    published_at: datetime
    published_by: str


def published(session: Session, site_code: str, paper: str = "") -> tuple[PublishedForm, ...]:
    """Every form of a site, or of one paper, the newest first."""
    query = select(FormDescription).where(FormDescription.site_code == site_code)
    if paper:
        query = query.where(FormDescription.paper == paper)
    query = query.order_by(FormDescription.published_at.desc(), FormDescription.id.desc())
    return tuple(
        PublishedForm(form.id, form.paper, form.document, form.published_at, form.published_by)
        for form in session.scalars(query)
    )


def in_force(session: Session, site_code: str, paper: str) -> str:
    """The document of the newest form of a paper, or ""."""
    return (
        session.scalar(
            select(FormDescription.document)
            .where(FormDescription.site_code == site_code, FormDescription.paper == paper)
            .order_by(FormDescription.published_at.desc(), FormDescription.id.desc())
            .limit(1)
        )
        or ""
    )


def villages(session: Session) -> tuple[str, ...]:
    """The codes of every service point this register holds, its own first made included."""
    query = select(Site.site_code).where(Site.tier.in_((Tier.VILLAGE.value, Tier.TOWNSHIP.value)))
    return tuple(session.scalars(query.order_by(Site.site_code)))
