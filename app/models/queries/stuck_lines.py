"""Reading what the township answered to our lines that it did not simply take in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import feed
from app.models.tables import RECORD_TYPES, JournalLine, LineResult, ServiceCase


@dataclass(frozen=True, slots=True)
class StuckLine:
    """One answer: which record and field, what stands and what came late; ``case_no`` "" where it is no case."""

    result_id: str
    at: datetime
    code: str
    target_type: str
    target_id: str
    field: str
    kept: Any
    late: Any
    case_no: str


def stuck_lines(session: Session, site_code: str, replica_id: str) -> tuple[StuckLine, ...]:
    """The answers to lines that this replica wrote, the newest first."""
    query = (
        select(LineResult)
        .where(
            LineResult.site_code == site_code, LineResult.replica_id == replica_id, LineResult.code != "ok"
        )
        .order_by(LineResult.at.desc(), LineResult.id.desc())
    )
    found = []
    for row in session.scalars(query):
        number = _case_no(session, site_code, row.target_type, row.target_id)
        found.append(
            StuckLine(
                row.id,
                row.at,
                row.code,
                row.target_type,
                row.target_id,
                row.field,
                row.kept_value,
                row.late_value,
                number,
            )
        )
    return tuple(found)


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


def _case_no(session: Session, site_code: str, record_type: str, record_id: str) -> str:
    record = stands_now(session, site_code, record_type, record_id)
    if record is None:
        return ""
    if "case_no" in record:
        return str(record["case_no"])
    case = session.get(ServiceCase, (site_code, str(record.get("case_id", ""))))
    return case.case_no if case is not None else ""
