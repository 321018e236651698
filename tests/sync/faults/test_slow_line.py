"""A village behind a telephone line: what counts there is how often something has to go there and back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import SetClock
from app.models.verify import verify
from app.services import agents, rooms, synchronising
from app.services.desk import Desk
from bench.village import PASSPHRASE, ROOM, add_cases
from tests.sync.faults.proxy import FaultProxy, Line
from tests.sync.faults.test_proxy import enrolled, port_of
from tests.sync.lines import assert_equal, stored, written
from tests.sync.stations import Room, RunningTownship

LATE = Line(delay_ms=150)
"""Late enough that what is sent at once is seen as sent at once, however busy this machine."""


@pytest.fixture
def counter(tmp_path: Path, clock: SetClock) -> Desk:
    """The counter of 槐树村 with its catalogue, before its first day."""
    plan = rooms.RoomPlan(ROOM, "槐树村便民服务站", agent="王芳", sample_catalogue=True)
    register = rooms.set_up(tmp_path / "counter", plan, clock, passphrase=PASSPHRASE)
    return Desk(register, agents.first_actor(register), clock)


def test_a_day_goes_up_in_three_round_trips(township: RunningTownship, counter: Desk) -> None:
    """TCP, TLS 1.3, and one exchange with the push, the acknowledgement, the feed and the digest in it."""
    room = Room(counter.register, SetClock(counter.clock.now()))
    with FaultProxy(port_of(township)) as quick:
        enrolled(room, township, quick)
        synchronising.sync_once(room.register, room.clock)
    day = SetClock(room.clock.at)
    add_cases(Desk(room.register, counter.actor, day), day, 20, whole=True)
    room.clock.at = day.at + timedelta(minutes=1)
    with FaultProxy(port_of(township), line=LATE, port=quick.port) as late:
        facts = synchronising.sync_once(room.register, room.clock)
        assert late.trips == 3
    assert facts.only_here == 0 and facts.taken_in == len(written(room.register)) > 100
    assert facts.same_records
    assert stored(township, room.register.identity.replica_id) == written(room.register)
    assert_equal(township, [room])
    assert verify(room.register).ok
    room.register.close()
