"""Reading the records of one kind at one site: by their fields, between two days, the first made first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base import Replicated
from app.models.tables import CaseStatus, ServiceCase

Record = TypeVar("Record", bound=Replicated)


def of_site(session: Session, model: type[Record], site_code: str, **equal: object) -> Sequence[Record]:
    """The records whose fields have these values; ``None`` means that nothing stands there."""
    query = select(model).where(model.site_code == site_code)
    for name, value in equal.items():
        column = getattr(model, name)
        query = query.where(column.is_(None) if value is None else column == value)
    return session.scalars(query.order_by(model.id)).all()


def between(
    session: Session, model: type[Record], site_code: str, column: str, first: date, last: date
) -> Sequence[Record]:
    """The records whose day in ``column`` lies from ``first`` to ``last``, both included, by that day."""
    day = getattr(model, column)
    query = select(model).where(model.site_code == site_code, day >= first, day <= last)
    return session.scalars(query.order_by(day, model.id)).all()


def cases_by_id(session: Session, site_code: str, case_ids: Collection[str]) -> dict[str, ServiceCase]:
    """The cases of a site with these ids."""
    wanted = sorted(filter(None, set(case_ids)))
    query = select(ServiceCase).where(ServiceCase.site_code == site_code, ServiceCase.id.in_(wanted))
    return {case.id: case for case in session.scalars(query)} if wanted else {}


def states_by_id(session: Session, site_code: str, case_ids: Collection[str]) -> dict[str, str]:
    """The states of the cases with these ids."""
    wanted = sorted(filter(None, set(case_ids)))
    status = CaseStatus
    query = select(status.case_id, status.state).where(
        status.site_code == site_code, status.case_id.in_(wanted)
    )
    return {case_id: state for case_id, state in session.execute(query)} if wanted else {}  # noqa: C416


def cases_of_states(session: Session, site_code: str, states: Collection[str]) -> Sequence[ServiceCase]:
    """The cases of a site that stand in one of these states, by number."""
    query = (
        select(ServiceCase)
        .join(
            CaseStatus,
            (CaseStatus.site_code == ServiceCase.site_code) & (CaseStatus.case_id == ServiceCase.id),
        )
        .where(CaseStatus.site_code == site_code, CaseStatus.state.in_(sorted(states)))
        .order_by(ServiceCase.case_no)
    )
    return session.scalars(query).all()


def everywhere(session: Session, model: type[Record]) -> Sequence[Record]:
    """The records of every site this register holds, by site."""
    return session.scalars(select(model).order_by(model.site_code, model.id)).all()
