"""A month as a calendar: each day with who is on duty, worked by the arrows."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.domain.rota_rows import ShiftRow
from app.ui.widgets.cell_style import tokens_of

WEEKS = 6


class MonthRoster(QTableWidget):
    """``day_chosen`` follows the mark, ``day_opened`` on Enter, ``month_wanted`` on PageUp and PageDown."""

    day_chosen = Signal(object)
    day_opened = Signal(object)
    month_wanted = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(WEEKS, 7, parent)
        self._today = day
        self.day = day
        self._shifts: tuple[ShiftRow, ...] = ()
        self.setAccessibleName(self.tr("值班表，方向键选日子，回车排班，翻页键换月"))
        weekdays = self.tr("一二三四五六日")
        self.setHorizontalHeaderLabels([self.tr("周{0}").format(one) for one in weekdays])
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(24)
        self.horizontalHeader().setHighlightSections(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.currentCellChanged.connect(self._on_moved)
        self.cellDoubleClicked.connect(lambda _row, _column: self.day_opened.emit(self.day))

    def minimumSizeHint(self) -> QSize:
        return QSize(420, self.fontMetrics().height() * 6)

    @property
    def first(self) -> date:
        """The Monday the calendar begins with."""
        begins = self.day.replace(day=1)
        return begins - timedelta(begins.weekday())

    def show_month(self, day: date, shifts: Sequence[ShiftRow]) -> None:
        """Show the month of ``day`` and mark it."""
        self.day, self._shifts = day, tuple(shifts)
        self.blockSignals(True)
        for at in range(WEEKS * 7):
            self.setItem(at // 7, at % 7, self._item(self.first + timedelta(at)))
        last = (self.first.replace(day=1) if self.first.day == 1 else self.day).replace(day=1)
        days = calendar.monthrange(last.year, last.month)[1]
        shown = (last + timedelta(days - 1) - self.first).days // 7
        for row in range(WEEKS):
            self.setRowHidden(row, row > shown)
        at = (day - self.first).days
        self.setCurrentCell(at // 7, at % 7)
        self.blockSignals(False)
        self.day_chosen.emit(day)

    def of_day(self, day: date) -> list[ShiftRow]:
        """The shifts of one day, by time."""
        return [shift for shift in self._shifts if shift.on_day == day]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.day_opened.emit(self.day)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def turn(self, months: int) -> None:
        """Ask for the month before or after."""
        begins = self.day.replace(day=1)
        self.month_wanted.emit(
            (begins + timedelta(32)).replace(day=1) if months > 0 else begins - timedelta(1)
        )

    def _item(self, day: date) -> QTableWidgetItem:
        names = []
        for shift in self.of_day(day):
            names.append("／".join(filter(None, (shift.agent_name, shift.backup_name))))
        head = self.tr("{0} 今天").format(day.day) if day == self._today else str(day.day)
        item = QTableWidgetItem("  ".join((head, "\n".join(names))))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        item.setToolTip("\n".join((day.isoformat(), *names)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join((day.isoformat(), *names)))
        if day.month != self.day.month:
            item.setForeground(QColor(tokens_of(self.palette()).muted))
        elif day == self._today:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _on_moved(self, row: int, column: int, _from_row: int, _from_column: int) -> None:
        if row < 0 or column < 0 or self.item(row, column) is None:  # nothing was read yet
            return
        day = self.first + timedelta(row * 7 + column)
        if day.month != self.day.month:
            self.month_wanted.emit(day)
            return
        self.day = day
        self.day_chosen.emit(day)
