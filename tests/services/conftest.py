"""A real room on disk for the services' tests: encrypted register, passphrase, the sample catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.clock import SetClock
from app.models.register import Register
from app.services import agents, rooms
from app.services.desk import Desk
from app.services.rooms import RoomPlan

ROOM_CODE = "620902101201"
PASSPHRASE = "一个只在测试里用的口令"

OpenDesk = Callable[[], Desk]


def new_room(home: Path, clock: SetClock, *, code: str = ROOM_CODE, pc_code: str = "A1") -> Register:
    plan = RoomPlan(code, "东大村便民服务室", agent="王芳", sample_catalogue=True, pc_code=pc_code)
    return rooms.set_up(home, plan, clock, passphrase=PASSPHRASE)


@pytest.fixture
def register(tmp_path: Path, clock: SetClock) -> Iterator[Register]:
    made = new_room(tmp_path / "room", clock)
    yield made
    made.close()


@pytest.fixture
def desk(register: Register, clock: SetClock) -> Desk:
    return Desk(register, agents.first_actor(register), clock)
