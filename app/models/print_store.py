"""The print queue and how each paper is printed, as they stand in this PC's own tables."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, defer

from app.models.tables import PaperSetting, PrintJob

HANDING = "handing"
"""In ``ref`` of a job that is being given to its printer right now."""
OVER = ("printed", "cancelled")


def jobs(session: Session, *, states: tuple[str, ...] = ()) -> list[PrintJob]:
    """The jobs, oldest first, without their pages; only those in ``states`` where any are named."""
    wanted = select(PrintJob).options(defer(PrintJob.pdf)).order_by(PrintJob.made_at, PrintJob.id)
    return list(session.scalars(wanted.where(PrintJob.state.in_(states)) if states else wanted))


def job(session: Session, job_id: str) -> PrintJob | None:
    """One job with its pages."""
    return session.get(PrintJob, job_id)


def claim(session: Session, job_id: str, at: datetime) -> bool:
    """Take a queued job for sending; False where it is not queued or someone else has it."""
    taken = session.execute(
        update(PrintJob)
        .where(PrintJob.id == job_id, PrintJob.state == "queued", PrintJob.ref != HANDING)
        .values(ref=HANDING, sent_at=at, tried=PrintJob.tried + 1)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def forget(session: Session, before: datetime) -> None:
    """Drop what was over before that instant: the register stays small."""
    session.execute(delete(PrintJob).where(PrintJob.state.in_(OVER), PrintJob.made_at < before))


def setting(session: Session, paper: str) -> PaperSetting | None:
    """How this PC prints the paper; None where nobody chose."""
    return session.get(PaperSetting, paper)


def put_setting(session: Session, setting: PaperSetting) -> None:
    """Keep how this PC prints a paper, replacing what was kept."""
    session.merge(setting)
