"""Commands that only look: the catalogue, one case, many cases, due dates, whether a slip is true."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from datetime import date
from typing import Any

from app.cli import case_words, days
from app.cli.commands.family import Words
from app.cli.facts import facts_of
from app.cli.opening import opened
from app.domain.cases import (
    KIND_WORDS,
    MODE_WORDS,
    STATE_WORDS,
    CaseKind,
    CaseState,
    Light,
    ServiceMode,
)
from app.domain.deadlines import DayLine
from app.domain.rows import CaseFilter, CaseRow
from app.errors import Refusal
from app.keystore.environment import passphrase_given
from app.models.register import Register
from app.terminal.answers import Answer

PAGE = 500


def add_to(words: Words) -> None:
    words.add("items", "代办事项目录", items)
    words.add("show", "看一件", show).add_argument("case_no", metavar="NO", help="办件号")
    made = words.add("search", "找办件、群众和事项", search)
    made.add_argument("text", nargs="+", metavar="TEXT", help="姓名、拼音首字母、号码、电话或事项")
    made.add_argument("--limit", type=int, default=20, metavar="N")
    _add_list(words)
    made = words.add("deadline", "某天受理、几个工作日，哪天到期；或一件的期限怎么算", deadline)
    made.add_argument("accepted_on", metavar="DATE|NO", help="受理日期，如 2026-02-12；或办件号")
    made.add_argument("days", type=int, nargs="?", default=None, metavar="DAYS", help="承诺几个工作日")
    made = words.add("check-slip", "核验单据上的二维码", check_slip)
    made.add_argument("code", metavar="CODE", help="扫码得到的文字")


def _add_list(words: Words) -> None:
    made = words.add("list", "登记簿，新的在前", list_cases)
    made.add_argument("--state", type=_states, default=(), metavar="STATE", help="状态，多个用逗号隔开")
    made.add_argument("--kind", type=_kinds, default=(), metavar="KIND", help="办件类型，多个用逗号隔开")
    made.add_argument("--item", default="", metavar="ITEM", help="事项编码或名称")
    made.add_argument("--due-before", default="", metavar="DATE", help="这一天及以前到期的")
    made.add_argument("--open", action="store_true", dest="open_only", help="只看未办结的")
    made.add_argument("--light", type=_lights, default=(), metavar="LIGHT", help="red、yellow、green")
    made.add_argument("--mode", type=_modes, default=(), metavar="MODE", help="服务方式，多个用逗号隔开")
    made.add_argument("--agent", default="", metavar="NAME", help="承办人")
    made.add_argument("--from", dest="accepted_from", default="", metavar="DATE", help="这天起受理的")
    made.add_argument("--to", dest="accepted_to", default="", metavar="DATE", help="到这天为止受理的")
    made.add_argument("--urgent", action="store_true", help="只看急事特事")
    made.add_argument("--follow-up", action="store_true", help="只看评价不满意、还没回访的")
    made.add_argument("--not-entered", action="store_true", help="只看还没录入省平台的")
    made.add_argument("--masked", action="store_true", help="姓名打星，敏感事项用中性词")
    made.add_argument("--limit", type=int, default=0, metavar="N", help="最多几件，默认全部")


def items(asked: Namespace) -> Answer:
    from app.services import items as service

    with opened(asked) as desk:
        catalogue = service.in_force(desk.register, desk.clock)
    facts = [
        {
            "code": item.code,
            "name": item.name,
            "category": item.category,
            "kind": item.kind.value,
            "days": item.days,
            "materials": [{"name": paper.name, "required": paper.required} for paper in item.materials],
        }
        for item in catalogue.items
    ]
    lines = [
        f"{item.code} {item.name} {item.category} {KIND_WORDS[item.kind]} {item.days} 个工作日"
        for item in catalogue.items
    ]
    if catalogue.sample:
        from app.domain.catalogue import SAMPLE_NOTICE

        lines.append(SAMPLE_NOTICE)
    return Answer(facts, "\n".join(lines) or "还没有公布目录。")


def show(asked: Namespace) -> Answer:
    from app.services import cases

    with opened(asked) as desk:
        case = cases.show(desk.register, asked.case_no, desk.clock, viewer=desk.actor.agent_id)
    return Answer(case_words.file_facts(case), case_words.file_page(case))


def search(asked: Namespace) -> Answer:
    from app.services import search as service

    with opened(asked) as desk:
        hits = service.everything(desk.register, " ".join(asked.text), desk.clock, max(asked.limit, 1))
    facts = [{"kind": hit.kind, "key": hit.key, "title": hit.title, "subtitle": hit.subtitle} for hit in hits]
    lines = [" ".join(part for part in (hit.key, hit.title, hit.subtitle) if part) for hit in hits]
    return Answer(facts, "\n".join(lines) or "没有找到。")


def list_cases(asked: Namespace) -> Answer:
    from app.services import cases

    due_before = days.day(asked.due_before, field="due_before") if asked.due_before else None
    rows: list[CaseRow] = []
    with opened(asked) as desk:
        wanted = CaseFilter(
            states=asked.state,
            kinds=asked.kind,
            item_code=_item_code(desk.register, asked.item) if asked.item else "",
            due_before=due_before,
            open_only=asked.open_only,
            **_more_chips(desk.register, asked),
        )
        while True:
            size = min(PAGE, asked.limit - len(rows)) if asked.limit > 0 else PAGE
            page = (
                cases.page(desk.register, wanted, desk.clock, limit=size, offset=len(rows)) if size else None
            )
            rows += page.rows if page else ()
            if page is None or len(page.rows) < size:
                break
    text = "\n".join(case_words.row_line(row) for row in rows)
    return Answer([case_words.row_facts(row) for row in rows], text or "没有这样的办件。")


def deadline(asked: Namespace) -> Answer:
    from app.services import deadlines, rooms

    if asked.days is None:
        return _deadline_of_case(asked)
    accepted_on = days.day(asked.accepted_on, field="accepted_on")
    if rooms.exists(asked.home) and (passphrase_given() or not rooms.needs_passphrase(asked.home)):
        with opened(asked) as desk:
            found = deadlines.explain(desk.register, accepted_on, asked.days)
    else:
        found = deadlines.explain(None, accepted_on, asked.days)
    facts = facts_of(found)
    lines = list(map(_day_line, found.days))
    lines.append(f"最迟 {found.due_on}{'（暂定，当年放假安排还没有公布）' if found.provisional else ''}")
    return Answer(facts, "\n".join(lines))


def _deadline_of_case(asked: Namespace) -> Answer:
    from app.services import deadlines

    with opened(asked) as desk:
        found = deadlines.explain_case(desk.register, asked.accepted_on)
    lines = list(map(_day_line, found.days))
    lines += found.notes
    if found.department_due_on is not None:
        lines.append(f"部门期限 {found.department_due_on}（{found.department_days} 个工作日）")
    due = f"最迟 {found.due_on}{'（暂定）' if found.provisional else ''}" if found.due_on else "期限现在不走"
    promised = f"，单据上写的是 {found.promised_on}" if found.promised_on else ""
    return Answer(facts_of(found), "\n".join([*lines, f"{due}{promised}"]))


def _day_line(line: DayLine) -> str:
    return f"{line.day} {f'第 {line.number} 天' if line.counts else '不计'} {line.reason}"


def check_slip(asked: Namespace) -> Answer:
    from app.services import slip_codes

    with opened(asked) as desk:
        checked = slip_codes.check(desk.register, asked.code)
    known = "" if checked.known else "，但本机没有这一件"
    return Answer(
        {"case_no": checked.case_no, "known": checked.known}, f"是真的单据：{checked.case_no}{known}。"
    )


def _item_code(register: Register, typed: str) -> str:
    from app.services import items as service

    item = service.in_force(register).item(typed)
    if item is None:
        raise Refusal(f"目录里没有“{typed[:40]}”。请用 items 看有哪些。", field="item", code="unknown-item")
    return item.code


def _more_chips(register: Register, asked: Namespace) -> dict[str, Any]:
    def day(name: str) -> date | None:
        typed = getattr(asked, name)
        return days.day(typed, field=name) if typed else None

    return {
        "lights": asked.light,
        "modes": asked.mode,
        "agent_id": _agent_id(register, asked.agent) if asked.agent else "",
        "accepted_from": day("accepted_from"),
        "accepted_to": day("accepted_to"),
        "urgency": "any" if asked.urgent else "",
        "follow_up": asked.follow_up,
        "external_missing": asked.not_entered,
        "masked": asked.masked,
    }


def _agent_id(register: Register, typed: str) -> str:
    from app.services.agents import tiles

    for tile in tiles(register):
        if typed == tile.name:
            return tile.agent_id
    raise Refusal(f"没有叫“{typed[:40]}”的代办员。", field="agent", code="no-agent")


def _lights(typed: str) -> tuple[Light, ...]:
    words = {Light.RED: "红", Light.YELLOW: "黄", Light.GREEN: "绿", Light.NONE: "无"}
    return tuple(Light(word) for word in _known(typed, {k.value: v for k, v in words.items()}))


def _modes(typed: str) -> tuple[ServiceMode, ...]:
    return tuple(ServiceMode(word) for word in _known(typed, {k.value: v for k, v in MODE_WORDS.items()}))


def _states(typed: str) -> tuple[CaseState, ...]:
    return tuple(CaseState(word) for word in _known(typed, {k.value: v for k, v in STATE_WORDS.items()}))


def _kinds(typed: str) -> tuple[CaseKind, ...]:
    return tuple(CaseKind(word) for word in _known(typed, {k.value: v for k, v in KIND_WORDS.items()}))


def _known(typed: str, words: dict[str, str]) -> list[str]:
    """The stored words for a list of stored or Chinese ones."""
    stored = {**{word: word for word in words}, **{chinese: word for word, chinese in words.items()}}
    parts = [part.strip() for part in typed.replace("，", ",").split(",") if part.strip()]
    for part in parts:
        if part not in stored:
            listed = "、".join(f"{word}（{chinese}）" for word, chinese in words.items())
            raise ArgumentTypeError(f"没有“{part[:40]}”，只有：{listed}")
    return [stored[part] for part in parts]
