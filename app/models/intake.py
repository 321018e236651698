"""The second door: lines were received. They are folded into the tables in feed order, never journaled again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import JSON, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import bulk, marks, projections, schemas
from app.models.base import Replicated, wire_value
from app.models.engine import was_overtaken
from app.models.fold import Judgement, Marks, Writer, judge, moved_marks, whole_record
from app.models.lines import Line
from app.models.tables import RECORD_TYPES

CHUNK = 500

WriterOf = Callable[[str], Writer]


class Incoming(NamedTuple):
    """One received line: its feed number, who wrote it, its bytes, and what they say where that was read before."""

    n: int
    replica_id: str
    seq: int
    raw: bytes
    line: Line | None = None


class Outcome(NamedTuple):
    """What became of a line. ``late`` maps a field to (kept, late value); ``line`` is None for unreadable bytes."""

    incoming: Incoming
    code: str
    line: Line | None
    late: Mapping[str, tuple[Any, Any]] = MappingProxyType({})
    field: str = ""
    error: str = ""


@dataclass(slots=True)
class Staged:
    """A record as it is about to be written: all of its values when new, else the changed ones; ``n`` its version."""

    model: type[Replicated]
    is_new: bool
    values: dict[str, Any]
    n: int = 0


def fold_lines(
    session: Session,
    site_code: str,
    incoming: Sequence[Incoming],
    writer_of: WriterOf,
    ghosts: frozenset[str] = frozenset(),
) -> list[Outcome]:
    """Fold ``incoming`` (in feed order) into the tables of ``site_code``; every line gets its outcome.

    A line the tables refuse is left out with ``bad-change`` and those behind it go on. States and search
    index are brought up to date; an event that does not count comes back as ``stale-stage``. ``ghosts`` are
    records whose rows still stand though no line makes them any more: a line that makes one writes over it.
    """
    batch = _Batch(session, site_code, writer_of, ghosts)
    outcomes, case_ids = batch.fold(incoming), batch.case_ids()
    try:
        with session.begin_nested():
            batch.write()
    except DBAPIError as error:
        if was_overtaken(error.orig):
            raise
        case_ids = {}
        outcomes = [_fold_alone(session, site_code, one, writer_of, ghosts) for one in incoming]
    keys = _keys(site_code, outcomes)
    stale = set(projections.refresh(session, keys, {}, case_ids))
    return [_with_stage(outcome, stale) for outcome in outcomes] if stale else outcomes


def _fold_alone(
    session: Session, site_code: str, one: Incoming, writer_of: WriterOf, ghosts: frozenset[str]
) -> Outcome:
    batch = _Batch(session, site_code, writer_of, ghosts)
    outcome = batch.fold([one])[0]
    try:
        with session.begin_nested():
            batch.write()
    except DBAPIError as error:
        if was_overtaken(error.orig):
            raise
        return Outcome(one, "bad-change", outcome.line, error=type(error).__name__)
    return outcome


def _keys(site_code: str, outcomes: Iterable[Outcome]) -> list[projections.Key]:
    touched = {
        (outcome.line.t, site_code, outcome.line.rec): None
        for outcome in outcomes
        if outcome.line is not None and outcome.line.t in RECORD_TYPES
    }
    return list(touched)


def _with_stage(outcome: Outcome, stale: set[str]) -> Outcome:
    if outcome.code == "ok" and outcome.line is not None and outcome.line.rec in stale:
        return Outcome(outcome.incoming, "stale-stage", outcome.line, field="from_state")
    return outcome


class _Batch:
    """The records that a run of lines touches, staged in memory and written with ``executemany``."""

    def __init__(self, session: Session, site_code: str, writer_of: WriterOf, ghosts: frozenset[str]) -> None:
        self._ghosts = ghosts
        self._session = session
        self._site_code = site_code
        self._writer_of = writer_of
        self._staged: dict[str, Staged] = {}
        self._marks: dict[str, Marks] = {}
        self._known: set[str] = set()

    def fold(self, incoming: Sequence[Incoming]) -> list[Outcome]:
        read = [(one, one.line or _readable(one.raw)) for one in incoming]
        record_ids: set[str] = set()
        for _one, line in read:
            if line is not None:
                record_ids |= {line.rec, case_of(line)}
        self._marks = marks.of(self._session, self._site_code, record_ids - {""})
        self._known = set(self._marks)
        return [self._fold_one(one, line) for one, line in read]

    def _fold_one(self, one: Incoming, line: Line | None) -> Outcome:
        if line is None:
            return Outcome(one, "bad-change", None, error="unreadable")
        before = self._marks.get(line.rec)
        writer = self._writer_of(one.replica_id)
        judged = judge(line, writer, before, lambda: self._current(line), self._marks.__contains__)
        if judged.put and judged.code in ("ok", "conflict", "not-owner"):
            self._stage(line, judged, one.n, is_new=before is None)
            self._marks[line.rec] = moved_marks(line.t, before, judged.put, one.n, one.replica_id)
        return Outcome(one, judged.code, line, judged.late, judged.field, judged.error)

    def _current(self, line: Line) -> Mapping[str, Any]:
        staged = self._staged.get(line.rec)
        if staged is not None and staged.is_new:
            return staged.values
        stored = stored_values(self._session, RECORD_TYPES[line.t], self._site_code, line.rec)
        return stored | (staged.values if staged else {})

    def _stage(self, line: Line, judged: Judgement, n: int, *, is_new: bool) -> None:
        model = RECORD_TYPES[line.t]
        staged = self._staged.get(line.rec)
        if staged is None:
            values = whole_record(model, judged.put) if is_new else dict(judged.put)
            self._staged[line.rec] = Staged(model, is_new and line.rec not in self._ghosts, values, n)
        else:
            staged.values.update(judged.put)
            staged.n = n

    def case_ids(self) -> dict[str, str]:
        """The case of each part of one of which a line said it."""
        return {
            rec: staged.values["case_id"]
            for rec, staged in self._staged.items()
            if "case_id" in staged.values
        }

    def write(self) -> None:
        by_model: dict[type[Replicated], dict[str, Staged]] = defaultdict(dict)
        for rec, staged in self._staged.items():
            by_model[staged.model][rec] = staged
        for model in RECORD_TYPES.values():  # a case before its parts
            if model in by_model:
                write_rows(self._session, model, self._site_code, by_model[model])
        touched = {rec: self._marks[rec] for rec in self._staged}
        marks.keep(self._session, self._site_code, touched, self._known)


def write_rows(
    session: Session, model: type[Replicated], site_code: str, staged: Mapping[str, Staged]
) -> None:
    """Insert and update many records of one table; updates of the same fields go together."""
    names, table = model.field_names(), model.__tablename__
    made = [
        (site_code, rec, one.n, *_stored(model, names, one.values))
        for rec, one in staged.items()
        if one.is_new
    ]
    bulk.insert_rows(session, table, ("site_code", "id", "ver", *names), made)
    changed: dict[tuple[str, ...], list[bulk.Row]] = defaultdict(list)
    for rec, one in staged.items():
        if not one.is_new:
            touched = tuple(sorted(one.values))
            changed[touched].append((*_stored(model, touched, one.values), one.n, site_code, rec))
    for touched, rows in changed.items():
        bulk.update_rows(session, table, (*touched, "ver"), ("site_code", "id"), rows)


def _stored(model: type[Replicated], names: Sequence[str], values: Mapping[str, Any]) -> list[Any]:
    """Wire values as the store has them: only JSON differs."""
    row = [values[name] for name in names]
    for name in _json_fields(model):
        if name in values:
            row[names.index(name)] = bulk.json_text(values[name])
    return row


@cache
def _json_fields(model: type[Replicated]) -> tuple[str, ...]:
    columns = model.__table__.columns
    return tuple(name for name in model.field_names() if isinstance(columns[name].type, JSON))


def stored_values(
    session: Session, model: type[Replicated], site_code: str, record_id: str
) -> dict[str, Any]:
    """A record's wire values as the tables have them; empty where there is no such record."""
    table = model.__table__
    row = session.execute(
        select(table).where(table.c.site_code == site_code, table.c.id == record_id)
    ).one_or_none()
    if row is None:
        return {}
    return {name: wire_value(getattr(row, name)) for name in model.field_names()}


def case_of(line: Line) -> str:
    """The id of the case that a line's record is part of; "" for any other record."""
    case_id = line.f.get("case_id", "")
    return case_id if isinstance(case_id, str) else ""


def _readable(raw: bytes) -> Line | None:
    try:
        return schemas.read(raw)
    except Refusal:
        return None
