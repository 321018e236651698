"""A plain table of texts: the first rows of a file, the rows that were not taken in, earlier imports."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
WIDEST_HAN = 16
LEAST_PX = 48


class TextModel(QAbstractTableModel):
    """Heads and rows of texts, replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def show(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows under these heads."""
        self.beginResetModel()
        self._heads, self._rows = tuple(heads), rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _ROLES:
            return None
        row = self._rows[index.row()]
        return row[index.column()] if index.column() < len(row) else ""


class TextTable(QTableView):
    """``wrap``: the last column takes the rest of the width and breaks its lines."""

    def __init__(self, name: str, *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = TextModel(self)
        self._wrap = wrap
        self.setModel(self.texts)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(wrap)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(LEAST_PX)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)

    def show_texts(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Replace everything; columns as wide as their words, up to a limit."""
        self.texts.show(heads, rows)
        self.resizeColumnsToContents()
        widest = WIDEST_HAN * self.fontMetrics().horizontalAdvance("汉")
        for column in range(len(heads) - 1):
            self.setColumnWidth(column, min(self.columnWidth(column) + 12, widest))
        if self._wrap:
            self.resizeRowsToContents()
        else:
            self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        if rows:
            self.setCurrentIndex(self.texts.index(0, 0))
