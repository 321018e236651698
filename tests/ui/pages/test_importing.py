"""The rules of importing in the window: looked at first, checked before it is written, by keyboard, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.services import imports, villagers
from app.services.desk import Desk
from app.ui.office import Office
from app.ui.pages.villagers.importing.panel import ImportPanel
from app.ui.pages.villagers.page import VillagersPage
from tests.reports.imports import workbooks
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[VillagersPage]], VillagersPage]


@pytest.fixture
def page(open_page: Opener) -> VillagersPage:
    return open_page(VillagersPage)


@pytest.fixture
def panel(page: VillagersPage) -> ImportPanel:
    page.import_.click()
    return page.importing


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "花名册.xlsx"
    file.write_bytes(workbooks.messy_roster())
    return file


def choose(panel: ImportPanel, keys: Keys, file: Path) -> None:
    panel.source.path.edit.setText(str(file))
    keys.settle()


def press(keys: Keys) -> None:
    keys.press(Qt.Key.Key_Return)


def test_a_file_is_shown_with_its_guessed_columns_before_anything(
    panel: ImportPanel, keys: Keys, desk: Desk, roster: Path
) -> None:
    choose(panel, keys, roster)
    assert panel.columns.columns()["id_number"] == "D"
    assert "7 行" in panel._about.text()
    assert panel.preview.texts.rowCount() == 7
    shown = panel.preview.texts
    cells = [
        str(shown.index(row, column).data())
        for row in range(shown.rowCount())
        for column in range(shown.columnCount())
    ]
    assert any("*" in cell for cell in cells)
    assert not any(re.search(r"[0-9]{17}", cell) for cell in cells)
    assert panel.ways.check.isEnabled() and not panel.ways.take_in.isEnabled()
    assert villagers.page(desk.register).total == 0


def test_a_roster_is_checked_and_taken_in_by_keyboard(
    panel: ImportPanel, page: VillagersPage, keys: Keys, desk: Desk, roster: Path
) -> None:
    assert panel.source.path.edit.hasFocus()
    choose(panel, keys, roster)
    panel.ways.check.setFocus()
    press(keys)
    assert "将新增 4" in panel.result.counts.text()
    assert panel.result.table.texts.rowCount() == 3
    assert villagers.page(desk.register).total == 0
    assert panel.ways.take_in.hasFocus()
    press(keys)
    assert "新增 4" in panel.result.counts.text()
    assert panel.ways.back.hasFocus()
    press(keys)
    assert page.list.model.rowCount() == 4


def test_a_column_put_right_is_read_instead(
    panel: ImportPanel, keys: Keys, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "甲.csv"
    file.write_text(f"甲,乙\n张秀兰,{workbooks.PEOPLE[0][1]}\n", encoding="gb18030")
    choose(panel, keys, file)
    assert not panel.ways.check.isEnabled()
    box = panel.columns.box("name")
    box.setFocus()
    keys.press(Qt.Key.Key_Down)
    assert panel.columns.columns()["name"] == "A"
    panel.ways.check.click()
    keys.settle()
    assert "将新增 1" in panel.result.counts.text()


def test_a_locked_file_asks_for_its_password(panel: ImportPanel, keys: Keys, tmp_path: Path) -> None:
    file = tmp_path / "锁.xlsx"
    file.write_bytes(workbooks.locked(workbooks.messy_roster(), "1234"))
    choose(panel, keys, file)
    assert not panel.source.locked.isHidden() and "密码" in panel.source.locked.told
    assert not panel.ways.check.isEnabled()
    panel.source.password.setFocus()
    keys.type("1234")
    press(keys)
    assert panel.ways.check.isEnabled()


def test_a_bad_file_is_said_beside_its_field(panel: ImportPanel, keys: Keys, tmp_path: Path) -> None:
    file = tmp_path / "坏.xlsx"
    file.write_bytes(workbooks.messy_roster()[:2000])
    choose(panel, keys, file)
    assert "已损坏" in panel.source.path.told
    assert not panel.ways.check.isEnabled()


def test_a_stopped_import_keeps_nothing(panel: ImportPanel, keys: Keys, desk: Desk, roster: Path) -> None:
    choose(panel, keys, roster)
    panel.ways.check.click()
    keys.settle()
    panel.ways.take_in.click()
    panel.ways.stop.click()
    keys.settle()
    stopped = villagers.page(desk.register).total == 0
    assert stopped or "新增 4" in panel.result.counts.text()  # too late to stop: it is whole
    assert panel.ways.stop.isHidden()


def test_an_import_is_taken_back_after_a_question(
    panel: ImportPanel,
    page: VillagersPage,
    keys: Keys,
    desk: Desk,
    office: Office,
    roster: Path,
    qtbot: QtBot,
) -> None:
    imports.run(desk, roster, imports.ImportKind.VILLAGERS)
    panel.ways.past.setFocus()
    press(keys)
    assert panel.earlier.table.hasFocus()
    panel.earlier.undo.setFocus()
    press(keys)
    box = panel.earlier.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    QApplication.processEvents()
    next(button for button in box.buttons() if button.text() == "整批撤销").click()
    keys.settle()
    keys.settle()
    assert villagers.page(desk.register).total == 0
    assert "已整批撤销" in page.bar.sentence
