"""A township's merged report counts what its rooms count, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from app.clock import SetClock
from app.domain.periods import PeriodKind, parse
from app.errors import Refusal
from app.services import agents, cases, report_templates, reports
from app.services.desk import Desk
from sync.server import publishing, reporting, sites
from tests.services.requests import accepted, id_number
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_BOTH_STORES

pytestmark = ON_BOTH_STORES
MakeRoom = Callable[..., Room]
NOVEMBER = parse("2026-11")
ADDED_UP = ("received", "completed", "due", "on_time", "overdue", "open_at_end", "rated", "requested")


def desk_of(room: Room) -> Desk:
    return Desk(room.register, agents.first_actor(room.register), room.clock)


@pytest.fixture
def two_rooms(township: RunningTownship, make_room: MakeRoom, clock: SetClock) -> list[Room]:
    """Two villages with cases of November, all of it at the township."""
    publishing.publish(township.township, publishing.sample_document(), sites.site_codes(township.township))
    rooms = [make_room("a", site=VILLAGE), make_room("b", site=OTHER_VILLAGE)]
    order = 0
    for number, room in enumerate(rooms):
        room.enrol(township)
        room.sync()
        for _each in range(2 + number):
            order += 1
            accepted(
                desk_of(room), "GY04", name=f"王{'一二三四五六'[order]}", id_number=id_number(order=order)
            )
        last = accepted(desk_of(room), "YB02", name="李秀英", id_number=id_number(order=order + 20))
        cases.record(desk_of(room), last, "completed", data={"result": "已办好"})
    clock.at += timedelta(days=14)
    for room in rooms:
        room.sync()
    township.apply_all()
    return rooms


def test_merged_numbers_are_the_sum_of_what_the_rooms_count(
    township: RunningTownship, two_rooms: list[Room], clock: SetClock
) -> None:
    merged = reports.shown(township.register, NOVEMBER, clock)
    own = [reports.shown(room.register, NOVEMBER, clock).figures for room in two_rooms]
    for name in ADDED_UP:
        assert merged.figures.total[name] == sum(figures.total[name] for figures in own), name
    by_site = {row.category: row["received"] for row in merged.figures.sites}
    assert (by_site[VILLAGE], by_site[OTHER_VILLAGE]) == (3, 4)
    assert (merged.figures.rates[0].numerator, merged.figures.rates[0].denominator) == (0, 2)


def test_a_merged_number_opens_the_cases_of_every_room(
    township: RunningTownship, two_rooms: list[Room], clock: SetClock
) -> None:
    rows = reports.behind(township.register, NOVEMBER, "受理数", clock)
    assert len(rows) == 7
    only = reports.behind(township.register, NOVEMBER, "受理数", clock, site_code=OTHER_VILLAGE)
    assert len(only) == 4


def test_the_merged_workbook_has_a_line_for_each_room(
    township: RunningTownship, two_rooms: list[Room], tmp_path: Path
) -> None:
    target = tmp_path / "merged.xlsx"
    reporting.write(township.township, NOVEMBER, target, reports.Making())
    book = openpyxl.load_workbook(target, data_only=True)
    rows = [row for row in book["各服务点"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("620902101000", "下河清镇", 0),
        (VILLAGE, "槐树村", 3),
        (OTHER_VILLAGE, "柳林村", 4),
    ]
    again = tmp_path / "again.xlsx"
    reporting.write(township.township, NOVEMBER, again, reports.Making())
    assert again.read_bytes() == target.read_bytes()
    merged = reporting.figures(township.township, NOVEMBER)
    assert merged.rooms == 2


def test_a_published_form_reaches_the_rooms_and_is_filled_there(
    township: RunningTownship, two_rooms: list[Room], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "{{室名}}", "{{月.受理数}}"
    form = tmp_path / "form.xlsx"
    book.save(form)
    assert reporting.publish_form(township.township, PeriodKind.MONTH, "镇月报表", form) == ("镇月报表", 2)
    room = two_rooms[0]
    room.sync()
    assert report_templates.published(room.register, PeriodKind.MONTH) == ("镇月报表",)
    template = report_templates.named(room.register, PeriodKind.MONTH, "镇月报表")
    made = reports.workbook(desk_of(room), NOVEMBER, reports.Making(template=template))
    assert openpyxl.load_workbook(BytesIO(made)).active["B1"].value == 3


def test_a_form_that_cannot_be_filled_is_not_published(township: RunningTownship, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(b"nothing")
    with pytest.raises(Refusal) as caught:
        reporting.publish_form(township.township, PeriodKind.MONTH, "镇月报表", form)
    assert caught.value.code == "template-damaged"
    assert report_templates.published(township.register, PeriodKind.MONTH) == ()
