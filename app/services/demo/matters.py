"""What else comes on a day at the counter: told no, only asking, a cooperative, a list of people, a complaint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.clock import today
from app.domain.inquiries import InquiryDraft
from app.domain.mandates import MandateDraft
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import Actor
from app.errors import Defect
from app.services import (
    acceptance,
    agents,
    batches,
    cases,
    complaints,
    inquiries,
    items,
    mandates,
    organisations,
    papers,
    postings,
    villagers,
)
from app.services.demo.people import people
from app.services.demo.weeks import usual_form
from app.services.desk import Desk
from app.services.organisations import OrganisationDraft

COOPERATIVE = OrganisationDraft("青石村红枣种植专业合作社", "91330100799655058B", "马海龙", "19900006677")
BATCH_ITEM, BATCH_PEOPLE = "YB02", (14, 16, 18)
POSTED_AT = "村务公开栏"


@dataclass(frozen=True, slots=True)
class Counter:
    """Where the day's further matters happen; their papers go into ``folder``."""

    desk: Desk
    folder: Path

    def save(self, what: str, paper: str, name: str = "") -> None:
        """The paper of a case, list or batch as a file."""
        papers.save(self.desk, what, paper, self.folder / f"{name or what}-{paper}.pdf")


def decline(counter: Counter) -> str:
    """A request that the room must not take: told why, and where to go."""
    person = people()[5]
    asked = AcceptRequest(
        name=person.name, item="GY01", id_number=person.id_number, phone=person.phone, group=person.group
    )
    declined = acceptance.decline(
        counter.desk,
        asked,
        "forbidden_certificate",
        legal_basis="《关于规范村（社区）证明事项的通知》",
        where_to_go="请要求开证明的单位直接向公安机关核查",
    )
    counter.save(declined.case_no, "decline-notice")
    return f"不予受理 {declined.case_no}：村里不得出具的证明，发给不予受理通知书，写明应去的地方。"


def inquire(counter: Counter) -> str:
    """Somebody only wants to know, somebody else is sent to whoever is in charge."""
    known = inquiries.ask(counter.desk, InquiryDraft("老人的高龄津贴什么时候发"))
    inquiries.answer(counter.desk, known.inquiry_id, "每月二十五日前发到社保卡；满八十周岁的可以在本室申领")
    sent_on = inquiries.ask(counter.desk, InquiryDraft("想查自己的个人信用报告", in_scope=False))
    inquiries.refer(counter.desk, sent_on.inquiry_id, "县人民银行营业室")
    return "咨询两次：一次当场答复，一次不属本室，转介到县里。"


def notify(counter: Counter, case_no: str) -> str:
    """What is missing, told once and completely, on paper."""
    cases.record(counter.desk, case_no, "notified")
    counter.save(case_no, "one-time-notice")
    return f"{case_no} 缺材料：一次性告知书写明缺什么、到哪里取、几日办好。"


def take_in_cooperative(counter: Counter) -> str:
    """An organisation applies through somebody it has given a mandate."""
    organisation = organisations.save(counter.desk, COOPERATIVE)
    mandate = mandates.give(
        counter.desk,
        MandateDraft(
            "马海龙",
            today(counter.desk.clock),
            organisation_id=organisation.organisation_id,
            relation="理事长",
            powers="办理林木采伐许可",
        ),
    )
    asked = AcceptRequest(
        name="",
        item="TD08",
        organisation_id=organisation.organisation_id,
        mandate_id=mandate.mandate_id,
        materials=_required(counter.desk, "TD08"),
        again="演示当天另办一件",
    )
    accepted = cases.accept(counter.desk, asked)
    counter.save(accepted.case_no, "mandate")
    return f"单位来办：{organisation.name}凭委托书由{mandate.representative}申请，受理 {accepted.case_no}。"


def take_in_batch(counter: Counter) -> str:
    """One item for three people on one list, accepted one ID number after another."""
    listed = [people()[number] for number in BATCH_PEOPLE]
    known = [
        row.villager_id
        for one in listed
        for row in villagers.same_number(counter.desk.register, one.id_number)
    ]
    batch = batches.open_batch(counter.desk, BATCH_ITEM, "城乡居民医保集中缴费", known)
    like = AcceptRequest(
        name="", item="", materials=_required(counter.desk, BATCH_ITEM), again="演示当天集中办理"
    )
    numbers = [
        batches.accept_as(counter.desk, batch.batch_id, one.id_number, replace(like, name=one.name)).case_no
        for one in listed
    ]
    batches.close(counter.desk, batch.batch_id)
    counter.save(batch.batch_id, "batch-list", "batch")
    return f"集中受理“{batch.title}” {len(numbers)} 人：{'、'.join(numbers)}，一张名单一并签名。"


def complain(counter: Counter, case_no: str) -> str:
    """A complaint is taken down and answered by somebody it is not about."""
    mine = counter.desk.actor.agent_id
    other = next((tile for tile in agents.tiles(counter.desk.register) if tile.agent_id != mine), None)
    if other is None:
        raise Defect("a practice room has two agents")
    colleague = replace(counter.desk, actor=Actor(other.agent_id, other.name, other.post))
    complaint = complaints.file(
        colleague, {"case_no": case_no, "text": "排队的时候没有人招呼", "channel": "counter"}
    )
    complaints.answer(colleague, complaint, "已向本人道歉，窗口加了叫号牌", upheld=True)
    return f"投诉一件，由被投诉人以外的代办员登记和答复，经核查属实：{case_no}。"


def put_up(counter: Counter) -> str:
    """What hangs on the board is made from the register, and where it hangs is recorded."""
    made = postings.make(counter.desk.register, counter.desk.clock, "items-poster")
    (counter.folder / "items-poster.pdf").write_bytes(made.pdf)
    posted = postings.record(counter.desk, "items-poster", POSTED_AT)
    return f"代办事项一览表贴在{posted.place}，登记张贴。"


def _required(desk: Desk, code: str) -> tuple[MaterialGiven, ...]:
    """Every paper that the item asks for."""
    item = items.in_force(desk.register, desk.clock).item(code)
    if item is None:
        raise Defect(f"the sample catalogue has no {code}")
    return tuple(
        MaterialGiven(one.name, usual_form(one), one.sheets) for one in item.materials if one.required
    )
