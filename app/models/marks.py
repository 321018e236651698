"""Reading and keeping who last wrote each field of a record, by feed number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, delete
from sqlalchemy.orm import Session

from app.models import bulk
from app.models.base import Replicated
from app.models.fold import Marks, moved_marks
from app.models.tables import RecordMark


def of(session: Session, site_code: str, record_ids: Iterable[str]) -> dict[str, Marks]:
    """The marks of those of ``record_ids`` that have any."""
    asked = {"site_code": site_code, "wanted": bulk.listed(session, list(record_ids))}
    rows = session.execute(_marks_of(bulk.dialect_of(session)), asked)
    return {row.record_id: row.marks for row in rows.all()}


@cache
def _marks_of(dialect: str) -> Select[Any]:
    table = RecordMark.__table__
    return bulk.by_key(dialect, table, table.c.record_id, table.c.record_id, table.c.marks)


def keep(session: Session, site_code: str, marks: Mapping[str, Marks], known: Iterable[str]) -> None:
    """Write ``marks``; ``known`` are the records that had a row before."""
    table = RecordMark.__table__
    old = [record_id for record_id in known if record_id in marks]
    if old:
        session.execute(
            delete(table).where(  # type: ignore[arg-type]
                table.c.site_code == site_code, bulk.among(session, table.c.record_id, old)
            )
        )
    rows = [(site_code, record_id, bulk.json_text(one)) for record_id, one in marks.items()]
    bulk.insert_rows(session, RecordMark.__tablename__, ("site_code", "record_id", "marks"), rows)


def note(session: Session, record: Replicated, fields: tuple[str, ...], n: int, replica_id: str) -> None:
    """A server's own write: its fields carry its feed number at once."""
    known = of(session, record.site_code, [record.id])
    after = moved_marks(record.record_type, known.get(record.id), fields, n, replica_id)
    keep(session, record.site_code, {record.id: after}, known)
