"""A township whose big tables are partitioned by site takes in, feeds and proves like any other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.clock import SetClock
from app.models import search_index, shape
from app.models.engine import server_engine
from sync.server import publishing, sites
from tests.models.partitions import spread
from tests.sync.console.offices import escalated
from tests.sync.lines import add_villagers, assert_equal, change, results
from tests.sync.stations import OTHER_VILLAGE, Room, RunningTownship, list_villages, serving

MakeRoom = Callable[..., Room]

pytestmark = pytest.mark.needs("postgres")

PARTS = 8


@pytest.fixture
def spread_out(
    tmp_path: Path, clock: SetClock, founded: Path, fresh_postgres_url: str
) -> Iterator[RunningTownship]:
    home = tmp_path / "township"
    shutil.copytree(founded, home)
    engine = server_engine(fresh_postgres_url)
    with engine.begin() as connection:
        shape.upgrade(connection)
    engine.dispose()
    spread(fresh_postgres_url, PARTS)
    with serving(home, clock, database_url=fresh_postgres_url) as running:
        list_villages(running.township)
        yield running


def parts_in_use(township: RunningTownship, table: str) -> int:
    with township.register.reading() as session:
        counts = [
            session.execute(text(f"SELECT count(*) FROM {table}_{n}")).scalar_one() for n in range(PARTS)
        ]
    return sum(count > 0 for count in counts)


def test_a_township_in_partitions_takes_in_and_feeds_like_any_other(
    spread_out: RunningTownship, make_room: MakeRoom
) -> None:
    rooms = [make_room("a"), make_room("b", pc_code="B1"), make_room("c", site=OTHER_VILLAGE)]
    for room in rooms:
        room.enrol(spread_out)
    publishing.publish(
        spread_out.township, publishing.sample_document(), sites.site_codes(spread_out.township)
    )
    for room in rooms:
        room.sync()
    number = escalated(rooms[0])
    (shared, *_others) = add_villagers(rooms[0], *(f"王秀{n}" for n in range(30)))
    rooms[0].sync()
    rooms[1].sync()
    change(rooms[0], shared, phone="13800000001")
    change(rooms[1], shared, phone="13800000002")
    for room in (*rooms, *rooms):
        room.sync()
    assert_equal(spread_out, rooms[:2])
    assert [told.code for told in results(spread_out.register)] == ["conflict"]
    with spread_out.register.reading() as session:
        assert len(search_index.find(session, search_index.VILLAGER, "王秀", 50)) == 31
        assert search_index.find(session, search_index.CASE, number, 5)
    assert parts_in_use(spread_out, "journal") > 1
