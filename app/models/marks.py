"""Reading and keeping who last wrote each field of a record, by feed number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.models.base import Replicated
from app.models.fold import Marks, moved_marks
from app.models.tables import RecordMark

CHUNK = 500


def of(session: Session, site_code: str, record_ids: Iterable[str]) -> dict[str, Marks]:
    """The marks of those of ``record_ids`` that have any."""
    wanted = list(record_ids)
    table = RecordMark.__table__
    found: dict[str, Marks] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = session.execute(
            select(table.c.record_id, table.c.marks).where(
                table.c.site_code == site_code, table.c.record_id.in_(wanted[start : start + CHUNK])
            )
        )
        found.update((record_id, marks) for record_id, marks in rows)
    return found


def keep(session: Session, site_code: str, marks: Mapping[str, Marks], known: Iterable[str]) -> None:
    """Write ``marks``; ``known`` are the records that had a row before."""
    table = RecordMark.__table__
    old = [record_id for record_id in known if record_id in marks]
    for start in range(0, len(old), CHUNK):
        session.execute(
            delete(table).where(  # type: ignore[arg-type]
                table.c.site_code == site_code, table.c.record_id.in_(old[start : start + CHUNK])
            )
        )
    rows = [{"site_code": site_code, "record_id": r, "marks": m} for r, m in marks.items()]
    if rows:
        session.execute(insert(table), rows)  # type: ignore[arg-type]


def note(session: Session, record: Replicated, fields: tuple[str, ...], n: int, replica_id: str) -> None:
    """A server's own write: its fields carry its feed number at once."""
    known = of(session, record.site_code, [record.id])
    after = moved_marks(record.record_type, known.get(record.id), fields, n, replica_id)
    keep(session, record.site_code, {record.id: after}, known)
