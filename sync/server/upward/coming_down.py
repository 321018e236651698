"""The district's feed of a site at its township: its own lines get their place in the site's feed here (design: sync 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import bulk, journal
from app.models.chain import link
from app.models.feed import FeedLine, OwnLines
from app.models.journal import NewLine
from app.models.lines import Line
from app.models.register import Register
from app.models.schemas import read as read_line
from app.models.tables import JournalLine, ReceivedLine, UpwardSite
from sync.protocol.feed import FeedPart
from sync.server.upward import log


def take_down(
    session: Session, register: Register, site: UpwardSite, district_id: str, parts: Sequence[FeedPart]
) -> int:
    """Keep feed ``parts`` behind the cursor and number the district's own lines; returns the new cursor.

    In the caller's transaction, which moves the marks. Refusal ``feed-broken``: nothing is kept.
    """
    rows: list[bulk.Row] = []
    new: list[tuple[int, bytes]] = []
    for n, replica_id, raw in _lines(session, site, parts):
        if n <= site.feed_n:
            continue
        if n != site.feed_n + 1:
            raise _broken()
        site.feed_n, site.feed_hash = n, link(site.feed_hash, replica_id, raw)
        rows.append((site.site_code, n, replica_id, n, "", "", raw, site.feed_hash))
        if replica_id == district_id:
            new.append((n, raw))
    columns = ("site_code", "n", "replica_id", "seq", "record_type", "record_id", "raw", "hash")
    bulk.insert_rows(session, ReceivedLine.__tablename__, columns, rows)
    _number(session, register, site.site_code, district_id, new)
    return site.feed_n


def _lines(session: Session, site: UpwardSite, parts: Sequence[FeedPart]) -> Iterator[tuple[int, str, bytes]]:
    for part in parts:
        if isinstance(part, FeedLine):
            yield part.n, part.replica_id, part.raw
            continue
        yield from _own(session, site, part)


def _own(session: Session, site: UpwardSite, part: OwnLines) -> Iterator[tuple[int, str, bytes]]:
    count = part.to_n - part.n + 1
    raws = log.lines_of(session, site.site_code, part.from_seq, part.from_seq + count - 1)
    if len(raws) != count:
        raise _broken()
    for offset, raw in enumerate(raws):
        yield part.n + offset, site.replica_id, raw


def _number(
    session: Session,
    register: Register,
    site_code: str,
    district_id: str,
    new: Sequence[tuple[int, bytes]],
) -> None:
    """The district's lines behind the head of the site's feed here, each once: rooms get them from there."""
    if not new:
        return
    head = journal.locked_head(session, site_code, register.identity.replica_id)
    read = [(n, raw, _readable(raw)) for n, raw in new]
    seqs = [line.seq if line else n for n, _raw, line in read]
    query = select(JournalLine.seq).where(
        JournalLine.site_code == site_code, JournalLine.replica_id == district_id, JournalLine.seq.in_(seqs)
    )
    here = set(session.scalars(query))
    lines = [
        NewLine(district_id, seq, line.t[:16] if line else "", line.rec if line else "", raw)
        for seq, (_n, raw, line) in zip(seqs, read, strict=True)
        if seq not in here
    ]
    journal.append(session, head, lines)


def _readable(raw: bytes) -> Line | None:
    try:
        return read_line(raw)
    except Refusal:
        return None


def _broken() -> Refusal:
    return Refusal("区县发来的内容中间缺了一段，已停下等待补齐，数据没有改动。", code="feed-broken")
