"""A register put back from a copy says again, as its new self, what the township may never have received."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from app.ids import new_record_id
from app.models import journal, projections
from app.models.lines import decode, said_again
from app.models.tables import JournalLine, ReceivedLine
from app.models.tables.logs import REISSUED

REPAIR = "sync.repair"
"""Kept in the register while it becomes another: the identity whose lines are to be looked at."""


def reissue(session: Session, site_code: str, replica_id: str, after_seq: int) -> int:
    """Write the former replica's lines behind ``after_seq`` again as ``replica_id``; returns how many.

    Each keeps its record, fields and ``base``, so that the township takes what it lacks, finds equal what it
    has, and sets aside what was overtaken (design: sync 10). Runs before the new replica writes anything.
    """
    head = journal.locked_head(session, site_code, replica_id)
    former = head.replica_id
    if former == replica_id:
        return 0
    old = session.execute(
        select(JournalLine.n, JournalLine.raw)
        .where(
            JournalLine.site_code == site_code,
            JournalLine.replica_id == former,
            JournalLine.seq > after_seq,
            JournalLine.result != REISSUED,
        )
        .order_by(JournalLine.seq)
    ).all()
    journal.begin_chain(head, replica_id)
    lines = []
    for number, row in enumerate(old, start=1):
        said = decode(row.raw)
        raw = said_again(row.raw, number, new_record_id())
        lines.append(journal.NewLine(replica_id, number, said.t, said.rec, raw))
    numbers = journal.append(session, head, lines)
    head.seq, head.applied = len(lines), head.n
    session.execute(
        update(JournalLine)
        .where(
            JournalLine.site_code == site_code,
            JournalLine.replica_id == former,
            JournalLine.seq > after_seq,
        )
        .values(result=REISSUED)
    )
    keys = [(line.record_type, site_code, line.record_id) for line in lines]
    projections.refresh(session, list(dict.fromkeys(keys)), dict(zip(keys, numbers, strict=True)))
    return len(lines)


def reissue_missing(session: Session, site_code: str, replica_id: str) -> int:
    """Write again, as ``replica_id``, every line of a former self that the drained feed has not byte for byte.

    The new replica may have written already; these lines follow. Returns how many.
    """
    head = journal.locked_head(session, site_code, replica_id)
    journal.begin_chain(head, replica_id)
    old = _not_in_the_feed(session, site_code, replica_id)
    lines = []
    for number, row in enumerate(old, start=head.seq + 1):
        said = decode(row.raw)
        raw = said_again(row.raw, number, new_record_id())
        lines.append(journal.NewLine(replica_id, number, said.t, said.rec, raw))
    numbers = journal.append(session, head, lines)
    head.seq, head.applied = head.seq + len(lines), head.n
    for row in old:
        session.execute(
            update(JournalLine)
            .where(JournalLine.site_code == site_code, JournalLine.n == row.n)
            .values(result=REISSUED)
        )
    keys = [(line.record_type, site_code, line.record_id) for line in lines]
    projections.refresh(session, list(dict.fromkeys(keys)), dict(zip(keys, numbers, strict=True)))
    return len(lines)


def _not_in_the_feed(session: Session, site_code: str, replica_id: str) -> Sequence[Row[int, bytes]]:
    came_back = (
        select(ReceivedLine.n)
        .where(
            ReceivedLine.site_code == site_code,
            ReceivedLine.replica_id == JournalLine.replica_id,
            ReceivedLine.record_id == JournalLine.record_id,
            func.coalesce(ReceivedLine.raw, JournalLine.raw) == JournalLine.raw,
            ReceivedLine.seq == JournalLine.seq,
        )
        .exists()
    )
    query = (
        select(JournalLine.n, JournalLine.raw)
        .where(
            JournalLine.site_code == site_code,
            JournalLine.replica_id != replica_id,
            JournalLine.result != REISSUED,
            ~came_back,
        )
        .order_by(JournalLine.n)
    )
    return session.execute(query).all()
