"""A list of lines in columns, worked by arrows, Enter and Space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.ui.widgets.cell_style import tokens_of


@dataclass(frozen=True, slots=True)
class Line:
    """``key`` is what the line stands for; ``tone`` danger or muted goes with words that say the same."""

    key: object
    cells: tuple[str, ...]
    tone: str = ""
    ticked: bool = True


class ListTable(QTableWidget):
    """``opened`` carries a line's key on Enter or a double click; with ``ticks`` Space ticks a line."""

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        *,
        wide: int = 0,
        ticks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(0, len(heads), parent)
        self._ticks = ticks
        self._wide = wide
        self.lines: tuple[Line, ...] = ()
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(56)
        self.cellDoubleClicked.connect(lambda row, _column: self._open(row))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() * 3)

    def fill(self, lines: Sequence[Line]) -> None:
        """Show these lines; the marked one stays marked where it is still there."""
        keep = self.current()
        self.lines = tuple(lines)
        self.setRowCount(len(self.lines))
        for row, line in enumerate(self.lines):
            for column, words in enumerate(line.cells):
                self.setItem(row, column, self._item(line, words, first=column == 0))
        if self._ticks and self.lines:  # Qt's own measure leaves out the box as the style sheet draws it
            widest = max(self.fontMetrics().horizontalAdvance(line.cells[0]) for line in self.lines)
            self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(0, widest + self.fontMetrics().height() * 2 + 24)
        rows = [row for row, line in enumerate(self.lines) if line.key == keep]
        if self.lines:
            self.setCurrentCell(rows[0] if rows else 0, 0)

    def current(self) -> object | None:
        """The key of the marked line."""
        row = self.currentRow()
        return self.lines[row].key if 0 <= row < len(self.lines) else None

    def ticked(self) -> list[object]:
        """The keys of the ticked lines."""
        return [line.key for row, line in enumerate(self.lines) if self._is_ticked(row)]

    def words(self) -> list[tuple[str, ...]]:
        """What stands in the lines."""
        return [line.cells for line in self.lines]

    def changeEvent(self, event: QEvent) -> None:
        """Another look: the tones are drawn anew in its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.rowCount():
            ticked = self.ticked()
            self.fill([replace(line, ticked=line.key in ticked) for line in self.lines])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(row)
        elif event.key() == Qt.Key.Key_Space and self._ticks and row >= 0:
            wanted = Qt.CheckState.Unchecked if self._is_ticked(row) else Qt.CheckState.Checked
            self._first(row).setCheckState(wanted)
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.lines):
            self.opened.emit(self.lines[row].key)

    def _first(self, row: int) -> QTableWidgetItem:
        item = self.item(row, 0)
        assert item is not None
        return item

    def _is_ticked(self, row: int) -> bool:
        return self._ticks and self._first(row).checkState() == Qt.CheckState.Checked

    def _item(self, line: Line, words: str, *, first: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(words)
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        tokens = tokens_of(self.palette())
        if line.tone:
            item.setForeground(QColor(tokens.danger if line.tone == "danger" else tokens.muted))
        if first and self._ticks:
            item.setCheckState(Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked)
        return item


def hand_to_list(inside: QWidget) -> None:
    """Give the focus to the first list inside."""
    found = inside.findChild(QTableWidget)
    if isinstance(found, QTableWidget):
        found.setFocus()
