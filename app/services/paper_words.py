"""What each paper of a case says, in words ready to draw: facts in, frozen description out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.clock import CHINA, local_day
from app.domain.calendar import WEEKDAYS
from app.domain.case_events import DECLINE_GROUNDS
from app.domain.cases import (
    EVENT_WORDS,
    FORM_WORDS,
    KIND_WORDS,
    CaseEventKind,
    CaseKind,
    CaseState,
    MaterialForm,
)
from app.domain.catalogue import SAMPLE_NOTICE, MaterialRequirement
from app.domain.mandates import MandateRow
from app.domain.masking import mask_id
from app.domain.rows import CaseFile, MaterialRow, RoomRow
from app.printing.papers import (
    SIX_STEPS,
    CardPaper,
    MaterialLine,
    PaperHead,
    ReceiptPaper,
    SlipPaper,
    StepLine,
)

PRACTICE_NOTICE = "练习，不作凭据"
NEUTRAL_MATTER = "申请事项（见本室登记）"
COMPLAINT = "对办理不满意，可向乡镇（街道）为民服务站反映"
SEX_WORDS = {"male": "男", "female": "女"}
STEP_EVENTS = {
    "受理": (CaseEventKind.ACCEPTED,),
    "核实": (CaseEventKind.VERIFIED,),
    "告知": (CaseEventKind.NOTIFIED,),
    "上报": (CaseEventKind.ESCALATED,),
    "代办": (CaseEventKind.COMPLETED, CaseEventKind.FETCHED),
    "反馈": (CaseEventKind.DELIVERED,),
}
"""003 六步法: which event shows that a step was taken."""
ENDED = {
    CaseState.WITHDRAWN: CaseEventKind.WITHDRAWN,
    CaseState.DECLINED: CaseEventKind.DECLINED,
    CaseState.VOIDED: CaseEventKind.VOIDED,
}
"""States in which a case ended without a result, and the step that says why."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a paper needs beside the case: the room, the code, the book, the backup agent, the sex, the demands."""

    room: RoomRow
    qr_text: str
    made_at: datetime
    book_no: str = ""
    page_no: str = ""
    backup: str = ""
    sex: str = ""
    services: tuple[str, ...] = ()
    masks_applicants_part: bool = True
    demands: tuple[MaterialRequirement, ...] = ()
    mandate: MandateRow | None = None


def receipt_of(case: CaseFile, around: Surroundings) -> ReceiptPaper:
    """材料接收单 (000 §三.4)."""
    return ReceiptPaper(
        head=head_of(case, around),
        applicant=case.row.applicant,
        id_number=mask_id(case.id_number),
        phone=case.row.phone,
        matter=case.row.item_name,
        kind=KIND_WORDS[case.row.kind],
        promise=promise_words(case),
        materials=received(case),
        missing=case.missing,
        address=case.address or case.row.group,
        representative=_representative(case),
        originals=originals(case),
        note=case.note,
        agent=case.handler,
        agent_phone=case.handler_phone,
        first_asked=case.first_asked,
        complaint=COMPLAINT,
        progress=progress(around.room),
    )


def card_of(case: CaseFile, around: Surroundings) -> CardPaper:
    """代办联系卡 (003 (三)); a sensitive matter is named neutrally, its back lies outside."""
    head = head_of(case, around)
    return CardPaper(
        head=head,
        agent=case.handler,
        agent_post=head.says("代办员"),
        agent_phone=case.handler_phone,
        matter=NEUTRAL_MATTER if case.row.sensitive else case.row.item_name,
        promise=promise_words(case),
        steps=tuple(StepLine(name, step_day(case, name)) for name in SIX_STEPS),
        backup=around.backup,
        opening_hours=around.room.opening_hours,
        room_address=around.room.address,
        services=around.services,
        applicant=case.row.applicant,
        kind=KIND_WORDS[case.row.kind],
        visit_on=step_day(case, "核实"),
        visit_place=said_at(case, CaseEventKind.VERIFIED, "place"),
        findings=said_at(case, CaseEventKind.VERIFIED, "findings"),
        result=outcome(case, head),
        completed_on=day_words(case.completed_on) if case.completed_on else "",
        complaint=COMPLAINT,
    )


def slip_of(case: CaseFile, around: Surroundings) -> SlipPaper:
    """村民(居民)代理事项登记本， 一式三联 (002 工作程序 1); its first two parts are filed and need the whole number."""
    escalated_on = step_day(case, "上报")
    own_part = mask_id(case.id_number) if around.masks_applicants_part else case.id_number
    head = head_of(case, around)
    return SlipPaper(
        head=head,
        book_no=around.book_no,
        page_no=around.page_no,
        accepted_on=day_words(local_day(case.row.accepted_at)),
        applicant=case.row.applicant,
        id_number=case.id_number,
        applicants_id_number=own_part,
        matter=case.row.item_name,
        kind=KIND_WORDS[case.row.kind],
        promise=promise_words(case),
        agent=case.handler,
        sex=SEX_WORDS.get(around.sex, ""),
        address=case.address or case.row.group,
        phone=case.row.phone,
        representative=case.representative,
        relation=case.representative_relation,
        department=case.department,
        materials=received(case),
        missing=case.missing,
        description=case.note,
        agent_phone=case.handler_phone,
        first_asked=case.first_asked,
        escalated_to=said_at(case, CaseEventKind.ESCALATED, "to")
        or (case.department if escalated_on else ""),
        escalated_on=escalated_on,
        result=outcome(case, head),
    )


def day_words(day: date) -> str:
    """2026年10月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def promise_words(case: CaseFile) -> str:
    """承诺5个工作日内办结，最迟2026年10月16日（星期五）; provisional dates are marked 暂定."""
    row = case.row
    if row.kind is CaseKind.SUPPLEMENT and row.promised_on is None:
        return (
            f"材料补齐之日起{case.promised_days}个工作日内办结" if case.promised_days else "材料补齐当日办结"
        )
    if row.promised_on is None:
        return ""
    mark = "，暂定" if row.provisional else ""
    last = f"{day_words(row.promised_on)}（{WEEKDAYS[row.promised_on.weekday()]}{mark}）"
    if not case.promised_days:
        return f"承诺当日办结：{last}"
    return f"承诺{case.promised_days}个工作日内办结，最迟{last}"


def head_of(case: CaseFile, around: Surroundings) -> PaperHead:
    made = around.made_at.astimezone(CHINA)
    return PaperHead(
        room=around.room.name,
        hotline=around.room.hotline,
        case_no=case.row.case_no,
        qr_text=around.qr_text,
        made_at_text=f"{day_words(made.date())} {made:%H:%M}",
        sample_notice=_notices(case, around.room),
        agent_word=around.room.agent_word,
    )


def _notices(case: CaseFile, room: RoomRow) -> str:
    """What keeps a paper from being taken for more than it is."""
    practice = PRACTICE_NOTICE if room.demo else ""
    sample = SAMPLE_NOTICE if case.catalogue_sample else ""
    return "　".join(notice for notice in (practice, sample) if notice)


def received(case: CaseFile) -> tuple[MaterialLine, ...]:
    papers = [material for material in case.materials if material.received]
    return tuple(
        MaterialLine(str(no), paper.name, FORM_WORDS[paper.form], str(paper.sheets), paper.note)
        for no, paper in enumerate(papers, start=1)
    )


def originals(case: CaseFile) -> str:
    kept = [paper.name for paper in case.materials if _is_kept_original(paper)]
    if not kept:
        return ""
    return f"{'、'.join(kept)}原件由{case.handler}保管，办结后凭本单退还"


def _is_kept_original(paper: MaterialRow) -> bool:
    return paper.received and paper.form is MaterialForm.ORIGINAL


def _representative(case: CaseFile) -> str:
    if not case.representative:
        return ""
    relation = f"（{case.representative_relation}）" if case.representative_relation else ""
    return case.representative + relation


def progress(room: RoomRow) -> str:
    by_phone = f"，或拨打{room.hotline}" if room.hotline else ""
    return f"凭本单编号到室询问{by_phone}"


def outcome(case: CaseFile, head: PaperHead) -> str:
    """What became of the case: its result, or how it ended without one."""
    ended = ENDED.get(case.row.state)
    if ended is None:
        return case.result
    reason = said_at(case, ended, "reason")
    if ended is CaseEventKind.DECLINED:
        ground = head.says(DECLINE_GROUNDS.get(said_at(case, ended, "ground"), ""))
        reason = "；".join(part for part in (ground, reason) if part)
    return f"{EVENT_WORDS[ended]}：{reason}" if reason else EVENT_WORDS[ended]


def said_at(case: CaseFile, event: CaseEventKind, field: str) -> str:
    """What was said in one field at the last step of this kind, or ""."""
    return str(case.said.get(event, {}).get(field, ""))


def step_day(case: CaseFile, step: str) -> str:
    """The day a step was last taken, or "" while it was not."""
    wanted = STEP_EVENTS[step]
    days = [local_day(line.at) for line in case.timeline if line.event in wanted and line.effective]
    return day_words(max(days)) if days else ""
