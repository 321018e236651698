"""Reading the numbers that were reserved for blank slips."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import local_day
from app.domain.reservations import ReservedFor, ReservedNumberRow
from app.models.queries.agents import actors
from app.models.tables import ReservedNumber


def with_number(session: Session, site_code: str, case_no: str) -> ReservedNumber | None:
    """The reservation of this number at this site."""
    query = select(ReservedNumber).where(
        ReservedNumber.site_code == site_code, ReservedNumber.case_no == case_no
    )
    return session.scalars(query.order_by(ReservedNumber.id).limit(1)).first()


def rows(session: Session, site_code: str) -> tuple[ReservedNumberRow, ...]:
    """Every reserved number of a site, the newest day first, within a day by number."""
    query = select(ReservedNumber).where(ReservedNumber.site_code == site_code)
    found = session.scalars(query.order_by(ReservedNumber.case_no)).all()
    names = {key: agent.name for key, agent in actors(session, (one.by_agent for one in found)).items()}
    made = [_row(one, names.get(one.by_agent, "")) for one in found]
    return tuple(sorted(made, key=lambda row: row.reserved_on, reverse=True))


def _row(one: ReservedNumber, by_name: str) -> ReservedNumberRow:
    unused = "spoiled" if one.spoiled_reason else "free"
    return ReservedNumberRow(
        reserved_id=one.id,
        case_no=one.case_no,
        reserved_on=local_day(one.reserved_at),
        by_name=by_name,
        purpose=ReservedFor(one.purpose),
        tour_id=one.tour_id,
        state="used" if one.used_by_case else unused,
        spoiled_reason=one.spoiled_reason,
    )
