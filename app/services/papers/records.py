"""Papers of what is no case: a question that was asked, a complaint; each from its own record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.case_events import DECLINE_GROUNDS
from app.domain.inquiries import OUTCOME_WORDS, InquiryOutcome, InquiryRow
from app.errors import Refusal
from app.printing.case_words import CaseWords, ComplaintWords
from app.services import complaints, inquiries, items, paper_words
from app.services.complaints import ComplaintRow
from app.services.desk import Desk
from app.services.paper_words import day_words
from app.services.papers import heads

RECORD_ID = re.compile(r"[0-9a-f]{32}")
INQUIRY_MARK, COMPLAINT_MARK = "ZX", "TS"  # 咨询, 投诉: letters first, so that none is taken for a case
ELSEWHERE = frozenset({"not_in_scope", "not_resident"})


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """What the paper says, and what its print is counted under; "" tells nobody whose complaint was printed."""

    words: CaseWords
    of: str


def found(desk: Desk, paper: str, title: str, number: str) -> RecordPaper | None:
    """The words of an inquiry's or complaint's paper; None where ``number`` names a case for its own paper.

    A complaint paper takes the complaint's id or the number of its case, and says nothing to the agent it
    concerns. Refusals: ``no-such-inquiry``, ``no-complaint``, ``paper-does-not-fit``.
    """
    if paper == "complaint-record":
        return RecordPaper(_of_complaint(desk, title, number), "")
    if paper not in OF_INQUIRIES or not RECORD_ID.fullmatch(number):
        return None
    row = inquiries.get(desk.register, number)
    why = OF_INQUIRIES[paper](row)
    if why:
        raise _does_not_fit("这次咨询", title, why)
    return RecordPaper(_inquiry_words(desk, row), number)


def _inquiry_words(desk: Desk, row: InquiryRow) -> CaseWords:
    item = items.in_force(desk.register, desk.clock).item(row.item_code) if row.item_code else None
    number = _number(desk, INQUIRY_MARK, row.asked_on, row.inquiry_id)
    head = heads.numbered(desk.register, desk.clock, number)
    return CaseWords(
        head,
        applicant=row.name,
        phone=row.phone,
        matter=item.name if item else row.topic,
        description=row.topic if item else "",
        accepted_on=day_words(row.asked_on),
        first_asked=row.first_asked,
        agent=row.first_asked,
        result=row.answer or OUTCOME_WORDS[row.outcome],
        escalated_to=row.referred_to,
        where_to_go=row.referred_to or row.answer,
        ground=head.says(DECLINE_GROUNDS.get(row.ground, "")),
        legal_basis=row.answer if row.ground else "",
        delivered_on=day_words(row.answered_on) if row.answered_on else "",
        ended_on=day_words(row.answered_on) if row.answered_on else "",
        complaint_line=paper_words.COMPLAINT,
    )


def _of_complaint(desk: Desk, title: str, number: str) -> CaseWords:
    seen = complaints.listed(desk.register, desk.clock, viewer=desk.actor.agent_id)
    wanted = number.strip().upper()
    rows = [row for row in seen if wanted in (row.complaint_id.upper(), row.case_no)]
    if not rows:
        raise _does_not_fit(number[:40], title, "没有人投诉，或没有这件投诉。")
    return _complaint_words(desk, max(rows, key=lambda row: (row.received_on, row.complaint_id)))


def _complaint_words(desk: Desk, row: ComplaintRow) -> CaseWords:
    number = _number(desk, COMPLAINT_MARK, row.received_on, row.complaint_id)
    said = ComplaintWords(
        name=row.name or "不留姓名",
        phone=row.phone,
        about=row.about or "本室",
        case_no=row.case_no,
        channel=row.channel,
        text=row.text,
        received_on=day_words(row.received_on),
        opened_by="、".join(name for name in (row.opened_by, row.opened_with) if name),
        due_on=day_words(row.due_on),
        answer=row.answer,
        answered_on=day_words(row.answered_on) if row.answered_on else "",
        upheld=("属实" if row.upheld else "不属实") if row.answered_on else "",
        sent_up="是" if row.sent_up else "否",
        ruling=row.ruling,
    )
    return replace(CaseWords(heads.numbered(desk.register, desk.clock, number)), complaint=said)


def _number(desk: Desk, mark: str, day: date, record_id: str) -> str:
    """A number for the paper alone, signed in its code; the last digits of the record find it again."""
    return f"{mark}-{desk.register.site_code[-6:]}-{day:%y%m%d}-{record_id[-6:].upper()}"


def _answered(row: InquiryRow) -> str:
    return "还没有答复，请先登记答复或转介。" if row.outcome is InquiryOutcome.OPEN else ""


def _declined(row: InquiryRow) -> str:
    return "" if row.outcome is InquiryOutcome.DECLINED else "没有记为“不予受理”。"


def _elsewhere(row: InquiryRow) -> str:
    if row.outcome is InquiryOutcome.REFERRED or row.ground in ELSEWHERE:
        return ""
    return "没有转介，也没有因不属本室而不予受理。"


def _forbidden(row: InquiryRow) -> str:
    return "" if row.ground == "forbidden_certificate" else "不予受理的依据不是“村（社区）不得出具的证明”。"


OF_INQUIRIES: dict[str, Callable[[InquiryRow], str]] = {
    "first-asked-reply": _answered,
    "voice-record": lambda _row: "",
    "decline-notice": _declined,
    "elsewhere-notice": _elsewhere,
    "certificate-note": _forbidden,
}
"""Papers that an inquiry fills, and why one does not fit, "" where it does."""


def _does_not_fit(what: str, title: str, why: str) -> Refusal:
    return Refusal(
        f"{what}不能出“{title}”：{why}没有打印。要空白表就不写编号。",
        field="paper",
        code="paper-does-not-fit",
    )
