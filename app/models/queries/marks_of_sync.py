"""Where a case's newest line of ours is: only here, received by the township, or taken in by it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.queries.sites import sync_marks
from app.models.tables import JournalLine

ONLY_HERE, AT_TOWNSHIP, TAKEN_IN = "only_here", "at_township", "taken_in"


@dataclass(frozen=True, slots=True)
class SyncMarks:
    """Journal numbers up to which our lines were received and applied by the township.

    ``keeps_feed``: this register is the township's own, where everything is taken in.
    """

    received_n: int
    applied_n: int
    keeps_feed: bool

    def where(self, last_n: int) -> str:
        """``only_here`` | ``at_township`` | ``taken_in`` for a case whose newest own line is ``last_n``."""
        if self.keeps_feed or last_n <= self.applied_n:
            return TAKEN_IN
        return AT_TOWNSHIP if last_n <= self.received_n else ONLY_HERE


def marks(session: Session, site_code: str, replica_id: str, *, keeps_feed: bool) -> SyncMarks:
    """How far the township has come with our journal; nothing before enrolment."""
    state = sync_marks(session)
    if keeps_feed or state is None:
        return SyncMarks(0, 0, keeps_feed)
    received_n = _journal_n(session, site_code, replica_id, state.acked_seq)
    return SyncMarks(received_n, _journal_n(session, site_code, replica_id, state.applied_seq), False)


def _journal_n(session: Session, site_code: str, replica_id: str, seq: int) -> int:
    if seq <= 0:
        return 0
    query = select(JournalLine.n).where(
        JournalLine.site_code == site_code, JournalLine.replica_id == replica_id, JournalLine.seq == seq
    )
    return session.scalar(query) or 0
