"""Reading a site's feed for one of its rooms: what comes after the room's cursor, as much as fits (sync 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.models.chain import ZERO
from app.models.tables import JournalHead, JournalLine
from sync.protocol.envelope import MAX_LINES
from sync.protocol.feed import FeedPart, gather

MAX_FEED_LINES = 2_000
MAX_FEED_BYTES = 256 << 10
"""Some 50 KiB on the wire: a line of 2 kB/s that breaks now and then still gets on."""


READ_AT_ONCE = 500
"""Most answers are full after some hundred lines: what does not fit is never fetched."""

FeedRow = tuple[int, str, int, bytes]
"""A line of the feed: its number there, who wrote it, its number there, its bytes."""

# Asked in every exchange: put together once.
_FEED = JournalLine.__table__.c
_HEAD = select(JournalHead).where(JournalHead.site_code == bindparam("site_code"))
_HASH_AT = select(_FEED.hash).where(_FEED.site_code == bindparam("site_code"), _FEED.n == bindparam("n"))
_LINES = (
    select(_FEED.n, _FEED.replica_id, _FEED.seq, _FEED.raw, _FEED.hash)
    .where(_FEED.site_code == bindparam("site_code"), _FEED.n.between(bindparam("first"), bindparam("last")))
    .order_by(_FEED.n)
    .execution_options(yield_per=READ_AT_ONCE)
)
"""Between two numbers: for a limit, PostgreSQL may read and sort all of a village."""


@dataclass(frozen=True, slots=True)
class FeedDelta:
    """Feed numbers ``from_n``..``to_n`` and the chain on both sides; ``to_n = from_n - 1`` when empty."""

    from_n: int
    to_n: int
    prev_hash: bytes
    head_hash: bytes
    parts: tuple[FeedPart, ...]


def nothing_after(n: int, point: bytes) -> FeedDelta:
    """No lines behind number ``n``, after which the chain is ``point``."""
    return FeedDelta(n + 1, n, point, point, ())


def points_of_feed(session: Session, site_code: str) -> tuple[tuple[int, str], ...]:
    """Points (number, hex of the hash) of our feed: its head, one before, two, four …, and the beginning."""
    head = head_of(session, site_code)
    last = head.n if head else 0
    numbers, back = {0, last}, 1
    while back <= last:
        numbers.add(last - back)
        back *= 2
    rows = session.execute(
        select(JournalLine.n, JournalLine.hash).where(
            JournalLine.site_code == site_code, JournalLine.n.in_(numbers)
        )
    )
    found = {n: chain.hex() for n, chain in rows} | {0: ZERO.hex()}
    return tuple(sorted(found.items(), reverse=True))


def delta_of(fed: Sequence[FeedRow], prev: bytes, head: JournalHead, reader_id: str) -> FeedDelta | None:
    """The lines ``fed`` that were written just now, where they are the feed's last; ``prev`` is the chain before."""
    if not fed or len(fed) > MAX_FEED_LINES or fed[-1][0] != head.n:
        return None
    return FeedDelta(fed[0][0], head.n, prev, head.hash, tuple(gather(fed, reader_id)))


def delta_after(
    session: Session, site_code: str, n: int, reader_id: str, appetite: int = 0, point: bytes | None = None
) -> FeedDelta:
    """The lines behind number ``n``, at most some (more for a reader on a quick line), never an own body sent back.

    ``point`` is the chain after line ``n`` where it was looked up before.
    """
    most_bytes = MAX_FEED_BYTES << appetite
    prev = point or hash_at(session, site_code, n) or ZERO
    last = n + min(MAX_FEED_LINES << appetite, MAX_LINES)
    lines: list[FeedRow] = []
    size, head = 0, prev
    with session.execute(_LINES, {"site_code": site_code, "first": n + 1, "last": last}) as rows:
        for number, writer, seq, raw, chain in rows:
            size += 0 if writer == reader_id else len(raw)
            if size > most_bytes and lines:
                break
            lines.append((number, writer, seq, raw))
            head = chain
    return FeedDelta(n + 1, n + len(lines), prev, head, tuple(gather(lines, reader_id)))


def head_of(session: Session, site_code: str, *, locked: bool = False) -> JournalHead | None:
    """Where the site's feed stands, or None before its first line."""
    if locked:
        return session.get(JournalHead, site_code, with_for_update=True)
    return session.scalars(_HEAD, {"site_code": site_code}).one_or_none()


def applied_seq(
    session: Session, head: JournalHead, replica_id: str, last_seq: int, fed: Sequence[FeedRow] = ()
) -> int:
    """The last line of a PC that stands in the tables; ``last_seq`` is its last received one, ``fed`` came just now."""
    if head.applied >= head.n:
        return last_seq
    if fed and head.applied == fed[0][0] - 1:
        return fed[0][2] - 1  # all that stood before them
    seq = session.scalars(
        select(JournalLine.seq)
        .where(
            JournalLine.site_code == head.site_code,
            JournalLine.replica_id == replica_id,
            JournalLine.n <= head.applied,
        )
        .order_by(JournalLine.n.desc())
        .limit(1)
    ).one_or_none()
    return seq or 0


def hash_at(session: Session, site_code: str, n: int) -> bytes | None:
    """The chain of our feed after line ``n``, None behind its end."""
    if n == 0:
        return ZERO
    return session.scalars(_HASH_AT, {"site_code": site_code, "n": n}).one_or_none()
