"""What sync tests start from: one township that runs, and rooms made on demand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import SetClock
from sync.server.township import Township, open_township
from tests.clusters import another_database, copy_of
from tests.sync.districts import enrol as enrol_above
from tests.sync.districts import found_district, list_township, publish_sample
from tests.sync.stations import (
    PASSPHRASE,
    VILLAGE,
    Room,
    RunningTownship,
    found_township,
    list_villages,
    new_room,
    serving,
)

FOUNDED_AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


@pytest.fixture
def store(request: pytest.FixtureRequest) -> str:
    """Where township and district of a test keep their registers: in SQLite, unless ``ON_BOTH_STORES`` says more."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of 下河清镇 as it was founded, with two villages on its list; copied for each test."""
    home = tmp_path_factory.mktemp("founded") / "township"
    found_township(home, SetClock(FOUNDED_AT))
    return home


@pytest.fixture(scope="session")
def founded_database(tmp_path_factory: pytest.TempPathFactory, founded: Path, postgres_url: str) -> str:
    """The same 下河清镇 as a database stands for it; copied for each test."""
    home = tmp_path_factory.mktemp("founded-database") / "township"
    return _database_of(home, founded, postgres_url, list_villages)


@pytest.fixture
def township(
    request: pytest.FixtureRequest, store: str, tmp_path: Path, clock: SetClock, founded: Path
) -> Iterator[RunningTownship]:
    """A fresh 下河清镇, serving HTTPS on loopback."""
    url = copy_of(request.getfixturevalue("founded_database")) if store == "postgres" else ""
    with _serving(tmp_path / "township", founded, clock, url) as running:
        yield running


@pytest.fixture(scope="session")
def founded_district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of 肃州区 with 下河清镇 on its list; copied for each test."""
    home = tmp_path_factory.mktemp("founded-district") / "district"
    found_district(home, SetClock(FOUNDED_AT))
    return home


@pytest.fixture(scope="session")
def founded_district_database(
    tmp_path_factory: pytest.TempPathFactory, founded_district: Path, postgres_url: str
) -> str:
    """The same 肃州区 as a database stands for it; copied for each test."""
    home = tmp_path_factory.mktemp("founded-database") / "district"
    return _database_of(home, founded_district, postgres_url, list_township)


@pytest.fixture
def district(
    request: pytest.FixtureRequest, store: str, tmp_path: Path, clock: SetClock, founded_district: Path
) -> Iterator[RunningTownship]:
    """A fresh 肃州区, serving HTTPS on loopback."""
    url = copy_of(request.getfixturevalue("founded_district_database")) if store == "postgres" else ""
    with _serving(tmp_path / "district", founded_district, clock, url) as running:
        yield running


def _database_of(home: Path, founded: Path, postgres_url: str, listing: Callable[[Township], object]) -> str:
    """A new database with what stands in ``founded``."""
    url = another_database(postgres_url)
    shutil.copytree(founded, home)
    server = open_township(home, SetClock(FOUNDED_AT), passphrase=PASSPHRASE, url=url)
    listing(server)
    server.register.close()
    return url


@contextmanager
def _serving(home: Path, founded: Path, clock: SetClock, url: str) -> Iterator[RunningTownship]:
    shutil.copytree(founded, home)
    with serving(home, clock, database_url=url) as running:
        yield running


@pytest.fixture
def reporting(district: RunningTownship, township: RunningTownship, room: Room) -> RunningTownship:
    """下河清镇, enrolled at 肃州区, with the sample catalogue published and received in the room."""
    enrol_above(township, district)
    publish_sample(township)
    room.sync()
    return township


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


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty folder of a USB stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
