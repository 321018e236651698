"""What a room has to send and how far its township has come: read and moved by the sync passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app.models import local_store
from app.models.chain import ZERO
from app.models.feed import TOWNSHIP
from app.models.tables import JournalLine, SyncState

_FORMER_EPOCHS = "sync.former_epochs"

# Asked in every pass: put together once, and over the unique index by all three of its columns.
_OWN = JournalLine.__table__.c
_MINE = (_OWN.site_code == bindparam("site_code")) & (_OWN.replica_id == bindparam("replica_id"))
_TOWNSHIP = select(SyncState).where(SyncState.peer == TOWNSHIP)
_HEARD = (
    update(SyncState.__table__)  # type: ignore[arg-type]
    .where(SyncState.__table__.c.peer == TOWNSHIP)
    .values(server_offset_ms=bindparam("offset_ms"), last_contact=bindparam("at"))
)
_CHAIN_AT = select(_OWN.hash).where(_MINE, _OWN.seq == bindparam("seq"))
_LAST_SEQ = select(_OWN.seq).where(_MINE).order_by(_OWN.seq.desc()).limit(1)
_HEAD = select(_OWN.seq, _OWN.hash).where(_MINE).order_by(_OWN.seq.desc()).limit(1)
_LINES = (
    select(_OWN.raw, _OWN.hash)
    .where(_MINE, _OWN.seq > bindparam("after"))
    .order_by(_OWN.seq)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Lines ``from_seq``..``to_seq`` of our own journal and the chain on both sides of them."""

    from_seq: int
    to_seq: int
    prev_hash: bytes
    head_hash: bytes
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What an answer moves. ``offset_ms`` is the server's clock minus ours."""

    epoch: str
    acked_seq: int
    applied_seq: int
    offset_ms: int
    contact_at: datetime | None


def township_of(session: Session) -> SyncState | None:
    """The township this register is enrolled with, or None."""
    return session.scalars(_TOWNSHIP).one_or_none()


def enrolled_with(session: Session) -> SyncState:
    """The same in a register that is known to be enrolled."""
    return session.scalars(_TOWNSHIP).one()


def keep_township(session: Session, state: SyncState) -> None:
    """Remember the township just enrolled with; marks of an earlier one do not count any more."""
    state.peer = TOWNSHIP
    session.merge(state)


def keep_marks(session: Session, marks: Marks) -> None:
    """Move the marks; stands or falls with the feed lines taken in by the same transaction."""
    state = session.get_one(SyncState, TOWNSHIP)
    if state.epoch and state.epoch != marks.epoch:
        former = [one for one in (*former_epochs(session), state.epoch) if one != marks.epoch]
        local_store.put_preference(session, _FORMER_EPOCHS, former)
    state.epoch = marks.epoch
    state.acked_seq, state.applied_seq = marks.acked_seq, marks.applied_seq
    state.server_offset_ms, state.last_contact = marks.offset_ms, marks.contact_at


def note_contact(session: Session, offset_ms: int, at: datetime) -> None:
    """The township was heard, and said nothing new."""
    session.execute(_HEARD, {"offset_ms": offset_ms, "at": at})


def former_epochs(session: Session) -> list[str]:
    """The township's lives that we have seen the end of, the oldest first."""
    _known, kept = local_store.preference(session, _FORMER_EPOCHS)
    return list(kept or ())


def own_seqs(session: Session, site_code: str, replica_id: str, record_type: str) -> set[int]:
    """The numbers of our own lines of one kind."""
    query = select(JournalLine.seq).where(
        JournalLine.site_code == site_code,
        JournalLine.replica_id == replica_id,
        JournalLine.record_type == record_type,
    )
    return set(session.scalars(query))


def feed_head(session: Session) -> bytes:
    """The chain of the township's feed as far as this register has it."""
    return session.get_one(SyncState, TOWNSHIP).feed_hash


def next_lines(
    session: Session, site_code: str, replica_id: str, after_seq: int, *, max_lines: int, max_bytes: int
) -> Outgoing | None:
    """Our lines behind ``after_seq``, at least one where there is one; None where that point is not ours."""
    prev = chain_at(session, site_code, replica_id, after_seq)
    if prev is None:
        return None
    rows = session.execute(_LINES, _of(site_code, replica_id) | {"after": after_seq, "most": max_lines})
    return as_many_as_fit(((raw, chain) for raw, chain in rows), after_seq, prev, max_bytes)


def as_many_as_fit(
    rows: Iterable[tuple[bytes, bytes]], after_seq: int, prev_hash: bytes, max_bytes: int
) -> Outgoing:
    """Of the lines behind ``after_seq``, each with the chain after it: up to ``max_bytes``, but at least one."""
    lines: list[bytes] = []
    size, head = 0, prev_hash
    for raw, chain in rows:
        size += len(raw)
        if size > max_bytes and lines:
            break
        lines.append(raw)
        head = chain
    return Outgoing(after_seq + 1, after_seq + len(lines), prev_hash, head, tuple(lines))


def chain_at(session: Session, site_code: str, replica_id: str, seq: int) -> bytes | None:
    """The chain of our own lines after line ``seq``, or None where we never wrote it."""
    if seq == 0:
        return ZERO
    return session.scalars(_CHAIN_AT, _of(site_code, replica_id) | {"seq": seq}).one_or_none()


def last_seq(session: Session, site_code: str, replica_id: str) -> int:
    """The number of our last line, 0 before the first."""
    return session.scalars(_LAST_SEQ, _of(site_code, replica_id)).one_or_none() or 0


def head(session: Session, site_code: str, replica_id: str) -> tuple[int, bytes]:
    """The number of our last line and the chain after it; (0, 32 zero bytes) before the first."""
    row = session.execute(_HEAD, _of(site_code, replica_id)).one_or_none()
    return (row.seq, row.hash) if row else (0, ZERO)


def _of(site_code: str, replica_id: str) -> dict[str, object]:
    return {"site_code": site_code, "replica_id": replica_id}
