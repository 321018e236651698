"""The sides of the page: the roster, appointments, tours with what was collected for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.cases import ServiceMode
from app.domain.rota_rows import APPOINTMENT_WORDS, SHIFT_WORDS, AppointmentRow, ShiftRow, TourRow
from app.ui.pages.duty import acts
from app.ui.pages.duty.month import MonthRoster
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.panel import Panel
from app.ui.widgets.plain import button, label
from app.ui.wishes import AcceptWish


def hours(from_time: str, to_time: str) -> str:
    """``09:00—12:00``; "" for the whole day."""
    return f"{from_time}—{to_time}".strip("—") if from_time or to_time else ""


class RosterPanel(Panel):
    """``month_wanted`` carries a day of the month to read."""

    month_wanted = Signal(object)

    def __init__(self, day: date) -> None:
        super().__init__()
        self.agents: Mapping[str, str] = {}
        self.now = label(wrap=True)
        self.title = label(role="section")
        self.month = MonthRoster(day)
        self.shifts = ListTable(
            self.tr("这一天的班，回车取消"),
            (self.tr("时间"), self.tr("A岗"), self.tr("B岗"), self.tr("方式"), self.tr("说明")),
            wide=4,
        )
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(button(self.tr("上月 PgUp"), lambda: self.month.turn(-1), "quiet"))
        head.addWidget(button(self.tr("下月 PgDn"), lambda: self.month.turn(1), "quiet"))
        head.addStretch(1)
        head.addWidget(self.now)
        self.column.addLayout(head)
        self.column.addWidget(self.month, 5)
        self.shifts.setMaximumHeight(self.fontMetrics().height() * 6)
        self.column.addWidget(self.shifts)
        _add, self.drop = self.ways(
            (self.tr("排一个班"), self._on_add, "first"), (self.tr("取消这个班"), self._on_cancel, "")
        )
        self.month.day_chosen.connect(self._on_day)
        self.month.day_opened.connect(lambda _day: self._on_add())
        self.month.month_wanted.connect(self.month_wanted)
        self.shifts.opened.connect(lambda _key: self._on_cancel())

    def fill(self, day: date, shifts: Sequence[ShiftRow], now: Sequence[ShiftRow]) -> None:
        """Show the month of ``day``; ``now`` is who should be there at this minute."""
        self.title.setText(self.tr("{0} 年 {1} 月").format(day.year, day.month))
        names = "、".join(row.agent_name for row in now) or self.tr("没有排班")
        self.now.setText(self.tr("A岗／B岗　现在值班：{0}").format(names))
        self.month.show_month(day, shifts)

    def _on_day(self, day: date) -> None:
        self.shifts.fill(
            [
                Line(
                    row.shift_id,
                    (
                        hours(row.from_time, row.to_time) or self.tr("全天"),
                        row.agent_name,
                        row.backup_name,
                        SHIFT_WORDS.get(row.kind, row.kind),
                        row.note,
                    ),
                )
                for row in self.month.of_day(day)
            ]
        )
        self.drop.setEnabled(bool(self.shifts.lines))

    def _on_add(self) -> None:
        self.act_wanted.emit(acts.add_shift(self.month.day, self.agents))

    def _on_cancel(self) -> None:
        key = self.shifts.current()
        row = next((one for one in self.month.of_day(self.month.day) if one.shift_id == key), None)
        if row is not None:
            self.act_wanted.emit(acts.cancel_shift(row))


class AppointmentPanel(Panel):
    """Enter on a line: the person came. ``accept_wanted`` carries what is known of the request."""

    accept_wanted = Signal(object)

    def __init__(self, day: date) -> None:
        super().__init__()
        self._day = day
        self._rows: dict[object, AppointmentRow] = {}
        self.agents: Mapping[str, str] = {}
        self.table = ListTable(self.tr("预约，回车登记来了"), appointment_heads(), wide=5)
        self.table.opened.connect(lambda _key: self._on_kept())
        self.column.addWidget(self.table, 1)
        self.ways(
            (self.tr("记一个预约"), self._on_add, "first"),
            (self.tr("来了，去受理"), self._on_accept, ""),
            (self.tr("来过了"), self._on_kept, ""),
            (self.tr("未到"), lambda: self._on_dropped("missed"), ""),
            (self.tr("取消预约"), lambda: self._on_dropped("cancelled"), ""),
        )

    def fill(self, rows: Sequence[AppointmentRow]) -> None:
        """Show these, by day and time."""
        self._rows = {row.appointment_id: row for row in rows}
        self.table.fill([appointment_line(row) for row in rows])

    def _booked(self) -> AppointmentRow | None:
        row = self._rows.get(self.table.current())
        return row if row is not None and row.status == "booked" else None

    def _on_add(self) -> None:
        self.act_wanted.emit(acts.add_appointment(self._day, self.agents))

    def _on_accept(self) -> None:
        row = self._booked()
        if row is not None:
            self.accept_wanted.emit(wish_of(row, ServiceMode.APPOINTMENT))

    def _on_kept(self) -> None:
        row = self._booked()
        if row is not None:
            self.act_wanted.emit(acts.keep_appointment(row))

    def _on_dropped(self, status: str) -> None:
        row = self._booked()
        if row is not None:
            self.act_wanted.emit(acts.drop_appointment(row, status))


class TourPanel(Panel):
    """``requests_wanted`` carries the tour whose requests are to be read; ``accept_wanted`` enters them after."""

    requests_wanted = Signal(str)
    accept_wanted = Signal(object)

    def __init__(self, day: date) -> None:
        super().__init__()
        self._day = day
        self._rows: dict[object, TourRow] = {}
        self._requests: dict[object, AppointmentRow] = {}
        self.agents: Mapping[str, str] = {}
        heads = (
            self.tr("日期"),
            self.tr("名称"),
            self.tr("时间"),
            self.tr("停靠"),
            self.tr("谁去"),
            self.tr("现在"),
        )
        self.table = ListTable(self.tr("巡回"), heads, wide=3)
        self.requests = ListTable(self.tr("这次巡回收到的诉求"), appointment_heads(), wide=5)
        self.table.itemSelectionChanged.connect(self._on_marked)
        self.column.addWidget(self.table, 3)
        _new, self.tell, self.collect, self.enter, self.drop = self.ways(
            (
                self.tr("安排一次巡回"),
                lambda: self.act_wanted.emit(acts.add_tour(self._day, self.agents)),
                "",
            ),
            (self.tr("已公告"), lambda: self._do(acts.announce_tour), ""),
            (self.tr("收一个诉求"), self._on_collect, "first"),
            (self.tr("回来录入"), self._on_enter, ""),
            (self.tr("取消"), lambda: self._do(acts.cancel_tour), ""),
        )
        self.column.addWidget(label(self.tr("事先收到的诉求；回来后按纸面编号在受理页录入"), "muted"))
        self.column.addWidget(self.requests, 2)

    def fill(self, rows: Sequence[TourRow]) -> None:
        """Show these tours, by day."""
        self._rows = {row.tour_id: row for row in rows}
        self.table.fill([self._line(row) for row in rows])
        self._on_marked()

    def fill_requests(self, rows: Sequence[AppointmentRow]) -> None:
        """Show what was collected for the marked tour."""
        self._requests = {row.appointment_id: row for row in rows}
        self.requests.fill([appointment_line(row) for row in rows])

    def _line(self, row: TourRow) -> Line:
        now = self.tr("{0} 已公告").format(row.announced_on) if row.announced_on else self.tr("还没有公告")
        if row.cancelled:
            now = self.tr("已取消：{0}").format(row.note)
        elif row.requests:
            now = self.tr("{0}，收了 {1} 个诉求").format(now, row.requests)
        stops, who = "、".join(row.stops), "、".join(row.agents)
        cells = (str(row.on_day), row.name, hours(row.from_time, row.to_time), stops, who, now)
        return Line(row.tour_id, cells, "muted" if row.cancelled else "")

    def _current(self) -> TourRow | None:
        row = self._rows.get(self.table.current())
        return row if row is not None and not row.cancelled else None

    def _on_marked(self) -> None:
        row = self._current()
        for way in (self.collect, self.enter, self.drop):
            way.setEnabled(row is not None)
        self.tell.setEnabled(row is not None and row.announced_on is None)
        if self.table.current():
            self.requests_wanted.emit(str(self.table.current()))
        else:
            self.requests.fill([])

    def _on_collect(self) -> None:
        row = self._current()
        if row is not None:
            self.act_wanted.emit(acts.add_appointment(self._day, self.agents, row))

    def _on_enter(self) -> None:
        """The marked request, or one nobody announced, goes on the accept page as a request of this tour."""
        tour = self._current()
        if tour is None:
            return
        row = self._requests.get(self.requests.current())
        if row is not None and row.tour_id == tour.tour_id and row.status == "booked":
            self.accept_wanted.emit(wish_of(row, ServiceMode.TOUR))
        else:
            self.accept_wanted.emit(AcceptWish(tour_id=tour.tour_id, mode=ServiceMode.TOUR))

    def _do(self, act: object) -> None:
        row = self._current()
        if row is not None and callable(act):
            self.act_wanted.emit(act(row))


def wish_of(row: AppointmentRow, mode: ServiceMode) -> AcceptWish:
    """What the accept page may begin with."""
    return AcceptWish(
        name=row.name,
        phone=row.phone,
        item_code=row.item_code,
        note=row.note,
        appointment_id=row.appointment_id,
        tour_id=row.tour_id,
        place=row.place,
        mode=mode,
    )


def appointment_heads() -> tuple[str, ...]:
    """The columns of a list of appointments."""
    return (
        QCoreApplication.translate("DutyActs", "日期"),
        QCoreApplication.translate("DutyActs", "时间"),
        QCoreApplication.translate("DutyActs", "姓名"),
        QCoreApplication.translate("DutyActs", "电话"),
        QCoreApplication.translate("DutyActs", "事项"),
        QCoreApplication.translate("DutyActs", "地点、说明"),
        QCoreApplication.translate("DutyActs", "现在"),
    )


def appointment_line(row: AppointmentRow) -> Line:
    """One appointment, or one request collected for a tour."""
    where = " ".join(filter(None, (row.place, row.note)))
    now = " ".join(filter(None, (APPOINTMENT_WORDS.get(row.status, row.status), row.case_no)))
    cells = (str(row.on_day), row.at_time, row.name, row.phone, row.item_code, where, now)
    return Line(row.appointment_id, cells, "" if row.status == "booked" else "muted")
