"""A record that two registers see differently is folded again from the log, which both hold line for line."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import feed, intake, journal, projections, writers
from app.models.digests import RecordKey
from app.models.fold import Folded, fold_onto
from app.models.register import Register
from app.models.schemas import read
from app.models.tables import RECORD_TYPES, JournalHead, JournalLine, ServiceCase, SyncState


def mend(session: Session, register: Register, site_code: str, records: Iterable[RecordKey]) -> None:
    """Write these records again as their lines make them, in the caller's transaction."""
    ids = [record_id for _word, record_id in records]
    if register.keeps_feed:  # the site's feed before any record of it, and nobody folds lines meanwhile
        head = journal.locked_head(session, site_code, register.identity.replica_id)
        if register.numbers(site_code):
            _mend_server(session, register, head, ids)
            return
        followed = writers.of_server(session, register.identity.replica_id, register.site_code, site_code)
        feed.refold(session, site_code, ids, followed)
        return
    state = session.get_one(SyncState, feed.TOWNSHIP)
    rule = writers.of_room(session, register.identity.replica_id, state.server_replica_id)
    feed.refold(session, site_code, ids, rule)


def _mend_server(session: Session, register: Register, head: JournalHead, ids: Iterable[str]) -> None:
    own, site_code = register.identity.replica_id, head.site_code
    writer_of = writers.of_server(session, own, register.site_code, site_code)

    def has_case(case_id: str) -> bool:
        return bool(intake.stored_values(session, ServiceCase, site_code, case_id))

    for record_id in ids:
        folded: Folded | None = None
        lines = session.execute(
            select(JournalLine.n, JournalLine.replica_id, JournalLine.raw)
            .where(
                JournalLine.site_code == site_code,
                JournalLine.record_id == record_id,
                (JournalLine.n <= head.applied) | (JournalLine.replica_id == own),
            )
            .order_by(JournalLine.n)
        )
        for n, replica_id, raw in lines:
            try:
                line = read(raw)
            except Refusal:
                continue
            folded = fold_onto(folded, line, n, writer_of(replica_id), has_case)
        if folded is not None:
            _write(session, site_code, record_id, folded)


def _write(session: Session, site_code: str, record_id: str, folded: Folded) -> None:
    model = RECORD_TYPES[folded.record_type]
    is_new = not intake.stored_values(session, model, site_code, record_id)
    staged = intake.Staged(model, is_new, folded.values, folded.version)
    intake.write_rows(session, model, site_code, {record_id: staged})
    projections.refresh(session, [(folded.record_type, site_code, record_id)], {})
