"""A line whose folding PostgreSQL ended for another's sake is folded again: nothing was wrong with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from tests.sync.lines import add_villagers, assert_equal, change, results, villager
from tests.sync.locks import connected, deadlocks, waiting_for_a_lock
from tests.sync.stations import VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_POSTGRES


@ON_POSTGRES
def test_a_line_that_lost_a_deadlock_over_its_record_is_not_called_bad(
    township: RunningTownship, room: Room
) -> None:
    (shared,) = add_villagers(room, "王秀英")
    room.sync()
    change(room, shared, phone="13800000001")
    before = deadlocks(township.database_url)
    with (
        closing(connected(township.database_url)) as other,
        closing(connected(township.database_url)) as look,
    ):
        look.autocommit = True
        other.execute("SET deadlock_timeout = '1h'")  # so that it is the server's turn to be rolled back
        other.execute("SELECT 1 FROM villager WHERE id = %s FOR UPDATE", (shared,))
        with ThreadPoolExecutor(1) as beside:
            answered = beside.submit(room.sync, give_up_s=30.0)
            while not waiting_for_a_lock(look):
                pass
            other.execute("SELECT 1 FROM journal_head WHERE site_code = %s FOR UPDATE", (VILLAGE,))
            other.rollback()
            answered.result()
    assert deadlocks(township.database_url) > before
    found = villager(township.register, shared)
    assert found is not None and found.phone == "13800000001"
    assert results(township.register) == []
    assert_equal(township, [room])
