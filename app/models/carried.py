"""A district takes in what a township carries: each line folded by who wrote it, in the township's own order.

The township numbers the lines of a site; the district follows that order as a room does. Its own lines stay on
top until the township has given them a number (docs/decisions, the district).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import digests, feed, rolling_back, writers
from app.models.intake import Incoming
from app.models.journal import note_results
from app.models.lines import Line
from app.models.register import Register
from app.models.schemas import read as read_line
from app.models.tables import (
    RECORD_TYPES,
    Carrier,
    JournalLine,
    OriginMark,
    OriginStop,
    ReceivedLine,
    UpperServer,
)
from app.models.upward_lines import HASH_BYTES, CarriedLine, Mark, NumberedLine, Stop, leaf, read

CHANGED, UNPROVEN, FOREIGN, STOPPED = "changed", "unproven", "not-carried", "stopped"
"""Not what its PC signed; no PC's mark came with it yet; not the carrier's to bring; of a PC its township stopped."""
HELD = (UNPROVEN, STOPPED)

_CARRYING = Carrier.__table__.c
_CARRIERS = select(_CARRYING.replica_id, _CARRYING.server_id).where(
    _CARRYING.site_code == bindparam("site_code")
)
"""Asked for every batch that is folded: put together once."""
KEY_ENTRY = b"slip_key"
"""In a line by which a PC may have named another key: marks that came before count with it."""


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A line of the upward log as it was received: its number here, who carried it as its ``seq``, its bytes."""

    n: int
    replica_id: str
    seq: int
    raw: bytes


@dataclass(slots=True)
class _Taken:
    rows: list[feed.Received] = field(default_factory=list)
    results: list[tuple[int, str, str]] = field(default_factory=list)
    proved: bool = False


def carriers_of(session: Session, site_code: str) -> dict[str, str]:
    """Replicas by which a lower server speaks for this site → that server's own replica."""
    rows = session.execute(_CARRIERS, {"site_code": site_code})
    return {replica_id: server_id for replica_id, server_id in rows}  # noqa: C416 - a Result has keys()


def take_carried(
    session: Session,
    register: Register,
    site_code: str,
    carriers: Mapping[str, str],
    rows: Sequence[CarriedRow],
    at: datetime,
) -> int:
    """Fold received upward lines of a site, in the caller's transaction; how many could not be taken in.

    Those stay in the log with the reason: ``changed``, ``unproven`` and ``stopped`` (both looked at again with
    the next mark or entry over a PC's keys or standing), ``not-carried``, ``bad-change``.
    """
    taken = _Taken()
    waiting = {row.n: row for row in _held(session, site_code)}
    for row in rows:
        if row.seq == 1 and len(carriers) > 1:
            _fold(session, register, site_code, taken)
            taken.rows.clear()
            _start_over(session, register, site_code, row.replica_id, at)
        _take_one(session, register, site_code, carriers, row, taken)
    if taken.proved:
        held = {n for n, code, _error in taken.results if code in HELD}
        for row in [*waiting.values(), *(row for row in rows if row.n in held)]:
            taken.results.append((row.n, "ok", ""))
            _take_one(session, register, site_code, carriers, row, taken)
    note_results(session, site_code, taken.results)
    _fold(session, register, site_code, taken)
    return sum(code != "ok" for code in {n: code for n, code, _error in taken.results}.values())


def _take_one(
    session: Session,
    register: Register,
    site_code: str,
    carriers: Mapping[str, str],
    row: CarriedRow,
    taken: _Taken,
) -> None:
    word = read(row.raw)
    if isinstance(word, Mark | Stop):
        taken.proved = True
        return
    if word is None:
        taken.results.append((row.n, "bad-change", "upward line"))
        return
    code, replica_id, raw, seq = "ok", register.identity.replica_id, b"", 0
    if isinstance(word, NumberedLine):
        seq = word.seq
        raw = _own_line(session, site_code, replica_id, seq)
        code = "ok" if raw else "bad-change"
    else:
        replica_id, raw = word.replica_id, word.raw
        taken.proved |= KEY_ENTRY in raw
        code = _judged(session, register, site_code, carriers[row.replica_id], word)
    if code == "ok" and not _is_here(session, site_code, word.n, taken):
        _stage(word.n, replica_id, seq, raw, isinstance(word, NumberedLine), taken)
    if code != "ok":
        taken.results.append((row.n, code, ""))


def _start_over(session: Session, register: Register, site_code: str, life: str, at: datetime) -> None:
    """The township was put back and says everything again: what it said before is set aside, never thrown away.

    Records stand as they are until the new lines make them again; what does not come back leaves the tables
    when the township has said all (``ghost_records``).
    """
    table = ReceivedLine.__table__
    rows = session.execute(select(table).where(table.c.site_code == site_code)).mappings().all()
    rolling_back.put_aside(session, site_code, life, rows, at)
    session.execute(delete(table).where(table.c.site_code == site_code))  # type: ignore[arg-type]
    touched = {row["record_id"]: row["record_type"] for row in rows if row["record_type"] in RECORD_TYPES}
    rule = writers.of_server(session, register.identity.replica_id, register.site_code, site_code)
    rolling_back.fold_again(session, site_code, touched, rule)


def _stage(n: int, replica_id: str, seq: int, raw: bytes, is_own: bool, taken: _Taken) -> None:
    line = _readable(raw)
    incoming = Incoming(n, replica_id, seq or (line.seq if line else 0), raw, line)
    taken.rows.append(feed.Received(incoming, leaf(replica_id, raw), is_own))


def _judged(session: Session, register: Register, site_code: str, server_id: str, word: CarriedLine) -> str:
    """Whether a line is what its writer wrote: the carrier's own stands by the carrier's signature."""
    if word.replica_id == server_id:
        return "ok"
    is_a_server = session.get(UpperServer, word.replica_id) is not None
    if is_a_server or word.replica_id == register.identity.replica_id:
        return FOREIGN
    line = _readable(word.raw)
    if line is None:
        return CHANGED
    stop = session.get(OriginStop, (site_code, word.replica_id))
    if stop is not None and line.seq > stop.until_seq:
        return STOPPED
    marks = session.execute(
        select(OriginMark.from_seq, OriginMark.leaves).where(
            OriginMark.replica_id == word.replica_id,
            OriginMark.site_code == site_code,
            OriginMark.from_seq <= line.seq,
            OriginMark.to_seq >= line.seq,
        )
    ).all()
    if not marks:
        return UNPROVEN
    said = leaf(word.replica_id, word.raw)
    at = [(line.seq - from_seq) * HASH_BYTES for from_seq, _leaves in marks]
    proved = [leaves[start : start + HASH_BYTES] for start, (_from, leaves) in zip(at, marks, strict=True)]
    return "ok" if said in proved else CHANGED


def _own_line(session: Session, site_code: str, own: str, seq: int) -> bytes:
    query = select(JournalLine.raw).where(
        JournalLine.site_code == site_code, JournalLine.replica_id == own, JournalLine.seq == seq
    )
    return session.scalars(query).one_or_none() or b""


def _is_here(session: Session, site_code: str, n: int, taken: _Taken) -> bool:
    if any(row.n == n for row in taken.rows):
        return True
    query = select(ReceivedLine.n).where(ReceivedLine.site_code == site_code, ReceivedLine.n == n)
    return session.scalars(query).one_or_none() is not None


def _held(session: Session, site_code: str) -> list[CarriedRow]:
    """Lines that waited for their PC's mark."""
    query = select(JournalLine.n, JournalLine.replica_id, JournalLine.seq, JournalLine.raw).where(
        JournalLine.site_code == site_code, JournalLine.result.in_(HELD)
    )
    return [CarriedRow(*row) for row in session.execute(query.order_by(JournalLine.n))]


def _fold(session: Session, register: Register, site_code: str, taken: _Taken) -> None:
    if not taken.rows:
        return
    rows = sorted(taken.rows, key=lambda row: row.n)
    rule = writers.of_server(session, register.identity.replica_id, register.site_code, site_code)
    feed.keep_received(session, site_code, rows, rule)
    lines = [row.incoming.line for row in rows if row.incoming.line is not None]
    digests.recount(session, site_code, {(line.t, line.rec) for line in lines})


def holds_back(session: Session, site_code: str) -> bool:
    """Whether lines wait here for their PC's mark, or for its township to let it in again."""
    query = select(JournalLine.n).where(JournalLine.site_code == site_code, JournalLine.result.in_(HELD))
    return session.scalars(query.limit(1)).first() is not None


def _readable(raw: bytes) -> Line | None:
    try:
        return read_line(raw)
    except Refusal:
        return None
