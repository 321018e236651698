"""Commands of asking: inquiries, requests not accepted, mandates, the old paper book."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from app.cli import days
from app.cli.commands.family import Words
from app.cli.facts import act, facts_of, listed, word
from app.cli.opening import opened
from app.cli.request_lines import RequestLine, day_of, kind_of, lines_of, object_of, request_of, text_of
from app.clock import today
from app.domain.cases import STATE_WORDS
from app.domain.inquiries import OUTCOME_WORDS, InquiryDraft, InquiryOutcome
from app.domain.mandates import SIGNED_WORDS, MandateDraft, SignedHow
from app.domain.old_books import OldBookEntry
from app.errors import Refusal
from app.terminal.answers import Answer, say_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.inquiries import InquiryRow
    from app.domain.mandates import MandateRow
    from app.services.desk import Desk

BOOK_TEXTS = {
    "book_no": "旧登记簿册号",
    "page_no": "页码",
    "line_no": "行号",
    "name": "姓名",
    "item": "代办事项",
    "id_number": "身份证号",
    "phone": "电话",
    "group": "村民小组",
    "villager_id": "群众编号",
    "result": "办理结果",
    "to_whom": "交给谁",
    "handler": "经办人",
    "note": "备注",
}
BOOK_DAYS = ("accepted_on", "promised_on", "completed_on", "delivered_on")


def add_to(words: Words) -> None:
    made = words.add(
        "inquiry", "咨询：登记、答复、转介、撤回、不予受理、受理成件", lambda asked: act(asked, INQUIRIES)
    )
    made.add_argument("action", choices=INQUIRIES, help="ask answer refer withdraw decline accept list")
    made.add_argument(
        "words", nargs="*", metavar="TEXT|ID TEXT", help="问的事，或编号和答复、去处、依据、文件"
    )
    for name, help_ in (
        ("name", "谁问的"),
        ("phone", "电话"),
        ("item", "事项"),
        ("first-asked", "首问代办员"),
    ):
        made.add_argument(f"--{name}", default="", metavar="TEXT", help=help_)
    made.add_argument("--request", action="store_true", help="要办的事，不只是问一问")
    made.add_argument("--out-of-scope", action="store_true", help="不属于代办范围")
    made.add_argument("--outcome", default="", metavar="OUTCOME", help="list 时只看这一种结果")
    made = words.add("decline", "不予受理，一行一件（JSON）", decline)
    made.add_argument("file", metavar="FILE.jsonl", help="文件，- 是标准输入")
    made.add_argument("--ground", required=True, metavar="GROUND", help="依据，用 events 看有哪些")
    made.add_argument("--legal-basis", default="", metavar="TEXT", help="法律依据")
    made.add_argument("--where-to-go", default="", metavar="TEXT", help="应到哪里办理")
    words.add("old-book", "补录旧登记簿，一行一件（JSON）", old_book).add_argument(
        "file", metavar="FILE.jsonl"
    )
    made = words.add("mandate", "代办委托：登记、撤销、列出", lambda asked: act(asked, MANDATES))
    made.add_argument("action", choices=MANDATES, help="give 登记、revoke 撤销、list 列出")
    made.add_argument(
        "words", nargs="*", metavar="VILLAGER NAME|ID REASON", help="委托人编号和代申请人，或编号和原因"
    )
    for name, help_ in (
        ("from", "开始日期"), ("to", "结束日期"), ("id-number", "代申请人身份证号"), ("phone", "代申请人电话"),
        ("relation", "与申请人的关系"), ("powers", "委托事项"), ("signed", "怎样签的"), ("witness", "见证人"),
    ):  # fmt: skip
        made.add_argument(f"--{name}", default="", metavar="TEXT", help=help_)
    made.add_argument("--organisation", action="store_true", help="委托人是单位")


def decline(asked: Namespace) -> Answer:
    from app.services import acceptance

    def one(desk: Desk, line: RequestLine) -> tuple[dict[str, object], str]:
        fact = acceptance.decline(desk, request_of(line), asked.ground, asked.legal_basis, asked.where_to_go)
        return {"case_no": fact.case_no, "ground": fact.ground}, f"不予受理 {fact.case_no}"

    return _line_by_line(asked, one)


def old_book(asked: Namespace) -> Answer:
    from app.services import old_book as service

    def one(desk: Desk, line: RequestLine) -> tuple[dict[str, object], str]:
        fact = service.enter(desk, _entry_of(line))
        facts: dict[str, object] = {
            "case_no": fact.case_no,
            "page_no": fact.page_no,
            "state": fact.state.value,
        }
        return facts, f"已补录 {fact.case_no}（第 {fact.page_no} 页，{STATE_WORDS[fact.state]}）"

    return _line_by_line(asked, one)


def _line_by_line(
    asked: Namespace, one: Callable[[Desk, RequestLine], tuple[dict[str, object], str]]
) -> Answer:
    """Each line's answer as soon as it is known; a bad line never stops the others."""
    ok = True
    with opened(asked) as desk:
        for line in lines_of(asked.file):
            try:
                facts, text = one(desk, line)
            except Refusal as refusal:
                ok = False
                facts = {"error": refusal.sentence, "field": refusal.field}
                text = f"没有登记：{refusal.sentence}"
            if asked.json:
                say_json({"line": line.number, **facts})
            else:
                print(f"第 {line.number} 行 {text}")
    return Answer(ok=ok)


def _entry_of(line: RequestLine) -> OldBookEntry:
    said = object_of(line, (*BOOK_TEXTS, *BOOK_DAYS, "kind"))
    fields: dict[str, Any] = {
        name: text_of(said.get(name), name, words) for name, words in BOOK_TEXTS.items()
    } | {name: day_of(said.get(name), name) for name in BOOK_DAYS}
    if fields["accepted_on"] is None:
        raise Refusal("补录要写受理日期（accepted_on）。", field="accepted_on", code="date")
    return OldBookEntry(**fields, kind=kind_of(said.get("kind")))


def _ask(desk: Desk, asked: Namespace) -> Answer:
    from app.services import inquiries

    draft = InquiryDraft(
        topic=word(asked, 0, "问的是什么事"),
        name=asked.name,
        phone=asked.phone,
        item=asked.item,
        is_request=asked.request,
        in_scope=not asked.out_of_scope,
        first_asked=asked.first_asked,
    )
    return _inquiry(inquiries.ask(desk, draft))


def _answer(desk: Desk, asked: Namespace) -> Answer:
    from app.services import inquiries

    return _inquiry(inquiries.answer(desk, word(asked, 0, "编号"), word(asked, 1, "答复")))


def _refer(desk: Desk, asked: Namespace) -> Answer:
    from app.services import inquiries

    return _inquiry(inquiries.refer(desk, word(asked, 0, "编号"), word(asked, 1, "转介到哪里")))


def _withdraw(desk: Desk, asked: Namespace) -> Answer:
    from app.services import inquiries

    return _inquiry(inquiries.withdraw(desk, word(asked, 0, "编号"), " ".join(asked.words[1:])))


def _decline_inquiry(desk: Desk, asked: Namespace) -> Answer:
    from app.services import inquiries

    return _inquiry(inquiries.decline(desk, word(asked, 0, "编号"), word(asked, 1, "依据")))


def _accept_inquiry(desk: Desk, asked: Namespace) -> Answer:
    from app.services import inquiries

    line = next(lines_of(word(asked, 1, "一行请求的文件")), None)
    if line is None:
        raise Refusal("文件里没有请求，没有受理。", field="file", code="file")
    fact = inquiries.become_case(desk, word(asked, 0, "编号"), request_of(line))
    return Answer(facts_of(fact), f"已受理 {fact.case_no}")


def _inquiries(desk: Desk, asked: Namespace) -> Answer:
    from app.services import inquiries

    if asked.outcome and asked.outcome not in set(InquiryOutcome):
        known = "、".join(f"{one.value}（{words}）" for one, words in OUTCOME_WORDS.items())
        raise Refusal(f"结果只有：{known}。", field="outcome", code="outcome-unknown")
    outcomes = (InquiryOutcome(asked.outcome),) if asked.outcome else ()
    rows = inquiries.rows(desk.register, outcomes)
    return listed(rows, [_inquiry_line(row) for row in rows], "没有咨询。")


def _inquiry(row: InquiryRow) -> Answer:
    return Answer(facts_of(row), _inquiry_line(row))


def _inquiry_line(row: InquiryRow) -> str:
    parts = (str(row.asked_on), row.name, row.topic, OUTCOME_WORDS[row.outcome], row.case_no, row.inquiry_id)
    return " ".join(part for part in parts if part)


def _give(desk: Desk, asked: Namespace) -> Answer:
    from app.services import mandates

    signed = asked.signed or SignedHow.SIGNATURE
    principal = word(asked, 0, "委托人编号")
    from_on = getattr(asked, "from")
    draft = MandateDraft(
        representative=word(asked, 1, "代申请人"),
        from_on=days.day(from_on, field="from_on") if from_on else today(desk.clock),
        to_on=days.day(asked.to, field="to_on") if asked.to else None,
        villager_id="" if asked.organisation else principal,
        organisation_id=principal if asked.organisation else "",
        id_number=asked.id_number,
        phone=asked.phone,
        relation=asked.relation,
        powers=asked.powers,
        signed_how=signed,
        witness=asked.witness,
    )
    return _mandate(mandates.give(desk, draft))


def _revoke(desk: Desk, asked: Namespace) -> Answer:
    from app.services import mandates

    return _mandate(mandates.revoke(desk, word(asked, 0, "委托编号"), word(asked, 1, "原因")))


def _mandates(desk: Desk, asked: Namespace) -> Answer:
    from app.services import mandates

    principal = word(asked, 0, "委托人编号")
    if asked.organisation:
        rows = mandates.rows(desk.register, organisation_id=principal)
    else:
        rows = mandates.rows(desk.register, principal)
    return listed(rows, [_mandate_line(row) for row in rows], "没有登记委托。")


def _mandate(row: MandateRow) -> Answer:
    return Answer(facts_of(row), _mandate_line(row))


def _mandate_line(row: MandateRow) -> str:
    until = f"到 {row.to_on}" if row.to_on else "到撤销为止"
    ended = f"，{row.revoked_on} 已撤销" if row.revoked_on else ""
    signed = SIGNED_WORDS[row.signed_how]
    return f"{row.principal} 委托 {row.representative}（{signed}），{row.from_on} {until}{ended} {row.mandate_id}"


INQUIRIES = {
    "ask": _ask,
    "answer": _answer,
    "refer": _refer,
    "withdraw": _withdraw,
    "decline": _decline_inquiry,
    "accept": _accept_inquiry,
    "list": _inquiries,
}
MANDATES = {"give": _give, "revoke": _revoke, "list": _mandates}
