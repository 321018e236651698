"""One PC with its clock years ahead moves nobody else's: stamps of others are not taken over by anyone."""

from __future__ import annotations

from collections.abc import Callable

from app.models.lines import decode
from app.models.tables import JournalLine
from tests.sync.lines import add_villagers, assert_equal, change, written
from tests.sync.stations import Room, RunningTownship

MakeRoom = Callable[..., Room]
A_DAY_MS = 24 * 3600 * 1000


def stamps_ms(raws: list[bytes]) -> list[int]:
    return [int(decode(raw).hlc.split(".")[0]) for raw in raws]


def test_a_pc_years_ahead_drags_neither_its_township_nor_the_other_pc(
    township: RunningTownship, room: Room, make_room: MakeRoom
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    now_ms = int(second.clock.now().timestamp() * 1000)
    room.clock = type(room.clock)(room.clock.at)
    room.clock.advance(days=4_000)
    (shared,) = add_villagers(room, "王秀英")
    room.sync()
    second.sync()
    change(second, shared, note="第二台写的")
    change(room, shared, note="第一台写的")  # has not seen it: set aside, whatever its clock says
    second.sync()
    room.sync()
    second.sync()
    assert max(stamps_ms(written(room.register))) > now_ms + 3_000 * A_DAY_MS
    assert max(stamps_ms(written(second.register))) < now_ms + A_DAY_MS
    with township.register.reading() as session:
        own = session.query(JournalLine).filter_by(replica_id=township.township.server_id)
        assert max(stamps_ms([line.raw for line in own])) < now_ms + A_DAY_MS
    assert_equal(township, [room, second])
