"""首问负责反馈单: how the one who was asked first took the matter up and answered (004)."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature


def describe(case: CaseWords) -> FormPaper:
    """The reply sheet of one case."""
    fields = (
        (Entry("applicant", "来访群众", case.applicant, 1.1, bold=True), Entry("phone", "联系电话", case.phone)),
        (Entry("accepted_on", "接待日期", case.day(case.accepted_on)), Entry("first_asked", "首问责任人", case.first_asked)),
        (Entry("matter", "询问事项", case.matter, bold=True),),
        (Entry("description", "具体情况", case.description, hand_mm=22.0),),
        (Entry("answer", "答复或处理", case.result, hand_mm=24.0),),
        (Entry("referred_to", "转往哪里", case.escalated_to), Entry("first_handler", "首办责任人", case.first_handler)),
        (Entry("answered_on", "反馈日期", case.day(case.delivered_on)),),
    )  # fmt: skip
    return FormPaper(
        "first-asked-reply",
        "首问负责反馈单",
        case.head,
        (
            Section(key="facts", fields=fields),
            Section(key="signatures", signatures=(Signature("来访群众"), Signature("首问责任人", SEAL_HERE))),
        ),
        case.complaint_line,
    )
