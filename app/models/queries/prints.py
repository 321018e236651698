"""Reading what was printed of a case, the pages of the registration book, and the keys slips are signed with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.tables import Agent, ListPrint, PaperPrint, ServiceCase, SlipKey, TransferList


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


def times_printed(session: Session, site_code: str, paper: str, of: str, fingerprint: str) -> int:
    """How often this paper of no case was printed; with a ``fingerprint`` the very same words of it."""
    query = select(func.count()).select_from(ListPrint)
    query = query.where(ListPrint.site_code == site_code, ListPrint.paper == paper, ListPrint.of == of)
    return session.scalar(query.where(ListPrint.fingerprint == fingerprint)) or 0


@dataclass(frozen=True, slots=True)
class ListPrintLine:
    """One print of a paper of no case: when, by whom, where to, the how-manieth."""

    paper: str
    of: str
    copy_no: int
    printed_at: datetime
    by_name: str
    sent_to: str


def list_prints(session: Session, site_code: str, paper: str, most: int) -> tuple[ListPrintLine, ...]:
    """The newest prints of papers of no case, of one kind where ``paper`` is named."""
    query = (
        select(ListPrint, Agent.name)
        .outerjoin(Agent, (Agent.site_code == ListPrint.site_code) & (Agent.id == ListPrint.by_agent))
        .where(ListPrint.site_code == site_code)
        .order_by(ListPrint.printed_at.desc(), ListPrint.id.desc())
        .limit(most)
    )
    rows = session.execute(query.where(ListPrint.paper == paper) if paper else query)
    return tuple(
        ListPrintLine(one.paper, one.of, one.copy_no, one.printed_at, name or "", one.sent_to)
        for one, name in rows
    )


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
