"""The rules of the paper preview: it shows the bytes that print, blocks nothing, and counts what leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.requests import AcceptRequest
from app.domain.rows import VillagerRow
from app.services import cases, papers
from app.services.desk import Desk
from app.ui.dialogs.paper_preview import PAPERS, PaperPreview
from app.ui.office import Office


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


def test_the_preview_closes_when_the_counter_is_locked_or_handed_over(
    preview: PaperPreview, office: Office, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(preview.destroyed):
        office.lock_requested.emit()
