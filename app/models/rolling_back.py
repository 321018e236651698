"""A room whose township was put back to an older copy: finding the last common point, and going back to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.models import digests, feed, ghost_records, intake, unread_lines, writers
from app.models.chain import ZERO
from app.models.feed import TOWNSHIP
from app.models.tables import (
    RECORD_TYPES,
    FeedSeal,
    LineSetAside,
    ReceivedLine,
    RecordMark,
    SyncState,
)

SEAL_EVERY = 1_000
"""Signed heads closer together than this many lines are thinned out; the last is always kept."""
CHUNK = 500

_SEALS = FeedSeal.__table__.c
_LAST_SEALS = (
    select(_SEALS.n).where(_SEALS.site_code == bindparam("site_code")).order_by(_SEALS.n.desc()).limit(2)
)
"""Asked in every sync: put together once."""


def keep_seal(session: Session, site_code: str, n: int, seal: bytes) -> None:
    """Keep the township's signed head of its feed at ``n``, and throw out one that stands too close before."""
    last = session.scalars(_LAST_SEALS, {"site_code": site_code}).all()
    if n in last:
        return
    if last and n - (last[1] if len(last) > 1 else 0) <= SEAL_EVERY:
        session.execute(delete(FeedSeal).where(FeedSeal.site_code == site_code, FeedSeal.n == last[0]))
    session.add(FeedSeal(site_code=site_code, n=n, seal=seal))
    session.flush()


def seals_behind(session: Session, site_code: str, n: int) -> Sequence[tuple[int, bytes]]:
    """(feed number, signed head) behind ``n``, in order."""
    query = select(FeedSeal.n, FeedSeal.seal).where(FeedSeal.site_code == site_code, FeedSeal.n > n)
    return [(number, seal) for number, seal in session.execute(query.order_by(FeedSeal.n))]


def common_point(session: Session, site_code: str, points: Iterable[tuple[int, str]]) -> int:
    """The highest of the township's points (number, hex of its hash) that lies on our received chain."""
    for n, hash_hex in sorted(points, reverse=True):
        here = hash_at(session, site_code, n)
        if here is not None and here.hex() == hash_hex:
            return n
    return 0


def hash_at(session: Session, site_code: str, n: int) -> bytes | None:
    """The received chain after line ``n``, None where we never had it."""
    if n == 0:
        return ZERO
    query = select(ReceivedLine.hash).where(ReceivedLine.site_code == site_code, ReceivedLine.n == n)
    return session.scalars(query).one_or_none()


def roll_back(session: Session, site_code: str, own_replica_id: str, to_n: int, at: datetime) -> int:
    """Set aside the received lines behind ``to_n`` and fold what they touched again; returns how many lines.

    Nothing is thrown away: the lines go to ``line_set_aside``. Our own lines among them wait to be received
    again and stay on top. The caller moves the marks of what we sent.
    """
    state = session.get_one(SyncState, TOWNSHIP)
    table = ReceivedLine.__table__
    behind = (table.c.site_code == site_code) & (table.c.n > to_n)
    rows = session.execute(select(table).where(behind).order_by(table.c.n)).mappings().all()
    put_aside(session, site_code, state.epoch, rows, at)
    session.execute(delete(table).where(behind))  # type: ignore[arg-type]
    session.execute(delete(FeedSeal).where(FeedSeal.site_code == site_code, FeedSeal.n > to_n))
    point = hash_at(session, site_code, to_n)
    state.feed_n, state.feed_hash = to_n, point or ZERO
    digests.forget(session, site_code)
    unread_lines.forget_behind(session, site_code, to_n)
    session.flush()
    touched = {row["record_id"]: row["record_type"] for row in rows if row["record_type"] in RECORD_TYPES}
    fold_again(session, site_code, touched, writers.of_room(session, own_replica_id, state.server_replica_id))
    return len(rows)


def put_aside(session: Session, site_code: str, epoch: str, rows: Sequence[RowMapping], at: datetime) -> None:
    """Keep received lines that their server, in another life, does not have; ``epoch`` is the life they are of.

    A room that was cut off in between may leave the same life twice: once is enough.
    """
    query = select(LineSetAside.n).where(LineSetAside.site_code == site_code, LineSetAside.epoch == epoch)
    known = set(session.scalars(query))
    names = ("n", "replica_id", "seq", "record_id", "raw", "hash")
    shared = {"site_code": site_code, "epoch": epoch, "set_aside_at": at}
    fresh = [{name: row[name] for name in names} | shared for row in rows if row["n"] not in known]
    if fresh:
        session.execute(insert(LineSetAside.__table__), fresh)  # type: ignore[arg-type]


def fold_again(session: Session, site_code: str, touched: dict[str, str], writer_of: intake.WriterOf) -> None:
    """Records that lines still make are folded again; the rest are ghosts until their lines come back."""
    ids = list(touched)
    for start in range(0, len(ids), CHUNK):
        session.execute(
            delete(RecordMark).where(
                RecordMark.site_code == site_code, RecordMark.record_id.in_(ids[start : start + CHUNK])
            )
        )
    made = feed.made_by_lines(session, site_code, touched)
    ghost_records.keep(session, {rec: word for rec, word in touched.items() if rec not in made})
    feed.refold(session, site_code, made, writer_of)
