"""What is written down about shifts, appointments, tours and handing over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.rota_rows import SHIFT_WORDS, AppointmentRow, ShiftRow, TourRow
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act

if TYPE_CHECKING:
    from app.services.desk import Desk

Said = Mapping[str, object]
Agents = Mapping[str, str]


def _words(words: str) -> str:
    return QCoreApplication.translate("DutyActs", words)


def _text(said: Said, name: str) -> str:
    return str(said.get(name, ""))


def add_shift(day: date, agents: Agents) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import duty

        duty.add(
            desk,
            date.fromisoformat(_text(said, "on_day")),
            _text(said, "agent"),
            backup=_text(said, "backup"),
            kind=_text(said, "kind"),
            from_time=_text(said, "from_time"),
            to_time=_text(said, "to_time"),
            note=_text(said, "note"),
        )

    fields = (
        AskField("agent", _words("A岗"), "choice", required=True, choices=agents),
        AskField("backup", _words("B岗（不填用他自己的B岗）"), "choice", choices=agents),
        AskField("kind", _words("值班方式"), "choice", required=True, choices=SHIFT_WORDS, value="rotation"),
        AskField("on_day", _words("哪一天"), "date", required=True, value=day.isoformat()),
        AskField("from_time", _words("几点起（不填是全天）")),
        AskField("to_time", _words("几点止")),
        AskField("note", _words("说明")),
    )
    return Act(_words("排一个班"), fields, work, lambda _none: _words("已排班。"))


def cancel_shift(row: ShiftRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import duty

        duty.cancel(desk, row.shift_id, _text(said, "reason"))

    fields = (AskField("reason", _words("取消的原因"), required=True),)
    title = _words("取消 {0} {1} 的班").format(row.on_day.isoformat(), row.agent_name)
    return Act(title, fields, work, lambda _none: _words("已取消这个班。"))


def add_appointment(day: date, agents: Agents, tour: TourRow | None = None) -> Act:
    """An appointment at the counter, or a request collected for a tour."""

    def work(desk: Desk, said: Said) -> None:
        from app.services import appointments

        appointments.add(
            desk,
            _text(said, "name"),
            tour.on_day if tour else date.fromisoformat(_text(said, "on_day")),
            at_time=_text(said, "at_time"),
            phone=_text(said, "phone"),
            item=_text(said, "item"),
            place=_text(said, "place"),
            agent=_text(said, "agent"),
            tour_id=tour.tour_id if tour else "",
            note=_text(said, "note"),
        )

    when = () if tour else (AskField("on_day", _words("哪一天"), "date", required=True, value=str(day)),)
    fields = (
        AskField("name", _words("姓名"), required=True),
        AskField("phone", _words("电话")),
        AskField("item", _words("办什么（事项编码或名称）")),
        *when,
        AskField("at_time", _words("几点")),
        AskField("place", _words("地点")),
        AskField("agent", _words("谁接待"), "choice", choices=agents),
        AskField("note", _words("说明")),
    )
    title = _words("为“{0}”收一个诉求").format(tour.name) if tour else _words("记一个预约")
    return Act(title, fields, work, lambda _none: _words("已记下。"))


def keep_appointment(row: AppointmentRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import appointments

        appointments.settle(desk, row.appointment_id, "kept", case_no=_text(said, "case_no"))

    fields = (AskField("case_no", _words("受理成哪一件（编号，没有受理可不填）")),)
    return Act(_words("{0} 来了").format(row.name), fields, work, lambda _none: _words("已记下来过。"))


def drop_appointment(row: AppointmentRow, status: str) -> Act:
    def work(desk: Desk, _said: Said) -> None:
        from app.services import appointments

        appointments.settle(desk, row.appointment_id, status)

    missed = status == "missed"
    title = _words("{0} 没有来") if missed else _words("取消 {0} 的预约")
    return Act(
        title.format(row.name),
        (),
        work,
        lambda _none: _words("已记下。"),
        confirm=_words("未到") if missed else _words("取消预约"),
    )


def add_tour(day: date, agents: Agents) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import tours

        going = said.get("agents")
        tours.add(
            desk,
            _text(said, "name"),
            date.fromisoformat(_text(said, "on_day")),
            _text(said, "stops").replace(";", "、").split("、"),
            [str(one) for one in going] if isinstance(going, list) else [],
            from_time=_text(said, "from_time"),
            to_time=_text(said, "to_time"),
            note=_text(said, "note"),
        )

    fields = (
        AskField("name", _words("巡回的名称"), required=True),
        AskField("on_day", _words("哪一天"), "date", required=True, value=str(day)),
        AskField("stops", _words("停靠的地点"), "list", required=True),
        AskField("from_time", _words("几点起")),
        AskField("to_time", _words("几点止")),
        AskField("note", _words("说明")),
        AskField("agents", _words("谁去"), "ticks", required=True, choices=agents),
    )
    return Act(_words("安排一次巡回"), fields, work, lambda _none: _words("已安排，请事先公告。"))


def announce_tour(row: TourRow) -> Act:
    def work(desk: Desk, _said: Said) -> None:
        from app.services import tours

        tours.announce(desk, row.tour_id)

    return Act(
        _words("公告“{0}”").format(row.name),
        (),
        work,
        lambda _none: _words("已记下今天公告。"),
        confirm=_words("今天已公告"),
    )


def cancel_tour(row: TourRow) -> Act:
    def work(desk: Desk, said: Said) -> None:
        from app.services import tours

        tours.cancel(desk, row.tour_id, _text(said, "reason"))

    fields = (AskField("reason", _words("取消的原因"), required=True),)
    told = _words("已取消。已收的诉求留着，请在柜台办。")
    return Act(_words("取消“{0}”").format(row.name), fields, work, lambda _none: told)


def hand_over(own_name: str, agents: Agents) -> Act:
    """Both sign by PIN; gives back the HandoverRow."""

    def work(desk: Desk, said: Said) -> object:
        from app.services import handovers

        return handovers.hand_over(
            desk,
            _text(said, "to_agent"),
            from_pin=_text(said, "from_pin"),
            to_pin=_text(said, "to_pin"),
            note=_text(said, "note"),
        )

    fields = (
        AskField("to_agent", _words("交给谁"), "choice", required=True, choices=agents),
        AskField("note", _words("要交代的")),
        AskField("from_pin", _words("交班人 {0} 的口令").format(own_name), "secret", required=True),
        AskField("to_pin", _words("接班人的口令"), "secret", required=True),
    )
    return Act(_words("交接班"), fields, work, lambda _made: "", confirm=_words("两人签字交接"))
