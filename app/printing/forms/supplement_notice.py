"""退回补正通知: what the tier above sent back and what is to be put right."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import Entry, FormPaper, Section, Table, filled_up
from app.printing.forms.shared_sections import applicant_and_agent

LEAST_ROWS = 5
PROMISE = "　　补正期间不计入承诺时限。补齐后代办员立即再次上报，不需要您重新申请。"


def describe(case: CaseWords) -> FormPaper:
    """The notice of one returned case."""
    fields = (
        (Entry("applicant", "申请人", case.applicant, 1.2, bold=True), Entry("phone", "联系电话", case.phone)),
        (Entry("matter", "申请事项", case.matter, bold=True),),
        (Entry("escalated_to", "退回单位", case.escalated_to), Entry("returned_on", "退回日期", case.day(case.returned_on))),
        (Entry("reason", "退回原因", case.returned_reason, hand_mm=14.0),),
        (Entry("return_by", "请于何日前补正", case.day("")),),
    )  # fmt: skip
    rows = [(str(number), name, "", "") for number, name in enumerate(case.returned_for, 1)]
    table = Table(
        ("序号", "须补正的材料或内容", "补正日期", "收件人"),
        (0.8, 6.0, 2.0, 1.6),
        filled_up(rows, 4, LEAST_ROWS if case.blank else 0),
        (0, 2, 3),
    )
    return FormPaper(
        "supplement-notice",
        "退回补正通知",
        case.head,
        (
            Section(key="facts", fields=fields),
            Section("须补正的材料或内容", "wanted", table=table, words=(PROMISE,)),
            Section(key="signatures", signatures=applicant_and_agent(case.agent)),
        ),
        case.complaint_line,
    )
