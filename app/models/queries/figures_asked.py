"""Reading the inquiries, complaints and shifts of a period, for rates, zeros and the workbook's sheets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.deadlines import working_days_left
from app.domain.figures import ComplaintFacts, InquiryFacts
from app.domain.periods import Period
from app.models.calendars import working_calendar
from app.models.queries.agents import actors
from app.models.tables import Complaint, DutyShift, Inquiry, ServiceCase


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift on the roster, in names."""

    on_day: date
    kind: str
    from_time: str
    to_time: str
    agent: str
    backup: str
    note: str


def inquiries(
    session: Session, sites: Sequence[str], period: Period, counted: Collection[str] = ()
) -> tuple[InquiryFacts, ...]:
    """The inquiries asked in the period as they stood at its end; ``counted`` are the cases known then."""
    query = (
        select(Inquiry)
        .where(
            Inquiry.site_code.in_(sites),
            Inquiry.asked_on >= period.start_on,
            Inquiry.asked_on <= period.end_on,
        )
        .order_by(Inquiry.asked_at, Inquiry.id)
    )
    calendars = {site: working_calendar(session, site) for site in sites}
    found = []
    for row in session.scalars(query):
        became = bool(row.case_id) and row.case_id in counted
        answered = row.answered_on is not None and row.answered_on <= period.end_on
        settled = (
            became or answered or (row.outcome != "open" and row.answered_on is None and not row.case_id)
        )
        until = row.answered_on if answered and row.answered_on is not None else period.end_on
        found.append(
            InquiryFacts(
                asked_on=row.asked_on,
                is_request=row.is_request,
                in_scope=row.in_scope,
                outcome=row.outcome if settled else "open",
                waited_days=working_days_left(row.asked_on, until, calendars[row.site_code]),
                case_counted=became,
                ground=row.ground,
            )
        )
    return tuple(found)


def cases_of_inquiries(session: Session, sites: Sequence[str], period: Period) -> frozenset[str]:
    """The cases, accepted by the period's end, that came from an inquiry of the period."""
    query = (
        select(ServiceCase.id)
        .join_from(
            Inquiry,
            ServiceCase,
            (ServiceCase.site_code == Inquiry.site_code) & (ServiceCase.id == Inquiry.case_id),
        )
        .where(
            Inquiry.site_code.in_(sites),
            Inquiry.asked_on >= period.start_on,
            Inquiry.asked_on <= period.end_on,
            ServiceCase.accepted_on <= period.end_on,
        )
    )
    return frozenset(session.scalars(query))


def complaints(
    session: Session, sites: Sequence[str], period: Period, reader_id: str = ""
) -> tuple[ComplaintFacts, ...]:
    """Complaints received or decided in the period; of one about the reader neither words nor answer."""
    query = (
        select(Complaint, ServiceCase.case_no, ServiceCase.item_name)
        .join_from(
            Complaint,
            ServiceCase,
            (ServiceCase.site_code == Complaint.site_code) & (ServiceCase.id == Complaint.case_id),
            isouter=True,
        )
        .where(Complaint.site_code.in_(sites), Complaint.received_on <= period.end_on)
        .order_by(Complaint.received_on, Complaint.id)
    )
    found = []
    for row, case_no, item in session.execute(query):
        decided = row.ruled_on or row.answered_on
        known = decided if decided is not None and decided <= period.end_on else None
        if row.received_on not in period and known not in period:
            continue
        hidden = bool(reader_id) and row.about_agent == reader_id
        found.append(
            ComplaintFacts(
                received_on=row.received_on,
                decided_on=known,
                upheld=row.upheld and known is not None,
                case_no=case_no or "",
                item=item or "",
                words="" if hidden else row.text,
                answer="" if hidden or known is None else row.ruling or row.answer,
            )
        )
    return tuple(found)


def shifts(session: Session, sites: Sequence[str], period: Period) -> tuple[Shift, ...]:
    """The roster of the period, cancelled shifts left out."""
    query = (
        select(DutyShift)
        .where(
            DutyShift.site_code.in_(sites),
            DutyShift.on_day >= period.start_on,
            DutyShift.on_day <= period.end_on,
            DutyShift.cancelled.is_(False),
        )
        .order_by(DutyShift.on_day, DutyShift.from_time, DutyShift.id)
    )
    rows = tuple(session.scalars(query))
    names = {
        key: actor.name
        for key, actor in actors(
            session, {each for row in rows for each in (row.agent_id, row.backup_agent_id)}
        ).items()
    }
    return tuple(
        Shift(
            row.on_day,
            row.kind,
            row.from_time,
            row.to_time,
            names.get(row.agent_id, ""),
            names.get(row.backup_agent_id, ""),
            row.note,
        )
        for row in rows
    )
