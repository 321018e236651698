"""用 U 盘传: lines go out encrypted, the township's answer comes home, and every refusal stands beside the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.services import agents, synchronising
from app.ui.office import Office
from app.ui.pages.sync.page import SyncPage
from app.ui.tasks import Tasks
from app.ui.theme.look import Look
from sync.server import sticks as township_sticks
from tests.services.conftest import township as township  # the fixture
from tests.sync.lines import add_villagers, written
from tests.sync.stations import Room, RunningTownship, new_room


@pytest.fixture
def room(tmp_path: Path, clock: SetClock, township: RunningTownship) -> Iterator[Room]:
    made = new_room(tmp_path / "room-first", clock)
    made.enrol(township)
    made.sync()
    yield made
    made.register.close()


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, room: Room, clock: SetClock) -> Iterator[SyncPage]:
    tasks = Tasks()
    office = Office(room.register.home, clock, tasks, Look(qapp))
    office.open_with(lambda: room.register, lambda: None, lambda refusal: None)
    qtbot.waitUntil(lambda: office.is_open)
    office.take_duty(agents.first_actor(room.register))
    made = SyncPage(office)
    qtbot.addWidget(made)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    yield made
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    tasks.close()


Settle = Callable[[], None]


@pytest.fixture
def settle(page: SyncPage, qtbot: QtBot) -> Settle:
    def wait() -> None:
        qtbot.waitUntil(lambda: page.office.tasks.under_way == 0)
        QApplication.processEvents()

    return wait


def test_a_room_without_a_network_sends_and_hears_by_stick(
    page: SyncPage, room: Room, township: RunningTownship, tmp_path: Path, settle: Settle
) -> None:
    assert page.stick.isVisible()
    stick = tmp_path / "stick"
    stick.mkdir()
    add_villagers(room, "王秀英")
    page.stick.folder.edit.setText(str(stick))
    page.stick.write_button.click()
    settle()
    assert "已写到 U 盘" in page.bar.sentence
    township_sticks.take_in(township.township, stick)
    page.stick.read_button.click()
    settle()
    assert "已读入" in page.bar.sentence
    assert synchronising.status(room.register).only_here == 0
    assert written(room.register)


def test_a_stick_without_an_answer_says_so_beside_the_folder(
    page: SyncPage, tmp_path: Path, settle: Settle
) -> None:
    page.stick.read_button.click()
    assert page.stick.folder.told == "请先选 U 盘上的一个文件夹。"
    page.stick.folder.edit.setText(str(tmp_path))
    page.stick.read_button.click()
    settle()
    assert page.stick.folder.told
    assert page.stick.read_button.isEnabled()
