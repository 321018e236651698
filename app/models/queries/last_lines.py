"""When this register was last written, by the stamps of its own log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.tables import JournalHead


def last_written_at(session: Session, site_code: str) -> datetime | None:
    """The latest instant any line of the site's log was stamped with; None before the first line.

    Stamps never go back, so an earlier clock than this has been put back since.
    """
    stamp = session.scalar(select(JournalHead.hlc).where(JournalHead.site_code == site_code))
    ms = int((stamp or "0").partition(".")[0])
    return None if ms == 0 else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
