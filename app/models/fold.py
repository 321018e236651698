"""What one line does to one record: the single rule by which room, township and district fold their logs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import JSON, Boolean, Integer, String, Text
from sqlalchemy.sql.elements import KeyedColumnElement
from sqlalchemy.types import TypeEngine

from app.domain import ownership, readings
from app.domain.case_states import ELSEWHERE
from app.domain.cases import Tier
from app.models import lines
from app.models.base import Day, Instant, Replicated
from app.models.lines import Line
from app.models.tables import RECORD_TYPES

Marks = dict[str, list[Any]]
"""field (or ``*``: the record's making) → [feed n, replica id]."""

MADE_TWICE = frozenset({"site"})
"""Record types whose id follows from their code, so that two registers may each make them off line."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a line: which replica, and whether it belongs to the line's own site or to a tier above: which."""

    replica_id: str
    of_site: bool
    above: bool
    tier: Tier = Tier.TOWNSHIP


@dataclass(slots=True)
class Judgement:
    """``put`` is what reaches the record; ``late`` what was set aside, field → (kept, late value)."""

    code: str = "ok"
    put: dict[str, Any] = field(default_factory=dict)
    late: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    field: str = ""
    error: str = ""


def judge(
    line: Line,
    writer: Writer,
    marks: Marks | None,
    current: Callable[[], Mapping[str, Any]],
    has_case: Callable[[str], bool],
) -> Judgement:
    """Decide one line in feed order (design: sync 8).

    ``marks`` is None for a record not yet made. ``current`` gives the record's wire values and is asked only
    where two replicas of the site wrote one field; ``has_case`` says whether a case was made before.
    Codes: ok, conflict, not-owner, bad-change, too-new.
    """
    unread = too_new(line)
    if unread:
        return Judgement("too-new", error=unread)
    shape = _shape_of(RECORD_TYPES[line.t])
    known = line.f
    if not known.keys() <= shape.known:
        known = {name: value for name, value in known.items() if name in shape.known}
    wrong = _wrong_value(shape, known, is_new=marks is None)
    if not wrong and shape.part_of_case and "case_id" in known:
        wrong = "" if has_case(known["case_id"]) else "case_id"
    if wrong:
        return Judgement("bad-change", field=wrong, error=f"{line.t}.{wrong}")
    may_write = _writable(line, writer)
    if marks is None and known.keys() <= may_write:
        return Judgement(put=known)
    return _judge_fields(line, writer, marks, current, known)


def too_new(line: Line) -> str:
    """Why this program cannot fold the line and a newer one can; "" where it can.

    A newer program's line is folded by the fields we know of it, unless it says that we may not, or says a
    value that we have no room for.
    """
    if line.min_reader and line.min_reader > lines.SCHEMA:
        return f"reader {line.min_reader}"
    if line.op != "put":
        return f"operation {line.op}"
    model = RECORD_TYPES.get(line.t)
    if model is None:
        return f"record type {line.t}"
    if line.schema <= lines.SCHEMA:
        return ""
    shape = _shape_of(model)
    known = {name: value for name, value in line.f.items() if name in shape.known}
    wrong = _wrong_value(shape, known, is_new=False)
    return f"schema {line.schema} {line.t}.{wrong}" if wrong else ""


def leaves_out(line: Line) -> bool:
    """Whether a newer program's line has fields that we do not know: they are kept in its bytes."""
    if line.schema <= lines.SCHEMA or line.t not in RECORD_TYPES:
        return False
    return not line.f.keys() <= _shape_of(RECORD_TYPES[line.t]).known


def _judge_fields(
    line: Line,
    writer: Writer,
    marks: Marks | None,
    current: Callable[[], Mapping[str, Any]],
    known: Mapping[str, Any],
) -> Judgement:
    """Field by field: what another owns is left out, what comes late is set aside."""
    found, may_write = Judgement(), _writable(line, writer)
    for name, value in known.items():
        if name not in may_write:
            found.code, found.field = "not-owner", name
        elif marks is not None and _is_late(line, name, writer, marks):
            kept = current().get(name)
            if kept == value:
                continue
            found.code, found.field = "conflict", name
            found.late[name] = (kept, value)
        else:
            found.put[name] = value
    if marks is None and found.code == "not-owner" and _lacks_required(RECORD_TYPES[line.t], found.put):
        found.put.clear()
    return found


def moved_marks(
    record_type: str, marks: Marks | None, fields: Iterable[str], n: int, replica_id: str
) -> Marks:
    """The marks after ``fields`` of a record were written at feed number ``n``."""
    if marks is None and record_type not in MADE_TWICE:
        return {"*": [n, replica_id]}
    return (marks or {}) | {name: [n, replica_id] for name in fields}


def makes_record(line: Line) -> bool:
    """Whether a line has all that a new record needs; else it changes one that another line made."""
    model = RECORD_TYPES.get(line.t)
    return model is not None and not _lacks_required(model, line.f)


def whole_record(model: type[Replicated], put: Mapping[str, Any]) -> dict[str, Any]:
    """A new record's wire values: what the line says, and the defaults of what it does not."""
    return {**_shape_of(model).defaults, **put}


@dataclass(frozen=True, slots=True)
class Folded:
    """One record as its lines add up: wire values, marks (None: not yet numbered), last feed number."""

    record_type: str
    values: dict[str, Any]
    marks: Marks | None
    version: int


def fold_onto(
    record: Folded | None, line: Line, n: int, writer: Writer | None, has_case: Callable[[str], bool]
) -> Folded | None:
    """``record`` after one more line; ``writer`` None is an own line without a feed number yet: it stands."""
    model = RECORD_TYPES.get(line.t)
    if model is None:
        return record
    if writer is not None:
        return fold_judged(record, line, n, writer, has_case)[0]
    columns = model.__table__.columns
    put = {name: value for name, value in line.f.items() if name in columns}
    marks, version = (record.marks, record.version) if record else (None, 0)
    return _with(record, model, put, marks, version) if put else record


def fold_judged(
    record: Folded | None, line: Line, n: int, writer: Writer, has_case: Callable[[str], bool]
) -> tuple[Folded | None, Judgement]:
    """``record`` after a line with feed number ``n``, and what was decided about that line."""
    values = record.values if record else {}
    marks = record.marks if record else None
    judged = judge(line, writer, marks, lambda: values, has_case)
    if not judged.put:
        return record, judged
    moved = moved_marks(line.t, marks, judged.put, n, writer.replica_id)
    return _with(record, RECORD_TYPES[line.t], judged.put, moved, n), judged


def _with(
    record: Folded | None, model: type[Replicated], put: Mapping[str, Any], marks: Marks | None, version: int
) -> Folded:
    values = {**record.values, **put} if record and record.values else whole_record(model, put)
    return Folded(model.record_type, values, marks, version)


def _writable(line: Line, writer: Writer) -> frozenset[str]:
    """The fields of the line's record that its writer owns."""
    if line.t == "case_event":
        event, by_tier = line.f.get("event", ""), line.f.get("by_tier", "")
        return _event_fields(str(event)[:40], str(by_tier)[:40], writer.of_site, _above(writer))
    return _fields(line.t, writer.of_site, _above(writer))


def _above(writer: Writer) -> Tier | None:
    return writer.tier if writer.above else None


@cache
def _fields(record_type: str, of_site: bool, above: Tier | None) -> frozenset[str]:
    names = RECORD_TYPES[record_type].field_names()
    return frozenset(n for n in names if _owns(ownership.owners(record_type, n), of_site, above))


@lru_cache(maxsize=512)
def _event_fields(event: str, by_tier: str, of_site: bool, above: Tier | None) -> frozenset[str]:
    owns = _owns(ownership.event_owner(event, by_tier), of_site, above) and _speaks(by_tier, of_site, above)
    return frozenset(RECORD_TYPES["case_event"].field_names()) if owns else frozenset()


def _speaks(by_tier: str, of_site: bool, above: Tier | None) -> bool:
    """Whether a writer may record an event in the name of this tier: its own, whoever carried the line.

    Tiers without a register are spoken for by the site (``ownership.event_owner``).
    """
    if by_tier in ("", Tier.VILLAGE):
        return of_site
    return by_tier == above or by_tier in ELSEWHERE


def _owns(owners: frozenset[Tier], of_site: bool, above: Tier | None) -> bool:
    return (of_site and Tier.VILLAGE in owners) or above in owners


def _is_late(line: Line, name: str, writer: Writer, marks: Marks) -> bool:
    """Another replica of the same owner wrote this field after what the writer had seen."""
    n, replica_id = marks.get(name) or marks.get("*") or [0, writer.replica_id]
    return n > line.base and replica_id != writer.replica_id and not writer.above


class _Shape(NamedTuple):
    """What a table asks of a record's wire values. ``known`` are all its columns, ``fits`` those of a line.

    ``texts`` are the columns of plain text with their longest length, ``words`` those of closed lists with what
    they hold; ``always`` are pairs of a column and a type of which it holds every value.
    """

    known: frozenset[str]
    texts: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    always: frozenset[tuple[str, type]]
    fits: Mapping[str, Callable[[Any], bool]]
    defaults: Mapping[str, Any]
    required: frozenset[str]
    part_of_case: bool


@cache
def _shape_of(model: type[Replicated]) -> _Shape:
    """The shape of a table, which is fixed when the program starts."""
    table = model.__table__
    columns = {name: table.columns[name] for name in model.field_names()}
    required = frozenset(n for n, column in columns.items() if not column.nullable and column.default is None)
    return _Shape(
        frozenset(table.columns.keys()),
        {
            name: _longest(column.type)
            for name, column in columns.items()
            if isinstance(column.type, String) and readings.reading(model.record_type, name) is None
        },
        {name: said for name in columns if (said := readings.words(model.record_type, name))},
        frozenset((name, kind) for name, column in columns.items() for kind in _always(column)),
        {name: _readable(model.record_type, column) for name, column in columns.items()},
        {name: _default(column) for name, column in columns.items()},
        required,
        "case_id" in columns and bool(columns["case_id"].foreign_keys),
    )


def _always(column: KeyedColumnElement[Any]) -> Iterable[type]:
    if column.nullable:
        yield type(None)
    if isinstance(column.type, Boolean):
        yield bool


def _default(column: KeyedColumnElement[Any]) -> Any:
    if column.default is None:
        return None
    argument = column.default.arg
    return argument(None) if callable(argument) else argument


def _lacks_required(model: type[Replicated], put: Mapping[str, Any]) -> str:
    return next((name for name in _shape_of(model).required if name not in put), "")


def _wrong_value(shape: _Shape, known: Mapping[str, Any], *, is_new: bool) -> str:
    """The name of a field whose value its column cannot hold, or that a new record lacks; "" where all fit."""
    texts, words, fits = shape.texts, shape.words, shape.fits
    for name, value in known.items():
        is_text = type(value) is str
        if is_text and name in texts:  # most values by far: no call for them
            if "\x00" in value or len(value) > texts[name]:
                return name
        elif is_text and name in words and value in words[name]:
            continue
        elif (name, type(value)) not in shape.always and (name not in fits or not fits[name](value)):
            return name
    if is_new and not shape.required <= known.keys():
        return min(shape.required - known.keys())
    return ""


def _readable(record_type: str, column: KeyedColumnElement[Any]) -> Callable[[Any], bool]:
    """Whether a wire value fits into a column, and every program can read it."""
    fits, reads = _fitting(column), readings.reading(record_type, column.key)
    return fits if reads is None else lambda value: fits(value) and reads(value)


def _fitting(column: KeyedColumnElement[Any]) -> Callable[[Any], bool]:
    """Whether a wire value fits into a column."""
    fits = _fitting_kind(column.type)
    if column.nullable:
        return lambda value: value is None or fits(value)
    return lambda value: value is not None and fits(value)


def _fitting_kind(kind: TypeEngine[Any]) -> Callable[[Any], bool]:
    if isinstance(kind, Boolean):
        return lambda value: value is True or value is False
    if isinstance(kind, Integer):
        return lambda value: type(value) is int and abs(value) < 2**31
    if isinstance(kind, JSON):
        return lambda value: True
    if isinstance(kind, Day):
        return readings.is_day
    if isinstance(kind, Instant):
        return readings.is_instant
    longest = _longest(kind)
    return lambda value: isinstance(value, str) and len(value) <= longest and "\x00" not in value


def _longest(kind: TypeEngine[Any]) -> int:
    """The most characters of a text column."""
    length = kind.length if isinstance(kind, String) and type(kind) is not Text else None
    return sys.maxsize if length is None else length
