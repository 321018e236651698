"""What tests of hostile input start from: a township on either store, and a village with a catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.client import sticks
from tests.sync.console.conftest import village
from tests.sync.hostile.spoiled_sticks import Stick
from tests.sync.lines import add_villagers
from tests.sync.stations import Room, RunningTownship
from tests.sync.stores import STORES

__all__ = ["village"]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> str:
    """Every hostile thing is sent to either: what one takes may break the other."""
    return str(request.param)


@pytest.fixture
def stick(township: RunningTownship, room: Room, tmp_path: Path) -> Stick:
    folder = tmp_path / "stick"
    folder.mkdir()
    add_villagers(room, "王秀英")
    (place,) = sticks.write_out(room.register, folder).files
    return Stick(folder, township, room, place.read_bytes())
