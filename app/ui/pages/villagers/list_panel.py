"""The left half of 群众: a field that searches while one types, and the people found."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedLayout, QTableView, QVBoxLayout, QWidget

from app.ui.pages.villagers.table_model import VillagerColumn, VillagerModel
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.plain import label
from app.ui.widgets.state_view import StateView

LEAST_NAME_HAN = 7


class VillagerList(QWidget):
    """``search_requested`` for every text; ``marked`` carries the VillagerRow the mark stands on."""

    search_requested = Signal(str)
    marked = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = CleanField(self.tr("姓名、拼音首字母、证件号后四位或电话"), self)
        self.field.setAccessibleName(self.tr("找群众"))
        self.field.textEdited.connect(lambda _text: self.search_requested.emit(self.text()))
        self.field.installEventFilter(self)
        self.model = VillagerModel(day, self)
        self.table = QTableView(self)
        self.words = StateView(self)
        self.count = label(role="small")
        self._set_up_table()
        holder = QWidget(self)
        self._views = QStackedLayout(holder)
        self._views.addWidget(self.table)
        self._views.addWidget(self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(holder, 1)
        layout.addWidget(self.count)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("群众"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(_LEFT)
        table.horizontalHeader().setSectionResizeMode(VillagerColumn.NAME, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self._fit()

    def text(self) -> str:
        return self.field.text().strip()

    def show_total(self, total: int) -> None:
        """How many there are, or in words why there is nothing."""
        self.count.setText(self.tr("共 {0} 人").format(f"{total:,}"))
        self._views.setCurrentWidget(self.table if total else self.words)
        if total:
            return
        if self.text():
            self.words.nothing_found(self.text())
        else:
            self.words.empty(self.tr("还没有登记群众"), self.tr("受理第一件时一并登记，或点“登记群众”"))

    def mark(self, row: int) -> None:
        """Put the mark on a row."""
        if 0 <= row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key not in steps:
            return False
        self.mark(self.table.currentIndex().row() + steps[key])
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        han_px = self.fontMetrics().horizontalAdvance("汉")
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        widths = {
            VillagerColumn.GROUP: 4.2,
            VillagerColumn.PERSON: 5.5,
            VillagerColumn.PHONE: 6.6,
            VillagerColumn.OPEN_CASES: 2.4,
        }
        for column, han in widths.items():
            self.table.setColumnWidth(column, round(han * han_px) + 16)
        others = sum(round(han * han_px) + 16 for han in widths.values())
        tight = self.width() - others < LEAST_NAME_HAN * han_px  # the number stands beside the list as well
        self.table.setColumnHidden(VillagerColumn.PHONE, tight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_row_changed(self, now: QModelIndex) -> None:
        row = self.model.row_at(now.row())
        if row is not None:
            self.marked.emit(row)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
