"""不得出具证明的说明: why the village issues no such certificate, for the office that asked for it."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import Entry, FormPaper, Section, Signature

LAW = (
    "　　依据：民政部等六部门《关于改进和规范基层群众性自治组织"
    "出具证明工作的指导意见》（民发\u30142020\u301520号）及其附件《不应由基层群众性自治组织出具证明事项清单（第一批）》；本省另有清单的，"
    "以本省清单为准。"
)
ASK = (
    "　　清单所列事项，村（居）民委员会没有权限也没有条件核实，请贵单位依法通过部门间数据共享、书面告知承诺或者向主管"
    "部门核查等方式办理，不再要求群众到村（社区）开具证明。"
)


def describe(case: CaseWords) -> FormPaper:
    """The explanation, of one declined case or empty."""
    fields = (
        (Entry("applicant", "来访群众", case.applicant, 1.2, bold=True), Entry("asked_on", "日期", case.day(case.ended_on))),
        (Entry("office", "要求单位", hand_mm=12.0),),
        (Entry("certificate", "证明名称", case.matter, bold=True, hand_mm=12.0),),
        (Entry("instead", "可以怎样办理", case.where_to_go, hand_mm=24.0),),
    )  # fmt: skip
    return FormPaper(
        "certificate-note",
        "不得出具证明的说明",
        case.head,
        (
            Section(key="opening", words=("　　　　　　　　　　　　　　　　　（单位）：",)),
            Section(
                key="facts",
                words=(
                    "　　贵单位要求群众提供的下列证明，属于村（居）民委员会不得出具的证明事项，本村（社区）不能开具，特此说明。",
                ),
            ),
            Section(key="facts", fields=fields, words=(LAW, ASK)),
            Section(
                key="signatures",
                signatures=(Signature("经办人"), Signature("村（居）民委员会", "（盖章）")),
            ),
        ),
        "本说明不是证明，只说明为什么不能开具。",
    )
