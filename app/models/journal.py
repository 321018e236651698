"""Writing a site's own log: its head row, its lines, and its chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.models import bulk
from app.models.chain import ZERO, link
from app.models.tables import JournalHead, JournalLine

COLUMNS = (
    *("site_code", "n", "replica_id", "seq", "record_type", "record_id"),
    *("raw", "hash", "result", "error"),
)

BEYOND = 1 << 40


_FIRST = text(
    "INSERT INTO journal_head (site_code, n, hash, replica_id, seq, applied, hlc)"
    " VALUES (:site_code, 0, :hash, :replica_id, 0, 0, '0.0') ON CONFLICT DO NOTHING"
)
"""Two PCs of a new site may come at once, each to another process of the server."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line about to be appended; ``raw`` is its stored bytes."""

    replica_id: str
    seq: int
    record_type: str
    record_id: str
    raw: bytes
    result: str = "ok"


def locked_head(session: Session, site_code: str, replica_id: str) -> JournalHead:
    """The head row of a site's log, locked until the transaction ends; made where there is none."""
    query = select(JournalHead).where(JournalHead.site_code == site_code).with_for_update()
    head = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if head is None:
        session.execute(_FIRST, {"site_code": site_code, "hash": ZERO, "replica_id": replica_id})
        head = session.scalars(query).one()
    return head


def begin_chain(head: JournalHead, replica_id: str) -> None:
    """A register with a new identity starts a chain of its own behind the old one's lines."""
    if head.replica_id != replica_id:
        head.replica_id, head.seq, head.hash = replica_id, 0, ZERO


def append(session: Session, head: JournalHead, lines: Sequence[NewLine]) -> list[int]:
    """Write ``lines`` behind the head, move it, and return their numbers ``n``."""
    rows: list[bulk.Row] = []
    site_code, first, point = head.site_code, head.n + 1, head.hash
    for n, line in enumerate(lines, first):
        point = link(point, line.replica_id, line.raw)
        about = (line.replica_id, line.seq, line.record_type, line.record_id)
        rows.append((site_code, n, *about, line.raw, point, line.result, ""))
    bulk.insert_rows(session, JournalLine.__tablename__, COLUMNS, rows)
    head.n, head.hash = head.n + len(rows), point
    return list(range(first, first + len(rows)))


def free_seq(seq: int, taken: set[int]) -> int:
    """``seq``, or where another line of its writer has it, one that nobody counts to; put into ``taken``.

    A server that was put back may number another line as it once numbered one that was lost; the line itself
    says its number all the same.
    """
    while seq in taken:
        seq += BEYOND
    taken.add(seq)
    return seq


def note_results(session: Session, site_code: str, results: Sequence[tuple[int, str, str]]) -> None:
    """Keep what became of lines that were not simply taken in: (n, code, error)."""
    table = JournalLine.__table__
    for n, code, error in results:
        session.execute(
            update(table)  # type: ignore[arg-type]
            .where(table.c.site_code == site_code, table.c.n == n)
            .values(result=code, error=error)
        )


def next_hlc(last: str, at: datetime) -> str:
    """The hybrid logical clock's next stamp on this PC: ``milliseconds.counter``, never smaller than the last."""
    last_ms, last_count = (int(part) for part in last.split("."))
    now_ms = int(at.timestamp() * 1000)
    return f"{now_ms}.0" if now_ms > last_ms else f"{last_ms}.{last_count + 1}"
