"""Whatever two PCs of one room do, and however the line breaks, all three registers end equal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import SetClock
from app.errors import Refusal
from app.models.register import Register
from app.services import rooms
from sync.client.enrolling import enrol
from sync.client.passes import SyncPass
from sync.client.transport import BATCH_TYPE, HttpAnswer, NoAnswer
from sync.server.exchange import exchange
from sync.server.receipt import receive
from sync.server.township import Township, open_township
from tests.sync.lines import add_villagers, assert_equal, change, villager, written
from tests.sync.stations import PASSPHRASE, Room, RunningTownship, new_room, no_wait

FAULTS = ("none", "lost on the way", "answer lost", "killed before applying", "twice", "damaged")
STEPS = st.tuples(
    st.integers(0, 1),
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 3)),
        st.tuples(st.just("change"), st.sampled_from(("phone", "note", "address")), st.integers(0, 9)),
        st.tuples(st.just("sync"), st.lists(st.sampled_from(FAULTS), max_size=3)),
    ),
)


@dataclass
class Breaking:
    """A carrier straight into the township that breaks as told, once for each word, then works."""

    township: Township
    faults: list[str]

    @property
    def certificate_pin(self) -> bytes:
        return self.township.pin

    def post(
        self, _path: str, body: bytes, _content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        fault = self.faults.pop(0) if self.faults else "none"
        if fault == "lost on the way":
            raise NoAnswer(fault)
        if fault == "damaged":
            body = body[:250] + bytes([body[250] ^ 1]) + body[251:]
        if fault == "killed before applying":
            with self.township.register.writing() as session:
                receive(session, self.township, body)
                session.commit()
            raise NoAnswer(fault)
        reply = exchange(self.township, body)
        if fault == "twice":
            reply = exchange(self.township, body)
        if fault == "answer lost":
            raise NoAnswer(fault)
        return HttpAnswer(reply.status, reply.body)


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Path:
    """A township and two enrolled PCs of one room that share one villager; copied for each history."""
    folder = tmp_path_factory.mktemp("beginning")
    clock = RunningTownship.still_clock()
    shutil.copytree(founded, folder / "township")
    running = RunningTownship(folder / "township", clock)
    running.start()
    try:
        for name, pc_code in (("a", "A1"), ("b", "B1")):
            room = new_room(folder / name, clock, pc_code=pc_code)
            enrol(room.register, running.url, running.new_code())
            if name == "a":
                add_villagers(room, "王秀英")
            room.sync()
            room.register.close()
    finally:
        running.stop()
    return folder


def opened(folder: Path, clock: SetClock) -> tuple[Township, list[Room]]:
    township = open_township(folder / "township", clock, passphrase=PASSPHRASE)
    pcs = [Room(rooms.open_room(folder / name, passphrase=PASSPHRASE), clock) for name in ("a", "b")]
    return township, pcs


def sync(township: Township, room: Room, faults: list[str]) -> None:
    try:
        SyncPass(room.register, room.clock, Breaking(township, faults), 5.0, no_wait).run()
    except Refusal as refusal:
        raise AssertionError(refusal.code) from refusal


def shared_id(register: Register) -> str:
    """The villager that was there before: the room's first line about one."""
    return str(next(line["rec"] for line in map(json.loads, written(register)) if line["t"] == "villager"))


@given(history=st.lists(STEPS, max_size=25))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_history_of_two_pcs_on_a_breaking_line_ends_equal(
    tmp_path: Path, beginning: Path, history: list[tuple[int, tuple[object, ...]]]
) -> None:
    folder = tmp_path / "history"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(beginning, folder)
    clock = RunningTownship.still_clock()
    township, pcs = opened(folder, clock)
    try:
        shared = shared_id(pcs[0].register)
        play(township, pcs, shared, history)
        for room in (*pcs, *pcs):
            sync(township, room, [])
        assert_equal(RunningTownship.around(township), pcs)
        assert villager(township.register, shared) is not None
    finally:
        for register in (township.register, *(room.register for room in pcs)):
            register.close()


def play(
    township: Township, pcs: list[Room], shared: str, history: list[tuple[int, tuple[object, ...]]]
) -> None:
    acts: dict[str, Callable[..., object]] = {
        "add": lambda room, count: add_villagers(room, *(f"村民{number}" for number in range(count))),
        "change": lambda room, name, value: change(room, shared, **{name: f"{value}"}),
        "sync": lambda room, faults: sync(township, room, list(faults)),
    }
    for pc, (act, *rest) in history:
        acts[str(act)](pcs[pc], *rest)
