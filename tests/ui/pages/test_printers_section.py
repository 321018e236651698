"""设置·打印: printers are added and put right, papers remember theirs, and what is stuck can be dealt with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.rows import VillagerRow
from app.printing.calibration import Calibration
from app.printing.printers.port import PrinterKind, SavedPrinter
from app.services import cases, papers, print_queue, printers
from app.services.desk import Desk
from app.ui.dialogs.queue_window import QueueWindow
from app.ui.frame.printer_fact import PrinterFact
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.settings.page import SettingsPage
from app.ui.pages.settings.printers_section import PrintersSection
from app.ui.widgets.field_row import FieldRow
from tests.printing.printers import cups_daemon
from tests.printing.readings import read

Opener = Callable[[type[Page]], Page]


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Path:
    """A folder that is a printer called 文件夹."""
    made = tmp_path / "printed"
    made.mkdir()
    printers.save(desk.register, SavedPrinter("文件夹", PrinterKind.FOLDER, str(made)))
    return made


@pytest.fixture
def section(open_page: Opener, office: Office, qtbot: QtBot) -> PrintersSection:
    page = open_page(SettingsPage)
    assert isinstance(page, SettingsPage)
    found = next(each for each in page.sections if isinstance(each, PrintersSection))
    page.open_section(page.sections.index(found))
    settle(office, qtbot)
    return found


def settle(office: Office, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)


def write(row: FieldRow, words: str) -> None:
    assert isinstance(row.editor, QLineEdit)
    row.editor.setText(words)


def press(section: PrintersSection, words: str, office: Office, qtbot: QtBot) -> None:
    """Press the first button of these words in the queue, by keyboard."""
    found = next(each for each in section.queue.findChildren(QPushButton) if each.text() == words)
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Return)
    settle(office, qtbot)


def stuck_receipt(desk: Desk, people: dict[str, VillagerRow]) -> papers.PaperFile:
    """A receipt that waits for a printer nobody has."""
    from app.domain.requests import AcceptRequest

    person = people["李德全"]
    asked = AcceptRequest(name=person.name, item="MZ05", villager_id=person.villager_id)
    file = papers.make(desk, cases.accept(desk, asked).case_no, "receipt")
    print_queue.send(desk, file, printer="没有的打印机")
    return file


def test_a_roll_printer_is_added_by_hand_and_stands_in_every_list(
    section: PrintersSection, office: Office, qtbot: QtBot
) -> None:
    write(section.printers.name, "小票机")
    write(section.printers.address, f"127.0.0.1:{cups_daemon.free_port()}")
    section.printers.add_button.click()
    settle(office, qtbot)
    assert any("小票机" in words and "连不上" in words for words in section.printers.words)
    assert section.papers.printer.findData("小票机") > 0
    assert section.calibration.printer.editor.findData("小票机") >= 0  # type: ignore[attr-defined]
    (kept,) = printers.saved(office.register)
    assert (kept.name, kept.kind, kept.width_mm) == ("小票机", PrinterKind.NETWORK, 80)


@pytest.mark.parametrize(
    ("name", "address", "field"),
    [("", "10.0.0.9", "name"), ("小票机", "", "address"), ("小票机", "a:b", "address")],
)
def test_a_printer_that_is_not_filled_in_is_refused_beside_its_field(
    section: PrintersSection, office: Office, qtbot: QtBot, name: str, address: str, field: str
) -> None:
    write(section.printers.name, name)
    write(section.printers.address, address)
    section.printers.add_button.click()
    settle(office, qtbot)
    told = {"name": section.printers.name.told, "address": section.printers.address.told}
    assert "没有保存" in told[field]
    assert printers.saved(office.register) == ()


def test_a_printer_is_put_right_by_what_was_measured(
    folder: Path, section: PrintersSection, office: Office, qtbot: QtBot
) -> None:
    card = section.calibration
    card.sheet_button.click()
    settle(office, qtbot)
    assert (folder / "打印校准页.pdf").exists()
    for field, value in (("x", 18.5), ("y", 21.0)):
        editor = card.numbers[field].editor
        assert isinstance(editor, QDoubleSpinBox)
        editor.setValue(value)
    card.keep_button.click()
    settle(office, qtbot)
    assert printers.calibration(office.register, "文件夹") == Calibration(1.5, -1.0, 1.0)
    assert "1.5" in card.known
    test_page = next(each for each in section.printers.findChildren(QPushButton) if each.text() == "测试页")
    test_page.click()
    settle(office, qtbot)
    (sheet,), (moved,) = (read((folder / name).read_bytes()) for name in ("打印校准页.pdf", "打印测试页.pdf"))
    assert moved.letters[3].left - sheet.letters[3].left == pytest.approx(1.5, abs=0.05)


def test_a_slip_of_the_ruler_is_said_beside_the_number(
    folder: Path, section: PrintersSection, office: Office, qtbot: QtBot
) -> None:
    editor = section.calibration.numbers["x"].editor
    assert isinstance(editor, QDoubleSpinBox)
    editor.setValue(90)
    section.calibration.keep_button.click()
    settle(office, qtbot)
    assert "重新量" in section.calibration.numbers["x"].told
    assert printers.calibration(office.register, "文件夹") == Calibration()


def test_a_stuck_paper_is_listed_with_its_reason_and_sent_again_by_key(
    folder: Path,
    section: PrintersSection,
    people: dict[str, VillagerRow],
    desk: Desk,
    office: Office,
    qtbot: QtBot,
) -> None:
    stuck_receipt(desk, people)
    section.queue.read()
    settle(office, qtbot)
    (sentence,) = section.queue.sentences
    assert "材料接收单" in sentence and "没有送印" in sentence
    press(section, "再送一次", office, qtbot)
    assert print_queue.jobs(desk.register)[0].tried == 2
    press(section, "取消", office, qtbot)
    assert section.queue.sentences == ()
    assert print_queue.jobs(desk.register) == ()


def test_the_person_is_asked_whether_the_paper_came_out(
    section: PrintersSection, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    with cups_daemon.sink() as silent:
        printers.save(desk.register, SavedPrinter("小票机", PrinterKind.NETWORK, f"127.0.0.1:{silent.port}"))
        print_queue.send(desk, printers.sheet(desk.register, "小票机"), printer="小票机")
        silent.wait()
    section.queue.read()
    settle(office, qtbot)
    assert "纸打出来了吗？" in section.queue.sentences[0]
    press(section, "没有打出来", office, qtbot)
    assert print_queue.jobs(desk.register)[0].state == "failed"


def test_the_foot_of_the_window_names_papers_that_need_somebody(
    desk: Desk, people: dict[str, VillagerRow], office: Office, qtbot: QtBot
) -> None:
    fact = PrinterFact(office)
    qtbot.addWidget(fact)
    stuck_receipt(desk, people)
    fact.look()
    settle(office, qtbot)
    assert fact.text() == "打印机：1 张没有印出"
    assert fact.property("state") == "warn"


def test_the_fact_leads_to_the_queue_while_something_waits_and_to_the_settings_otherwise(
    desk: Desk, people: dict[str, VillagerRow], office: Office, qtbot: QtBot
) -> None:
    wished: list[str] = []
    office.page_requested.connect(wished.append)
    fact = PrinterFact(office)
    qtbot.addWidget(fact)
    fact.click()
    assert wished == ["settings"]
    stuck_receipt(desk, people)
    fact.look()
    settle(office, qtbot)
    fact.click()
    settle(office, qtbot)
    (queue,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QueueWindow)]
    assert not queue.isModal() and len(queue.card.sentences) == 1
    with qtbot.waitSignal(queue.destroyed):
        office.covered.emit(True)  # a queue names cases: it never stays on a covered screen
    assert wished == ["settings"]
