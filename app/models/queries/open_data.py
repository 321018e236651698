"""Reading whole tables for export, a little at a time, without what the one who exports may not see."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from app.models.base import wire_value
from app.models.tables import RECORD_TYPES, CaseStatus, Complaint, ServiceCase

TOGETHER = 1_000


def records(
    session: Session, table: str, fields: tuple[str, ...], agent_id: str
) -> Iterator[dict[str, object]]:
    """Every record of a type, by site and id; complaints about ``agent_id`` are left out (001 §四)."""
    model = RECORD_TYPES.get(table)
    source: Table = (model or CaseStatus).__table__  # type: ignore[assignment]
    query = select(*(source.c[name] for name in fields)).where(*_may_see(table, source, agent_id))
    query = query.order_by(*source.primary_key.columns).execution_options(yield_per=TOGETHER)
    for row in session.execute(query):
        yield {name: wire_value(value) for name, value in zip(fields, row, strict=True)}


def _may_see(table: str, source: Table, agent_id: str) -> tuple[ColumnElement[bool], ...]:
    """Who is complained of does not read it: not the complaint, not its step, not its correction."""
    case = ServiceCase.__table__.c
    own = select(case.id).where(
        or_(case.handler == agent_id, case.first_handler == agent_id, case.accepted_by == agent_id)
    )
    if table == "complaint":
        unnamed = (source.c.about_agent == "") & source.c.case_id.in_(own)
        return (source.c.about_agent != agent_id, ~unnamed)
    if table == "case_event":
        return (~((source.c.event == "complained") & source.c.case_id.in_(own)),)
    if table == "correction":
        complaint = Complaint.__table__.c
        return (source.c.target_id.not_in(select(complaint.id).where(complaint.about_agent == agent_id)),)
    return ()
