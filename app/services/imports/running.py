"""Trying an import without writing, and doing it: everything in one unit of work, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.clock import today
from app.domain import roster_rows
from app.domain.import_choice import ImportChoice
from app.domain.roster_rows import LedgerEntry, RosterPerson
from app.domain.rosters import ImportKind, column_letters
from app.errors import Refusal
from app.models.queries import Session
from app.models.queries import imports as queries
from app.models.queries.imports import ImportRow
from app.models.register import Register
from app.models.tables import ImportRecord, ImportRun
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.imports.looking import OpenedTable, open_table, refuse_unknown_header
from app.services.imports.outcome import BadRow, ImportOutcome, Progress, unheard
from app.services.imports.people import Asked, People
from app.services.imports.writing import BookWriter, NewEntry, add_person, item_finder

TOLD_EVERY = 500


@dataclass(slots=True)
class _Judged:
    """What becomes of every row, before anything is written; people get their ids only when they are."""

    rows: int = 0
    unchanged: int = 0
    people: list[RosterPerson] = field(default_factory=list)
    entries: list[NewEntry] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    differs: list[BadRow] = field(default_factory=list)

    @property
    def new(self) -> int:
        return len(self.people) + len(self.entries)


def dry_run(
    desk: Desk,
    file: Path,
    kind: ImportKind,
    choice: ImportChoice | None = None,
    *,
    password: str = "",
    progress: Progress = unheard,
) -> ImportOutcome:
    """What ``run`` would do; writes nothing. Refusals as ``look``, and ``header``."""
    table = _opened(file, kind, choice, password)
    with desk.register.reading() as session:
        judged = _judge(session, desk, table, progress)
    return _outcome(table, judged, "")


def run(
    desk: Desk,
    file: Path,
    kind: ImportKind,
    choice: ImportChoice | None = None,
    *,
    password: str = "",
    progress: Progress = unheard,
) -> ImportOutcome:
    """Take the good rows in and name the others. The same file again changes nothing; nobody known is changed.

    One unit of work: what ``progress`` raises, or any fault, leaves the register as it was.
    """
    table = _opened(file, kind, choice, password)
    with desk.write() as work:
        judged = _judge(work.session, desk, table, progress)
        if not judged.new:
            done = queries.same_file(work.session, desk.register.site_code, kind.value, table.sha256)
            return _outcome(table, judged, done)
        import_id = _write(work, desk, table, judged, progress)
        progress(judged.rows, judged.rows, "正在存盘，请稍等")
        work.commit()
    return _outcome(table, judged, import_id)


def runs(register: Register) -> tuple[ImportRow, ...]:
    """The imports of this room, the newest first."""
    with register.reading() as session:
        return queries.runs(session, register.site_code)


def _opened(file: Path, kind: ImportKind, choice: ImportChoice | None, password: str) -> OpenedTable:
    table = open_table(file, kind, choice or ImportChoice(), password)
    refuse_unknown_header(table)
    return table


def _outcome(table: OpenedTable, judged: _Judged, import_id: str) -> ImportOutcome:
    return ImportOutcome(
        kind=table.kind,
        import_id=import_id,
        rows=judged.rows,
        new=judged.new,
        unchanged=judged.unchanged,
        bad=tuple(judged.bad),
        differs=tuple(judged.differs),
        notes=table.notes,
        sheet=table.sheet.name,
        columns={name: column_letters(at) for name, at in table.columns.items()},
    )


def _judge(session: Session, desk: Desk, table: OpenedTable, progress: Progress) -> _Judged:
    site_code = desk.register.site_code
    judged = _Judged()
    people = People(queries.known_people(session, site_code))
    if table.kind is ImportKind.VILLAGERS:
        for checked in _checked_people(desk, table, judged, progress):
            _judge_person(judged, people, checked)
        return judged
    lines = set(queries.known_lines(session, site_code))
    item_named = item_finder(session, desk)
    for entry in _checked_entries(desk, table, judged, progress):
        item = item_named(entry.item)
        _judge_entry(judged, people, lines, replace(entry, item=item.name) if item else entry)
    return judged


def _checked_people(
    desk: Desk, table: OpenedTable, judged: _Judged, progress: Progress
) -> Iterator[RosterPerson]:
    day = today(desk.clock)
    for number, cells in _told(table, judged, progress):
        try:
            yield roster_rows.person(number, cells, day)
        except Refusal as refusal:
            judged.bad.append(_bad(number, refusal))


def _checked_entries(
    desk: Desk, table: OpenedTable, judged: _Judged, progress: Progress
) -> Iterator[LedgerEntry]:
    day, one_day = today(desk.clock), "completed_on" not in table.columns
    for number, cells in _told(table, judged, progress):
        try:
            yield roster_rows.entry(number, cells, day, one_day=one_day)
        except Refusal as refusal:
            judged.bad.append(_bad(number, refusal))


def _told(table: OpenedTable, judged: _Judged, progress: Progress) -> Iterator[tuple[int, roster_rows.Cells]]:
    rows = list(table.data_rows())
    for at, (number, cells) in enumerate(rows):
        if at % TOLD_EVERY == 0:
            progress(at, len(rows), "正在核对")
        judged.rows += 1
        yield number, cells


def _judge_person(judged: _Judged, people: People, person: RosterPerson) -> None:
    asked = Asked(person.row, person.name, person.identity, person.phone, person.group)
    if not _known(judged, people, asked):
        people.add(f"row {person.row}", asked)
        judged.people.append(person)


def _known(judged: _Judged, people: People, asked: Asked) -> bool:
    """Whether nothing is to be made of a row: its person is there, or it is bad."""
    try:
        known = people.find(asked)
    except Refusal as refusal:
        judged.bad.append(_bad(asked.row, refusal))
        return True
    if known is None:
        return False
    judged.unchanged += 1
    name, sentence = people.difference(asked, known)
    if sentence:
        judged.differs.append(BadRow(asked.row, name, sentence))
    return True


def _judge_entry(judged: _Judged, people: People, lines: set[queries.LedgerKey], entry: LedgerEntry) -> None:
    line = (entry.accepted_on, entry.name, entry.item, entry.book_no, entry.page_no)
    if line in lines:
        judged.unchanged += 1
        return
    asked = Asked(entry.row, entry.name, entry.identity, entry.phone, entry.group)
    try:
        known = people.find(asked)
    except Refusal as refusal:
        judged.bad.append(_bad(entry.row, refusal))
        return
    lines.add(line)
    villager_id = known.villager_id if known is not None else ""
    if known is None and entry.identity is not None:  # the book has a number: somebody who can be found again
        villager_id = f"row {entry.row}"
        people.add(villager_id, asked)
    judged.entries.append(NewEntry(entry, villager_id))


def _bad(row: int, refusal: Refusal) -> BadRow:
    return BadRow(row, refusal.field, refusal.sentence)


def _write(work: UnitOfWork, desk: Desk, table: OpenedTable, judged: _Judged, progress: Progress) -> str:
    made: list[tuple[str, str]] = []
    total = judged.new
    for at, person in enumerate(judged.people):
        if at % TOLD_EVERY == 0:
            work.session.flush()
            progress(at, total, "正在登记")
        made.append(("villager", add_person(work, person).id))
    if judged.entries:
        made += BookWriter(work, desk).write(judged.entries, progress)
    run = work.add(
        ImportRun(
            kind=table.kind.value,
            sha256=table.sha256,
            at=desk.clock.now(),
            by_agent=desk.actor.agent_id,
            rows=judged.rows,
            new=judged.new,
            unchanged=judged.unchanged,
            bad=len(judged.bad),
        )
    )
    work.session.add_all(
        ImportRecord(import_id=run.id, record_type=record_type, record_id=record_id)
        for record_type, record_id in made
    )
    return run.id
