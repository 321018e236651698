"""The rules of the paper preview: it shows the bytes that print, blocks nothing, and counts what leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.requests import AcceptRequest
from app.domain.rows import Actor, VillagerRow
from app.printing.printers.port import PrinterKind, SavedPrinter
from app.services import cases, papers, print_queue, printers
from app.services.desk import Desk
from app.services.printers import PaperSetting, PrinterRow
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.dialogs.queue_window import QueueWindow
from app.ui.office import Office
from app.ui.wording import PAPERS, paper_words


@pytest.fixture
def case_no(desk: Desk, people: dict[str, VillagerRow]) -> str:
    person = people["李德全"]
    return cases.accept(
        desk, AcceptRequest(name=person.name, item="MZ05", villager_id=person.villager_id)
    ).case_no


@pytest.fixture
def preview(office: Office, case_no: str, qtbot: QtBot) -> Iterator[PaperPreview]:
    opened = PaperPreview.open_for(office, case_no, PAPERS, None)
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)
    yield opened
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)
    if isValid(opened):
        opened.close()


def test_the_pages_shown_are_those_of_the_bytes_that_are_saved(
    preview: PaperPreview, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = preview.pdf
    assert shown.startswith(b"%PDF")
    assert preview.pages.count == len(papers.pictures(shown, 96))
    with qtbot.waitSignal(preview.saved_as):
        preview.save_to(str(tmp_path / "paper.pdf"))
    assert (tmp_path / "paper.pdf").read_bytes() == shown


def test_saving_a_paper_is_counted_on_the_case(
    preview: PaperPreview, tmp_path: Path, qtbot: QtBot, desk: Desk, case_no: str
) -> None:
    assert cases.show(desk.register, case_no, desk.clock).papers_printed.get("receipt", 0) == 0
    with qtbot.waitSignal(preview.saved_as):
        preview.save_to(str(tmp_path / "paper.pdf"))
    assert cases.show(desk.register, case_no, desk.clock).papers_printed["receipt"] == 1


def test_each_paper_of_the_case_can_be_looked_at(preview: PaperPreview, qtbot: QtBot) -> None:
    for paper in ("card", "slip"):
        with qtbot.waitSignal(preview.shown_paper) as shown:
            preview.show_paper(paper)
        assert shown.args == [paper]
        assert preview.pages.count >= 1


def test_zooming_draws_the_page_again_larger(preview: PaperPreview, qtbot: QtBot) -> None:
    before = preview.pages.page_size_px(0)
    with qtbot.waitSignal(preview.shown_paper):
        preview.head.zoom_by(1)
    after = preview.pages.page_size_px(0)
    assert after.width() > before.width()


def test_the_preview_never_blocks_the_counter(preview: PaperPreview) -> None:
    assert not preview.isModal()
    assert QApplication.activeModalWidget() is None


def test_a_folder_that_cannot_be_written_says_so_and_nothing_is_counted(
    preview: PaperPreview, tmp_path: Path, office: Office, qtbot: QtBot, desk: Desk, case_no: str
) -> None:
    preview.save_to(str(tmp_path / "no such folder" / "paper.pdf"))
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)
    assert preview.bar.sentence
    assert cases.show(desk.register, case_no, desk.clock).papers_printed.get("receipt", 0) == 0


def test_the_preview_hides_with_the_counter_and_comes_back_with_it(
    preview: PaperPreview, office: Office
) -> None:
    office.covered.emit(True)
    assert not preview.isVisible()
    office.covered.emit(False)
    assert preview.isVisible()


def test_the_preview_closes_when_somebody_else_takes_over(
    preview: PaperPreview, office: Office, qtbot: QtBot
) -> None:
    mine = office.actor
    with qtbot.waitSignal(preview.destroyed):
        office.covered.emit(True)
        office.take_duty(Actor("0" * 32, "李玉梅"))
        office.covered.emit(False)
    office.take_duty(mine)


def test_the_keys_that_cover_the_counter_work_in_the_preview(preview: PaperPreview, office: Office) -> None:
    wished: list[str] = []
    office.blank_requested.connect(lambda: wished.append("blank"))
    office.lock_requested.connect(lambda: wished.append("lock"))
    preview.activateWindow()
    QTest.qWaitForWindowActive(preview)
    QTest.keyClick(preview.pages, Qt.Key.Key_F10)
    QTest.keyClick(preview.pages, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert wished == ["blank", "lock"]


def test_a_paper_is_called_on_screen_as_on_its_own_head() -> None:
    for kind in (kind for kind in papers.kinds() if kind.name in PAPERS):
        words = paper_words(kind.name)
        assert words.split("（")[0] in kind.title


def test_the_preview_prints_where_the_settings_say(preview: PaperPreview, office: Office) -> None:
    choice = preview.foot.printer
    choice.choose_for("card")
    assert choice.printer == ""
    rows = (PrinterRow("窗口一", "窗口一", True), PrinterRow("窗口二", "窗口二", True))
    choice._on_read((rows, {"card": PaperSetting("card", printer="窗口二")}))
    assert choice.printer == "窗口二"
    choice._on_read((rows, {"card": PaperSetting("card", printer="关着的")}))
    assert choice.printer == "关着的"  # switched off today, still the room's choice


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Path:
    """A folder that is a printer called 文件夹."""
    made = tmp_path / "printed"
    made.mkdir()
    printers.save(desk.register, SavedPrinter("文件夹", PrinterKind.FOLDER, str(made)))
    return made


def settle(office: Office, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: office.tasks.under_way == 0)


def test_what_is_printed_is_exactly_what_was_shown_and_the_next_print_is_marked(
    folder: Path, preview: PaperPreview, office: Office, qtbot: QtBot
) -> None:
    shown = preview.pdf
    with qtbot.waitSignal(preview.shown_paper):
        choose(preview, "文件夹")
        preview.print_paper()
    assert (folder / "材料接收单.pdf").read_bytes() == shown
    settle(office, qtbot)
    assert "第 2 次打印" in preview.foot.words.text()
    assert preview.pdf != shown
    assert "材料接收单" in preview.bar.sentence


def choose(preview: PaperPreview, printer: str) -> None:
    choice = preview.foot.printer
    rows = (PrinterRow(printer, printer, True),)
    choice._on_read((rows, {}))
    choice.setCurrentIndex(choice.findData(printer))


def test_a_paper_that_could_not_be_printed_waits_in_the_queue_and_the_preview_leads_there(
    preview: PaperPreview, office: Office, qtbot: QtBot
) -> None:
    choose(preview, "没有的打印机")
    with qtbot.waitSignal(preview.printed):
        preview.print_paper()
    settle(office, qtbot)
    assert "没有送印" in preview.bar.sentence
    (job,) = print_queue.jobs(office.register)
    assert job.stuck
    preview.bar._on_act()
    settle(office, qtbot)
    (queue,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QueueWindow)]
    assert any("没有送印" in sentence for sentence in queue.card.sentences)
    queue.close()


def test_another_layout_of_the_same_paper_is_another_sheet(preview: PaperPreview, qtbot: QtBot) -> None:
    assert not preview.foot.shape.isHidden()
    with qtbot.waitSignal(preview.shown_paper):
        preview.show_layout("roll80")
    assert "80 ×" in preview.foot.words.text()


def test_a_picture_to_send_masks_the_number_and_counts_as_no_print(
    preview: PaperPreview, tmp_path: Path, qtbot: QtBot, desk: Desk, case_no: str, office: Office
) -> None:
    with qtbot.waitSignal(preview.shown_paper):
        preview.show_paper("slip")
    preview.save_picture(str(tmp_path / "slip.png"))
    settle(office, qtbot)
    assert (tmp_path / "slip.png").read_bytes().startswith(b"\x89PNG")
    assert cases.show(desk.register, case_no, desk.clock).papers_printed == {}


def test_an_empty_form_is_previewed_too(office: Office, qtbot: QtBot) -> None:
    def make(desk: Desk, paper: str, layout: str) -> papers.PaperFile:
        return papers.empty(desk.register, paper, layout)

    opened = PaperPreview.open_made(office, make, ("mandate",), None)
    with qtbot.waitSignal(opened.shown_paper):
        pass
    settle(office, qtbot)
    assert "代办委托书" in opened.foot.words.text()
    opened.close()
