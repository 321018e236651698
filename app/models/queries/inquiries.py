"""Reading inquiries: the newest first, those still open before the others where asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.inquiries import InquiryOutcome, InquiryRow
from app.models.queries.agents import actors
from app.models.tables import Inquiry, ServiceCase


def by_id(session: Session, site_code: str, inquiry_id: str) -> Inquiry | None:
    """The inquiry with this id."""
    return session.get(Inquiry, (site_code, inquiry_id))


def page(
    session: Session,
    site_code: str,
    outcomes: Sequence[InquiryOutcome],
    span: tuple[date | None, date | None],
    limit: int,
) -> tuple[InquiryRow, ...]:
    """The inquiries of these outcomes (none: any) asked within ``span`` (both days included), the newest first."""
    query = select(Inquiry).where(Inquiry.site_code == site_code)
    if outcomes:
        query = query.where(Inquiry.outcome.in_([outcome.value for outcome in outcomes]))
    from_on, to_on = span
    if from_on is not None:
        query = query.where(Inquiry.asked_on >= from_on)
    if to_on is not None:
        query = query.where(Inquiry.asked_on <= to_on)
    query = query.order_by(Inquiry.asked_on.desc(), Inquiry.asked_at.desc(), Inquiry.id.desc())
    return rows(session, session.scalars(query.limit(limit)).all())


def rows(session: Session, found: Sequence[Inquiry]) -> tuple[InquiryRow, ...]:
    """Inquiries as lists show them."""
    names = {key: agent.name for key, agent in actors(session, (one.first_asked for one in found)).items()}
    case_ids = [one.case_id for one in found if one.case_id]
    query = select(ServiceCase.id, ServiceCase.case_no).where(ServiceCase.id.in_(case_ids))
    numbers = {row.id: row.case_no for row in session.execute(query)} if case_ids else {}
    return tuple(
        InquiryRow(
            inquiry_id=one.id,
            asked_at=one.asked_at,
            asked_on=one.asked_on,
            name=one.name,
            phone=one.phone,
            villager_id=one.villager_id,
            topic=one.topic,
            item_code=one.item_code,
            is_request=one.is_request,
            in_scope=one.in_scope,
            first_asked=names.get(one.first_asked, ""),
            outcome=InquiryOutcome(one.outcome),
            answer=one.answer,
            answered_on=one.answered_on,
            referred_to=one.referred_to,
            ground=one.ground,
            case_no=numbers.get(one.case_id, ""),
        )
        for one in found
    )
