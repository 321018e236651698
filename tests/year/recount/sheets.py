"""What the workbook's sheets must say of a period, row by row, in words of the second counting's own."""

from __future__ import annotations

import json
from datetime import date

from tests.year.recount.days import day_of
from tests.year.recount.numbers import Counted, Numbers
from tests.year.recount.told import ABOVE, Lines, Record

Row = tuple[object, ...]
KINDS = {"immediate": "即办件", "promised": "承诺件", "supplement": "补办件", "escalated": "上报件"}
MODES = {
    "counter": "窗口",
    "home": "上门",
    "tour": "巡回",
    "appointment": "预约",
    "online": "网上",
    "phone": "电话",
    "team": "组团",
    "paired": "结对",
}
STATES = {
    "waiting_materials": "待补正",
    "in_progress": "承办中",
    "escalated": "已上报",
    "paused": "暂停计时",
    "to_fetch": "待取回",
    "completed": "已办结待反馈",
    "delivered": "已反馈待评价",
    "closed": "已评结",
    "withdrawn": "已撤回",
    "declined": "不予受理",
    "voided": "已作废",
}
LEVELS = {
    "very_satisfied": "非常满意",
    "satisfied": "满意",
    "basically_satisfied": "基本满意",
    "dissatisfied": "不满意",
    "very_dissatisfied": "非常不满意",
}
COLUMNS = ("received", *KINDS, "completed", "on_time", "overdue", "rated", "satisfied")
FOLLOWED = {
    "received": "受理数",
    "completed": "办结数",
    "on_time": "按期办结数",
    "overdue": "超期数",
    "declined": "不予受理数",
    "rated": "参评数",
    "satisfied": "满意数",
    "errors": "差错数",
}
"""The numbers of a sent month that later months adjust."""
SHIFTS = {"rotation": "轮流坐班", "fixed": "固定坐班"}


def table(numbers: Numbers) -> dict[str, Row]:
    """月统计表: ten numbers of each category in which something happened, and of all together."""
    names = {one.case.record["item_category"] for one in numbers.all}
    rows: dict[str, Row] = {}
    for name in names:
        counted = numbers.of_category(name)
        rows[name] = tuple(counted[column] for column in COLUMNS)
    total = numbers.total()
    return rows | {"合  计": tuple(total[column] for column in COLUMNS)}


def ledger(numbers: Numbers) -> list[Row]:
    """受理登记簿: every case of the period, counted or not."""
    people = {one["id"]: one["id_number"] for one in numbers.lines.of["villager"]}
    book = [one for one in numbers.all if one.within(one.case.counted_on)]
    return [_ledger_row(numbers.lines, number, one, people) for number, one in enumerate(book, 1)]


def _ledger_row(lines: Lines, number: int, one: Counted, people: dict[str, str]) -> Row:
    case, record = one.case, one.case.record
    whole = people.get(record["villager_id"], "")
    remark = "；".join(part for part in ("补录" if case.old_book else "", record["note"]) if part)
    return (
        number,
        case.no,
        case.counted_on,
        record["applicant_name"],
        whole[:6] + "*" * (len(whole) - 10) + whole[-4:],
        record["applicant_phone"],
        record["applicant_group"],
        record["item_name"],
        record["item_category"],
        KINDS[record["kind"]],
        MODES[record["mode"]],
        _promised(one),
        STATES[case.told.state],
        case.told.done_on,
        _handler(lines, one),
        lines.agents[record["first_asked"]],
        "是" if case.counts and not case.declined else "否",
        remark,
    )


def overdue(numbers: Numbers) -> list[Row]:
    """超期与延期: who was late or is, and who was given longer."""
    counting = [one for one in numbers.all if one.case.counts]
    late = [_late_row(numbers, one) for one in counting if one.late or one.overdue_open]
    longer = [_longer_row(numbers, one) for one in counting if one.within(one.extended_on)]
    found = sorted(late, key=_no) + sorted(longer, key=_no)
    return [(number, *row) for number, row in enumerate(found, 1)]


def _no(row: Row) -> str:
    return str(row[1])


def _who(lines: Lines, one: Counted) -> Row:
    record = one.case.record
    return one.case.no, record["item_name"], record["applicant_name"], _handler(lines, one)


def _late_row(numbers: Numbers, one: Counted) -> Row:
    case, lines = one.case, numbers.lines
    done = case.done_on if one.completed else None
    bound = case.bound_by if done else case.due_on
    days = lines.days.between(bound, done or numbers.last) if bound else 0
    ended = [
        e for e in case.told.known if e["event"] in ("completed", "fetched") and e["by_tier"] not in ABOVE
    ]
    why = (ended[-1]["data"].get("overdue_explanation") if ended else "") or case.record["note"]
    promised = _promised(one)
    return ("超期", *_who(lines, one), promised, case.due_on, done, days or None, "", why)


def _longer_row(numbers: Numbers, one: Counted) -> Row:
    case, said = one.case, one.case.extensions[-1]["data"]
    until = _day(said.get("until_on")) or case.due_on
    dates = (_promised(one), until, case.told.done_on)
    return ("延期", *_who(numbers.lines, one), *dates, None, said["approved_by"], said["reason"])


def ratings(numbers: Numbers) -> list[Row]:
    """评价与投诉: what was rated and complained of in the period, by day."""
    rows: list[Row] = []
    for one in numbers.all:
        told = one.case.told
        if told.rating and one.within(told.rated_on):
            said = (LEVELS[told.rating], "是" if one.case.counts else "否", told.rating_reason, "")
            rows.append(("评价", told.rated_on, one.case.no, one.case.record["item_name"], *said))
    cases = {one["id"]: one for one in numbers.lines.of["case"]}
    for complaint in numbers.lines.of["complaint"]:
        if numbers.first <= day_of(complaint["received_on"]) <= numbers.last:
            rows.append(_complaint_row(numbers, complaint, cases.get(complaint["case_id"])))
    rows.sort(key=lambda row: (row[1], row[2], row[0]))
    return [(number, *row) for number, row in enumerate(rows, 1)]


def _complaint_row(numbers: Numbers, complaint: Record, case: Record | None) -> Row:
    decided = complaint["ruled_on"] or complaint["answered_on"]
    known = bool(decided) and day_of(decided) <= numbers.last
    found = "经核查属实" if complaint["upheld"] else "经核查不属实"
    answer = f"{found}；{complaint['ruling'] or complaint['answer']}" if known else ""
    what = (case["case_no"], case["item_name"]) if case else ("", "")
    return ("投诉", day_of(complaint["received_on"]), *what, "", "", complaint["text"], answer)


def shifts(numbers: Numbers) -> list[Row]:
    """值班: who stood on the roster, shifts that were taken off left out."""
    rows = [
        (
            day_of(one["on_day"]),
            SHIFTS[one["kind"]],
            numbers.lines.agents[one["agent_id"]],
            numbers.lines.agents.get(one["backup_agent_id"], ""),
        )
        for one in numbers.lines.of["duty_shift"]
        if not one["cancelled"] and numbers.first <= day_of(one["on_day"]) <= numbers.last
    ]
    return sorted(rows)


def categories(lines: Lines, on: date) -> list[str]:
    """In the order of the catalogue in force, which the table keeps."""
    versions = [one for one in lines.of["catalogue"] if day_of(one["in_force_from"]) <= on]
    newest = max(versions, key=lambda one: (not one["sample"], one["in_force_from"], one["published_at"]))
    return list(dict.fromkeys(item["category"] for item in json.loads(newest["document"])["items"]))


def _handler(lines: Lines, one: Counted) -> str:
    """Who had it then: whoever claimed it last, else who took it in."""
    claimed = one.case.told.last("claimed")
    return str(lines.agents[claimed["by_agent"] if claimed else one.case.record["first_handler"]])


def _promised(one: Counted) -> date | None:
    """What stood on paper by then: of papers brought later nothing yet."""
    case = one.case
    waits = case.record["kind"] == "supplement" and not case.told.still
    return None if waits else _day(case.record["promised_on"])


def _day(text: str | None) -> date | None:
    return day_of(text) if text else None
