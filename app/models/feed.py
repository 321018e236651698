"""Taking in the township's feed at a room: keep the raw line, fold it, own unsent lines stay on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import bulk, ghost_records, intake, local_store, marks, projections, unread_lines, writers
from app.models.chain import link
from app.models.fold import Folded, Marks, fold_onto, judge, makes_record, moved_marks
from app.models.intake import Incoming
from app.models.lines import Line
from app.models.reissue import REPAIR
from app.models.schemas import read
from app.models.tables import RECORD_TYPES, JournalLine, ReceivedLine, ServiceCase, SyncState
from app.models.tables.logs import REISSUED

TOWNSHIP = "township"
COLUMNS = ("site_code", "n", "replica_id", "seq", "record_type", "record_id", "raw", "hash")
"""Of ``received``, as its rows are written."""


class FeedLine(NamedTuple):
    """One line of the feed as it came."""

    n: int
    replica_id: str
    raw: bytes


class OwnLines(NamedTuple):
    """Feed numbers ``n``..``to_n`` are our own lines from ``from_seq`` on; their bytes stand in the journal."""

    n: int
    to_n: int
    from_seq: int


class Received(NamedTuple):
    """One line about to be kept in ``received``, and what it says; ``is_own``: its bytes stand in the journal."""

    incoming: Incoming
    head: bytes
    is_own: bool

    @property
    def n(self) -> int:
        return self.incoming.n

    @property
    def record_id(self) -> str:
        line = self.incoming.line
        return line.rec[:32] if line else ""

    def row(self, site_code: str) -> bulk.Row:
        """Its row, in the order of ``COLUMNS``."""
        n, replica_id, seq, raw, line = self.incoming
        about = (line.t[:16], line.rec[:32]) if line else ("", "")
        return (site_code, n, replica_id, seq, *about, None if self.is_own else raw, self.head)


def take_feed(
    session: Session, site_code: str, own_replica_id: str, items: Sequence[FeedLine | OwnLines]
) -> int:
    """Take in feed ``items`` behind the cursor, in the caller's transaction; returns the new cursor.

    Refusal ``feed-broken`` where a number is missing or an own line is not in the journal: nothing is kept.
    """
    state = session.get_one(SyncState, TOWNSHIP)
    received = _received(session, site_code, own_replica_id, items, state)
    if not received:
        return state.feed_n
    state.feed_n, state.feed_hash = received[-1].n, received[-1].head
    writer_of = writers.of_room(session, own_replica_id, state.server_replica_id)
    keep_received(session, site_code, received, writer_of)
    return state.feed_n


def keep_received(
    session: Session, site_code: str, received: Sequence[Received], writer_of: intake.WriterOf
) -> None:
    """Keep lines as they came and fold them in feed order; own lines that wait for a number stay on top."""
    bulk.insert_rows(session, ReceivedLine.__tablename__, COLUMNS, [one.row(site_code) for one in received])
    numbered = [(one.n, one.incoming.line) for one in received if one.incoming.line is not None]
    unread_lines.note(session, site_code, numbered)
    ours = [one for one in received if one.is_own]
    others = [one for one in received if not one.is_own] if ours else received
    own_records = {one.record_id for one in ours}
    theirs = {one.record_id for one in others} - {""}  # unreadable: about no record
    again = _records_with_unsent(session, site_code, theirs) | (theirs & own_records)
    if local_store.preference(session, REPAIR)[1]:  # what a former self wrote comes back as if by another
        again |= _records_written_here(session, site_code, theirs)
    own = [one.incoming for one in ours if one.record_id not in again]
    again |= _settle_own(session, site_code, own, writer_of)
    later = again | _parts_of(again, others)
    ghosts = ghost_records.of(session)
    fresh = [one.incoming for one in others if not later or one.record_id not in later]
    intake.fold_lines(session, site_code, fresh, writer_of, frozenset(ghosts))
    refold(session, site_code, later, writer_of)


def _parts_of(cases: set[str], others: Sequence[Received]) -> set[str]:
    """Records in lines of ``others`` that hang on one of these cases, and so are folded behind it."""
    if not cases:
        return set()
    lines = [one.incoming.line for one in others if one.incoming.line is not None]
    return {line.rec for line in lines if intake.case_of(line) in cases}


def _received(
    session: Session,
    site_code: str,
    own_replica_id: str,
    items: Sequence[FeedLine | OwnLines],
    state: SyncState,
) -> list[Received]:
    """What lies behind the cursor, chained and read."""
    found: list[Received] = []
    cursor, head = state.feed_n, state.feed_hash
    for n, replica_id, raw, is_own in _lines(session, site_code, own_replica_id, items):
        if n <= cursor:
            continue
        if n != cursor + 1:
            raise Refusal("镇里的消息中间缺了一段，已停下等待补齐，本机数据没有改动。", code="feed-broken")
        head = link(head, replica_id, raw)
        cursor = n
        line = _decoded(raw)
        incoming = Incoming(n, replica_id, line.seq if line else 0, raw, line)
        found.append(Received(incoming, head, is_own))
    return found


def _lines(
    session: Session, site_code: str, own_replica_id: str, items: Iterable[FeedLine | OwnLines]
) -> Iterable[tuple[int, str, bytes, bool]]:
    for item in items:
        if isinstance(item, FeedLine):
            yield item.n, item.replica_id, item.raw, False
            continue
        count = item.to_n - item.n + 1
        raws = session.scalars(
            select(JournalLine.raw)
            .where(
                JournalLine.site_code == site_code,
                JournalLine.replica_id == own_replica_id,
                JournalLine.seq >= item.from_seq,
                JournalLine.seq < item.from_seq + count,
            )
            .order_by(JournalLine.seq)
        ).all()
        if len(raws) != count:
            raise Refusal("镇里确认了本机没有的数据，已停止同步，本机数据没有改动。", code="feed-broken")
        for offset, raw in enumerate(raws):
            yield item.n + offset, own_replica_id, raw, True


def _settle_own(
    session: Session, site_code: str, own: Sequence[Incoming], writer_of: intake.WriterOf
) -> set[str]:
    """Give our own acknowledged lines their feed numbers; the records that came out otherwise are returned.

    Our rows hold these values already, so where nobody else wrote, only version and marks move.
    """
    if not own:
        return set()
    lines = [line for _n, _replica, _seq, _raw, line in own if line is not None]
    concerned = {line.rec for line in lines} | {intake.case_of(line) for line in lines}
    known = marks.of(session, site_code, concerned)
    moved: dict[str, Marks] = dict(known)
    versions: dict[tuple[str, str], int] = {}
    again: set[str] = set()
    for one in own:
        line = one.line
        if line is None:
            continue
        before = moved.get(line.rec)
        judged = judge(line, writer_of(one.replica_id), before, dict, moved.__contains__)
        if judged.code != "ok":
            again.add(line.rec)
            continue
        if not judged.put:  # only fields that this program does not know yet: its row stays as it was
            continue
        moved[line.rec] = moved_marks(line.t, before, judged.put, one.n, one.replica_id)
        versions[(line.t, line.rec)] = one.n
    settled = {rec: moved[rec] for _t, rec in versions if rec not in again}
    marks.keep(session, site_code, settled, known)
    _set_versions(session, site_code, {key: n for key, n in versions.items() if key[1] not in again})
    events = [(t, site_code, rec) for t, rec in versions if t == "case_event" and rec not in again]
    projections.refresh(session, events, {})
    return again


def _set_versions(session: Session, site_code: str, versions: dict[tuple[str, str], int]) -> None:
    rows: dict[str, list[bulk.Row]] = defaultdict(list)
    for (record_type, rec), n in versions.items():
        rows[record_type].append((n, site_code, rec))
    for record_type, of_type in rows.items():
        table = RECORD_TYPES[record_type].__tablename__
        bulk.update_rows(session, table, ("ver",), ("site_code", "id"), of_type)


def _records_with_unsent(session: Session, site_code: str, record_ids: set[str]) -> set[str]:
    """Those of ``record_ids`` of which the journal holds lines that the feed has not brought back."""
    # In any order: asked in the log's own, the planner reads the whole log instead of the index.
    about = JournalLine.__table__.c.record_id
    query = unsent(site_code).with_only_columns(about).order_by(None)
    return set(session.scalars(query.where(bulk.among(session, about, record_ids))))


def _unsent_about(session: Session, site_code: str, record_id: str) -> list[JournalLine]:
    """The unsent lines about one record, in the order they were written."""
    rows = session.scalars(unsent(site_code).where(JournalLine.record_id == record_id).order_by(None))
    return sorted(rows, key=lambda line: line.n)


def _records_written_here(session: Session, site_code: str, record_ids: set[str]) -> set[str]:
    about = JournalLine.__table__.c.record_id
    query = select(about).where(JournalLine.site_code == site_code, bulk.among(session, about, record_ids))
    return set(session.scalars(query))


def unsent(site_code: str) -> Select[JournalLine]:
    """Journal lines of a site that the feed has not brought back, in the order they were written.

    Lines that a restored register wrote again as its new self do not count twice.
    """
    came_back = (
        select(ReceivedLine.n)
        .where(
            ReceivedLine.site_code == site_code,
            ReceivedLine.record_id == JournalLine.record_id,
            ReceivedLine.replica_id == JournalLine.replica_id,
            ReceivedLine.seq == JournalLine.seq,
        )
        .exists()
    )
    return (
        select(JournalLine)
        .where(JournalLine.site_code == site_code, JournalLine.result != REISSUED, ~came_back)
        .order_by(JournalLine.n)
    )


def refold(session: Session, site_code: str, record_ids: Iterable[str], writer_of: intake.WriterOf) -> None:
    """Fold these records again from both logs: what was received in feed order, own unsent lines on top."""
    keys: list[projections.Key] = []
    for record_id in _cases_first(session, site_code, list(record_ids)):
        folded = fold_record(session, site_code, record_id, writer_of)
        if folded is None:
            continue
        model = RECORD_TYPES[folded.record_type]
        is_new = not intake.stored_values(session, model, site_code, record_id)
        staged = intake.Staged(model, is_new, folded.values, folded.version)
        intake.write_rows(session, model, site_code, {record_id: staged})
        if folded.marks is not None:
            marks.keep(session, site_code, {record_id: folded.marks}, [record_id])
        keys.append((folded.record_type, site_code, record_id))
    projections.refresh(session, keys, {})


def _cases_first(session: Session, site_code: str, record_ids: Sequence[str]) -> Sequence[str]:
    """A case before its parts, which cannot stand without it."""
    if len(record_ids) < 2:
        return record_ids
    cases: set[str] = set()
    for log in (ReceivedLine, JournalLine):
        is_one = bulk.among(session, log.__table__.c.record_id, record_ids)
        query = select(log.record_id).where(log.site_code == site_code, is_one, log.record_type == "case")
        cases |= set(session.scalars(query))
    return sorted(record_ids, key=lambda record_id: record_id not in cases)


def made_by_lines(session: Session, site_code: str, record_ids: Iterable[str]) -> list[str]:
    """Those of ``record_ids`` that our received lines, or an own unsent line, bring into being."""
    made = []
    for record_id in record_ids:
        if next(received_lines(session, site_code, record_id), None) is not None:
            made.append(record_id)
            continue
        waiting = _unsent_about(session, site_code, record_id)
        if waiting and makes_record(read(waiting[0].raw)):
            made.append(record_id)
    return made


def fold_record(
    session: Session, site_code: str, record_id: str, writer_of: intake.WriterOf
) -> Folded | None:
    """One record from both logs: received lines in feed order, own unsent ones on top; None where none makes it."""

    def has_case(case_id: str) -> bool:
        return bool(intake.stored_values(session, ServiceCase, site_code, case_id))

    record: Folded | None = None
    for n, replica_id, raw in received_lines(session, site_code, record_id):
        line = _decoded(raw)
        if line is not None:
            record = fold_onto(record, line, n, writer_of(replica_id), has_case)
    for waiting in _unsent_about(session, site_code, record_id):
        record = fold_onto(record, read(waiting.raw), 0, None, has_case)
    return record


def received_lines(
    session: Session,
    site_code: str,
    record_id: str | None = None,
    *,
    after_n: int = 0,
    to_n: int | None = None,
) -> Iterator[FeedLine]:
    """A site's received lines in feed order, ``after_n + 1``..``to_n``, our own read from the journal."""
    query = (
        select(ReceivedLine.n, ReceivedLine.replica_id, func.coalesce(ReceivedLine.raw, JournalLine.raw))
        .join_from(
            ReceivedLine,
            JournalLine,
            (JournalLine.site_code == ReceivedLine.site_code)
            & (JournalLine.replica_id == ReceivedLine.replica_id)
            & (JournalLine.seq == ReceivedLine.seq),
            isouter=True,
        )
        .where(ReceivedLine.site_code == site_code, ReceivedLine.n > after_n)
        .order_by(ReceivedLine.n)
        .execution_options(yield_per=1000)
    )
    if record_id is not None:
        query = query.where(ReceivedLine.record_id == record_id)
    if to_n is not None:
        query = query.where(ReceivedLine.n <= to_n)
    for row in session.execute(query):
        yield FeedLine(*row)


def _decoded(raw: bytes) -> Line | None:
    try:
        return read(raw)
    except Refusal:
        return None
