"""After an update: lines that an older program could not read whole are judged again, in feed order (design: sync 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.errors import Refusal
from app.ids import new_record_id
from app.models import digests, feed, intake, journal, lines, marks, projections, unread_lines, writers
from app.models.application import write_result
from app.models.base import instant_text
from app.models.fold import Folded, Judgement, fold_judged, fold_onto, moved_marks
from app.models.intake import WriterOf, case_of
from app.models.lines import Line, encode
from app.models.register import Register
from app.models.schemas import read
from app.models.tables import RECORD_TYPES, JournalHead, JournalLine, LineResult, SyncState, UnreadLine


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line with its feed number and the PC that wrote it as its ``seq``."""

    n: int
    replica_id: str
    seq: int
    line: Line


@dataclass(slots=True)
class _Again:
    """Records folded anew from their first line, and what was decided about each of their lines."""

    records: dict[str, Folded | None]
    judged: list[tuple[_Numbered, Judgement]]


def rejudge(register: Register, clock: Clock) -> int:
    """Fold what waited for this program; returns how many lines. Each site stands or falls by itself."""
    with register.reading() as session:
        sites = unread_lines.due(session)
    return sum(_rejudge_site(register, site_code, clock) for site_code in sites)


def _rejudge_site(register: Register, site_code: str, clock: Clock) -> int:
    with register.writing() as session:
        head = journal.locked_head(session, site_code, register.identity.replica_id)
        waiting = session.scalars(
            select(UnreadLine)
            .where(UnreadLine.site_code == site_code, UnreadLine.schema < lines.SCHEMA)
            .order_by(UnreadLine.n)
        ).all()
        if not waiting:
            return 0
        about = {name for one in waiting for name in (one.record_id, one.case_id) if name}
        again = _judge(session, register, head, about, waiting[0].n, clock)
        session.execute(
            delete(UnreadLine).where(UnreadLine.site_code == site_code, UnreadLine.schema < lines.SCHEMA)
        )
        numbers = {one.n for one in waiting}
        unread_lines.note(
            session, site_code, [(one.n, one.line) for one, _ in again.judged if one.n in numbers]
        )
        session.commit()
        return len(waiting)


def judge_writer(session: Session, register: Register, replica_id: str, clock: Clock) -> int:
    """A writer turns out to be a server above: what it wrote was taken for a PC's; how many sites it wrote in.

    A township put back to before it enrolled above gets the district's lines back from its rooms without knowing
    whose they are. In the caller's transaction.
    """
    theirs = JournalLine.replica_id == replica_id
    sites = session.scalars(select(JournalLine.site_code).where(theirs).distinct()).all()
    for site_code in sorted(sites):
        head = journal.locked_head(session, site_code, register.identity.replica_id)
        rows = session.execute(
            select(JournalLine.n, JournalLine.raw).where(theirs, JournalLine.site_code == site_code)
        ).all()
        read_lines = [line for line in (_readable(row.raw) for row in rows) if line is not None]
        about = {name for line in read_lines for name in (line.rec, case_of(line)) if name}
        _judge(session, register, head, about, min(row.n for row in rows), clock)
    return len(sites)


def _judge(
    session: Session, register: Register, head: JournalHead, about: set[str], from_n: int, clock: Clock
) -> _Again:
    """Fold these records, and what was said of their cases from line ``from_n`` on, from their first lines."""
    site_code = head.site_code
    numbers_it = register.numbers(site_code)
    log = _of_server if numbers_it else _of_room
    touched = _touched(log(session, site_code, from_n), about)
    writer_of = _writers(session, register, site_code)
    again = _fold(session, site_code, list(log(session, site_code, 1, touched)), writer_of)
    if not numbers_it:
        _put_own_on_top(session, site_code, again)
    stale = _write(session, site_code, again)
    if numbers_it:
        _answer_again(session, register, head, _after(again.judged, from_n), stale, clock)
    digests.forget(session, site_code)
    return again


def _writers(session: Session, register: Register, site_code: str) -> WriterOf:
    own = register.identity.replica_id
    if register.keeps_feed:
        return writers.of_server(session, own, register.site_code, site_code)
    return writers.of_room(session, own, session.get_one(SyncState, feed.TOWNSHIP).server_replica_id)


def _of_room(
    session: Session, site_code: str, from_n: int, records: Iterable[str] | None = None
) -> Iterator[_Numbered]:
    for record_id in [""] if records is None else list(records):
        for n, replica_id, raw in feed.received_lines(session, site_code, record_id):
            line = _readable(raw)
            if n >= from_n and line is not None:
                yield _Numbered(n, replica_id, line.seq, line)


def _of_server(
    session: Session, site_code: str, from_n: int, records: Iterable[str] | None = None
) -> Iterator[_Numbered]:
    """Lines that stand in the tables, or will: those not yet applied are folded by the program of today anyway."""
    head = session.get_one(JournalHead, site_code)
    query = select(JournalLine.n, JournalLine.replica_id, JournalLine.seq, JournalLine.raw).where(
        JournalLine.site_code == site_code, JournalLine.n >= from_n, JournalLine.n <= head.applied
    )
    if records is not None:
        query = query.where(JournalLine.record_id.in_(list(records)))
    for n, replica_id, seq, raw in session.execute(query.execution_options(yield_per=1000)):
        line = _readable(raw)
        if line is not None:
            yield _Numbered(n, replica_id, seq, line)


def _touched(later: Iterable[_Numbered], about: set[str]) -> set[str]:
    """The records and cases that the lines are ``about``, and what was said of those cases since.

    A part may have been left out for want of its case, and a step may count or not count after another one.
    """
    return about | {one.line.rec for one in later if case_of(one.line) in about}


def _fold(session: Session, site_code: str, log: list[_Numbered], writer_of: WriterOf) -> _Again:
    """Every line of these records in feed order; a case that is not among them counts from the line that made it."""
    again = _Again({}, [])
    ids = {one.line.rec for one in log}
    made = {
        case_id: found.get("*", [0])[0]
        for case_id, found in marks.of(session, site_code, {case_of(one.line) for one in log} - ids).items()
    }
    for one in sorted(log, key=lambda each: each.n):

        def has_case(case_id: str, n: int = one.n) -> bool:
            if case_id in ids:
                return again.records.get(case_id) is not None
            return case_id in made and made[case_id] < n

        before = again.records.get(one.line.rec)
        record, judged = fold_judged(before, one.line, one.n, writer_of(one.replica_id), has_case)
        again.records[one.line.rec] = record
        again.judged.append((one, judged))
    return again


def _put_own_on_top(session: Session, site_code: str, again: _Again) -> None:
    """What this room has not sent yet stands above what it received."""
    for record_id, record in again.records.items():
        mine = feed.unsent(site_code).where(JournalLine.record_id == record_id).order_by(None)
        for waiting in sorted(session.scalars(mine), key=lambda row: row.n):
            record = fold_onto(record, read(waiting.raw), 0, None, lambda _case_id: True)
        again.records[record_id] = record


def _write(session: Session, site_code: str, again: _Again) -> set[str]:
    """Rows, marks, states and index; the ids of events that do not count."""
    folded = {rec: one for rec, one in again.records.items() if one is not None}
    for word, model in RECORD_TYPES.items():  # a case before its parts
        staged = {}
        for rec, one in folded.items():
            if one.record_type == word:
                is_new = not intake.stored_values(session, model, site_code, rec)
                staged[rec] = intake.Staged(model, is_new, one.values, one.version)
        intake.write_rows(session, model, site_code, staged)
    marks.keep(session, site_code, {rec: one.marks for rec, one in folded.items() if one.marks}, list(folded))
    keys = [(one.record_type, site_code, rec) for rec, one in folded.items()]
    return set(projections.refresh(session, keys, {}))


def _after(judged: Sequence[tuple[_Numbered, Judgement]], n: int) -> list[tuple[_Numbered, Judgement]]:
    return [(one, judgement) for one, judgement in judged if one.n >= n]


def _answer_again(
    session: Session,
    register: Register,
    head: JournalHead,
    judged: Sequence[tuple[_Numbered, Judgement]],
    stale: set[str],
    clock: Clock,
) -> None:
    """Say in the feed what each line has become, where that is not what was said before."""
    own, was_at_head = register.identity.replica_id, head.applied == head.n
    for one, judgement in judged:
        if one.replica_id == own:
            continue
        is_stale = judgement.code == "ok" and one.line.rec in stale
        code, field = ("stale-stage", "from_state") if is_stale else (judgement.code, judgement.field)
        row = session.get_one(JournalLine, (head.site_code, one.n))
        if row.result == code:
            continue
        row.result, row.error = code, judgement.error or field
        session.flush()
        late = judgement.late or {field: (None, None)}
        answers = [
            {"code": code, "field": name[:40], "kept_value": kept, "late_value": value}
            for name, (kept, value) in late.items()
        ]
        _say(session, own, head, one, answers, clock)
    if was_at_head:
        head.applied = head.n


def _say(
    session: Session,
    own: str,
    head: JournalHead,
    one: _Numbered,
    answers: Sequence[Mapping[str, Any]],
    clock: Clock,
) -> None:
    """The former answers to a line are put right; what has no former one is a new answer."""
    former = list(
        session.scalars(
            select(LineResult)
            .where(
                LineResult.site_code == head.site_code,
                LineResult.replica_id == one.replica_id,
                LineResult.line_seq == one.seq,
            )
            .order_by(LineResult.id)
        )
    )
    now = clock.now()
    for place, answer in enumerate(answers):
        head.hlc = journal.next_hlc(head.hlc, now)
        said = {**answer, "at": instant_text(now)}
        if place < len(former):
            _put_right(session, own, head, former[place], said)
        elif answer["code"] != "ok":
            about = {
                "replica_id": one.replica_id,
                "line_seq": one.seq,
                "target_type": one.line.t,
                "target_id": one.line.rec,
            }
            write_result(session, own, head, about | said)


def _put_right(
    session: Session, own: str, head: JournalHead, result: LineResult, said: dict[str, Any]
) -> None:
    n = head.n + 1
    line = Line(
        n, new_record_id(), result.id, "line_result", "put", result.ver, said, head.hlc, 0, "", lines.SCHEMA
    )
    journal.append(session, head, [journal.NewLine(own, n, "line_result", result.id, encode(line))])
    head.seq += 1
    intake.write_rows(
        session, LineResult, head.site_code, {result.id: intake.Staged(LineResult, False, said, n)}
    )
    before = marks.of(session, head.site_code, [result.id])
    moved = moved_marks("line_result", before.get(result.id), said, n, own)
    marks.keep(session, head.site_code, {result.id: moved}, list(before))


def _readable(raw: bytes) -> Line | None:
    try:
        return read(raw)
    except Refusal:
        return None
