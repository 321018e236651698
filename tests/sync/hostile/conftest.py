"""What tests of hostile input start from: a township on either store, and a village with a catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import SetClock
from sync.client import sticks
from sync.server.sites import add_site
from tests.sync.console.conftest import village
from tests.sync.hostile.spoiled_sticks import Stick
from tests.sync.lines import add_villagers
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship

__all__ = ["village"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs("postgres"))])
def township(
    request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock, founded: Path
) -> Iterator[RunningTownship]:
    """下河清镇, serving HTTPS on loopback, with its data in SQLite or in PostgreSQL: what one takes may break the other."""
    on_postgres = request.param == "postgres"
    url = str(request.getfixturevalue("fresh_postgres_url")) if on_postgres else ""
    home = tmp_path / "township"
    shutil.copytree(founded, home)
    running = RunningTownship(home, clock, database_url=url)
    running.start()
    if on_postgres:
        add_site(running.township, VILLAGE, "槐树村")
        add_site(running.township, OTHER_VILLAGE, "柳林村")
    yield running
    running.stop()


@pytest.fixture
def stick(township: RunningTownship, room: Room, tmp_path: Path) -> Stick:
    folder = tmp_path / "stick"
    folder.mkdir()
    add_villagers(room, "王秀英")
    (place,) = sticks.write_out(room.register, folder).files
    return Stick(folder, township, room, place.read_bytes())
