"""What people do at a counter and in the township's office, by the services alone; a choice is a number."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from datetime import timedelta

from app.clock import Clock, today
from app.domain.cases import CaseEventKind as Event
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import CaseFilter, CaseRow
from app.errors import Refusal
from app.models.register import Register
from app.services import (
    agents,
    cases,
    complaints,
    corrections,
    items,
    problems,
    transfer_lists,
    villagers,
)
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from sync.server import publishing, sites
from sync.server.township import Township

Act = Callable[[Desk, int, str], object]
"""(who, a choice, a word nobody wrote before)"""
OfficeAct = Callable[[Township, int, str], object]

ITEMS = ("MZ05", "YB01")
"""One that the township decides, one that the room does at once."""


def desk_of(register: Register, clock: Clock) -> Desk:
    return Desk(register, agents.first_actor(register), clock)


def request(desk: Desk, item: str, name: str, *, complete: bool = True, note: str = "") -> AcceptRequest:
    """A request as it is typed, with all of its papers or none."""
    asked = items.in_force(desk.register, desk.clock).item(item)
    papers = [one.name for one in asked.materials if one.required] if asked and complete else []
    return AcceptRequest(
        name=name,
        id_missing_reason="未带证件",
        phone="13800000000",
        item=item,
        again="另有一件",
        note=note,
        materials=tuple(MaterialGiven(paper) for paper in papers),
    )


def _case(desk: Desk, choice: int) -> CaseRow:
    """One of the cases here, the oldest ones at small choices: two PCs often mean the same one."""
    rows = sorted(cases.page(desk.register, CaseFilter(), desk.clock).rows, key=lambda row: row.case_id)
    if not rows:
        raise Refusal("没有办件", code="none")
    return rows[choice % len(rows)]


def accept(desk: Desk, choice: int, word: str) -> object:
    asked = request(desk, ITEMS[choice % 2], f"村民{word}", complete=choice % 3 > 0, note=word)
    return cases.accept(desk, asked)


def _said(event: Event, desk: Desk, missing: tuple[str, ...], word: str) -> dict[str, object]:
    """What a step must say to be complete."""
    day = today(desk.clock)
    said: dict[Event, dict[str, object]] = {
        Event.SUPPLEMENTED: {"materials": list(missing[:1])} if missing else {},
        Event.NOTIFIED: {"missing": list(missing)} if missing else {},
        Event.RECEIVED: {
            "reference": f"镇{word}",
            "answer_due_on": (day + timedelta(days=30)).isoformat(),
        },
        Event.RETURNED: {"missing": [f"证明{word}"]},
        Event.PROGRESSED: {"text": f"进展{word}"},
        Event.COMPLETED: {"result": f"办好{word}", "overdue_explanation": "路远"},
        Event.FETCHED: {"overdue_explanation": "路远"},
        Event.RESULT_READY: {"result": f"可取{word}"},
        Event.DELIVERED: {"to_whom": "本人"},
        Event.RATED: {"level": "very_satisfied"},
        Event.FOLLOWED_UP: {"text": f"回访{word}"},
        Event.COMPLAINED: {"text": f"投诉{word}"},
        Event.ASSIGNED: {"to": desk.actor.name},
        Event.EXTENDED: {"days": 3, "approved_by": "李主任", "reason": f"延期{word}"},
        Event.DECLINED: {"ground": "not_eligible"},
    }
    return said.get(event, {"reason": f"因{word}"})


def step(desk: Desk, choice: int, word: str) -> object:
    """Any step that the case's page offers now."""
    row = _case(desk, choice % 7)
    case = cases.show(desk.register, row.case_no, desk.clock)
    offered = case.allowed
    if not offered:
        raise Refusal("没有可做的", code="none")
    event = offered[(choice // 7) % len(offered)]
    return cases.record(desk, row.case_no, event, data=_said(event, desk, case.missing, word))


def forward(desk: Desk, choice: int, _word: str) -> object:
    """The step that brings a case on: papers in, up to the township, fetched, delivered, rated."""
    row = _case(desk, choice)
    case = cases.show(desk.register, row.case_no, desk.clock)
    way = (Event.SUPPLEMENTED, Event.ESCALATED, Event.FETCHED, Event.DELIVERED, Event.RATED, Event.REOPENED)
    event = next((one for one in way if one in case.allowed), Event.PROGRESSED)
    return cases.record(desk, row.case_no, event, data=_said(event, desk, case.missing, "再办"))


def note(desk: Desk, choice: int, word: str) -> object:
    field = ("note", "applicant_phone", "place")[choice % 3]
    value = f"1380000{zlib.crc32(word.encode()) % 10_000:04}" if field == "applicant_phone" else f"备注{word}"
    return corrections.correct_case(desk, _case(desk, choice // 3 % 3).case_no, field, value, "写错了")


def villager(desk: Desk, choice: int, word: str) -> object:
    """What is known of a villager put right; few villagers, so that PCs often mean the same."""
    people = sorted(villagers.page(desk.register).rows, key=lambda row: row.villager_id)
    if not people:
        raise Refusal("没有群众", code="none")
    one = people[choice // 3 % min(len(people), 3)]
    field = ("reach_by", "address", "liaison")[choice % 3]
    said = {"reach_by": one.reach_by, "address": one.address, "liaison": one.liaison} | {field: f"改{word}"}
    draft = VillagerDraft(
        one.name,
        villager_id=one.villager_id,
        id_missing_reason="未带证件",
        reach_by=said["reach_by"],
        address=said["address"],
        liaison=said["liaison"],
    )
    return villagers.save(desk, draft)


def newcomer(desk: Desk, _choice: int, word: str) -> object:
    return villagers.save(desk, VillagerDraft(name=f"新人{word}", id_missing_reason="未带证件"))


def complaint(desk: Desk, choice: int, word: str) -> object:
    heard = complaints.listed(desk.register, desk.clock, viewer="0" * 32, open_only=True)
    if choice % 3 == 0 and heard:
        complaints.answer(desk, heard[0].complaint_id, f"答复{word}", upheld=False)
        return heard[0]
    return complaints.file(desk, {"text": f"意见{word}"})


def bag(desk: Desk, choice: int, _word: str) -> object:
    """A list of what goes up, then handed over."""
    if choice % 2:
        open_lists = [one for one in transfer_lists.listed(desk.register, "up") if one.handed_on is None]
        if open_lists:
            return transfer_lists.hand_over(desk, open_lists[0].list_no, "李主任")
    return transfer_lists.make(desk, "up")


def put_in(desk: Desk, choice: int, _word: str) -> object:
    """A value that was set aside is put in again with one key."""
    waiting = [one for one in problems.listed(desk.register) if one.code == "conflict"]
    if not waiting:
        raise Refusal("没有", code="none")
    problems.put_in(desk, waiting[choice % len(waiting)].record_id)
    return waiting


VILLAGE_ACTS: dict[str, Act] = {
    "accept": accept,
    "step": step,
    "forward": forward,
    "note": note,
    "villager": villager,
    "newcomer": newcomer,
    "complaint": complaint,
    "bag": bag,
    "put_in": put_in,
}


def decide(township: Township, choice: int, word: str) -> object:
    """Any step that the office may take with any village's case."""
    return step(desk_of(township.register, township.clock), choice, word)


def receive(township: Township, choice: int, word: str) -> object:
    """Received with the township's reference and limit; what was received before is decided."""
    desk = desk_of(township.register, township.clock)
    rows = sorted(cases.page(desk.register, CaseFilter(), desk.clock).rows, key=lambda one: one.case_id)
    waiting = [row for row in rows if row.state.value == "escalated"]
    if not waiting:
        raise Refusal("没有", code="none")
    row = waiting[choice % len(waiting)]
    event = (Event.RECEIVED, Event.COMPLETED, Event.RETURNED)[choice // 3 % 3]
    return cases.record(desk, row.case_no, event, data=_said(event, desk, (), word))


def rule(township: Township, choice: int, word: str) -> object:
    desk = desk_of(township.register, township.clock)
    heard = complaints.listed(desk.register, desk.clock, viewer="0" * 32)
    if not heard:
        raise Refusal("没有", code="none")
    complaints.rule(desk, heard[choice % len(heard)].complaint_id, f"意见{word}")
    return heard


def tick(township: Township, choice: int, _word: str) -> object:
    desk = desk_of(township.register, township.clock)
    lists = transfer_lists.listed(desk.register, "up")
    if not lists:
        raise Refusal("没有", code="none")
    return transfer_lists.tick(desk, lists[choice % len(lists)].list_no)


def rename(township: Township, choice: int, word: str) -> object:
    codes = sites.site_codes(township)
    return sites.add_site(township, codes[choice % len(codes)], f"村{word}")


def publish(township: Township, _choice: int, word: str) -> object:
    document = json.loads(publishing.sample_document()) | {"version": f"v{word}", "sample": False}
    document["items"] = [item for item in document["items"] if item["code"] in ITEMS]
    text = json.dumps(document, ensure_ascii=False)
    return publishing.publish(township, text, sites.site_codes(township))


def window(township: Township, choice: int, word: str) -> object:
    """The township's own window accepts a case directly."""
    return accept(desk_of(township.register, township.clock), choice, word)


def send_up(township: Township, choice: int, _word: str) -> object:
    """A case that lies at the township goes on to the district."""
    desk = desk_of(township.register, township.clock)
    rows = sorted(cases.page(desk.register, CaseFilter(), desk.clock).rows, key=lambda one: one.case_id)
    waiting = [row for row in rows if row.state.value == "escalated"]
    if not waiting:
        raise Refusal("没有", code="none")
    return cases.record(desk, waiting[choice % len(waiting)].case_no, Event.ESCALATED)


OFFICE_ACTS: dict[str, OfficeAct] = {
    "send_up": send_up,
    "receive": receive,
    "decide": decide,
    "rule": rule,
    "tick": tick,
    "rename": rename,
    "publish": publish,
    "window": window,
}


ABOVE_ACTS: dict[str, OfficeAct] = {"receive": receive, "decide": decide}
