"""A register put back from a copy says again, as its new self, what the township may never have received."""

from __future__ import annotations

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.ids import new_record_id
from app.models import journal, projections
from app.models.lines import decode, encode
from app.models.tables import JournalLine
from app.models.tables.logs import REISSUED


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
        said = msgspec.structs.replace(decode(row.raw), seq=number, id=new_record_id())
        lines.append(journal.NewLine(replica_id, number, said.t, said.rec, encode(said)))
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
