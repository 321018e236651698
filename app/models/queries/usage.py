"""Reading what is asked for most, so that lists can begin with it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.tables import CaseStatus

RECENT_CASES = 500
"""How many of the newest cases are looked at: habits of this season, and quick at a million cases."""


def item_uses(session: Session) -> dict[str, int]:
    """Item code → how often it was asked for lately."""
    recent = (
        select(CaseStatus.item_code).order_by(CaseStatus.accepted_at.desc()).limit(RECENT_CASES).subquery()
    )
    rows = session.execute(select(recent.c.item_code, func.count()).group_by(recent.c.item_code))
    return dict(rows.all())
