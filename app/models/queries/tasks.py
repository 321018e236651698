"""Reading the parallel parts of a case."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.tables import ServiceCase, Task


def of_case(session: Session, case: ServiceCase) -> Sequence[Task]:
    """The parts of a case in their order."""
    query = select(Task).where(Task.site_code == case.site_code, Task.case_id == case.id)
    return session.scalars(query.order_by(Task.position, Task.id)).all()


def by_id(session: Session, site_code: str, task_id: str) -> Task | None:
    """The part with this id."""
    return session.get(Task, (site_code, task_id))


def open_names(session: Session, site_code: str, case_id: str) -> tuple[str, ...]:
    """The names of the parts that are not done."""
    query = select(Task.name).where(
        Task.site_code == site_code, Task.case_id == case_id, Task.done_on.is_(None)
    )
    return tuple(session.scalars(query.order_by(Task.position, Task.id)))


def last_position(session: Session, case: ServiceCase) -> int:
    """The highest position of a case's parts, 0 before the first."""
    query = select(func.max(Task.position)).where(Task.site_code == case.site_code, Task.case_id == case.id)
    return session.scalar(query) or 0
