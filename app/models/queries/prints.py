"""Reading what was printed of a case, the pages of the registration book, and the keys slips are signed with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.tables import Agent, PaperPrint, ServiceCase, SlipKey, TransferList


@dataclass(frozen=True, slots=True)
class LastPrint:
    """How often a paper of a case was printed, and the description of the last one."""

    times: int
    description: dict[str, Any]


def last_print(session: Session, site_code: str, case_id: str, paper: str) -> LastPrint | None:
    """The newest print of this paper, or None where there was none."""
    rows = session.scalars(
        select(PaperPrint)
        .where(PaperPrint.site_code == site_code, PaperPrint.case_id == case_id, PaperPrint.paper == paper)
        .order_by(PaperPrint.printed_at, PaperPrint.id)
    ).all()
    return LastPrint(len(rows), dict(rows[-1].description)) if rows else None


def page_in_book(session: Session, site_code: str, case_no: str, book: str) -> int:
    """Which page of the registration book a case is: its place among the numbers that hold ``book``.

    ``book`` is the part of the number that names year and PC, as an SQL pattern.
    """
    return (
        session.scalar(
            select(func.count())
            .select_from(ServiceCase)
            .where(
                ServiceCase.site_code == site_code,
                ServiceCase.case_no.like(book),
                ServiceCase.case_no <= case_no,
            )
        )
        or 0
    )


def case_key(session: Session, case_no: str) -> tuple[str, str] | None:
    """(site code, case id) of a case number, whichever site of this register it belongs to."""
    row = session.execute(
        select(ServiceCase.site_code, ServiceCase.id).where(ServiceCase.case_no == case_no)
    ).first()
    return (row.site_code, row.id) if row else None


def has_list(session: Session, list_no: str) -> bool:
    """Whether a hand-over list with this number is known."""
    return (
        session.scalars(select(TransferList.id).where(TransferList.list_no == list_no).limit(1)).first()
        is not None
    )


def slip_keys(session: Session, key_id: str) -> list[str]:
    """The public keys (64 hex digits) known under this key id."""
    return list(session.scalars(select(SlipKey.public_key).where(SlipKey.key_id == key_id)))


def backup_of(session: Session, site_code: str, name: str) -> str:
    """Name and telephone of who stands in for the agent of this name, "" where nobody does or two have the name."""
    found = session.scalars(
        select(Agent).where(Agent.site_code == site_code, Agent.active, Agent.name == name).limit(2)
    ).all()
    backup = agent(session, site_code, found[0].backup_agent_id) if len(found) == 1 else None
    return f"{backup.name} {backup.phone}".strip() if backup else ""


def agent(session: Session, site_code: str, agent_id: str) -> Agent | None:
    """An agent's record, or None."""
    return session.get(Agent, (site_code, agent_id))
