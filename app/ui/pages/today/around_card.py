"""Who is there and who comes: on duty now and next, the appointments and tours of today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.rota_rows import AppointmentRow, ShiftRow, TourRow
from app.domain.rows import TodayBoard
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import label


class AroundCard(QFrame):
    """``appointment_opened`` carries an AppointmentRow, ``tour_opened`` a TourRow, on Enter."""

    appointment_opened = Signal(object)
    tour_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("值班和预约"))
        self._duty = label(wrap=True)
        self._duty.setTextFormat(Qt.TextFormat.PlainText)
        heads = (self.tr("今天"), self.tr("谁"), self.tr("办什么"))
        self.table = ListTable(self.tr("今天的预约和巡回，回车受理"), heads, wide=2)
        self._nobody = label(self.tr("今天没有预约和巡回。"), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(6)
        layout.addWidget(self._duty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._nobody)
        self.table.opened.connect(self._on_opened)

    @property
    def duty_words(self) -> str:
        """Who is on duty, as shown."""
        return self._duty.text()

    def show_board(self, board: TodayBoard, item_words: dict[str, str]) -> None:
        """Put today's people in; ``item_words`` names items by code."""
        now = "、".join(_shift_words(row) for row in board.on_duty) or self.tr("没有排班")
        lines = [self.tr("在岗：{0}").format(now)]
        if board.next_duty:
            first = board.next_duty[0]
            day = "" if first.on_day == board.day else f"{first.on_day:%m-%d} "
            who = "、".join(row.agent_name for row in board.next_duty)
            lines.append(self.tr("接班：{0}").format(f"{day}{first.from_time} {who}".strip()))
        self._duty.setText("\n".join(lines))
        self.table.fill(self._lines(board.appointments, board.tours, item_words))
        self.table.setVisible(bool(board.appointments or board.tours))
        self._nobody.setVisible(not (board.appointments or board.tours))

    def _lines(
        self, appointments: Sequence[AppointmentRow], tours: Sequence[TourRow], items: dict[str, str]
    ) -> list[Line]:
        lines = []
        for tour in tours:
            stops = self.tr("{0}，已收 {1} 件").format("、".join(tour.stops), tour.requests)
            lines.append(Line(tour, (self.tr("{0} 巡回").format(tour.from_time).strip(), tour.name, stops)))
        for row in appointments:
            what = items.get(row.item_code, row.item_code) or row.note
            at = row.at_time or (self.tr("巡回收") if row.tour_id else self.tr("预约"))
            lines.append(Line(row, (at, row.name, what)))
        return lines

    def _on_opened(self, key: object) -> None:
        if isinstance(key, AppointmentRow):
            self.appointment_opened.emit(key)
        elif isinstance(key, TourRow):
            self.tour_opened.emit(key)


def _shift_words(row: ShiftRow) -> str:
    hours = f"{row.from_time}–{row.to_time}" if row.from_time else ""
    backup = f"（B岗 {row.backup_name}）" if row.backup_name else ""
    return f"{row.agent_name}{backup} {hours}".strip()
