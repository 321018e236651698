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
from app.services import cases, papers
from app.services.desk import Desk
from app.services.papers import PrinterRow
from app.ui.dialogs.paper_preview import PaperPreview
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
        preview.zoom_by(1)
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
    preview.printer.choose_for("card")
    assert preview.printer.printer == ""
    rows = (PrinterRow("窗口一", "窗口一", True), PrinterRow("窗口二", "窗口二", True))
    preview.printer._on_read((rows, {"card": "窗口二"}))
    assert preview.printer.printer == "窗口二"
