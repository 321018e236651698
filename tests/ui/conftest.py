"""A whole window over a real, encrypted register of a room with three agents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partialmethod
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.domain.rows import AgentTile
from app.models.register import Register
from app.services import agents, rooms
from app.services.desk import Desk
from app.services.rooms import RoomPlan
from app.ui.garbage import MainThreadGarbage
from app.ui.main_window import MainWindow
from app.ui.office import Office
from app.ui.tasks import Tasks
from app.ui.theme.look import Look

PASSPHRASE = "只在测试里用的口令"
PIN = "2580"
PATIENCE_MS = 120_000
"""A disk that stalls for half a minute is slow, not wrong: only what will never come may reach this."""


class PatientQtBot(QtBot):
    """pytest-qt's own, with that limit on every wait."""

    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)  # noqa: N815 - the name is theirs
    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)  # noqa: N815 - the name is theirs


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientQtBot(request)


@pytest.fixture(scope="session", autouse=True)
def _garbage_on_the_main_thread(qapp: QApplication) -> Iterator[None]:
    """As the running window has it: a lane that collects garbage destroys the widgets of earlier tests."""
    garbage = MainThreadGarbage()
    yield
    garbage.end()


@pytest.fixture(scope="session")
def _look_once(qapp: QApplication) -> Look:
    """Fonts are loaded once for all tests of a run."""
    return Look(qapp)


@pytest.fixture
def room(tmp_path: Path, clock: SetClock) -> Iterator[Register]:
    plan = RoomPlan("620902101201", "东坝村为民服务室", agent="王建国", sample_catalogue=True)
    made = rooms.set_up(tmp_path / "room", plan, clock, passphrase=PASSPHRASE)
    first = agents.first_actor(made)
    agents.set_pin(made, first.agent_id, PIN)
    desk = Desk(made, first, clock)
    second = agents.add(desk, "李玉梅", "文书", "")
    agents.set_pin(made, second.agent_id, PIN)
    agents.add(desk, "张丽", "网格员", "")
    yield made
    made.close()


@dataclass
class Room:
    """The window and what it stands on; the verbs of a person in front of it."""

    window: MainWindow
    office: Office
    tasks: Tasks
    register: Register
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until every answer is there."""
        self.qtbot.waitUntil(lambda: self.tasks.under_way == 0)
        QApplication.processEvents()

    def tile(self, name: str) -> AgentTile:
        return next(tile for tile in agents.tiles(self.register) if tile.name == name)

    def sign_in(self, name: str, pin: str = PIN) -> None:
        """Choose a tile, type the PIN, press Enter."""
        login = self.window.login
        self.settle()
        login.tiles.fill(agents.tiles(self.register), self.tile(name).agent_id)
        QTest.keyClicks(login.pin, pin)
        login.submit()
        self.settle()


@pytest.fixture
def at_login(
    qtbot: QtBot, qapp: QApplication, room: Register, clock: SetClock, _look_once: Look
) -> Iterator[Room]:
    tasks = Tasks()
    broken: list[BaseException] = []
    tasks.broke.connect(broken.append)
    office = Office(room.home, clock, tasks, _look_once)
    window = MainWindow(office)
    window.resize(1366, 768)
    window.show()
    office.open_with(lambda: room, window.show_login, lambda refusal: None)
    made = Room(window, office, tasks, room, qtbot)
    made.settle()
    made.settle()
    yield made
    made.settle()
    window.close()
    tasks.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    assert broken == []


@pytest.fixture
def on_duty(at_login: Room) -> Room:
    """王建国 has signed in and 今日 is in front."""
    at_login.sign_in("王建国")
    return at_login
