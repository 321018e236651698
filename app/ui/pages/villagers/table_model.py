"""The list of the people served, longer as one scrolls, numbers never in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.rows import VillagerRow
from app.ui.widgets.villager_words import age_on, sex_words

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class VillagerColumn(IntEnum):
    NAME = 0
    GROUP = 1
    PERSON = 2
    PHONE = 3
    OPEN_CASES = 4


class VillagerModel(QAbstractTableModel):
    """``more_wanted(offset)`` asks for the rows after those that are here; answer with ``add``."""

    more_wanted = Signal(int)

    def __init__(self, day: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._rows: list[VillagerRow] = []
        self._total = 0
        self._asked = False

    def begin(self, rows: Sequence[VillagerRow], total: int) -> None:
        """A new list of which these are the first."""
        self.beginResetModel()
        self._rows, self._total, self._asked = list(rows), total, False
        self.endResetModel()

    def add(self, rows: Sequence[VillagerRow]) -> None:
        """The rows that were asked for."""
        self._asked = False
        if not rows:
            self._total = len(self._rows)
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def row_at(self, row: int) -> VillagerRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, villager_id: str) -> int:
        """Where a person stands in the list, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.villager_id == villager_id), -1)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and len(self._rows) < self._total and not self._asked

    def fetchMore(self, parent: _Index) -> None:
        self._asked = True
        self.more_wanted.emit(len(self._rows))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(VillagerColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (self.tr("姓名"), self.tr("村民小组"), self.tr("性别年龄"), self.tr("电话"), self.tr("在办"))
        return heads[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        column = VillagerColumn(index.column())
        if column is VillagerColumn.PERSON:
            age = self.tr("{0}岁").format(age_on(row.birth_on, self._day)) if row.birth_on else ""
            return " ".join(part for part in (sex_words(row.sex), age) if part)
        if column is VillagerColumn.OPEN_CASES:
            return str(row.open_cases) if row.open_cases else ""
        return {
            VillagerColumn.NAME: row.name,
            VillagerColumn.GROUP: row.group,
            VillagerColumn.PHONE: row.phone,
        }[column]
