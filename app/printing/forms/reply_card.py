"""回执卡: what came of it, when and to whom it was given, what the applicant thinks of it (004 两卡一表)."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature
from app.printing.forms.shared_sections import RATINGS, ticked


def describe(case: CaseWords) -> FormPaper:
    """The reply card of one case."""
    facts = (
        (Entry("applicant", "申请人", case.applicant, 1.1, bold=True), Entry("phone", "联系电话", case.phone)),
        (Entry("matter", "代办事项", case.matter, bold=True),),
        (Entry("accepted_on", "受理日期", case.day(case.accepted_on)), Entry("agent", "代办员", case.agent)),
        (Entry("result", "办理结果", case.result, hand_mm=13.0),),
        (Entry("completed_on", "办结日期", case.day(case.completed_on)), Entry("document_no", "文书号", case.document_no)),
        (Entry("delivered_on", "送达日期", case.day(case.delivered_on)), Entry("delivered_how", "送达方式", case.delivered_how)),
        (Entry("delivered_to", "领取人", case.delivered_to),),
    )  # fmt: skip
    opinion = (
        (Entry("rating", "满意度", ticked(RATINGS, case.rating)),),
        (Entry("opinion", "意见建议", case.rating_reason, hand_mm=18.0),),
    )
    return FormPaper(
        "reply-card",
        "回执卡",
        case.head,
        (
            Section(key="facts", fields=facts),
            Section("申请人意见", "opinion", fields=opinion),
            Section(
                key="signatures", signatures=(Signature("领取人"), Signature("送达人", SEAL_HERE))
            ),
        ),
        case.complaint_line,
    )  # fmt: skip
