"""The rules of copying the old book: its own dates, one line once, book and page stay for the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.rows import CaseFilter
from app.services import cases
from app.services.desk import Desk
from app.ui.office import Office
from app.ui.pages.old_book.page import OldBookPage
from tests.ui.pages.conftest import Keys

CTRL = Qt.KeyboardModifier.ControlModifier
Opener = Callable[[type[OldBookPage]], OldBookPage]
LINE = {
    "book_no": "2024 年第一册",
    "page_no": "12",
    "line_no": "3",
    "accepted_on": "2024-03-05",
    "name": "张秀兰",
    "item": "开证明",
    "completed_on": "2024-03-05",
    "result": "已开",
}


@pytest.fixture
def page(open_page: Opener) -> OldBookPage:
    return open_page(OldBookPage)


def test_a_line_is_entered_and_the_page_stays_for_the_next(
    page: OldBookPage, keys: Keys, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    page.grid.fill(LINE)
    with qtbot.waitSignal(office.case_saved):
        keys.press(Qt.Key.Key_Return, CTRL)
    assert cases.page(desk.register, CaseFilter(), desk.clock).rows[0].applicant == "张秀兰"
    assert page.table.words()[0][1:4] == ("12-3", "张秀兰", "开证明")
    said = page.grid.answers()
    assert (said["book_no"], said["page_no"], said["name"]) == ("2024 年第一册", "12", "")
    assert page.grid.fields["line_no"].editor.hasFocus()


def test_the_same_line_is_not_entered_twice(page: OldBookPage, keys: Keys, desk: Desk) -> None:
    for _time in range(2):
        page.grid.fill(LINE)
        page.save()
        keys.settle()
    assert "已经补录" in page.grid.fields["page_no"].sentence
    assert cases.page(desk.register, CaseFilter(), desk.clock).total == 1


def test_a_day_that_is_to_come_is_refused_beside_its_field(page: OldBookPage, keys: Keys) -> None:
    page.grid.fill(LINE | {"accepted_on": "2030-01-01", "completed_on": ""})
    page.save()
    keys.settle()
    assert "2030-01-01" in page.grid.fields["accepted_on"].sentence
