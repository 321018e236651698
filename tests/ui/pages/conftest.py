"""A real room with people and an office around it, for pages that are worked by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.domain.rows import VillagerRow
from app.models.register import Register
from app.services import agents, rooms, villagers
from app.services.desk import Desk
from app.services.rooms import RoomPlan
from app.services.villagers import VillagerDraft
from app.ui.office import Office
from app.ui.page import Page
from app.ui.tasks import Tasks
from app.ui.theme.look import Look

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SomePage = TypeVar("SomePage", bound=Page)
OpenPage = Callable[[Callable[[Office], SomePage]], SomePage]


def whole_number(seventeen: str) -> str:
    """Seventeen digits with their check character."""
    return seventeen + "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, seventeen, strict=True)) % 11]


PEOPLE = (
    ("张秀兰", whole_number("62090219540312452"), "13893712345", "二组"),
    ("张秀莲", whole_number("62090219710506412"), "13893712346", "三组"),
    ("赵晓龙", whole_number("62090219920808711"), "13893700046", "一组"),
    ("李德全", whole_number("62090219471001331"), "13893700047", "四组"),
)


@pytest.fixture
def register(tmp_path: Path, clock: SetClock) -> Iterator[Register]:
    plan = RoomPlan("620902101201", "东坝村为民服务室", agent="王建国", sample_catalogue=True)
    made = rooms.set_up(tmp_path / "room", plan, clock, passphrase="只在测试里用的口令")
    yield made
    made.close()


@pytest.fixture
def desk(register: Register, clock: SetClock) -> Desk:
    return Desk(register, agents.first_actor(register), clock)


@pytest.fixture
def people(desk: Desk) -> dict[str, VillagerRow]:
    """Four villagers by name."""
    saved = (villagers.save(desk, VillagerDraft(*person)) for person in PEOPLE)
    return {row.name: row for row in saved}


@pytest.fixture
def office(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, register: Register, desk: Desk, clock: SetClock
) -> Iterator[Office]:
    tasks = Tasks()
    broken: list[BaseException] = []
    tasks.broke.connect(broken.append)
    made = Office(tmp_path / "room", clock, tasks, Look(qapp))
    made.open_with(lambda: register, lambda: None, lambda refusal: None)
    qtbot.waitUntil(lambda: made.is_open)
    made.take_duty(desk.actor)
    yield made
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    tasks.close()
    made.deleteLater()
    assert broken == []


@pytest.fixture
def open_page(qapp: QApplication, qtbot: QtBot, office: Office) -> Iterator[OpenPage[Page]]:
    """Make a page, show it at the size it has in the window, and wait until it has read what it needs."""
    made: list[Page] = []
    stray = StrayWindows()
    qapp.installEventFilter(stray)

    def opened(kind: Callable[[Office], Page]) -> Page:
        page = kind(office)
        made.append(page)
        page.resize(1198, 672)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        qtbot.waitUntil(lambda: office.tasks.under_way == 0)
        page.shown()
        qtbot.waitUntil(lambda: office.tasks.under_way == 0)
        return page

    yield opened
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)
    for page in made:
        page.close()
        page.deleteLater()
    qapp.removeEventFilter(stray)
    assert stray.seen == []


class StrayWindows(QObject):
    """Hears of every widget that shows up as a window of its own: a label shown before it has a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Show or not isinstance(watched, QWidget) or not watched.isWindow():
            return False
        if watched.windowType() == Qt.WindowType.Window and not isinstance(watched, Page):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


class Keys:
    """A person at the keyboard: every press goes to whatever has the focus, and is counted."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self._qtbot = qtbot
        self._office = office
        self.presses = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, with Ctrl counted as a press of its own."""
        self.presses += 1 if modifier == Qt.KeyboardModifier.NoModifier else 2
        QTest.keyClick(self._focus(), key, modifier)
        self.settle()

    def type(self, text: str, *, wait: bool = True) -> None:
        """Letters and digits one by one; ``wait`` False is a card reader that waits for nothing."""
        for character in text:
            self.presses += 1
            QTest.keyClicks(self._focus(), character)
            if wait:
                self.settle()

    def settle(self) -> None:
        """Until every question that this key asked is answered."""
        self._qtbot.waitUntil(lambda: self._office.tasks.under_way == 0)

    @staticmethod
    def _focus() -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "no widget has the focus"
        return widget


@pytest.fixture
def keys(qtbot: QtBot, office: Office) -> Keys:
    return Keys(qtbot, office)
