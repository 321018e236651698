"""Commands of who is there when, and what is carried: duty, appointments, tours, hand-overs, transfer lists."""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser, Namespace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.cli import days
from app.cli.commands.family import Words
from app.cli.facts import act, facts_of, listed, word
from app.cli.opening import PIN
from app.clock import today
from app.domain.rota_rows import APPOINTMENT_WORDS, SHIFT_WORDS
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from datetime import date

    from app.domain.rota_rows import AppointmentRow, ShiftRow, TourRow
    from app.services.desk import Desk
    from app.services.transfer_lists import TransferRow

NEXT_PIN = "DAIBAN_NEXT_PIN"
"""The PIN of whoever takes the shift over."""

AHEAD_DAYS = 28


def add_to(words: Words) -> None:
    made = words.add("duty", "值班：排班、看班表、取消、B岗顶岗", lambda asked: act(asked, DUTY))
    made.add_argument(
        "action", choices=DUTY, help="add 排班、list 班表、now 现在谁值班、cancel 取消、backup 顶岗"
    )
    made.add_argument("words", nargs="*", metavar="DATE AGENT", help="日期和代办员，或班的编号，或办件号")
    made.add_argument("--backup", default="", metavar="NAME", help="B岗")
    made.add_argument("--kind", default="rotation", metavar="KIND", help="值班方式")
    _add_hours(made)
    made.add_argument("--reason", default="", metavar="TEXT", help="原因")
    made = words.add("appointment", "预约：登记、列出、结果", lambda asked: act(asked, APPOINTMENTS))
    made.add_argument("action", choices=APPOINTMENTS, help="add 登记、list 列出、done 结果")
    made.add_argument("words", nargs="*", metavar="DATE NAME|ID STATUS", help="日期和姓名，或编号和结果")
    for name, help_ in (
        ("at", "几点"), ("phone", "电话"), ("item", "事项"), ("place", "地点"), ("tour", "哪次巡回"), ("case", "办成的件"),
    ):  # fmt: skip
        made.add_argument(f"--{name}", default="", metavar="TEXT", help=help_)
    made = words.add("tour", "巡回：安排、公告、取消、列出、事先收集的", lambda asked: act(asked, TOURS))
    made.add_argument(
        "action", choices=TOURS, help="add 安排、announce 公告、cancel 取消、list 列出、requests 收集的"
    )
    made.add_argument("words", nargs="*", metavar="DATE NAME|ID", help="日期和名称，或编号")
    made.add_argument("--stops", default="", metavar="TEXT", help="停靠的地点，用顿号隔开")
    made.add_argument("--agents", default="", metavar="NAMES", help="谁去，用顿号隔开")
    _add_hours(made)
    made.add_argument("--reason", default="", metavar="TEXT", help="取消的原因")
    made = words.add("handover", "交接班：看要交的、签字交接、列出", lambda asked: act(asked, HANDOVERS))
    made.add_argument("action", choices=HANDOVERS, help="show 看要交的、sign 交接、list 列出")
    made.add_argument("words", nargs="*", metavar="AGENT", help="接班的人")
    made.add_argument("--note", default="", metavar="TEXT", help="交代的话")
    made = words.add("transfer", "上报件移交清单和结果取回清单", lambda asked: act(asked, TRANSFERS))
    made.add_argument("action", choices=TRANSFERS, help="waiting 等着的、make 做清单、hand 移交、list 列出")
    made.add_argument("words", nargs="*", metavar="up|down|LIST NO", help="方向，或清单号；后面可写办件号")
    made.add_argument("--receiver", default="", metavar="NAME", help="接收人")
    made.add_argument("--window", default="", metavar="TEXT", help="窗口")


def _add_hours(made: ArgumentParser) -> None:
    made.add_argument("--from", dest="from_time", default="", metavar="HH:MM", help="从几点")
    made.add_argument("--to", dest="to_time", default="", metavar="HH:MM", help="到几点")


def _ahead(desk: Desk) -> tuple[date, date]:
    day = today(desk.clock)
    return day, day + timedelta(AHEAD_DAYS)


def _add_shift(desk: Desk, asked: Namespace) -> Answer:
    from app.services import duty

    row = duty.add(
        desk,
        days.day(word(asked, 0, "日期"), field="on_day"),
        word(asked, 1, "代办员"),
        backup=asked.backup,
        kind=asked.kind,
        from_time=asked.from_time,
        to_time=asked.to_time,
    )
    return Answer(facts_of(row), f"已排班：{_shift_line(row)}")


def _shift_line(row: ShiftRow) -> str:
    hours = f" {row.from_time}—{row.to_time}" if row.from_time or row.to_time else ""
    backup = f"（B岗 {row.backup_name}）" if row.backup_name else ""
    return f"{row.shift_id} {row.on_day}{hours} {SHIFT_WORDS[row.kind]} {row.agent_name}{backup}"


def _roster(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import duty

    rows = duty.roster(desk.register, *_ahead(desk))
    return listed(rows, [_shift_line(row) for row in rows], "还没有排班。")


def _on_duty(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import duty

    rows = duty.on_duty(desk.register, desk.clock)
    return listed(rows, [_shift_line(row) for row in rows], "现在没有排人值班。")


def _cancel_shift(desk: Desk, asked: Namespace) -> Answer:
    from app.services import duty

    duty.cancel(desk, word(asked, 0, "班的编号"), asked.reason)
    return Answer({"cancelled": True}, "已取消这个班。")


def _backup(desk: Desk, asked: Namespace) -> Answer:
    from app.services import duty

    name = duty.assign_backup(desk, word(asked, 0, "办件号"), asked.reason)
    return Answer({"handler": name}, f"这件现在由{name}承办。")


def _book(desk: Desk, asked: Namespace) -> Answer:
    from app.services import appointments

    row = appointments.add(
        desk,
        word(asked, 1, "姓名"),
        days.day(word(asked, 0, "日期"), field="on_day"),
        at_time=asked.at,
        phone=asked.phone,
        item=asked.item,
        place=asked.place,
        tour_id=asked.tour,
    )
    return Answer(facts_of(row), f"已约好：{_appointment_line(row)}")


def _appointment_line(row: AppointmentRow) -> str:
    said = (row.at_time, row.name, row.phone, row.item_code, row.place, APPOINTMENT_WORDS[row.status])
    return f"{row.appointment_id} {row.on_day} {' '.join(part for part in said if part)}"


def _appointments(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import appointments

    rows = appointments.between(desk.register, *_ahead(desk))
    return listed(rows, [_appointment_line(row) for row in rows], "没有预约。")


def _settle(desk: Desk, asked: Namespace) -> Answer:
    from app.services import appointments

    row = appointments.settle(desk, word(asked, 0, "编号"), word(asked, 1, "结果"), case_no=asked.case)
    return Answer(facts_of(row), f"已记：{_appointment_line(row)}")


def _add_tour(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tours

    row = tours.add(
        desk,
        word(asked, 1, "名称"),
        days.day(word(asked, 0, "日期"), field="on_day"),
        re.split("[;；、]", asked.stops),
        asked.agents.split("、"),
        from_time=asked.from_time,
        to_time=asked.to_time,
    )
    return Answer(facts_of(row), f"已安排：{_tour_line(row)}")


def _tour_line(row: TourRow) -> str:
    announced = f"{row.announced_on} 已公告" if row.announced_on else "未公告"
    off = "（已取消）" if row.cancelled else ""
    return f"{row.tour_id} {row.on_day} {row.name} {'、'.join(row.stops)} {announced} 收集 {row.requests} 件{off}"


def _announce(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tours

    row = tours.announce(desk, word(asked, 0, "编号"))
    return Answer(facts_of(row), f"已记公告：{_tour_line(row)}")


def _cancel_tour(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tours

    row = tours.cancel(desk, word(asked, 0, "编号"), asked.reason)
    return Answer(facts_of(row), f"已取消：{_tour_line(row)}")


def _tours(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import tours

    rows = tours.between(desk.register, *_ahead(desk))
    return listed(rows, [_tour_line(row) for row in rows], "没有安排巡回。")


def _requests(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tours

    rows = tours.requests(desk.register, word(asked, 0, "编号"))
    return listed(rows, [_appointment_line(row) for row in rows], "这次巡回还没有收集到事情。")


def _show_handover(desk: Desk, asked: Namespace) -> Answer:
    from app.services import handovers

    told = handovers.content(desk.register, desk.clock, asked.note)
    lines = [
        f"在办 {len(told.open_cases)} 件，待送达 {len(told.to_deliver)} 件，留存原件 {len(told.originals)} 件",
        f"未上缴的钱 {len(told.money)} 笔，待盖章 {len(told.seals)} 件，还没传到镇 {told.unsent} 行",
        *(f"{row.case_no} {row.applicant} {row.item} {row.due_on}".rstrip() for row in told.open_cases),
    ]
    return Answer(facts_of(told), "\n".join(lines))


def _sign(desk: Desk, asked: Namespace) -> Answer:
    from app.services import handovers

    pins = {"from_pin": os.environ.get(PIN, ""), "to_pin": os.environ.get(NEXT_PIN, "")}
    row = handovers.hand_over(desk, word(asked, 0, "接班的人"), note=asked.note, **pins)
    return Answer({"handover_id": row.handover_id}, f"{row.from_name}已交班给{row.to_name}，两人都已签。")


def _handovers(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import handovers

    rows = handovers.listed(desk.register)
    lines = [f"{facts_of(row.at)} {row.from_name} → {row.to_name}" for row in rows]
    return listed(rows, lines, "还没有交接班记录。")


def _waiting(desk: Desk, asked: Namespace) -> Answer:
    from app.services import transfer_lists

    rows = transfer_lists.waiting(desk.register, asked.words[0] if asked.words else "up")
    lines = [f"{row.case_no} {row.applicant} {row.item} {row.department} {row.papers}" for row in rows]
    return listed(rows, lines, "没有等着的件。")


def _make(desk: Desk, asked: Namespace) -> Answer:
    from app.services import transfer_lists

    made = transfer_lists.make(
        desk,
        word(asked, 0, "方向"),
        case_nos=asked.words[1:],
        receiver=asked.receiver,
        window=asked.window,
    )
    return Answer(facts_of(made), _list_page(made))


def _list_page(made: TransferRow) -> str:
    lines = [f"  {line.case_no} {line.applicant} {line.item} {line.papers}" for line in made.lines]
    handed = f"{made.handed_on} 已移交" if made.handed_on else "未移交"
    return "\n".join([f"{made.list_no} 共 {len(made.lines)} 件 {handed}", *lines])


def _hand(desk: Desk, asked: Namespace) -> Answer:
    from app.services import transfer_lists

    made = transfer_lists.hand_over(desk, word(asked, 0, "清单号"), asked.receiver)
    return Answer(facts_of(made), _list_page(made))


def _lists(desk: Desk, _asked: Namespace) -> Answer:
    from app.services import transfer_lists

    rows = transfer_lists.listed(desk.register)
    return listed(rows, [_list_page(row) for row in rows], "还没有清单。")


DUTY = {"add": _add_shift, "list": _roster, "now": _on_duty, "cancel": _cancel_shift, "backup": _backup}
APPOINTMENTS = {"add": _book, "list": _appointments, "done": _settle}
TOURS = {
    "add": _add_tour,
    "announce": _announce,
    "cancel": _cancel_tour,
    "list": _tours,
    "requests": _requests,
}
HANDOVERS = {"show": _show_handover, "sign": _sign, "list": _handovers}
TRANSFERS = {"waiting": _waiting, "make": _make, "hand": _hand, "list": _lists}
