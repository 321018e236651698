"""Reading which lines of the old paper books are entered already."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.domain.cases import CaseState
from app.domain.requests import Origin
from app.models.tables import CaseStatus, ServiceCase


def entered(session: Session, site_code: str, book_no: str, page_no: str) -> ServiceCase | None:
    """The case that was entered from this page of this book, None before, or after it was voided."""
    same = and_(CaseStatus.site_code == ServiceCase.site_code, CaseStatus.case_id == ServiceCase.id)
    query = (
        select(ServiceCase)
        .join(CaseStatus, same)
        .where(
            CaseStatus.state != CaseState.VOIDED.value,
            ServiceCase.site_code == site_code,
            ServiceCase.origin == Origin.OLD_BOOK.value,
            ServiceCase.book_no == book_no,
            ServiceCase.page_no == page_no,
        )
    )
    return session.scalars(query.order_by(ServiceCase.id).limit(1)).first()
