"""The district's feed of a site at its township: its own lines get their place in the site's feed here (design: sync 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import bulk, intake, journal, local_store, rolling_back, upward_lines
from app.models.chain import ZERO, link
from app.models.feed import FeedLine, OwnLines
from app.models.journal import NewLine
from app.models.lines import Line
from app.models.register import Register
from app.models.schemas import read as read_line
from app.models.tables import FeedSeal, JournalLine, ReceivedLine, ServiceCase, UpwardSite
from app.models.taking_back import OfferedLine
from app.models.upward_lines import CarriedLine, Stop, UpwardWord
from sync.protocol.answers import Answer
from sync.protocol.feed import FeedPart
from sync.server.upward import log

_WAITING = "upward.waiting."


@dataclass(frozen=True, slots=True)
class Said:
    """One line that came down: its number in the district's feed, who wrote it, its bytes; ``place``: the number that
    it had in our own feed, where this township told the district of it under a former identity."""

    n: int
    replica_id: str
    raw: bytes
    place: int = 0

    @property
    def offered(self) -> OfferedLine:
        return OfferedLine(self.place, self.replica_id, self.raw, b"")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came down: in the district's order, lines of its own, and those of our own feed that this township, before
    it was put back, told it and that may be missing here now; and the PCs that it had ``stopped``, each with the last
    line that counts."""

    said: list[Said] = field(default_factory=list)
    stopped: dict[str, int] = field(default_factory=dict)

    @property
    def pcs(self) -> set[str]:
        """Of whom it speaks."""
        return {one.replica_id for one in self.said if one.place} | self.stopped.keys()

    def hear(self, n: int, word: UpwardWord | None) -> None:
        if isinstance(word, CarriedLine):
            self.said.append(Said(n, word.replica_id, word.raw, word.n))
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
            heard.said.append(Said(n, district_id, raw))
        elif replica_id != site.replica_id:
            heard.hear(n, upward_lines.read(raw))
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
    session: Session, register: Register, site_code: str, district_id: str, new: Sequence[Said]
) -> None:
    """The district's lines behind the head of the site's feed here, each once: rooms get them from there."""
    if not new:
        return
    head = journal.locked_head(session, site_code, register.identity.replica_id)
    read = [(one.raw, _readable(one.raw)) for one in new]
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


def with_their_case(session: Session, site_code: str, said: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """Those that may stand here now; and those about a case that is not here: it was lost with this township's disk,
    and they wait until its village or the district has brought it back."""
    cases = {one.n: _case_of(_readable(one.raw)) for one in said}
    query = select(ServiceCase.id).where(
        ServiceCase.site_code == site_code, ServiceCase.id.in_(set(cases.values()) - {""})
    )
    here = {"", *session.scalars(query)}
    return [one for one in said if cases[one.n] in here], [one for one in said if cases[one.n] not in here]


def waiting(session: Session, site_code: str, district_id: str) -> list[Said]:
    """What came earlier and waited for its case."""
    _known, numbers = local_store.preference(session, _WAITING + site_code)
    if not numbers:
        return []
    kept = select(ReceivedLine).where(ReceivedLine.site_code == site_code, ReceivedLine.n.in_(numbers))
    heard = Heard()
    for row in session.scalars(kept.order_by(ReceivedLine.n)):
        if row.raw is not None and row.replica_id == district_id:
            heard.said.append(Said(row.n, district_id, row.raw))
        elif row.raw is not None:
            heard.hear(row.n, upward_lines.read(row.raw))
    return heard.said


def keep_waiting(session: Session, site_code: str, said: Sequence[Said]) -> None:
    _known, before = local_store.preference(session, _WAITING + site_code)
    numbers = [one.n for one in said]
    if numbers != (before or []):
        local_store.put_preference(session, _WAITING + site_code, numbers)


def _case_of(line: Line | None) -> str:
    if line is None:
        return ""
    return line.rec if line.t == "case" else intake.case_of(line)


def _readable(raw: bytes) -> Line | None:
    try:
        return read_line(raw)
    except Refusal:
        return None


def _broken() -> Refusal:
    return Refusal("区县发来的内容中间缺了一段，已停下等待补齐，数据没有改动。", code="feed-broken")
