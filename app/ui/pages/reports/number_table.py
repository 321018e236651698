"""A table of numbers in which each number can be opened to the cases it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; ``figure`` names the number behind it ("" = it opens nothing)."""

    words: str
    figure: str = ""
    category: str = ""


class NumberTable(QTableWidget):
    """Enter or a double click on a number says ``opened(figure, category, words)``."""

    opened = Signal(str, str, str)

    def __init__(self, heads: Sequence[str], wide: Sequence[int] = (), parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in wide:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._wide = tuple(wide)
        self._cells: tuple[tuple[Cell, ...], ...] = ()
        self.cellActivated.connect(self._on_activated)

    def fill(self, rows: Sequence[Sequence[Cell]], *, bold_last: bool = False) -> None:
        """Show these rows instead."""
        self._cells = tuple(tuple(row) for row in rows)
        self.setRowCount(len(self._cells))
        for row, cells in enumerate(self._cells):
            for column, cell in enumerate(cells):
                self.setItem(row, column, self._item(cell, bold=bold_last and row == len(self._cells) - 1))
        if self._cells and self.currentRow() < 0:
            self.setCurrentCell(0, 0)

    def words_at(self, row: int, column: int) -> str:
        return self._cells[row][column].words

    def _item(self, cell: Cell, *, bold: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(cell.words)
        number = cell.words[:1].isdigit() or cell.words.startswith("—")
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        font = item.font()
        font.setBold(bold)
        font.setUnderline(bool(cell.figure))  # what opens something looks like it
        item.setFont(font)
        if cell.figure:
            item.setToolTip(self.tr("回车看背后的办件"))
        return item

    def _on_activated(self, row: int, column: int) -> None:
        cell = self._cells[row][column]
        if cell.figure:
            self.opened.emit(cell.figure, cell.category, cell.words)
