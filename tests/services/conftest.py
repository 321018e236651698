"""A real room on disk for the services' tests: encrypted register, passphrase, the sample catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import keystore
from app.clock import SetClock
from app.models.register import Register
from app.services import agents, rooms, synchronising
from app.services.desk import Desk
from app.services.rooms import RoomPlan
from tests.sync.stations import RunningTownship, found_township, serving

ROOM_CODE = "620902101201"
PASSPHRASE = "一个只在测试里用的口令"


def new_room(home: Path, clock: SetClock, *, code: str = ROOM_CODE, pc_code: str = "A1") -> Register:
    plan = RoomPlan(code, "东大村便民服务室", agent="王芳", sample_catalogue=True, pc_code=pc_code)
    return rooms.set_up(home, plan, clock, passphrase=PASSPHRASE)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, keystore.Keys]:
    """One room, set up once; every test gets a copy of its own."""
    home = tmp_path_factory.mktemp("prepared") / "room"
    made = new_room(home, SetClock(datetime(2026, 11, 23, 0, 30, tzinfo=UTC)))
    made.close()
    return home, made.keys


@pytest.fixture
def register(tmp_path: Path, prepared: tuple[Path, keystore.Keys]) -> Iterator[Register]:
    home, keys = prepared
    shutil.copytree(home, tmp_path / "room")
    opened = Register.open(tmp_path / "room", keys)
    yield opened
    opened.close()


@pytest.fixture
def desk(register: Register, clock: SetClock) -> Desk:
    return Desk(register, agents.first_actor(register), clock)


@pytest.fixture
def township(tmp_path: Path, clock: SetClock) -> Iterator[RunningTownship]:
    home = tmp_path / "township"
    found_township(home, clock)
    with serving(home, clock) as running:
        yield running


@pytest.fixture
def enrolled(desk: Desk, township: RunningTownship) -> Desk:
    synchronising.enrol(desk, township.url, township.new_code())
    return desk


@pytest.fixture
def second(
    tmp_path: Path, clock: SetClock, enrolled: Desk, township: RunningTownship
) -> Iterator[Callable[[], Desk]]:
    """The room's other PC, enrolled and up to date with the first."""
    made: list[Desk] = []

    def make() -> Desk:
        register = new_room(tmp_path / "second", clock)
        desk = Desk(register, agents.first_actor(register), clock)
        made.append(desk)
        synchronising.enrol(desk, township.url, township.new_code())
        synchronising.sync_once(enrolled.register, clock)
        synchronising.sync_once(register, clock)
        return desk

    yield make
    for desk in made:
        desk.register.close()
