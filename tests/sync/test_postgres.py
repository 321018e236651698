"""The same township on PostgreSQL: received, applied, fed and counted alike."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sync.server import publishing, sites
from tests.sync.lines import add_villagers, assert_equal, change, results
from tests.sync.stations import VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_POSTGRES

MakeRoom = Callable[..., Room]

pytestmark = ON_POSTGRES


def test_a_township_on_postgres_takes_in_and_feeds_like_one_on_sqlite(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    first, second = make_room("a"), make_room("b", pc_code="B1")
    for one in (first, second):
        one.enrol(township)
    publishing.publish(township.township, publishing.sample_document(), sites.site_codes(township.township))
    (shared, *_others) = add_villagers(first, "王秀英", "𬸣建国")
    for one in (first, second):
        one.sync()
    change(first, shared, phone="13800000001")
    change(second, shared, phone="13800000002")
    with ThreadPoolExecutor(2) as together:
        list(together.map(lambda one: one.sync(), (first, second)))
    for one in (first, second):
        one.sync()
    assert_equal(township, [first, second])
    assert [told.code for told in results(township.register)] == ["conflict"]
    (standing,) = (one for one in sites.standings(township.township) if one.code == VILLAGE)
    assert standing.name == "槐树村"
    assert standing.entries > 0 and standing.last_contact is not None
