"""Reading what an import needs: who and what is known already, what an earlier import made, what depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.domain.requests import Origin
from app.models.queries.villagers import in_the_list
from app.models.tables import (
    RECORD_TYPES,
    CaseStatus,
    ImportRecord,
    ImportRun,
    JournalLine,
    ReceivedLine,
    ServiceCase,
    Villager,
)

CHUNK = 500
REFERRING = {
    "villager": ("villager_id", "head_villager_id", "kept_id", "other_id", "target_id"),
    "case": ("case_id", "target_id", "used_by_case"),
}
"""Names of fields by which other records point at a villager or a case."""

LedgerKey = tuple[date, str, str, str, str]
"""Accepted on, applicant, item, book and page: the same line of the old book."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A villager as far as an import compares: ``names`` holds all other names too."""

    villager_id: str
    name: str
    names: frozenset[str]
    id_number: str
    phone: str
    group: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import of this room."""

    import_id: str
    kind: str
    at: datetime
    rows: int
    new: int
    unchanged: int
    bad: int
    undone_at: datetime | None


def known_people(session: Session, site_code: str) -> Iterator[KnownPerson]:
    """Everybody in the list of a site."""
    person = Villager.__table__.c
    query = select(
        person.id, person.name, person.other_names, person.id_number, person.phone, person.group_name
    ).where(person.site_code == site_code, *in_the_list())
    for row in session.execute(query.order_by(person.id)):
        names = frozenset((row.name, *row.other_names.split()))
        yield KnownPerson(row.id, row.name, names, row.id_number, row.phone, row.group_name)


def known_lines(session: Session, site_code: str) -> frozenset[LedgerKey]:
    """Every line of the old book that was entered and not voided."""
    case = ServiceCase.__table__.c
    query = select(case.accepted_on, case.applicant_name, case.item_name, case.book_no, case.page_no).where(
        case.site_code == site_code, case.origin == Origin.OLD_BOOK.value, case.id.not_in(_voided(site_code))
    )
    return frozenset((on, name, item, book, page) for on, name, item, book, page in session.execute(query))


def runs(session: Session, site_code: str) -> tuple[ImportRow, ...]:
    """The imports of a site, the newest first."""
    query = select(ImportRun).where(ImportRun.site_code == site_code).order_by(ImportRun.id.desc())
    return tuple(
        ImportRow(run.id, run.kind, run.at, run.rows, run.new, run.unchanged, run.bad, run.undone_at)
        for run in session.scalars(query)
    )


def same_file(session: Session, site_code: str, kind: str, sha256: str) -> str:
    """The id of an import of exactly this file that still stands, or ""."""
    query = select(ImportRun.id).where(
        ImportRun.site_code == site_code,
        ImportRun.kind == kind,
        ImportRun.sha256 == sha256,
        ImportRun.undone_at.is_(None),
    )
    return session.scalar(query.order_by(ImportRun.id).limit(1)) or ""


def made_here(session: Session, import_id: str, record_type: str) -> int:
    """How many records of a type an import made on this PC."""
    query = select(func.count()).select_from(_made(import_id, record_type).subquery())
    return session.scalar(query) or 0


def villagers_made(session: Session, site_code: str, import_id: str) -> Iterator[Villager]:
    """The villagers an import made, as records to write to."""
    ids: list[str] = list(session.scalars(_made(import_id, "villager")))
    for chunk in _chunks(ids):
        yield from session.scalars(
            select(Villager).where(Villager.site_code == site_code, Villager.id.in_(chunk))
        )


def cases_made(session: Session, site_code: str, import_id: str) -> list[tuple[str, str]]:
    """(case id, state) of the cases an import made."""
    query = select(CaseStatus.case_id, CaseStatus.state).where(
        CaseStatus.site_code == site_code, CaseStatus.case_id.in_(_made(import_id, "case"))
    )
    return [(case_id, state) for case_id, state in session.execute(query)]


def dependants(session: Session, site_code: str, import_id: str) -> dict[str, int]:
    """How many other records point at what an import made, or changed it since, by record type."""
    found: dict[str, int] = {}
    for target, names in REFERRING.items():
        made = _made(import_id, target)
        for record_type, model in RECORD_TYPES.items():
            columns = model.__table__.c
            pointing = [columns[name].in_(made) for name in names if name in columns]
            for condition in pointing:
                query = select(func.count()).where(
                    columns.site_code == site_code,
                    condition,
                    columns.id.not_in(_made(import_id, record_type)),
                    *_standing(record_type, site_code),
                )
                count = session.scalar(query) or 0
                if count:
                    found[record_type] = found.get(record_type, 0) + count
        changed = _changed(session, site_code, import_id, target)
        if changed:
            found[target] = found.get(target, 0) + changed
    return found


def _standing(record_type: str, site_code: str) -> tuple[ColumnElement[bool], ...]:
    """A voided case depends on nobody."""
    if record_type != "case":
        return ()
    return (ServiceCase.__table__.c.id.not_in(_voided(site_code)),)


def _changed(session: Session, site_code: str, import_id: str, record_type: str) -> int:
    """Records with a second line here, or with a line from somebody else."""
    made = _made(import_id, record_type)
    line, other = JournalLine.__table__.c, ReceivedLine.__table__.c
    again = (
        select(line.record_id)
        .where(line.site_code == site_code, line.record_id.in_(made))
        .group_by(line.record_id)
        .having(func.count() > 1)
    )
    theirs = select(other.record_id).where(
        other.site_code == site_code, other.record_id.in_(made), other.raw.is_not(None)
    )
    ids = set(session.scalars(again)) | set(session.scalars(theirs))
    return len(ids)


def _made(import_id: str, record_type: str) -> Select[str]:
    return select(ImportRecord.record_id).where(
        ImportRecord.import_id == import_id, ImportRecord.record_type == record_type
    )


def _voided(site_code: str) -> Select[str]:
    return select(CaseStatus.case_id).where(CaseStatus.site_code == site_code, CaseStatus.state == "voided")


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
