"""The window in a dead computer's place: enrolled by the wizard, the room's register pulled back before its eyes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.errors import Refusal
from app.services import rooms
from app.ui.pages.opening.pull import PullPage
from app.ui.pages.wizard.way_step import Way
from app.ui.start import Running
from sync.server.enrolling import new_code
from tests.services.conftest import township as township  # the fixture
from tests.sync.lines import add_villagers
from tests.sync.stations import VILLAGE, Room, RunningTownship, new_room
from tests.ui.test_start import PASSPHRASE, Start, fill, opening, settle, step_of, wizard_of
from tests.ui.test_start import start as start  # the fixture


@pytest.fixture
def dead(tmp_path: Path, clock: SetClock, township: RunningTownship) -> Iterator[Room]:
    room = new_room(tmp_path / "dead", clock)
    room.enrol(township)
    for part in range(3):
        add_villagers(room, *(f"群众{part}-{number}" for number in range(700)), note="腿脚不便" * 20)
        room.sync()
    yield room
    room.register.close()


def planned(qtbot: QtBot, running: Running, township: RunningTownship, code: str = "") -> None:
    """Through the wizard with a scanned sheet and a passphrase, up to where it enrols."""
    code = code or new_code(township.township, VILLAGE, f"{VILLAGE}-A1")
    wizard = wizard_of(running)
    wizard.way_step.choose(Way.REPLACE)
    wizard.forward()
    assert step_of(wizard) is wizard.replace_step
    fill(wizard.replace_step, room_code=VILLAGE, url=f"{township.url}#{code}")
    wizard.forward()
    settle(qtbot, running)
    assert step_of(wizard) is wizard.passphrase_step
    fill(wizard.passphrase_step, passphrase=PASSPHRASE, passphrase_repeat=PASSPHRASE)
    wizard.forward()


def pull_page(running: Running) -> PullPage:
    page = opening(running)
    assert isinstance(page, PullPage)
    return page


def test_the_wizard_brings_the_whole_room_back_and_says_what_came(
    start: Start, qtbot: QtBot, tmp_path: Path, township: RunningTownship, dead: Room
) -> None:
    running = start(tmp_path / "home")
    planned(qtbot, running, township)
    qtbot.waitUntil(lambda: isinstance(opening(running), PullPage))
    settle(qtbot, running)
    page = pull_page(running)
    assert page.begin_button.isVisible() and not page.stop_button.isVisible()
    assert "槐树村" in page.title.text() and "2,1" in page.words.text()
    page.begin_button.click()
    settle(qtbot, running)
    assert running.office.is_open and running.window.login.isVisible()
    assert running.office.room is not None and running.office.room.name == "槐树村"


def test_stopped_half_way_it_is_gone_on_with_at_the_next_start(
    start: Start, qtbot: QtBot, tmp_path: Path, township: RunningTownship, dead: Room
) -> None:
    running = start(tmp_path / "home")
    planned(qtbot, running, township)
    qtbot.waitUntil(lambda: isinstance(opening(running), PullPage))
    page = pull_page(running)
    page.stop_button.click()
    settle(qtbot, running)
    assert "取回的都留着" in page.words.text() and page.go_on_button.isVisible()
    with pytest.raises(Refusal) as caught:
        rooms.open_room(tmp_path / "home", passphrase=PASSPHRASE)
    assert caught.value.code == "still-pulling"
    again = start(tmp_path / "home")
    ask = opening(again)
    ask.given.emit(PASSPHRASE)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: isinstance(opening(again), PullPage))
    settle(qtbot, again)
    assert pull_page(again).begin_button.isVisible()


def test_a_code_of_another_room_is_refused_beside_its_field_and_leaves_nothing(
    start: Start, qtbot: QtBot, tmp_path: Path, township: RunningTownship
) -> None:
    running = start(tmp_path / "home")
    planned(qtbot, running, township, township.new_code("620902101202"))
    settle(qtbot, running)
    wizard = wizard_of(running)
    assert "不是这个服务点" in wizard.bar.sentence + "".join(row.told for row in wizard.replace_step.rows)
    assert not rooms.exists(tmp_path / "home")
