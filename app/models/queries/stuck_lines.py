"""Reading what the township answered to our lines that it did not simply take in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as of_line
from datetime import datetime
from typing import Any

from sqlalchemy import String, Text, func, select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import feed
from app.models.base import wire_value
from app.models.schemas import read
from app.models.tables import RECORD_TYPES, Agent, JournalLine, LineResult, ServiceCase, Villager


@dataclass(frozen=True, slots=True)
class StuckLine:
    """One answer nobody has settled: which record and field, what stands now and what came late.

    ``case_no`` is "" where it is no case; ``has_late`` whether the value that was not taken is known here; ``said``
    is what the answered line says, empty where another PC wrote it; ``is_text``: the field holds text.
    """

    result_id: str
    at: datetime
    code: str
    replica_id: str
    target_type: str
    target_id: str
    field: str
    kept: Any
    late: Any
    has_late: bool
    case_no: str
    said: Mapping[str, Any] = of_line(default_factory=dict)
    is_text: bool = False


def stuck_lines(session: Session, site_code: str) -> tuple[StuckLine, ...]:
    """Every unsettled answer about lines of this site, the newest first."""
    query = (
        select(LineResult)
        .where(LineResult.site_code == site_code, LineResult.settled_how == "", LineResult.code != "ok")
        .order_by(LineResult.at.desc(), LineResult.id.desc())
    )
    return tuple(_stuck(session, site_code, row) for row in session.scalars(query))


def writers_here(session: Session, site_code: str) -> frozenset[str]:
    """The identities this register has written under."""
    query = select(JournalLine.replica_id).where(JournalLine.site_code == site_code).distinct()
    return frozenset(session.scalars(query))


def left_behind(session: Session, site_code: str, replica_id: str) -> int:
    """Lines an earlier identity of this register wrote that the township's feed has not brought back."""
    old = feed.unsent(site_code).where(JournalLine.replica_id != replica_id).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(old)) or 0


def stands_now(
    session: Session, site_code: str, record_type: str, record_id: str
) -> Mapping[str, Any] | None:
    """The record's fields as they are, or None where there is no such record."""
    model = RECORD_TYPES.get(record_type)
    record = session.get(model, (site_code, record_id)) if model is not None else None
    return None if record is None else {name: getattr(record, name) for name in record.field_names()}


def name_of(session: Session, record_id: str) -> str:
    """The name of the agent or villager with this id, or ""."""
    for model in (Agent, Villager):
        name = session.scalar(select(model.name).where(model.id == record_id))
        if name:
            return name
    return ""


def _stuck(session: Session, site_code: str, row: LineResult) -> StuckLine:
    now = stands_now(session, site_code, row.target_type, row.target_id)
    kept = wire_value(now[row.field]) if now and row.field in now else row.kept_value
    written = _written(session, site_code, row) if row.code != "conflict" else {row.field: row.late_value}
    return StuckLine(
        row.id,
        row.at,
        row.code,
        row.replica_id,
        row.target_type,
        row.target_id,
        row.field,
        kept,
        written.get(row.field),
        row.field in written,
        _case_no(session, site_code, now, row.target_type, row.target_id),
        _written(session, site_code, row),
        _holds_text(row.target_type, row.field),
    )


def _holds_text(record_type: str, field: str) -> bool:
    model = RECORD_TYPES.get(record_type)
    column = None if model is None else model.__table__.columns.get(field)
    return column is not None and type(column.type) in (String, Text)


def _written(session: Session, site_code: str, row: LineResult) -> Mapping[str, Any]:
    """The fields of the line that was answered, where this register wrote it."""
    query = select(JournalLine.raw).where(
        JournalLine.site_code == site_code,
        JournalLine.replica_id == row.replica_id,
        JournalLine.seq == row.line_seq,
    )
    raw = session.scalars(query).one_or_none()
    try:
        return read(raw).f if raw else {}
    except Refusal:
        return {}


def _case_no(
    session: Session, site_code: str, record: Mapping[str, Any] | None, record_type: str, record_id: str
) -> str:
    """The case a record is, or is part of; a part that was not taken in is found through its own line."""
    if record is None:
        case_id = _case_of_line(session, site_code, record_id)
    elif record_type == "case":
        return str(record["case_no"])
    else:
        case_id = str(record.get("case_id", ""))
    case = session.get(ServiceCase, (site_code, case_id)) if case_id else None
    return case.case_no if case is not None else ""


def _case_of_line(session: Session, site_code: str, record_id: str) -> str:
    query = select(JournalLine.raw).where(
        JournalLine.site_code == site_code, JournalLine.record_id == record_id
    )
    for raw in session.scalars(query.order_by(JournalLine.n)):
        try:
            return str(read(raw).f.get("case_id", ""))
        except Refusal:
            continue
    return ""
