"""Reading what was changed in a record after it was made, from the lines of both logs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models.lines import Line
from app.models.schemas import read
from app.models.tables import JournalLine, LineResult, ReceivedLine


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record, put otherwise: wire values before and after; ``by_agent`` an agent's id."""

    at: datetime
    record_type: str
    record_id: str
    field: str
    old: Any
    new: Any
    by_agent: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A value that came late or was not its writer's to write: kept, not used."""

    at: datetime
    code: str
    record_type: str
    field: str
    kept: Any
    late: Any


def changes(session: Session, site_code: str, record_ids: Collection[str]) -> tuple[FieldChange, ...]:
    """Every field of these records that a later line put otherwise, the oldest first; not what was set aside."""
    values: dict[str, dict[str, Any]] = {}
    unused = _unused(session, site_code, record_ids)
    found = []
    for replica_id, line in _lines(session, site_code, record_ids):
        not_put = unused.get((replica_id, line.seq), set())
        put = {} if "" in not_put else {n: v for n, v in line.f.items() if n not in not_put}
        before = values.setdefault(line.rec, {})
        if before:
            for name, new in put.items():
                old = before.get(name)
                if old != new:
                    found.append(FieldChange(_instant(line.hlc), line.t, line.rec, name, old, new, line.who))
        before.update(put)
    return tuple(found)


def _unused(session: Session, site_code: str, record_ids: Collection[str]) -> dict[tuple[str, int], set[str]]:
    """(replica, line number) → the fields of that line that do not count; "" stands for all of them."""
    result = LineResult
    query = select(result.replica_id, result.line_seq, result.field).where(
        result.site_code == site_code, result.target_id.in_(list(record_ids))
    )
    found: dict[tuple[str, int], set[str]] = {}
    for replica_id, seq, name in session.execute(query):
        found.setdefault((replica_id, seq), set()).add(name)
    return found


def set_aside(session: Session, site_code: str, record_ids: Collection[str]) -> tuple[SetAside, ...]:
    """What the township answered to lines about these records that were not simply taken in."""
    result = LineResult
    query = (
        select(result.at, result.code, result.target_type, result.field, result.kept_value, result.late_value)
        .where(result.site_code == site_code, result.target_id.in_(list(record_ids)))
        .order_by(result.at, result.id)
    )
    return tuple(SetAside(*row) for row in session.execute(query))


def _lines(session: Session, site_code: str, record_ids: Collection[str]) -> list[tuple[str, Line]]:
    """(replica, line) of the readable lines of both logs about these records, as their writers' clocks put them."""
    wanted = list(record_ids)
    own = select(JournalLine.replica_id, JournalLine.raw).where(
        JournalLine.site_code == site_code, JournalLine.record_id.in_(wanted)
    )
    foreign = select(ReceivedLine.replica_id, ReceivedLine.raw).where(
        ReceivedLine.site_code == site_code,
        ReceivedLine.record_id.in_(wanted),
        ReceivedLine.raw.is_not(None),
    )
    lines = []
    for replica_id, raw in (*session.execute(own), *session.execute(foreign)):
        try:
            lines.append((replica_id, read(raw or b"")))
        except Refusal:
            continue  # kept in the log and answered by the township; it changed nothing
    return sorted(lines, key=lambda pair: _stamp(pair[1].hlc))


def _stamp(hlc: str) -> tuple[int, int]:
    ms, _, count = hlc.partition(".")
    return (int(ms), int(count or 0)) if ms.isdigit() and (count or "0").isdigit() else (0, 0)


def _instant(hlc: str) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=_stamp(hlc)[0])
