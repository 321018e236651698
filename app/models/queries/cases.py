"""Reading one case: by its number, its papers, what happened to it, and open cases of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.domain.cases import OPEN_STATES, CaseState
from app.domain.rows import OpenDuplicate
from app.models.tables import CaseEvent, CaseStatus, Material, PaperPrint, ServiceCase


@dataclass(frozen=True, slots=True)
class StatusNow:
    """What the events of a case add up to at this moment of the transaction."""

    state: CaseState
    due_on: date | None
    completed_on: date | None
    result: str
    rating: str
    accepted_on: date
    follow_up_due_on: date | None = None


def by_number(session: Session, case_no: str, own_site: str) -> ServiceCase | None:
    """The case with this number, of our own site before any other's."""
    found = session.scalars(
        select(ServiceCase)
        .where(ServiceCase.case_no == case_no)
        .order_by(ServiceCase.site_code != own_site, ServiceCase.id)
        .limit(1)
    )
    return found.first()


def status_now(session: Session, site_code: str, case_id: str) -> StatusNow | None:
    """Read past the session's memory: the doors write this table by statements."""
    status = CaseStatus
    row = session.execute(
        select(
            status.state,
            status.due_on,
            status.completed_on,
            status.result,
            status.rating,
            status.accepted_on,
            status.follow_up_due_on,
        ).where(status.site_code == site_code, status.case_id == case_id)
    ).first()
    return None if row is None else StatusNow(CaseState(row[0]), *row[1:])


def open_duplicates(
    session: Session, site_code: str, villager_ids: Sequence[str], item_code: str
) -> tuple[OpenDuplicate, ...]:
    """Open cases of these (records of one) villager and this item, the newest first."""
    if not villager_ids:
        return ()
    status, case = CaseStatus, ServiceCase
    rows = session.execute(
        select(case.case_no, case.item_name, status.state, status.accepted_on)
        .join_from(status, case, and_(case.site_code == status.site_code, case.id == status.case_id))
        .where(
            status.site_code == site_code,
            status.villager_id.in_(villager_ids),
            status.item_code == item_code,
            status.state.in_([state.value for state in OPEN_STATES]),
        )
        .order_by(status.accepted_at.desc())
    )
    return tuple(OpenDuplicate(no, name, CaseState(state), on) for no, name, state, on in rows)


def materials_of(session: Session, case: ServiceCase) -> Sequence[Material]:
    """The papers of a case in the order of the list."""
    query = select(Material).where(Material.site_code == case.site_code, Material.case_id == case.id)
    return session.scalars(query.order_by(Material.position, Material.id)).all()


def events_of(session: Session, case: ServiceCase) -> Sequence[CaseEvent]:
    """What happened to a case: in feed order, what the township has not numbered yet behind it."""
    query = select(CaseEvent).where(CaseEvent.site_code == case.site_code, CaseEvent.case_id == case.id)
    return session.scalars(query.order_by(CaseEvent.ver == 0, CaseEvent.ver, CaseEvent.id)).all()


def prints_of(session: Session, case: ServiceCase) -> Sequence[PaperPrint]:
    """Every print of every paper of a case, the first first."""
    query = select(PaperPrint).where(PaperPrint.site_code == case.site_code, PaperPrint.case_id == case.id)
    return session.scalars(query.order_by(PaperPrint.printed_at, PaperPrint.id)).all()
