"""A table of cases that asks for the pages somebody looks at, so that a million rows scroll like ten."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont

from app.domain.rows import CaseRow
from app.ui.widgets.case_columns import CaseColumn, cell_words, column_head, is_pressing
from app.ui.widgets.light_badge import LIGHT_ROLE

PAGE_ROWS = 100
PAGES_KEPT = 60
NOT_YET = "…"
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CaseTableModel(QAbstractTableModel):
    """Rows 0 … total-1, of which only some pages are in memory.

    ``page_wanted(number)`` asks for one page of ``PAGE_ROWS``; answer with ``put_page``. A list that is
    complete from the start is shown with ``show_all``.
    """

    page_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, tuple[CaseRow, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._mask_names = False
        self._bold = QFont()
        self._bold.setBold(True)
        self._looked_at: OrderedDict[int, None] = OrderedDict()
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self._on_ask_soon)

    def show_all(self, rows: Sequence[CaseRow]) -> None:
        """Show exactly these rows; nothing will be asked for."""
        self.beginResetModel()
        self._total = len(rows)
        pages = range(0, len(rows), PAGE_ROWS)
        self._pages = OrderedDict((at // PAGE_ROWS, tuple(rows[at : at + PAGE_ROWS])) for at in pages)
        self._asked.clear()
        self.endResetModel()

    def begin(self, total: int, rows: Sequence[CaseRow], page: int = 0) -> None:
        """A new list of ``total`` rows of which one page is here already."""
        self.beginResetModel()
        self._total = total
        self._pages = OrderedDict({page: tuple(rows)})
        self._asked.clear()
        self._looked_at.clear()
        self.endResetModel()

    def put_page(self, number: int, rows: Sequence[CaseRow], total: int) -> None:
        """One page has come; a changed total (another agent accepted a case) starts the list again."""
        if total != self._total:
            self.begin(total, rows, number)
            return
        self._asked.discard(number)
        self._pages[number] = tuple(rows)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        if rows:
            top = self.index(number * PAGE_ROWS, 0)
            bottom = self.index(number * PAGE_ROWS + len(rows) - 1, len(CaseColumn) - 1)
            self.dataChanged.emit(top, bottom)

    def page_failed(self, number: int) -> None:
        """A page could not be read: it may be asked for again."""
        self._asked.discard(number)

    def set_mask_names(self, on: bool) -> None:
        self._mask_names = on
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(CaseColumn) - 1))

    def row_at(self, row: int) -> CaseRow | None:
        """The case in this row, or None while its page is on the way."""
        page = self._pages.get(row // PAGE_ROWS)
        at = row % PAGE_ROWS
        return page[at] if page is not None and at < len(page) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(CaseColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_head(CaseColumn(section))
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            if role == Qt.ItemDataRole.DisplayRole:
                self._want(index.row() // PAGE_ROWS)
                return NOT_YET if index.column() == CaseColumn.CASE_NO else ""
            return None
        column = CaseColumn(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_words(row, column, mask_names=self._mask_names)
        if role == LIGHT_ROLE and column is CaseColumn.LIGHT:
            return row.light
        if role == Qt.ItemDataRole.FontRole and column is CaseColumn.DUE and is_pressing(row):
            return self._bold
        if role == Qt.ItemDataRole.ToolTipRole and column is CaseColumn.ITEM:
            return row.item_name
        return None

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._looked_at[page] = None
            self._looked_at.move_to_end(page)
            self._ask_soon.start()

    def _on_ask_soon(self) -> None:
        """Ask only for what was painted last: a long drag of the scroll bar passes many pages by."""
        wanted = list(self._looked_at)[-2:]
        self._looked_at.clear()
        for page in wanted:
            if page not in self._asked and page not in self._pages:
                self._asked.add(page)
                self.page_wanted.emit(page)
