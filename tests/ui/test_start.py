"""The start: a wizard makes a room, a passphrase opens it, practice is apart, the second start finds the first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.__main__ import window_wanted
from app.clock import SetClock
from app.services import rooms
from app.ui.one_window import OneWindow
from app.ui.pages.opening.passphrase import PassphrasePage
from app.ui.pages.wizard.page import WizardPage
from app.ui.pages.wizard.recovery_step import Sheet
from app.ui.pages.wizard.step import Step
from app.ui.pages.wizard.way_step import Way
from app.ui.start import Running, fix_input_method
from tests.printing.readings import codes

PASSPHRASE = "只在测试里用的口令"
Start = Callable[..., Running]


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, clock: SetClock) -> Iterator[Start]:
    made: list[Running] = []

    def begin(home: Path, *, demo: bool = False) -> Running:
        home.mkdir(exist_ok=True)
        running = Running(qapp, home, clock, demo=demo)
        made.append(running)
        running.begin()
        qtbot.waitUntil(lambda: running.window._opening is not None)
        settle(qtbot, running)
        return running

    yield begin
    for running in made:
        settle(qtbot, running)
        running.end()
        running.window.deleteLater()
        QApplication.sendPostedEvents(running.window, QEvent.Type.DeferredDelete.value)


def settle(qtbot: QtBot, running: Running) -> None:
    qtbot.waitUntil(lambda: running.tasks.under_way == 0)
    QApplication.processEvents()


def opening(running: Running) -> QWidget:
    page = running.window._opening
    assert page is not None
    return page


def wizard_of(running: Running) -> WizardPage:
    page = opening(running)
    assert isinstance(page, WizardPage)
    return page


def fill(step: Step, **answers: str) -> None:
    for field, words in answers.items():
        row = step.row(field)
        assert row is not None
        assert isinstance(row.editor, QLineEdit)
        row.editor.setText(words)


def through_the_wizard(
    qtbot: QtBot, running: Running, sheet: Sheet = Sheet.LATER, sheet_folder: str = ""
) -> WizardPage:
    """Answer everything up to the passphrase that a computer without credential store needs."""
    wizard = wizard_of(running)
    wizard.forward()
    fill(wizard.room_step, room_code="620902101201", room_name="东坝村为民服务室")
    wizard.forward()
    fill(wizard.agent_step, agent="王建国", pin="2580", pin_repeat="2580")
    wizard.forward()
    assert step_of(wizard) is wizard.recovery_step
    wizard.recovery_step.choose(sheet, sheet_folder)
    wizard.forward()
    settle(qtbot, running)
    assert wizard.step is wizard.passphrase_step
    fill(wizard.passphrase_step, passphrase=PASSPHRASE, passphrase_repeat=PASSPHRASE)
    wizard.forward()
    settle(qtbot, running)
    settle(qtbot, running)
    return wizard


def test_the_wizard_makes_a_room_and_the_first_agent_is_on_duty(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    running = start(tmp_path / "home")
    through_the_wizard(qtbot, running)
    qtbot.waitUntil(lambda: running.office.actor is not None)
    settle(qtbot, running)
    assert running.office.actor is not None
    assert running.office.actor.name == "王建国"
    assert running.office.room is not None
    assert running.office.room.name == "东坝村为民服务室"
    assert running.window.counter.isVisible()


def test_the_wizard_leaves_a_recovery_sheet_whose_key_opens_the_room(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    running = start(tmp_path / "home")
    told: list[str] = []
    running.office.told.connect(told.append)
    through_the_wizard(qtbot, running, Sheet.SAVE, str(tmp_path))
    qtbot.waitUntil(lambda: bool(told))
    assert "恢复密钥单已存为" in told[-1]
    (key,) = set(codes((tmp_path / "恢复密钥单.pdf").read_bytes(), dpi=200))
    rooms.open_room(tmp_path / "home", passphrase=key).close()


def test_a_sheet_to_be_saved_needs_a_folder(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    wizard = wizard_of(start(tmp_path / "home"))
    wizard.recovery_step.choose(Sheet.SAVE)
    problem = wizard.recovery_step.problem()
    assert problem is not None and problem.field == "recovery_folder"


def test_a_wrong_answer_is_named_beside_its_field(start: Start, tmp_path: Path) -> None:
    wizard = wizard_of(start(tmp_path / "home"))
    wizard.forward()
    fill(wizard.room_step, room_code="6209", room_name="东坝村为民服务室")
    wizard.forward()
    row = wizard.room_step.row("room_code")
    assert wizard.step is wizard.room_step
    assert row is not None
    assert "12 位" in row.told


def hand() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def step_of(wizard: WizardPage) -> Step:
    return wizard.step


def test_the_wizard_is_walked_by_enter_alone(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    running = start(tmp_path / "home")
    wizard = wizard_of(running)
    running.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is running.window)
    wizard.setFocus()
    assert isinstance(hand(), QRadioButton)
    QTest.keyClick(hand(), Qt.Key.Key_Return)
    assert step_of(wizard) is wizard.room_step
    QTest.keyClicks(hand(), "620902101201")
    QTest.keyClick(hand(), Qt.Key.Key_Return)
    row = wizard.room_step.row("room_name")
    assert row is not None
    assert row.told
    assert hand() is row.editor
    wizard.back_button.setFocus()
    QTest.keyClick(wizard.back_button, Qt.Key.Key_Return)
    assert step_of(wizard) is wizard.way_step


def test_a_scanned_sheet_is_parted_into_address_and_code(start: Start, tmp_path: Path) -> None:
    step = wizard_of(start(tmp_path / "home")).code_step
    assert (problem := step.problem()) is not None and problem.field == "url"
    fill(step, url="https://10.8.0.2:8443#5WEX-WPRP-CW1S-NNVB")
    assert step.problem() is None
    assert [row.text for row in step.rows] == ["https://10.8.0.2:8443", "5WEX-WPRP-CW1S-NNVB"]
    fill(step, url="https://10.8.0.2:8443#", code="")
    assert (problem := step.problem()) is not None and problem.field == "code"


def test_what_only_the_services_know_to_be_wrong_leads_back_to_its_step(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    running = start(tmp_path / "home")
    wizard = wizard_of(running)
    wizard.forward()
    fill(wizard.room_step, room_code="620902101000", room_name="东坝村为民服务室")
    wizard.forward()
    fill(wizard.agent_step, agent="王建国", pin="2580", pin_repeat="2580")
    wizard.forward()
    wizard.forward()
    settle(qtbot, running)
    assert wizard.step is wizard.room_step
    row = wizard.room_step.row("room_code")
    assert row is not None
    assert "乡镇" in row.told
    assert not rooms.exists(tmp_path / "home")


def test_a_passphrase_opens_the_register_and_a_wrong_one_says_so(
    start: Start, qtbot: QtBot, tmp_path: Path, clock: SetClock
) -> None:
    home = tmp_path / "home"
    rooms.set_up(
        home, rooms.RoomPlan("620902101201", "东坝村为民服务室"), clock, passphrase=PASSPHRASE
    ).close()
    running = start(home)
    page = opening(running)
    assert isinstance(page, PassphrasePage)
    assert isinstance(page.row.editor, QLineEdit)
    page.row.editor.setText("不是这一个")
    page.row.editor.returnPressed.emit()
    settle(qtbot, running)
    assert page.row.told
    assert not running.window.login.isVisible()
    page.row.editor.setText(PASSPHRASE)
    page.row.editor.returnPressed.emit()
    settle(qtbot, running)
    assert running.office.is_open
    assert running.window.login.isVisible()


def test_whether_a_passphrase_is_needed_is_known_before_the_register_is_loaded(tmp_path: Path) -> None:
    asked = (
        "import sys; from pathlib import Path; from app.ui.opening import look_into;"
        "look_into(Path(sys.argv[1])); sys.exit('sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked, str(tmp_path)], check=False).returncode == 0


def test_practice_stays_apart_from_the_room_and_says_so(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    running = start(tmp_path / "home")
    wizard = wizard_of(running)
    wizard.way_step.choose(Way.DEMO)
    wizard.forward()
    qtbot.waitUntil(lambda: running.office.is_open)
    settle(qtbot, running)
    assert running.office.room is not None
    assert running.office.room.demo
    assert not rooms.exists(tmp_path / "home")
    assert not running.window.counter.top._practice.isHidden()


def test_a_second_start_brings_the_first_window_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OneWindow(tmp_path), OneWindow(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.raise_requested):
        assert not second.take()
    first.give_back()
    third = OneWindow(tmp_path)
    assert third.take()
    third.give_back()


def test_a_window_that_was_killed_does_not_keep_the_next_one_out(qapp: QApplication, tmp_path: Path) -> None:
    killed = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from app.ui.one_window import OneWindow; app = QCoreApplication([]);"
        "taken = OneWindow(Path(sys.argv[1])).take(); os._exit(9 if taken else 1)"
    )
    done = subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=False, timeout=30)
    assert done.returncode == 9
    after = OneWindow(tmp_path)
    assert after.take()
    after.give_back()


@pytest.mark.parametrize(
    ("set_to", "becomes"),
    [(None, "ibus"), ("", "ibus"), ("fcitx", "ibus"), ("fcitx5", "ibus"), ("xim", "xim")],
)
def test_chinese_input_methods_are_let_in(set_to: str | None, becomes: str) -> None:
    environment = {} if set_to is None else {"QT_IM_MODULE": set_to}
    fix_input_method(environment, "linux")
    assert environment["QT_IM_MODULE"] == becomes


def test_on_windows_the_input_method_is_left_alone() -> None:
    environment: dict[str, str] = {}
    fix_input_method(environment, "win32")
    assert environment == {}


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--home", "/a"], (Path("/a"), False)),
        (["--home=/a", "--demo"], (Path("/a"), True)),
        (["items"], None),
        (["--home", "/a", "items"], None),
        (["--help"], None),
        (["--home"], None),
    ],
)
def test_only_home_and_demo_lead_to_the_window(
    arguments: list[str], wanted: tuple[Path, bool] | None
) -> None:
    assert window_wanted(arguments) == wanted
