"""The rules of the report page: what it shows is what is counted, and every number opens its cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.periods import PeriodKind, parse
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import VillagerRow
from app.services import cases, items
from app.services.desk import Desk
from app.ui.office import Office
from app.ui.pages.reports.page import CASES, RATES, TABLE, ReportsPage
from app.ui.pages.reports.tables_view import COLUMNS

Opener = Callable[[type[ReportsPage]], ReportsPage]


@pytest.fixture
def accepted(desk: Desk, people: dict[str, VillagerRow]) -> list[str]:
    """Two cases of this month; one is finished."""
    numbers = []
    for name, code in (("张秀兰", "ZZ08"), ("李德全", "ZZ05")):
        item = items.in_force(desk.register, desk.clock).item(code)
        assert item is not None
        papers = tuple(MaterialGiven(paper.name) for paper in item.materials)
        villager = people[name]
        asked = AcceptRequest(name=name, item=code, villager_id=villager.villager_id, materials=papers)
        numbers.append(cases.accept(desk, asked).case_no)
    cases.record(desk, numbers[0], "completed", data={"result": "已办好"})
    return numbers


def settle(qtbot: QtBot, office: Office) -> None:
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)


def test_a_number_of_the_table_opens_the_cases_it_counts(
    open_page: Opener, accepted: list[str], office: Office, qtbot: QtBot
) -> None:
    page = open_page(ReportsPage)
    page.show_view(TABLE)
    table = page.categories.table
    last = table.rowCount() - 1
    column = 1 + COLUMNS.index("received")
    assert table.words_at(last, column) == "2"
    table.setCurrentCell(last, column)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert page.view == CASES
    assert page.cases.cases.rowCount() == 2
    with qtbot.waitSignal(office.open_case_requested) as wish:
        QTest.keyClick(page.cases, Qt.Key.Key_Return)
    assert wish.args[0] in accepted


def test_the_rates_stand_with_both_numbers_and_their_meaning(open_page: Opener, accepted: list[str]) -> None:
    page = open_page(ReportsPage)
    page.show_view(RATES)
    table = page.rates.table
    assert [table.words_at(2, column) for column in range(4)] == ["3. 申请事项受理率", "2", "2", "100.0%"]
    assert "000" in table.words_at(2, 4)


def test_another_period_is_counted_anew(
    open_page: Opener, accepted: list[str], office: Office, qtbot: QtBot
) -> None:
    page = open_page(ReportsPage)
    this = page.period.period
    QTest.keyClick(page.period.back, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert page.period.period == this.before
    last = page.categories.table.rowCount() - 1
    assert page.categories.table.words_at(last, 1) == "0"
    page.period.kind.setCurrentIndex(list(PeriodKind).index(PeriodKind.YEAR))
    page.period.kind.activated.emit(3)
    settle(qtbot, office)
    assert page.period.period == parse(str(this.year))
    assert page.categories.table.words_at(last, 1) == "2"


def test_the_workbook_is_made_where_it_was_asked_for(
    open_page: Opener, accepted: list[str], office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(ReportsPage)
    page.making.folder.edit.setText(str(tmp_path))
    page.making.make.click()
    settle(qtbot, office)
    (made,) = tmp_path.glob("*.xlsx")
    assert made.name == page.making.file_name(page.period.period)
    assert "受理登记簿" in openpyxl.load_workbook(made).sheetnames
    assert made.name in page.bar.sentence


def test_a_workbook_is_given_up_while_it_is_still_counted(
    open_page: Opener, accepted: list[str], office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(ReportsPage)
    page.making.folder.edit.setText(str(tmp_path))
    page.making.make.click()
    page.making.cancel.click()
    settle(qtbot, office)
    assert list(tmp_path.glob("*.xlsx")) == []
    assert "停" in page.bar.sentence and page.making.make.isEnabled()


def test_what_is_wrong_stands_beside_its_field(
    open_page: Opener, accepted: list[str], office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(ReportsPage)
    page.making.folder.edit.setText(str(tmp_path))
    page.making.password.setText("short")
    page.making.make.click()
    settle(qtbot, office)
    assert "8 到 200" in page.making.rows[3].told
    page.making.folder.edit.setText(str(tmp_path / "nowhere"))
    page.making.password.clear()
    page.making.make.click()
    settle(qtbot, office)
    assert "没有留下半个文件" in page.making.rows[0].told
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_month_is_sent_once_and_says_so(
    open_page: Opener, accepted: list[str], office: Office, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(ReportsPage)
    QTest.keyClick(page.period.back, Qt.Key.Key_Return)
    settle(qtbot, office)
    page.making.send.click()
    box = next(child for child in page.findChildren(QMessageBox) if child.isVisible())
    next(button for button in box.buttons() if button.text() == "报送").click()
    settle(qtbot, office)
    settle(qtbot, office)
    assert page.making.send.isHidden()
    assert "已报送" in page.bar.sentence


def test_the_pictures_are_saved_as_they_are_seen(
    open_page: Opener, accepted: list[str], tmp_path: Path
) -> None:
    page = open_page(ReportsPage)
    page.keep_picture(str(tmp_path / "2026-11.png"))
    picture = QImage(str(tmp_path / "2026-11.png"))
    assert picture.width() >= 800
    assert "受理 2" in page.pictures.days.accessibleName()
