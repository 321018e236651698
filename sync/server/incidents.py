"""What happened to the rooms' PCs that the administrator should see: revocations, restores, differences."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.ids import new_record_id
from sync.server.tables import SyncIncident

KINDS = (
    "revoked",
    "admitted",
    "taken-in",
    "declined",
    "restored",
    "offered",
    "digest",
    "rekeyed",
    "rotated",
    "replaced",
    "verify-failed",
    "backup-failed",
)


def note(
    session: Session, clock: Clock, kind: str, *, site_code: str = "", replica_id: str = "", **detail: object
) -> None:
    """Keep one incident in the caller's transaction; ``detail`` holds counts and reasons, never a person."""
    session.add(
        SyncIncident(
            id=new_record_id(),
            at=clock.now(),
            kind=kind,
            site_code=site_code,
            replica_id=replica_id,
            detail=detail,
        )
    )


def recent(session: Session, at_most: int = 100) -> tuple[SyncIncident, ...]:
    """The newest incidents first."""
    query = select(SyncIncident).order_by(SyncIncident.at.desc(), SyncIncident.id.desc()).limit(at_most)
    return tuple(session.scalars(query))
