"""What sync tests start from: one township that runs, and rooms made on demand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import SetClock
from sync.server.sites import add_site
from tests.sync.districts import enrol as enrol_above
from tests.sync.districts import found_district, publish_sample
from tests.sync.stations import VILLAGE, Room, RunningTownship, found_township, new_room


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of 下河清镇 as it was founded, with two villages on its list; copied for each test."""
    home = tmp_path_factory.mktemp("founded") / "township"
    found_township(home, SetClock(datetime(2026, 11, 23, 0, 30, tzinfo=UTC)))
    return home


@pytest.fixture
def township(tmp_path: Path, clock: SetClock, founded: Path) -> Iterator[RunningTownship]:
    """A fresh 下河清镇, serving HTTPS on loopback."""
    home = tmp_path / "township"
    shutil.copytree(founded, home)
    running = RunningTownship(home, clock)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def founded_district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of 肃州区 with 下河清镇 on its list; copied for each test."""
    home = tmp_path_factory.mktemp("founded-district") / "district"
    found_district(home, SetClock(datetime(2026, 11, 23, 0, 30, tzinfo=UTC)))
    return home


@pytest.fixture
def district(tmp_path: Path, clock: SetClock, founded_district: Path) -> Iterator[RunningTownship]:
    """A fresh 肃州区, serving HTTPS on loopback."""
    home = tmp_path / "district"
    shutil.copytree(founded_district, home)
    running = RunningTownship(home, clock)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def reporting(district: RunningTownship, township: RunningTownship, room: Room) -> RunningTownship:
    """下河清镇, enrolled at 肃州区, with the sample catalogue published and received in the room."""
    enrol_above(township, district)
    publish_sample(township)
    room.sync()
    return township


@pytest.fixture
def on_postgres(
    tmp_path: Path, clock: SetClock, founded: Path, fresh_postgres_url: str
) -> Iterator[RunningTownship]:
    """The same 下河清镇 on a database of its own, with 槐树村 on its list."""
    home = tmp_path / "township"
    shutil.copytree(founded, home)
    running = RunningTownship(home, clock, database_url=fresh_postgres_url)
    running.start()
    add_site(running.township, VILLAGE, "槐树村")
    yield running
    running.stop()


@pytest.fixture
def make_room(tmp_path: Path, clock: SetClock) -> Iterator[Callable[..., Room]]:
    """Makes a PC of a village: ``make_room("a")`` or ``make_room("b", site=…, pc_code=…)``."""
    made: list[Room] = []

    def make(name: str, *, site: str = VILLAGE, pc_code: str = "A1") -> Room:
        made.append(new_room(tmp_path / f"room-{name}", clock, site, pc_code))
        return made[-1]

    yield make
    for room in made:
        room.register.close()


@pytest.fixture
def room(make_room: Callable[..., Room], township: RunningTownship) -> Room:
    """A PC of 槐树村 that is enrolled and has synced its first lines."""
    made = make_room("first")
    made.enrol(township)
    made.sync()
    return made
