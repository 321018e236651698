"""代办事项登记表: what the applicant asks for, filled and signed by himself or for him."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature
from app.printing.forms.shared_sections import agent_row, applicant_rows, materials_table, matter_rows

PROMISE = "　　以上填写和所交材料真实，委托本室无偿代办；办理中需要本人到场的，接到通知后配合。"
WITNESS = "不会写字的，由见证人代写姓名并签名，本人按指印。"


def describe(case: CaseWords) -> FormPaper:
    """The applicant's form of one case."""
    return FormPaper(
        "request-form",
        "代办事项登记表",
        case.head,
        (
            Section("申请人", "applicant", fields=applicant_rows(case, whole_number=True)),
            Section(
                "代办事项",
                "matter",
                fields=(
                    *matter_rows(case),
                    (Entry("description", "情况说明", case.description, hand_mm=26.0),),
                ),
            ),
            Section("所交材料", "materials", table=materials_table(case.materials, 5 if case.blank else 1)),
            Section(key="agent", fields=(agent_row(case),), words=(PROMISE,)),
            Section(
                key="signatures",
                signatures=(
                    Signature("申请人（代申请人）"),
                    Signature("见证人", "签名"),
                    Signature("代办员", SEAL_HERE, case.agent),
                ),
            ),
        ),
        WITNESS,
    )
