"""The checklist of papers, by keys alone: Space ticks, arrows change the form, digits the sheets, C 告知承诺."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.widgets.material_model import MaterialColumn, MaterialModel

_Index = QModelIndex | QPersistentModelIndex


class MaterialTable(QTableView):
    """``done`` says Enter was pressed: the papers are through."""

    done = Signal()
    row_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = MaterialModel(self)
        self.setModel(self.papers)
        self.setAccessibleName(self.tr("收到的材料，空格打勾，左右键换形式，数字键填份数"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(MaterialColumn.NAME, QHeaderView.ResizeMode.Stretch)
        for column in (MaterialColumn.NEED, MaterialColumn.FORM, MaterialColumn.SHEETS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.papers.modelReset.connect(self._on_papers_reset)
        self._fit()

    def row(self) -> int:
        return self.currentIndex().row()

    def go_to_row(self, row: int) -> None:
        if 0 <= row < self.papers.rowCount():
            self.setCurrentIndex(self.papers.index(row, MaterialColumn.NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not self._take_key(Qt.Key(event.key()), event.text()):
            super().keyPressEvent(event)

    def _take_key(self, key: Qt.Key, text: str) -> bool:
        row = self.row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif row < 0:
            return False
        elif key == Qt.Key.Key_Space:
            self._tick(row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.papers.turn_form(row, 1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_A:
            self.papers.tick_all()
        elif key == Qt.Key.Key_C:
            self.papers.undertake(row)
        elif text in tuple("123456789"):
            self.papers.set_sheets(row, int(text))
        else:
            return False
        return True

    def _tick(self, row: int) -> None:
        on = not self.papers.is_ticked(row)
        self.papers.tick(row, on)
        if on:
            self.go_to_row(row + 1)

    def currentChanged(self, now: _Index, before: _Index) -> None:
        super().currentChanged(now, before)
        self.row_changed.emit()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if self.row() < 0:
            self.go_to_row(0)

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if self.model() is not None:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        han_px = metrics.horizontalAdvance("汉")
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 12)
        self.setColumnWidth(MaterialColumn.NEED, han_px * 6)
        self.setColumnWidth(MaterialColumn.FORM, han_px * 7 + 12)
        self.setColumnWidth(MaterialColumn.SHEETS, han_px * 4)

    def _on_papers_reset(self) -> None:
        if self.hasFocus():
            self.go_to_row(0)
