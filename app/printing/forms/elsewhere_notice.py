"""不属本室事项告知单: not our matter, but this is where to go and whom to ask."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature


def describe(case: CaseWords) -> FormPaper:
    """The sheet of one declined case, or an empty one."""
    fields = (
        (Entry("applicant", "来访群众", case.applicant, 1.1, bold=True), Entry("phone", "联系电话", case.phone)),
        (Entry("matter", "询问事项", case.matter, bold=True),),
        (Entry("why", "为什么不在本室办", case.ground or case.reason, hand_mm=16.0),),
        (Entry("where_to_go", "应到哪里办理", case.where_to_go, bold=True, hand_mm=16.0),),
        (Entry("where_address", "地址、电话", hand_mm=14.0),),
        (Entry("take_along", "要带什么", hand_mm=20.0),),
        (Entry("told_on", "告知日期", case.day(case.ended_on)), Entry("agent", "告知人", case.agent or case.first_asked)),
    )  # fmt: skip
    words = (
        "您问的事项不在本室的代办范围内。为了不让您跑冤枉路，请按下面的说明办理；有困难可以再来找我们。",
    )
    return FormPaper(
        "elsewhere-notice",
        "不属本室事项告知单",
        case.head,
        (
            Section(key="opening", words=words),
            Section(key="facts", fields=fields),
            Section(key="signatures", signatures=(Signature("来访群众"), Signature("告知人", SEAL_HERE))),
        ),
        case.complaint_line,
    )
