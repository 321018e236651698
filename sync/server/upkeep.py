"""What a server looks after by itself, verification and backups: when each last ran and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.models.tables import Made, Superior
from app.models.tables.after import BACKUP as MADE_BACKUP
from app.models.verify import VerifyReport
from app.services import backups
from sync.server import incidents
from sync.server.tables import Upkeep
from sync.server.township import OFFICE, Township

VERIFY, BACKUP = "verify", "backup"


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest run of one kind. ``good_at``: when one last ended well; for a backup its age."""

    kind: str
    begun_at: datetime
    ended_at: datetime | None
    good_at: datetime | None
    ok: bool
    detail: dict[str, object]

    @property
    def failed(self) -> bool:
        """Whether it ended badly; one under way has not ended yet."""
        return self.ended_at is not None and not self.ok


def standings(township: Township) -> dict[str, Standing]:
    """By kind; a kind that never ran is not there."""
    with township.register.reading() as session:
        return {row.kind: _standing(row) for row in session.scalars(select(Upkeep))}


def verify(township: Township) -> VerifyReport:
    """Prove every log, table and attachment, and keep how it ended."""
    _keep(township, lambda session: begun(session, township.clock, VERIFY))
    report = backups.verify(township.register)
    facts = {"entries": report.entries, "records": report.records, "problems": list(report.problems)}
    _keep(township, lambda session: ended(session, township.clock, VERIFY, ok=report.ok, **facts))
    return report


def backed_up(township: Township, file: Path, *, ok: bool, **detail: object) -> None:
    """A backup was made, and where that was asked for, proved; a district that there is gets to know how old it is."""
    _keep(
        township,
        lambda session: ended(session, township.clock, BACKUP, ok=ok, file=file.name, **detail),
    )
    if ok and _reports_upward(township):
        with township.register.write(OFFICE, township.clock) as work:
            pc_code = township.register.identity.pc_code
            work.add(Made(what=MADE_BACKUP, kind=pc_code, at=township.clock.now()))
            work.commit()


def not_backed_up(township: Township, why: str) -> None:
    """No backup could be made; ``why`` is the code of the refusal."""
    _keep(township, lambda session: ended(session, township.clock, BACKUP, ok=False, why=why))


def _keep(township: Township, note: Callable[[Session], None]) -> None:
    with township.register.writing() as session:
        note(session)
        session.commit()


def _reports_upward(township: Township) -> bool:
    with township.register.reading() as session:
        return session.get(Superior, 1) is not None


def begun(session: Session, clock: Clock, kind: str) -> None:
    """A run begins, in the caller's transaction."""
    row = _row(session, kind)
    if row is None:
        session.add(Upkeep(kind=kind, begun_at=clock.now(), ended_at=None, good_at=None, ok=False, detail={}))
        return
    row.begun_at, row.ended_at = clock.now(), None


def ended(session: Session, clock: Clock, kind: str, *, ok: bool, **detail: object) -> None:
    """It ended; a bad end is an incident too. ``detail`` holds counts, file names and words, no person."""
    row = _row(session, kind)
    if row is None:
        begun(session, clock, kind)
        session.flush()
        row = session.get_one(Upkeep, kind)
    row.ended_at, row.ok, row.detail = clock.now(), ok, detail
    row.good_at = clock.now() if ok else row.good_at
    if not ok:
        incidents.note(session, clock, f"{kind}-failed", site_code="", replica_id="", **detail)


def _row(session: Session, kind: str) -> Upkeep | None:
    return session.get(Upkeep, kind, with_for_update=True)


def _standing(row: Upkeep) -> Standing:
    return Standing(row.kind, row.begun_at, row.ended_at, row.good_at, row.ok, dict(row.detail))
