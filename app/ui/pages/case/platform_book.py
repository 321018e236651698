"""省平台: what the provincial platform asks, in its order, each copied by one key; and the number it gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.pages.case import book_acts
from app.ui.pages.case.book import Book
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.case_surroundings import CaseWhole


class CopyTable(ListTable):
    """Enter, Ctrl+C or the line's digit copies a value and goes on to the next that is not empty."""

    def __init__(self, name: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(name, heads, wide=2, parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open(self.currentRow())
        elif typed.isdigit() and typed.isascii() and typed != "0" and int(typed) <= len(self.lines):
            self.setCurrentCell(int(typed) - 1, 0)
            self._open(int(typed) - 1)
        else:
            super().keyPressEvent(event)


class PlatformBook(Book):
    """``told`` says what was copied; the clipboard is emptied when the case is left."""

    def __init__(self) -> None:
        super().__init__()
        hint = self.tr("按平台填写的顺序：回车复制这一项并到下一项，数字键复制对应的一项。")
        self.column.addWidget(label(hint, "small", wrap=True))
        heads = (self.tr("键"), self.tr("平台的栏目"), self.tr("内容"))
        self.table = CopyTable(self.tr("省平台各栏，回车复制"), heads)
        self.table.opened.connect(self._on_copy)
        self.column.addWidget(self.table, 1)
        (self.enter,) = self.ways(
            (
                self.tr("录入省平台办件号"),
                lambda: self.act_wanted.emit(book_acts.enter_external_no(self.case_no)),
                "first",
            ),
        )
        self._copied = ""

    def draw(self, whole: CaseWhole) -> None:
        self.table.fill(
            [
                Line(at, (str(at + 1) if at < 9 else "", words, value), "" if value else "muted")
                for at, (words, value) in enumerate(whole.platform)
            ]
        )
        self.enter.setEnabled(not whole.case.external_no)

    def forget(self) -> None:
        """Take what was copied off the clipboard: it may be somebody's ID number."""
        board = QGuiApplication.clipboard()
        if self._copied and board.text() == self._copied:
            board.clear()
        self._copied = ""

    def _on_copy(self, key: object) -> None:
        if self.whole is None or not isinstance(key, int):
            return
        words, value = self.whole.platform[key]
        following = [at for at in range(key + 1, len(self.whole.platform)) if self.whole.platform[at][1]]
        if value:
            QGuiApplication.clipboard().setText(value)
            self._copied = value
            self.told.emit(self.tr("已复制“{0}”").format(words))
        else:
            self.told.emit(self.tr("“{0}”没有内容").format(words))
        if following:
            self.table.setCurrentCell(following[0], 0)
