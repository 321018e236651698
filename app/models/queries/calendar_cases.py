"""Reading the open cases whose limit reaches into a year, and the working-day tables a site was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases import OPEN_STATES
from app.models.tables import CaseStatus, ServiceCase


def due_from(session: Session, site_code: str, day: date) -> Sequence[tuple[ServiceCase, date]]:
    """Open cases due on ``day`` or later, each with its due date as it stands now, in order of number."""
    query = (
        select(ServiceCase, CaseStatus.due_on)
        .join(
            CaseStatus,
            (CaseStatus.site_code == ServiceCase.site_code) & (CaseStatus.case_id == ServiceCase.id),
        )
        .where(
            ServiceCase.site_code == site_code,
            CaseStatus.state.in_(sorted(OPEN_STATES)),
            CaseStatus.due_on >= day,
        )
        .order_by(ServiceCase.case_no)
    )
    return [(case, due_on) for case, due_on in session.execute(query) if due_on is not None]


def due_dates(session: Session, site_code: str, case_ids: Sequence[str]) -> dict[str, date | None]:
    """Where the limits of these cases stand now."""
    query = select(CaseStatus.case_id, CaseStatus.due_on).where(
        CaseStatus.site_code == site_code, CaseStatus.case_id.in_(case_ids)
    )
    return {row.case_id: row.due_on for row in session.execute(query)}
