"""投诉登记与答复: what was complained of, how it was looked into, and the answer."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature
from app.printing.forms.shared_sections import ticked

CHANNELS = ("当面", "电话", "意见箱", "举报箱", "纪检监察", "来信", "网上")


def describe(case: CaseWords) -> FormPaper:
    """The record of a complaint about one case, or an empty one."""
    complaint = (
        (Entry("name", "投诉人", "", 1.1), Entry("phone", "联系电话")),
        (Entry("received_on", "收到日期", case.day(case.complaint_on)), Entry("opened_with", "开箱在场人")),
        (Entry("channel", "投诉渠道", ticked(CHANNELS, case.complaint_channel)),),
        (Entry("matter", "涉及的件", f"{case.head.case_no}　{case.matter}".strip("　"), 1.6), Entry("about_agent", "被投诉人", case.agent)),
        (Entry("text", "投诉内容", case.complaint_text, hand_mm=34.0),),
    )  # fmt: skip
    answer = (
        (Entry("due_on", "应答复日期", case.day("")), Entry("by", "核查人")),
        (Entry("findings", "核查情况", hand_mm=34.0),),
        (Entry("upheld", "是否属实", ticked(("属实", "部分属实", "不属实"), "")),),
        (Entry("answer", "处理和答复", hand_mm=30.0),),
        (
            Entry("answered_on", "答复日期", case.day("")),
            Entry("sent_up", "是否报乡镇", ticked(("是", "否"), "")),
        ),
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
