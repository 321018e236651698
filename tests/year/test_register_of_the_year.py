"""At the year's end: the register is proved, the township counts the same, and workbooks are the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.domain.case_counts import COUNT_WORDS
from app.domain.periods import parse
from app.domain.readings import reading
from app.models.lines import decode
from app.models.register import Register
from app.models.tables import JournalLine
from app.models.verify import verify
from app.services import reports, rooms
from tests.sync.stations import PASSPHRASE
from tests.year.life import Year
from tests.year.village import SITE


@pytest.fixture(scope="module")
def township(year: Year) -> Iterator[Register]:
    opened = rooms.open_room(year.home / "township", passphrase=PASSPHRASE)
    yield opened
    opened.close()


def test_the_logs_of_the_year_prove_the_tables(year: Year, township: Register) -> None:
    here, there = verify(year.room.register), verify(township)
    assert (here.problems, there.problems) == ((), ())
    assert here.records > 1000


def test_every_value_that_the_services_wrote_can_be_read_by_every_program(year: Year) -> None:
    """The rules of readings are not narrower than what the counter says in a year."""
    looked_at = 0
    with year.room.register.reading() as session:
        for raw in session.scalars(select(JournalLine.raw)):
            line = decode(raw)
            for name, value in line.f.items():
                reads = reading(line.t, name)
                assert reads is None or reads(value), (line.t, name)
                looked_at += reads is not None
    assert looked_at > 1000


@pytest.mark.parametrize("text", ["2026-10", "2026Q1", "2026H1", "2026"])
def test_the_township_counts_of_this_village_what_the_room_counts(
    year: Year, township: Register, text: str
) -> None:
    own = reports.behind  # the live numbers: what was sent is frozen in the room only
    merged = reports.shown(township, parse(text), year.clock).figures
    row = next(row for row in merged.sites if row.category == SITE)
    for name in COUNT_WORDS:
        counted = own(year.room.register, parse(text), name, year.clock)
        assert row[name] == len(counted), name
        there = own(township, parse(text), name, year.clock, site_code=SITE)
        assert [case.case_no for case in there] == [case.case_no for case in counted], name


@pytest.mark.parametrize("text", ["2026-03", "2026-12", "2026Q4", "2026"])
def test_the_same_workbook_is_the_same_bytes_again_and_after_a_restart(year: Year, text: str) -> None:
    period = parse(text)
    first = reports.workbook(year.overseer, period)
    assert reports.workbook(year.overseer, period) == first
    again = rooms.open_room(year.home / "room", passphrase=PASSPHRASE)
    try:
        assert reports.workbook(replace(year.overseer, register=again), period) == first
    finally:
        again.close()
