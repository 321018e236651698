"""同步: true marks only, and something to do about everything that is stuck."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.rows import Problem, SyncStatus
from app.ui.office import Contact, Office
from app.ui.pages.sync.page import SyncPage

AT = datetime(2026, 11, 23, 2, 32, tzinfo=UTC)
ENROLLED = SyncStatus(True, 3, 120, 118, AT, "瓜州镇人民政府")


def settle(office: Office, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: office.tasks.under_way == 0, timeout=40_000)
    QApplication.processEvents()


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> SyncPage:
    made = SyncPage(office)
    qtbot.addWidget(made)
    made.show()
    made.shown()
    settle(office, qtbot)
    return made


def test_a_room_alone_is_shown_how_to_join(page: SyncPage) -> None:
    assert page.enrol.isVisible()
    assert not page.facts.button.isVisible()
    assert page.facts.numbers[1:] == ("0", "0")


def test_an_enrolled_room_sees_its_three_facts(page: SyncPage) -> None:
    page.office.sync_changed.emit(ENROLLED)
    assert page.facts.numbers == ("3", "120", "118")
    assert not page.enrol.isVisible()
    assert page.facts.button.isVisible()


def test_an_enrolled_room_can_enrol_again_with_a_new_code(page: SyncPage) -> None:
    page.office.sync_changed.emit(ENROLLED)
    page.facts.again.click()
    assert page.enrol.isVisible()
    page.office.sync_changed.emit(ENROLLED)
    assert page.enrol.isVisible()


def test_joining_without_a_code_is_refused_beside_the_field(page: SyncPage) -> None:
    page.enrol.url.editor.setText("https://10.8.0.2:8443")  # type: ignore[attr-defined]
    page.enrol.button.click()
    assert page.enrol.code.told.startswith("请填写登记码")


def test_a_scanned_sheet_fills_address_and_code_and_joins_at_once(page: SyncPage, qtbot: QtBot) -> None:
    page.enrol.url.editor.setFocus()
    with qtbot.waitSignal(page.enrol.enrol_requested) as asked:
        QTest.keyClicks(page.enrol.url.editor, "https://127.0.0.1:9#5WEX-WPRP-CW1S-NNVB\r")
    assert asked.args == ["https://127.0.0.1:9", "5WEX-WPRP-CW1S-NNVB"]
    assert (page.enrol.url.text, page.enrol.code.text) == ("https://127.0.0.1:9", "5WEX-WPRP-CW1S-NNVB")
    settle(page.office, qtbot)


def test_a_township_that_does_not_answer_is_told_and_nothing_is_lost(page: SyncPage, qtbot: QtBot) -> None:
    page.enrol.url.editor.setText("https://127.0.0.1:9")  # type: ignore[attr-defined]
    page.enrol.code.editor.setText("ABCD-EFGH-JKLM")  # type: ignore[attr-defined]
    page.enrol.button.click()
    assert not page.enrol.button.isEnabled()
    settle(page.office, qtbot)
    assert page.enrol.button.isEnabled()
    assert page.enrol.url.told or page.enrol.code.told


def test_what_is_stuck_is_a_sentence_with_its_values_and_buttons(page: SyncPage) -> None:
    opened: list[str] = []
    page.office.open_case_requested.connect(lambda case_no: opened.append(case_no))
    page.problems.fill(
        (
            Problem(
                "0" * 32,
                AT,
                "镇里先改了应办结日。",
                "应办结日",
                "11-30",
                "11-25",
                "20261123-A1-0001",
                "conflict",
                ("put_in", "open_case", "rest"),
            ),
        )
    )
    words = [each.text() for each in page.problems.findChildren(QPushButton)]
    assert words == ["用没有采用的", "打开这件", "不改了"]
    page.problems.findChildren(QPushButton)[1].click()
    assert opened == ["20261123-A1-0001"]


def test_a_failed_contact_is_told_and_listed(page: SyncPage, qtbot: QtBot) -> None:
    page.office.sync_changed.emit(ENROLLED)
    page.office.contact_ended.emit(Contact(AT, "镇里的电脑没有应答，稍后自动再试。"))
    assert "没有应答" in page.bar.sentence
    settle(page.office, qtbot)
    assert page.office.contacts[0].sentence.startswith("镇里的电脑")
