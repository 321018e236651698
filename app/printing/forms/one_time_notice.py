"""一次性告知书: everything missing at once, where to get each paper, how it goes on, and what the law says."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import Entry, FormPaper, Section, Table, filled_up
from app.printing.forms.shared_sections import agent_row, applicant_and_agent

OPENING = (
    "　　您申请的事项，经当场查看，还缺下列材料。现一次告知，补齐后即为您受理，不会再要求清单以外的材料。"
)
LAW = (
    "　　依据：《中华人民共和国行政许可法》第三十二条第一款第四项，申请材料不齐全或者不符合法定形式的，应当当场"
    "或者在五日内一次告知申请人需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理。"
)
HOW = "　　办理步骤：备齐材料 → 交本室核对 → 代办员代为办理或上报 → 结果送交本人。补交材料可托人带来，也可请代办员上门收取。"
HEADINGS = ("序号", "还缺的材料", "形式", "份数", "到哪里取、注意什么")
LEAST_ROWS = 6


def describe(case: CaseWords) -> FormPaper:
    """The notice of one case."""
    rows = [
        (str(number), wanted.name, wanted.form, wanted.sheets, wanted.remark)
        for number, wanted in enumerate(case.wanted, 1)
    ]
    table = Table(
        HEADINGS, (0.9, 4.6, 1.9, 0.9, 3.7), filled_up(rows, 5, LEAST_ROWS if case.blank else 0), (0, 2, 3)
    )
    facts = (
        (
            Entry("applicant", "申请人", case.applicant, 1.5, bold=True),
            Entry("phone", "联系电话", case.phone),
        ),
        (Entry("matter", "申请事项", case.matter, bold=True),),
        (Entry("promise", "办理时限", case.promise),),
        (Entry("return_by", "请于何日前补齐", case.day("")),),
        agent_row(case),
    )
    return FormPaper(
        "one-time-notice",
        "一次性告知书",
        case.head,
        (
            Section(key="facts", fields=facts, words=(OPENING,)),
            Section("还缺的材料", "wanted", table=table),
            Section(key="how", words=(HOW, LAW)),
            Section(key="signatures", signatures=applicant_and_agent(case.agent)),
        ),
        case.complaint_line,
    )
