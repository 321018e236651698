"""A PC gone mad writes what no program of ours would: its lines are kept, and every page of the console still stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Integer, select
from sqlalchemy.types import TypeEngine

from app.domain.cases import Tier
from app.domain.ownership import FIELDS
from app.models.base import Day, Instant, Replicated, wire_value
from app.models.register import Register
from app.models.tables import RECORD_TYPES
from tests.sync.console.hostile_village import fill, short_columns
from tests.sync.console.offices import Window
from tests.sync.console.walks import walked
from tests.sync.hostile.envelopes import whole_line
from tests.sync.hostile.test_hostile_lines import Scribe, everybody_agrees
from tests.sync.stations import VILLAGE, Room, RunningTownship

WORDS = ("<x1>", "")
DOCUMENTS: tuple[Any, ...] = (
    5,
    "x1",
    [],
    {},
    [5],
    [{}],
    {"x1": {"x1": []}},
    {"rows": 5},
    [None],
    None,
    [["x1"]],
)


PAPERS = ("x1", "", "{}", "[]", '{"format":"daiban-working-year","version":1,"year":2026}')
DAYS = ("1899-01-01", "1999-12-31", "2150-01-01", "9999-12-31", "0001-01-01", "20261123")
INSTANTS = ("1970-01-01T00:00:00.000Z", "2150-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z")
NUMBERS = (-1, 0, 10**9)


def test_every_page_stands_and_every_pc_agrees_whatever_a_villages_fields_hold(
    township: RunningTownship,
    village: Room,
    admin: Window,
    make_room: Callable[..., Room],
    tmp_path: Path,
) -> None:
    numbers = fill(village, tmp_path)
    scribe = Scribe(township, village)
    lines = list(mad_lines(township.register))
    for first in range(0, len(lines), 500):
        answer = scribe.push(lines[first : first + 500])
        assert (answer.code, answer.received) == ("ok", answer.applied)
    for address, shown in walked(admin, [f"/cases/{number}" for number in numbers]).items():
        assert shown.status_code in (200, 404), address
    everybody_agrees(scribe, make_room)


def mad_lines(register: Register) -> Iterator[bytes]:
    """For each field of each kind of record one more record like the first there is, but for that field."""
    with register.reading() as session:
        for record_type, model in RECORD_TYPES.items():
            row = session.scalars(select(model).where(model.site_code == VILLAGE).limit(1)).first()
            if row is None:
                continue
            own = {
                name: wire_value(getattr(row, name))
                for name in row.field_names()
                if _is_own(record_type, name)
            }
            for name, value in mad_values(model):
                if name in own:
                    yield whole_line(record_type, own | {name: value})


def _is_own(record_type: str, name: str) -> bool:
    return Tier.VILLAGE in FIELDS[record_type][name]


def mad_values(model: type[Replicated]) -> Iterator[tuple[str, Any]]:
    for name, length in short_columns(model):
        yield from ((name, word[:length]) for word in WORDS)
    for column in model.__table__.columns:
        yield from ((column.key, value) for value in _mad(column.key, column.type))


def _mad(name: str, kind: TypeEngine[Any]) -> tuple[Any, ...]:
    if name == "document":
        return PAPERS
    if isinstance(kind, JSON):
        return DOCUMENTS
    if isinstance(kind, Day):
        return DAYS
    if isinstance(kind, Instant):
        return INSTANTS
    return NUMBERS if isinstance(kind, Integer) else ()
