"""The attachments of a case on its page: added, seen, taken away, and never left on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.requests import AcceptRequest
from app.domain.rows import VillagerRow
from app.services import attachments, cases
from app.services.desk import Desk
from app.ui.office import Office
from app.ui.pages.case.attachments import AttachmentBook, picture_of
from app.ui.pages.case.page import CasePage
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[CasePage]], CasePage]


@pytest.fixture
def case_no(desk: Desk, people: dict[str, VillagerRow]) -> str:
    person = people["李德全"]
    return cases.accept(
        desk, AcceptRequest(name=person.name, item="MZ05", villager_id=person.villager_id)
    ).case_no


@pytest.fixture
def page(open_page: Opener, case_no: str, keys: Keys) -> CasePage:
    made = open_page(CasePage)
    made.open(case_no)
    keys.settle()
    return made


@pytest.fixture
def book(page: CasePage) -> AttachmentBook:
    page.books.open_book(page.books.keys.index("case-attachments"))
    return page.attachments


def picture(folder: Path, name: str = "户口簿.png", side: int = 300) -> Path:
    image = QImage(side, side // 2, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    place = folder / name
    assert image.save(str(place))
    return place


def test_a_file_is_attached_listed_and_seen(
    book: AttachmentBook, keys: Keys, tmp_path: Path, desk: Desk, case_no: str
) -> None:
    book.kind.setCurrentIndex(1)
    book.take_in(picture(tmp_path))
    keys.settle()
    assert [line.cells[0] for line in book.table.lines] == ["户口簿"]
    assert book.table.lines[0].cells[2] == "只在本机，待传"
    assert book.state.text() == "附件待传 1/1"
    assert attachments.rows(desk.register, case_no)[0].kind == "photo"
    book.table.selectRow(0)
    keys.settle()
    assert not book.preview.pixmap().isNull()
    assert book.preview.pixmap().toImage().pixelColor(5, 5).name() == QColor("teal").name()


def test_what_is_no_picture_is_refused_in_words_on_the_page(
    page: CasePage, book: AttachmentBook, keys: Keys, tmp_path: Path
) -> None:
    place = tmp_path / "a.jpg"
    place.write_bytes(b"MZ" * 100)
    book.take_in(place)
    keys.settle()
    assert any("这个文件不是" in one.text() for one in page.bar.findChildren(QLabel))
    assert book.table.lines == ()


def test_leaving_the_case_leaves_no_picture(
    page: CasePage, book: AttachmentBook, keys: Keys, tmp_path: Path
) -> None:
    book.take_in(picture(tmp_path))
    keys.settle()
    book.table.selectRow(0)
    keys.settle()
    assert not book.preview.pixmap().isNull()
    page.left()
    assert book.preview.pixmap().isNull()


def test_one_attached_by_mistake_is_taken_away_with_a_reason(
    page: CasePage, book: AttachmentBook, keys: Keys, tmp_path: Path, desk: Desk, case_no: str
) -> None:
    book.take_in(picture(tmp_path))
    keys.settle()
    book.table.selectRow(0)
    keys.settle()
    book.take_away.click()
    assert page.form is not None
    keys.type("cuo")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    keys.settle()
    assert attachments.rows(desk.register, case_no) == ()
    assert book.table.lines == ()


def test_one_on_another_pc_is_brought_only_when_asked_for(
    book: AttachmentBook, keys: Keys, tmp_path: Path, desk: Desk, office: Office
) -> None:
    book.take_in(picture(tmp_path))
    keys.settle()
    for kept in (office.register.home / "contents").rglob("*"):
        if kept.is_file():
            kept.unlink()
    book.forget()
    book.show_case(book.case_no)
    keys.settle()
    book.table.selectRow(0)
    keys.settle()
    assert book.preview.text() == "不在本机，回车取回"
    book.look(bring=True)
    keys.settle()
    assert "还没有在乡镇登记" in book.preview.text()


@pytest.mark.qt_log_ignore("JPEG", "PNG")
def test_a_huge_or_broken_picture_is_never_shown_at_its_own_size(tmp_path: Path, qtbot: QtBot) -> None:
    from app.services.attachments import OpenedContent

    big = picture(tmp_path, "big.png", 4000).read_bytes()
    shown = picture_of(OpenedContent("x", "image/png", big))
    assert (shown.width(), shown.height()) == (1600, 800)
    for broken in (big[: len(big) // 2][:60], b"\xff\xd8\xff\xe0" + bytes(100)):
        assert picture_of(OpenedContent("x", "image/jpeg", broken)).isNull()
    assert picture_of(OpenedContent("x", "application/pdf", b"%PDF-1.7")).isNull()


def test_every_way_has_a_key_or_takes_the_focus(book: AttachmentBook) -> None:
    for way in book.findChildren(QPushButton):
        assert way.text() and way.focusPolicy() & Qt.FocusPolicy.TabFocus
    for place in (book.kind, book.table):
        assert place.accessibleName() and place.focusPolicy() & Qt.FocusPolicy.TabFocus
