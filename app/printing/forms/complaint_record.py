"""投诉登记与答复: what was complained of, how it was looked into, and the answer."""

from __future__ import annotations

from app.domain.case_events import COMPLAINT_CHANNELS
from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature
from app.printing.forms.shared_sections import ticked

CHANNELS = tuple(COMPLAINT_CHANNELS.values())


def describe(case: CaseWords) -> FormPaper:
    """The record of a complaint, or an empty one."""
    said = case.complaint
    complaint = (
        (Entry("name", "投诉人", said.name, 1.1), Entry("phone", "联系电话", said.phone)),
        (Entry("received_on", "收到日期", case.day(said.received_on)), Entry("opened_with", "开箱人（两人）", said.opened_by)),
        (Entry("channel", "投诉渠道", ticked(CHANNELS, said.channel)),),
        (Entry("matter", "涉及的件", said.case_no, 1.6), Entry("about_agent", "被投诉人", said.about)),
        (Entry("text", "投诉内容", said.text, hand_mm=34.0),),
    )  # fmt: skip
    answer = (
        (Entry("due_on", "应答复日期", case.day(said.due_on)), Entry("by", "核查人")),
        (Entry("findings", "核查情况", hand_mm=34.0),),
        (Entry("upheld", "是否属实", ticked(("属实", "部分属实", "不属实"), said.upheld)),),
        (Entry("answer", "处理和答复", said.answer, hand_mm=30.0),),
        (
            Entry("answered_on", "答复日期", case.day(said.answered_on)),
            Entry("sent_up", "是否报乡镇", ticked(("是", "否"), said.sent_up)),
        ),
        (Entry("ruling", "乡镇意见", said.ruling, hand_mm=14.0),),
    )
    return FormPaper(
        "complaint-record",
        "投诉登记与答复",
        case.head,
        (
            Section("投诉", "complaint", fields=complaint),
            Section("核查和答复", "answer", fields=answer),
            Section(
                key="signatures",
                signatures=(Signature("投诉人（知悉答复）"), Signature("核查人", SEAL_HERE), Signature("负责人", SEAL_HERE)),
            ),
        ),
        "核查人不得是被投诉人。匿名投诉照样登记和核查。",
    )  # fmt: skip
