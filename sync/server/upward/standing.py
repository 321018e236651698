"""How a township stands with its district: when it was last reached, what has gone up, what still waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.models.tables import FollowedRecord, JournalHead, ServiceCase, UpwardSite
from sync.server.township import Township
from sync.server.upward.enrolling import enrolled, superior_of


@dataclass(frozen=True, slots=True)
class UpwardStanding:
    """``cases`` go up; ``waiting`` lines wait to be looked at or sent; ``trouble`` is the last pass's sentence."""

    name: str
    url: str
    last_contact: datetime | None
    cases: int
    waiting: int
    trouble: str


def of(township: Township) -> UpwardStanding | None:
    """The same as ``standing``; None where there is no district."""
    with township.register.reading() as session:
        if superior_of(session) is None:
            return None
    return standing(township)


def standing(township: Township) -> UpwardStanding:
    """Refusal ``not-enrolled`` where there is no district."""
    with township.register.reading() as session:
        superior = enrolled(session)
        same = (FollowedRecord.site_code == ServiceCase.site_code) & (
            FollowedRecord.record_id == ServiceCase.id
        )
        cases = session.scalar(select(func.count()).select_from(ServiceCase).join(FollowedRecord, same))
        unsent = session.scalar(select(func.sum(UpwardSite.seq - UpwardSite.acked_seq)))
        looked = select(func.sum(JournalHead.n - func.coalesce(UpwardSite.looked_n, 0))).outerjoin(
            UpwardSite, UpwardSite.site_code == JournalHead.site_code
        )
        return UpwardStanding(
            superior.name,
            superior.url,
            superior.last_contact,
            cases or 0,
            int(unsent or 0) + int(session.scalar(looked.select_from(JournalHead)) or 0),
            superior.last_trouble,
        )
