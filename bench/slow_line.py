"""A day's 20 cases to the township over 64 kbit/s with a round trip of 600 ms, connection set-up included.

    taskset -c 0,1 python -m bench.slow_line [--cases 20]

A room of 20 cases, enrolled and in sync; then 20 more are lived from acceptance to end by the services, and what
the app does at a sync is timed, from nothing to the facts it shows, over TLS through ``tests.sync.faults.proxy``
to a township in a process of its own (SQLite). On the line each byte counts, heads of packets too, and a
connection costs a round trip before its first byte. Round trips are those that the line saw. Then syncs with
nothing to do, on a new connection, and exchanges on one that is kept.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.clock import SetClock, SystemClock
from app.models import outbox
from app.models.register import Register
from app.models.verify import verify
from app.services import agents, rooms, synchronising
from app.services.desk import Desk
from bench import far_township, village
from bench.far_township import served
from bench.near_township import NearTownship
from sync.client.enrolling import enrol
from sync.server import enrolling
from tests.sync.faults.proxy import FaultProxy, Line

SLOW = Line(bytes_per_s=8_000, delay_ms=300)
PASSES = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds, round trips, and bytes that the line carried each way: TLS in them, heads of packets not."""

    wall_s: float
    trips: int
    up: int
    down: int

    def told(self) -> str:
        return f"{self.wall_s:.2f} s, {self.trips} round trips, {self.up:,} bytes up, {self.down:,} down"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20)
    cases = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder, _room_in_sync(Path(folder)) as (room, proxy):
        before = _lines(room)
        _live_a_day(room, cases)
        _say(f"a day of {cases} cases", f"{_lines(room) - before} entries")

        def sync() -> None:
            synchronising.sync_once(room, SystemClock())

        _say("sent over a new connection", _timed(proxy, sync).told())
        _prove(room)
        fresh = [_timed(proxy, sync) for _once in range(PASSES)]
        _say("nothing to do, new connection", _typical(fresh).told())
        with far_township.line_of(room) as line:
            line.sync()
            kept = [_timed(proxy, line.sync) for _once in range(PASSES)]
        _say("nothing to do, kept connection", _typical(kept).told())
        room.close()


@contextmanager
def _room_in_sync(folder: Path) -> Iterator[tuple[Register, FaultProxy]]:
    """A room with 20 earlier cases that its township has, and the slow line between them."""
    near = NearTownship.found(folder / "township", "", SystemClock())
    code = enrolling.new_code(near.township, village.ROOM)
    near.register.close()
    plan = rooms.RoomPlan(village.ROOM, "青石村便民服务站", agent="王芳", sample_catalogue=True)
    room = rooms.set_up(folder / "room", plan, _days_ago(2), passphrase=village.PASSPHRASE)
    desk = Desk(room, agents.first_actor(room), _days_ago(2))
    village.add_cases(desk, _days_ago(2), 20)
    with served(folder / "township", "") as far:
        port = int(far.url.rsplit(":", 1)[1])
        with FaultProxy(port) as quick:
            enrol(room, quick.url(), code)
            for _contact in range(3):
                synchronising.sync_once(room, SystemClock())
        with FaultProxy(port, line=SLOW, port=quick.port) as slow:
            yield room, slow


def _live_a_day(room: Register, count: int) -> None:
    clock = _days_ago(1)
    village.add_cases(Desk(room, agents.first_actor(room), clock), clock, count, first=20, whole=True)


def _days_ago(days: int) -> SetClock:
    return SetClock(SystemClock().now() - timedelta(days=days))


def _timed(proxy: FaultProxy, work: Callable[[], None]) -> Seen:
    trips, (up, down), begun = proxy.trips, proxy.carried, time.perf_counter()
    work()
    took_s, (up_now, down_now) = time.perf_counter() - begun, proxy.carried
    return Seen(took_s, proxy.trips - trips, up_now - up, down_now - down)


def _typical(seen: list[Seen]) -> Seen:
    """The one in the middle by its seconds."""
    middle = statistics.median_low(one.wall_s for one in seen)
    return next(one for one in seen if one.wall_s == middle)


def _lines(room: Register) -> int:
    with room.reading() as session:
        return outbox.last_seq(session, room.site_code, room.identity.replica_id)


def _prove(room: Register) -> None:
    report = verify(room)
    with room.reading() as session:
        state = outbox.township_of(session)
    assert state is not None
    if not report.ok or not state.acked_seq == state.applied_seq == _lines(room):
        raise SystemExit("\n".join(report.problems) or "not everything arrived")


def _say(what: str, seen: str) -> None:
    print(f"{what:32} {seen}", flush=True)


if __name__ == "__main__":
    main()
