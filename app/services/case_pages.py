"""The register as lists: filtered, newest first, a hundred at a time."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import Clock, today
from app.domain.rows import CaseFilter, CaseRow
from app.models.queries import Session, case_rows, marks_of_sync
from app.models.queries.marks_of_sync import SyncMarks
from app.models.register import Register

PAGE_ROWS = 100


@dataclass(frozen=True, slots=True)
class CasePage:
    """``rows`` of one page; ``total`` of the whole filter."""

    rows: tuple[CaseRow, ...]
    total: int


def page(
    register: Register, wanted: CaseFilter, clock: Clock, *, limit: int = PAGE_ROWS, offset: int = 0
) -> CasePage:
    """One page of the cases that pass the filter, newest first."""
    day = today(clock)
    with register.reading() as session:
        marks = sync_marks_of(session, register)
        rows = case_rows.page(session, wanted, day, marks, limit, offset)
        whole = offset == 0 and len(rows) < limit
        return CasePage(rows, len(rows) if whole else case_rows.count(session, wanted, day))


def sync_marks_of(session: Session, register: Register) -> SyncMarks:
    """How far the township has come with this register's journal."""
    return marks_of_sync.marks(
        session,
        register.site_code,
        register.identity.replica_id,
        keeps_feed=register.keeps_feed,
    )
