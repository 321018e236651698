"""Folding a site's received lines into a server's tables: the second transaction, resumable at start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.ids import new_record_id
from app.models import intake, journal, marks, unread_lines, writers
from app.models.base import instant_text
from app.models.carried import CarriedRow, carriers_of, take_carried
from app.models.intake import Incoming, Outcome
from app.models.lines import Line, encode
from app.models.register import Register
from app.models.tables import JournalHead, JournalLine, LineResult

BATCH = 1000

_LOG = JournalLine.__table__.c
_RECEIVED = (
    select(_LOG.n, _LOG.replica_id, _LOG.seq, _LOG.raw)
    .where(_LOG.site_code == bindparam("site_code"), _LOG.n.between(bindparam("first"), bindparam("last")))
    .order_by(_LOG.n)
)
"""Between two numbers: for a limit, PostgreSQL may read and sort all of a village."""


def apply_received(register: Register, site_code: str, clock: Clock) -> int:
    """Fold every received line of a site that is not folded yet; returns the new applied mark.

    The mark moves in the transaction that writes the tables, so that a line is folded exactly once.
    What was not simply taken in is answered by a line of the server's own in the same feed.
    """
    with register.reading() as session:
        seen = session.get(JournalHead, site_code)
    if seen is None or seen.applied >= seen.n:
        return seen.applied if seen else 0
    while True:
        with register.writing() as session:
            head = session.scalars(
                select(JournalHead).where(JournalHead.site_code == site_code).with_for_update()
            ).one_or_none()
            if head is None:
                return 0
            if head.applied >= head.n:
                return head.applied
            _apply_batch(session, register, head, clock)
            session.commit()


def apply_here(session: Session, register: Register, head: JournalHead, clock: Clock) -> None:
    """Fold everything received of the locked ``head``'s site, in the caller's transaction."""
    while head.applied < head.n:
        _apply_batch(session, register, head, clock)


def apply_at_once(session: Session, register: Register, site_code: str, clock: Clock) -> bool:
    """Fold a site's few waiting lines in the transaction that received them.

    Whatever stands in the way, receiving them stands: False, and they wait for ``apply_received``.
    """
    savepoint = session.begin_nested()
    try:
        are_few = apply_few(session, register, site_code, clock)
    except Exception:  # noqa: BLE001 - a line's fault is told by apply_received; its receipt is not undone
        savepoint.rollback()  # a full disk may have ended all: then this fails, and nothing is answered
        return False
    savepoint.commit()
    return are_few


def apply_few(session: Session, register: Register, site_code: str, clock: Clock) -> bool:
    """Fold a site's waiting lines in the caller's transaction, where they are no more than one goes at."""
    head = session.get(JournalHead, site_code, with_for_update=True)
    if head is None or head.n - head.applied > BATCH:
        return False
    apply_here(session, register, head, clock)
    return True


def sites_behind(session: Session) -> Sequence[str]:
    """Sites whose received lines are not all folded: what a restarted server goes on with."""
    return session.scalars(select(JournalHead.site_code).where(JournalHead.applied < JournalHead.n)).all()


def _apply_batch(session: Session, register: Register, head: JournalHead, clock: Clock) -> None:
    own = register.identity.replica_id
    between = {"site_code": head.site_code, "first": head.applied + 1, "last": head.applied + BATCH}
    rows = session.execute(_RECEIVED, between).all()
    upto = rows[-1].n
    carriers = carriers_of(session, head.site_code)
    carried = [CarriedRow(*row) for row in rows if row.replica_id in carriers]
    if carried:
        take_carried(session, register, head.site_code, carriers, carried, clock.now())
    incoming = [
        Incoming(row.n, row.replica_id, row.seq, row.raw)
        for row in rows
        if row.replica_id != own and row.replica_id not in carriers
    ]
    rule = writers.of_server(session, own, register.site_code, head.site_code)
    outcomes = intake.fold_lines(session, head.site_code, incoming, rule)
    unread_lines.note_outcomes(session, head.site_code, outcomes)
    refused = [outcome for outcome in outcomes if outcome.code != "ok"]
    journal.note_results(
        session, head.site_code, [(one.incoming.n, one.code, one.error or one.field) for one in refused]
    )
    reached_head = upto == head.n
    _answer(session, own, head, refused, clock)
    head.applied = head.n if reached_head else upto


def _answer(
    session: Session, own_replica_id: str, head: JournalHead, refused: Sequence[Outcome], clock: Clock
) -> None:
    """Write a ``line_result`` for each line, and each late field, that was not simply taken in."""
    now = clock.now()
    for outcome in refused:
        late = outcome.late or {outcome.field: (None, None)}
        for name, (kept_value, late_value) in late.items():
            values = _said_of(outcome) | {
                "field": name[:40],
                "kept_value": kept_value,
                "late_value": late_value,
                "at": instant_text(now),
            }
            head.hlc = journal.next_hlc(head.hlc, now)
            write_result(session, own_replica_id, head, values)


def _said_of(outcome: Outcome) -> dict[str, Any]:
    return {
        "replica_id": outcome.incoming.replica_id,
        "line_seq": outcome.incoming.seq,
        "target_type": outcome.line.t if outcome.line else "",
        "target_id": outcome.line.rec if outcome.line else "",
        "code": outcome.code,
    }


def write_result(session: Session, own_replica_id: str, head: JournalHead, values: dict[str, Any]) -> None:
    """An answer to one line: the record, its feed line and its marks."""
    record_id, n = new_record_id(), head.n + 1
    line = Line(n, new_record_id(), record_id, "line_result", "put", 0, values, head.hlc, 0, "")
    journal.append(
        session, head, [journal.NewLine(own_replica_id, n, "line_result", record_id, encode(line))]
    )
    head.seq += 1
    row = {"site_code": head.site_code, "id": record_id, "ver": n} | values
    session.execute(insert(LineResult.__table__), [row])  # type: ignore[arg-type]
    marks.keep(session, head.site_code, {record_id: {"*": [n, own_replica_id]}}, [])
