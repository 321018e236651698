"""Reading service points: the room's own row, its tier, how far its township has come."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.rows import RoomRow
from app.ids import site_record_id
from app.models.tables import Site, SyncState


def room_row(session: Session, site_code: str, *, sample_catalogue: bool, demo: bool) -> RoomRow | None:
    """The site's own row as screens show it, or None where the register does not know the site."""
    site = session.get(Site, (site_code, site_record_id(site_code)))
    if site is None:
        return None
    return RoomRow(
        site_code=site_code,
        name=site.shown_name or site.name,
        tier=site.tier,
        hotline=site.hotline,
        opening_hours=site.opening_hours,
        address=site.address,
        sample_catalogue=sample_catalogue,
        demo=demo,
        agent_word=site.agent_word or "",
    )


def tier_of(session: Session, site_code: str) -> str:
    """The tier of a site; ``village`` where the register does not know it."""
    return session.scalar(select(Site.tier).where(Site.site_code == site_code)) or "village"


def sync_marks(session: Session) -> SyncState | None:
    """How far this register and its township have come; None before enrolment."""
    return session.scalars(select(SyncState).limit(1)).first()
