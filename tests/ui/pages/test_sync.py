"""同步: true marks only, and something to do about everything that is stuck."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.rows import Problem, SyncStatus
from app.models.register import Register
from app.models.tables import JournalLine, LineResult, Villager
from app.ui.office import Contact, Office
from app.ui.pages.sync.page import SyncPage

AT = datetime(2026, 11, 23, 2, 32, tzinfo=UTC)
ENROLLED = SyncStatus(True, 3, 120, 118, AT, "瓜州镇人民政府")


def settle(office: Office, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)
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


@pytest.fixture
def unread(office: Office, register: Register) -> str:
    """A name with a hidden character that the township could not read; the id of its problem."""
    with register.write("test", office.clock) as unit:
        made = unit.add(Villager(name="王\x00秀英", phone="13800000001"))
        unit.commit()
    with register.writing() as session:
        line = session.scalars(select(JournalLine).where(JournalLine.record_id == made.id)).one()
        told = LineResult(
            site_code=register.site_code,
            id="7" * 32,
            replica_id=register.identity.replica_id,
            line_seq=line.seq,
            target_type="villager",
            target_id=made.id,
            code="bad-change",
            field="name",
            at=AT,
        )
        session.add(told)
        session.commit()
    return told.id


def test_what_the_township_could_not_read_is_put_right_on_the_page_and_sent_again(
    unread: str, page: SyncPage, register: Register, qtbot: QtBot
) -> None:
    mend = next(
        each for each in page.problems.findChildren(QPushButton) if each.text().startswith("改好再发")
    )
    mend.click()
    settle(page.office, qtbot)
    field = page.place.findChild(QLineEdit)
    assert field is not None and field.text().endswith("秀英") and field.hasFocus()
    field.setText("王秀英")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(page.office, qtbot)
    assert page.place.isHidden() and page.problems.count == 0
    with register.reading() as session:
        assert session.scalars(select(Villager.name).where(Villager.phone == "13800000001")).all() == [
            "王秀英"
        ]
        newest = session.scalars(select(JournalLine.raw).order_by(JournalLine.n.desc())).all()
    assert any("王秀英".encode() in raw and b"13800000001" in raw for raw in newest)
