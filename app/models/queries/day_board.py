"""Reading the numbers of the 今日 page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.clock import CHINA
from app.domain.cases import OPEN_STATES, CaseState
from app.domain.requests import Origin
from app.domain.rows import DayFigure
from app.models.tables import CaseStatus

_NOT_FROM_THE_OLD_BOOK = CaseStatus.origin != Origin.OLD_BOOK.value
"""What was finished in the paper book was handed over then: nobody waits for it, and no picture counts it."""
_DOES_NOT_COUNT = (CaseState.DECLINED.value, CaseState.VOIDED.value)


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """How many cases stand in each heap of the board."""

    due_today: int
    overdue: int
    to_deliver: int
    waiting_materials: int
    returned: int
    accepted_today: int
    follow_ups: int
    follow_ups_late: int


def numbers(session: Session, today: date) -> DayNumbers:
    """Counted afresh; accepted today without what was declined or voided."""
    status, count = CaseStatus, func.count()
    is_waiting = status.state == CaseState.WAITING_MATERIALS.value
    opened = session.execute(
        select(
            count.filter(status.due_on == today),
            count.filter(status.due_on < today),
            count.filter(is_waiting),
            count.filter(and_(is_waiting, status.returned)),
        ).where(status.state.in_([state.value for state in OPEN_STATES]))
    ).one()
    done = select(count).where(status.state == CaseState.COMPLETED.value, _NOT_FROM_THE_OLD_BOOK)
    accepted = select(count).where(_accepted_within(today, today))
    called_on = session.execute(
        select(count, count.filter(status.follow_up_due_on < today)).where(
            status.follow_up_due_on.is_not(None)
        )
    ).one()
    return DayNumbers(
        due_today=opened[0],
        overdue=opened[1],
        to_deliver=session.scalar(done) or 0,
        waiting_materials=opened[2],
        returned=opened[3],
        accepted_today=session.scalar(accepted) or 0,
        follow_ups=called_on[0],
        follow_ups_late=called_on[1],
    )


def month_figures(session: Session, first: date, last: date) -> tuple[DayFigure, ...]:
    """Accepted and completed cases of each day from ``first`` to ``last``, days without any included."""
    status = CaseStatus
    accepted = session.execute(
        select(status.accepted_on, func.count())
        .where(_accepted_within(first, last))
        .group_by(status.accepted_on)
    )
    completed = session.execute(
        select(status.completed_on, func.count())
        .where(_completed_within(first, last))
        .group_by(status.completed_on)
    )
    came, went = dict(accepted.all()), dict(completed.all())
    days = (first + timedelta(step) for step in range((last - first).days + 1))
    return tuple(DayFigure(day, came.get(day, 0), went.get(day, 0)) for day in days)


def completed_on_time(session: Session, first: date, last: date) -> int:
    """How many of the cases completed in these days kept their limit, or had none to keep."""
    status = CaseStatus
    kept = or_(status.due_on.is_(None), status.completed_on <= status.due_on)
    return session.scalar(select(func.count()).where(_completed_within(first, last), kept)) or 0


def _accepted_within(first: date, last: date) -> ColumnElement[bool]:
    """By the instant, which is indexed; days are China's."""
    status = CaseStatus
    begin = datetime.combine(first, time(), CHINA)
    end = datetime.combine(last + timedelta(1), time(), CHINA)
    return and_(
        status.accepted_at >= begin,
        status.accepted_at < end,
        status.state.not_in(_DOES_NOT_COUNT),
        _NOT_FROM_THE_OLD_BOOK,
    )


def _completed_within(first: date, last: date) -> ColumnElement[bool]:
    status = CaseStatus
    return and_(
        status.completed_on >= first,
        status.completed_on <= last,
        status.state.not_in(_DOES_NOT_COUNT),
        _NOT_FROM_THE_OLD_BOOK,
    )
