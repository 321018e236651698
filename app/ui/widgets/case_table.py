"""The view of a list of cases: chosen columns, whole rows, Enter opens."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.widgets.case_columns import (
    READING_ORDER,
    USUAL_COLUMNS,
    CaseColumn,
    column_width_px,
    column_words,
)
from app.ui.widgets.case_model import CaseTableModel
from app.ui.widgets.light_badge import LightDelegate

BESIDE_WORDS_PX = 22
"""The air around the words of a cell."""


class CaseTable(QTableView):
    """``case_chosen`` carries a case number, on Enter or a double click."""

    case_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cases = CaseTableModel(self)
        self.setModel(self.cases)
        self.setItemDelegateForColumn(CaseColumn.LIGHT, LightDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(True)
        for place, column in enumerate(READING_ORDER):
            header.moveSection(header.visualIndex(column), place)
        self.doubleClicked.connect(self._on_double_clicked)
        self.set_columns(USUAL_COLUMNS)

    def columns(self) -> tuple[CaseColumn, ...]:
        """The columns shown, in model order."""
        return tuple(column for column in CaseColumn if not self.isColumnHidden(column))

    def set_columns(self, columns: Iterable[CaseColumn]) -> None:
        """Show these columns and no others; the item's name takes the room that is left."""
        shown = set(columns) | {CaseColumn.CASE_NO}
        for column in CaseColumn:
            self.setColumnHidden(column, column not in shown)
        self._fit()

    def go_to_row(self, row: int) -> None:
        """Put the mark on a row and bring it into view."""
        if 0 <= row < self.cases.rowCount():
            self.setCurrentIndex(self.cases.index(row, CaseColumn.CASE_NO))

    def current_case_no(self) -> str:
        row = self.cases.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return row.case_no if row is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_case_no():
            self.case_chosen.emit(self.current_case_no())
            return
        if event.key() == Qt.Key.Key_Home:
            self.go_to_row(0)
            return
        if event.key() == Qt.Key.Key_End:
            self.go_to_row(self.cases.rowCount() - 1)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid():
            self.go_to_row(0)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_item()

    def setColumnHidden(self, column: int, hide: bool) -> None:
        super().setColumnHidden(column, hide)
        if self.model() is not None:
            self._fit_item()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if self.model() is not None:
            self._fit()

    def _fit(self) -> None:
        """Widths and heights follow the text size of the moment."""
        metrics = self.fontMetrics()
        han_px = metrics.horizontalAdvance("汉")
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        for column in CaseColumn:
            if column is not CaseColumn.ITEM:
                longest = max(map(metrics.horizontalAdvance, column_words(column)), default=0)
                self.setColumnWidth(column, max(column_width_px(column, han_px), longest + BESIDE_WORDS_PX))
        self._fit_item()

    def _fit_item(self) -> None:
        """The item's name takes the room that is left, and enough to be told apart where none is."""
        han_px = self.fontMetrics().horizontalAdvance("汉")
        others = (column for column in self.columns() if column is not CaseColumn.ITEM)
        left = self.viewport().width() - sum(self.columnWidth(column) for column in others)
        self.setColumnWidth(CaseColumn.ITEM, max(left, column_width_px(CaseColumn.ITEM, han_px)))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self.cases.row_at(index.row())
        if row is not None:
            self.case_chosen.emit(row.case_no)
