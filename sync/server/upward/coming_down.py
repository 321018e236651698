"""The district's feed of a site at its township: its own lines get their place in the site's feed here (design: sync 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import bulk, journal, rolling_back, upward_lines
from app.models.chain import ZERO, link
from app.models.feed import FeedLine, OwnLines
from app.models.journal import NewLine
from app.models.lines import Line
from app.models.register import Register
from app.models.schemas import read as read_line
from app.models.tables import FeedSeal, JournalLine, ReceivedLine, UpwardSite
from app.models.taking_back import OfferedLine
from app.models.upward_lines import CarriedLine, Stop, UpwardWord
from sync.protocol.answers import Answer
from sync.protocol.feed import FeedPart
from sync.server.upward import log


@dataclass(frozen=True, slots=True)
class Heard:
    """What came down: ``new`` lines of the district's own, by its numbers; and what this township itself told it
    under a former identity, before it was put back: ``lines`` of our own feed that may be missing here now, and the
    PCs that it had ``stopped``, each with the last line that counts."""

    new: list[tuple[int, bytes]] = field(default_factory=list)
    lines: list[OfferedLine] = field(default_factory=list)
    stopped: dict[str, int] = field(default_factory=dict)

    @property
    def pcs(self) -> set[str]:
        """Of whom it speaks."""
        return {line.replica_id for line in self.lines} | self.stopped.keys()

    def hear(self, word: UpwardWord | None) -> None:
        if isinstance(word, CarriedLine):
            self.lines.append(OfferedLine(word.n, word.replica_id, word.raw, b""))
        if isinstance(word, Stop):
            self.stopped.pop(word.replica_id, None)
            if word.until_seq is not None:
                self.stopped[word.replica_id] = word.until_seq


def take_down(session: Session, site: UpwardSite, district_id: str, parts: Sequence[FeedPart]) -> Heard:
    """Keep feed ``parts`` behind the cursor, in the caller's transaction; what they say.

    Refusal ``feed-broken``: nothing is kept.
    """
    rows: list[bulk.Row] = []
    heard = Heard()
    for n, replica_id, raw in _lines(session, site, parts):
        if n <= site.feed_n:
            continue
        if n != site.feed_n + 1:
            raise _broken()
        site.feed_n, site.feed_hash = n, link(site.feed_hash, replica_id, raw)
        rows.append((site.site_code, n, replica_id, n, "", "", raw, site.feed_hash))
        if replica_id == district_id:
            heard.new.append((n, raw))
        elif replica_id != site.replica_id:
            heard.hear(upward_lines.read(raw))
    columns = ("site_code", "n", "replica_id", "seq", "record_type", "record_id", "raw", "hash")
    bulk.insert_rows(session, ReceivedLine.__tablename__, columns, rows)
    return heard


def go_back(session: Session, site: UpwardSite, answer: Answer, at: datetime) -> None:
    """The district was put back: its lines behind the common point are set aside, and it is heard from there again.

    What it had said stands in the site's feed here all the same, and is not numbered twice.
    """
    common = rolling_back.common_point(session, site.site_code, answer.points)
    table = ReceivedLine.__table__
    behind = (table.c.site_code == site.site_code) & (table.c.n > common)
    rows = session.execute(select(table).where(behind).order_by(table.c.n)).mappings().all()
    rolling_back.put_aside(session, site.site_code, site.epoch, rows, at)
    session.execute(delete(table).where(behind))  # type: ignore[arg-type]
    session.execute(delete(FeedSeal).where(FeedSeal.site_code == site.site_code, FeedSeal.n > common))
    site.feed_n = common
    site.feed_hash = rolling_back.hash_at(session, site.site_code, common) or ZERO
    site.epoch, site.acked_seq, site.applied_seq = answer.epoch, answer.received, answer.applied
    site.digest_n, site.digest_ok = 0, None


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


def number(
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
    read = [(raw, _readable(raw)) for _n, raw in new]
    about = {line.rec for _raw, line in read if line is not None}
    its = (JournalLine.site_code == site_code) & (JournalLine.replica_id == district_id)
    here = set(session.scalars(select(JournalLine.raw).where(its, JournalLine.record_id.in_(about))))
    taken = set(session.scalars(select(JournalLine.seq).where(its)))
    lines = []
    for raw, line in read:
        if raw in here or line is None:
            continue
        seq = journal.free_seq(line.seq, taken)
        lines.append(NewLine(district_id, seq, line.t[:16], line.rec, raw))
    journal.append(session, head, lines)


def _readable(raw: bytes) -> Line | None:
    try:
        return read_line(raw)
    except Refusal:
        return None


def _broken() -> Refusal:
    return Refusal("区县发来的内容中间缺了一段，已停下等待补齐，数据没有改动。", code="feed-broken")
