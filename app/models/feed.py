"""Taking in the township's feed at a room: keep the raw line, fold it, own unsent lines stay on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update
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

CHUNK = 500
TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One line of the feed as it came."""

    n: int
    replica_id: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class OwnLines:
    """Feed numbers ``n``..``to_n`` are our own lines from ``from_seq`` on; their bytes stand in the journal."""

    n: int
    to_n: int
    from_seq: int


def take_feed(
    session: Session, site_code: str, own_replica_id: str, items: Sequence[FeedLine | OwnLines]
) -> int:
    """Take in feed ``items`` behind the cursor, in the caller's transaction; returns the new cursor.

    Refusal ``feed-broken`` where a number is missing or an own line is not in the journal: nothing is kept.
    """
    state = session.get_one(SyncState, TOWNSHIP)
    received, decoded = _received_rows(session, site_code, own_replica_id, items, state)
    if not received:
        return state.feed_n
    names = tuple(received[0])
    bulk.insert_rows(session, ReceivedLine.__tablename__, names, [tuple(row.values()) for row in received])
    unread_lines.note(session, site_code, decoded.items())
    state.feed_n, state.feed_hash = received[-1]["n"], received[-1]["hash"]
    fold_received(
        session,
        site_code,
        received,
        decoded,
        writers.of_room(session, own_replica_id, state.server_replica_id),
    )
    return state.feed_n


def fold_received(
    session: Session,
    site_code: str,
    received: Sequence[dict[str, Any]],
    decoded: Mapping[int, Line],
    writer_of: intake.WriterOf,
) -> None:
    """Fold rows just put into ``received``, in feed order; own lines that wait for a number stay on top."""
    foreign = [row for row in received if row["raw"] is not None]  # a foreign line may be empty
    own = [row for row in received if row["raw"] is None]
    theirs = {row["record_id"] for row in foreign} - {""}  # unreadable ones are about no record
    again = _records_with_unsent(session, site_code, theirs)
    again |= theirs & {row["record_id"] for row in own}
    if local_store.preference(session, REPAIR)[1]:  # what a former self wrote comes back as if by another
        again |= _records_written_here(session, site_code, theirs)
    again |= _settle_own(session, site_code, [row for row in own if row["record_id"] not in again], writer_of)
    ghosts = ghost_records.of(session)
    fresh = [
        Incoming(row["n"], row["replica_id"], row["seq"], row["raw"], decoded.get(row["n"]))
        for row in foreign
        if row["record_id"] not in again
    ]
    intake.fold_lines(session, site_code, fresh, writer_of, frozenset(ghosts))
    refold(session, site_code, again, writer_of)


def _received_rows(
    session: Session,
    site_code: str,
    own_replica_id: str,
    items: Sequence[FeedLine | OwnLines],
    state: SyncState,
) -> tuple[list[dict[str, Any]], dict[int, Line]]:
    """The rows of ``received`` behind the cursor, and the lines in them that can be read, by feed number."""
    rows: list[dict[str, Any]] = []
    decoded: dict[int, Line] = {}
    cursor, head = state.feed_n, state.feed_hash
    for n, replica_id, raw, is_own in _lines(session, site_code, own_replica_id, items):
        if n <= cursor:
            continue
        if n != cursor + 1:
            raise Refusal("镇里的消息中间缺了一段，已停下等待补齐，本机数据没有改动。", code="feed-broken")
        head = link(head, replica_id, raw)
        cursor = n
        line = _decoded(raw)
        if line is not None:
            decoded[n] = line
        rows.append(
            {
                "site_code": site_code,
                "n": n,
                "replica_id": replica_id,
                "seq": line.seq if line else 0,
                "record_type": line.t[:16] if line else "",
                "record_id": line.rec[:32] if line else "",
                "raw": None if is_own else raw,
                "hash": head,
            }
        )
    return rows, decoded


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
    session: Session, site_code: str, own: Sequence[dict[str, Any]], writer_of: intake.WriterOf
) -> set[str]:
    """Give our own acknowledged lines their feed numbers; the records that came out otherwise are returned.

    Our rows hold these values already, so where nobody else wrote, only version and marks move.
    """
    if not own:
        return set()
    lines = {key: read(raw) for key, raw in _journal_raws(session, own).items()}
    concerned = {row["record_id"] for row in own} | {intake.case_of(line) for line in lines.values()}
    known = marks.of(session, site_code, concerned)
    moved: dict[str, Marks] = dict(known)
    versions: dict[tuple[str, str], int] = {}
    again: set[str] = set()
    for row in own:
        line = lines[(row["replica_id"], row["seq"])]
        before = moved.get(line.rec)
        judged = judge(line, writer_of(row["replica_id"]), before, dict, moved.__contains__)
        if judged.code != "ok":
            again.add(line.rec)
            continue
        moved[line.rec] = moved_marks(line.t, before, judged.put, row["n"], row["replica_id"])
        versions[(line.t, line.rec)] = row["n"]
    settled = {rec: moved[rec] for _t, rec in versions if rec not in again}
    marks.keep(session, site_code, settled, known)
    _set_versions(session, site_code, {key: n for key, n in versions.items() if key[1] not in again})
    events = [(t, site_code, rec) for t, rec in versions if t == "case_event" and rec not in again]
    projections.refresh(session, events, {})
    return again


def _journal_raws(session: Session, own: Sequence[dict[str, Any]]) -> dict[tuple[str, int], bytes]:
    found: dict[tuple[str, int], bytes] = {}
    for start in range(0, len(own), CHUNK):
        chunk = own[start : start + CHUNK]
        rows = session.execute(
            select(JournalLine.replica_id, JournalLine.seq, JournalLine.raw).where(
                JournalLine.site_code == chunk[0]["site_code"],
                JournalLine.replica_id == chunk[0]["replica_id"],
                JournalLine.seq.in_([row["seq"] for row in chunk]),
            )
        )
        found.update(((replica_id, seq), raw) for replica_id, seq, raw in rows)
    return found


def _set_versions(session: Session, site_code: str, versions: dict[tuple[str, str], int]) -> None:
    for record_type, model in RECORD_TYPES.items():
        rows = [{"v_rec": rec, "v_ver": n} for (t, rec), n in versions.items() if t == record_type]
        if rows:
            table = model.__table__
            statement = (
                update(table)  # type: ignore[arg-type]
                .where(table.c.site_code == site_code, table.c.id == bindparam("v_rec"))
                .values(ver=bindparam("v_ver"))
            )
            session.connection().execute(statement, rows)


def _records_with_unsent(session: Session, site_code: str, record_ids: set[str]) -> set[str]:
    """Those of ``record_ids`` of which the journal holds lines that the feed has not brought back."""
    wanted = list(record_ids)
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        rows = session.scalars(
            # In any order: asked in the log's own, the planner reads the whole log instead of the index.
            unsent(site_code).where(JournalLine.record_id.in_(wanted[start : start + CHUNK])).order_by(None)
        )
        found |= {line.record_id for line in rows}
    return found


def _unsent_about(session: Session, site_code: str, record_id: str) -> list[JournalLine]:
    """The unsent lines about one record, in the order they were written."""
    rows = session.scalars(unsent(site_code).where(JournalLine.record_id == record_id).order_by(None))
    return sorted(rows, key=lambda line: line.n)


def _records_written_here(session: Session, site_code: str, record_ids: set[str]) -> set[str]:
    wanted = list(record_ids)
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        found |= set(
            session.scalars(
                select(JournalLine.record_id).where(
                    JournalLine.site_code == site_code,
                    JournalLine.record_id.in_(wanted[start : start + CHUNK]),
                )
            )
        )
    return found


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
    for record_id in record_ids:
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
    session: Session, site_code: str, record_id: str | None = None
) -> Iterator[tuple[int, str, bytes]]:
    """(feed n, writer, bytes) of a site's received lines in feed order, our own read from the journal."""
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
        .where(ReceivedLine.site_code == site_code)
        .order_by(ReceivedLine.n)
        .execution_options(yield_per=1000)
    )
    if record_id is not None:
        query = query.where(ReceivedLine.record_id == record_id)
    for row in session.execute(query):
        yield row.n, row.replica_id, row[2]


def _decoded(raw: bytes) -> Line | None:
    try:
        return read(raw)
    except Refusal:
        return None
