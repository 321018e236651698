"""公示: a poster is looked at, put up, and taken down; the page says what is public."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import postings
from app.ui.office import Office
from app.ui.pages.postings.page import PostingsPage
from tests.printing.readings import all_text


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> PostingsPage:
    made = PostingsPage(office)
    qtbot.addWidget(made)
    made.resize(1230, 640)
    made.show()
    settle(made, qtbot)
    return made


def settle(page: PostingsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.office.tasks.under_way == 0)
    QApplication.processEvents()


def choose(page: PostingsPage, paper: str) -> None:
    names = [kind.name for kind in postings.kinds()]
    page.choosing.list.setCurrentRow(names.index(paper))


def test_what_was_put_up_is_recorded_and_public_and_comes_down_again(
    page: PostingsPage, qtbot: QtBot
) -> None:
    choose(page, "items-poster")
    page.hanging.place.editor.setText("村务公开栏")  # type: ignore[attr-defined]
    page.hanging.up_button.click()
    settle(page, qtbot)
    (row,) = postings.rows(page.office.register)
    assert (row.paper, row.place) == ("items-poster", "村务公开栏")
    assert "☑ 服务项目" in page.hanging._disclosures.text()
    page.hanging.table.selectRow(0)
    page.hanging.down_button.click()
    settle(page, qtbot)
    assert postings.rows(page.office.register)[0].taken_down_on is not None
    assert "□ 服务项目" in page.hanging._disclosures.text()
    assert not page.hanging.down_button.isEnabled()


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_recorded(
    page: PostingsPage, qtbot: QtBot
) -> None:
    page.hanging.up_button.click()
    settle(page, qtbot)
    assert "贴在哪里" in page.hanging.place.told
    page.hanging.place.editor.setText("门口")  # type: ignore[attr-defined]
    page.hanging.until.editor.setText("下个月")  # type: ignore[attr-defined]
    page.hanging.up_button.click()
    settle(page, qtbot)
    assert "年-月-日" in page.hanging.until.told
    assert postings.rows(page.office.register) == ()


def test_enter_on_a_poster_shows_it_as_it_prints(page: PostingsPage, qtbot: QtBot) -> None:
    choose(page, "leaflet")
    assert page.choosing.items.isVisible()
    page.choosing.items.setCurrentIndex(page.choosing.items.findData("MZ05"))
    page.choosing.list.setFocus()
    QTest.keyClick(page.choosing.list, Qt.Key.Key_Return)
    preview = page.preview
    assert preview is not None
    qtbot.waitUntil(lambda: bool(preview.pdf))
    settle(page, qtbot)
    assert "高龄津贴" in all_text(preview.pdf)
    preview.close()


def test_a_poster_of_no_item_asks_for_none(page: PostingsPage) -> None:
    choose(page, "promise-poster")
    assert not page.choosing.items.isVisible()
    assert page.choosing.item == ""
