"""统计登记表: one sheet a case for the room's own counting (004 两卡一表)."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature
from app.printing.forms.shared_sections import RATINGS, agent_row, applicant_rows, ticked

KINDS = ("即办件", "承诺件", "补办件", "上报件")
MODES = ("窗口", "上门", "巡回", "预约", "网上", "电话", "组团", "结对")


def describe(case: CaseWords) -> FormPaper:
    """The counting sheet of one case."""
    matter = (
        (Entry("matter", "代办事项", case.matter, bold=True),),
        (Entry("category", "类别", case.category), Entry("department", "主管部门", case.department)),
        (Entry("kind", "办件类型", ticked(KINDS, case.kind)),),
        (Entry("mode", "服务方式", ticked(MODES, case.mode)),),
        (
            Entry("accepted_on", "受理日期", case.day(case.accepted_on)),
            Entry("due_on", "承诺期限", case.day(case.due_on)),
        ),
    )
    outcome = (
        (
            Entry("escalated_to", "上报单位", case.escalated_to),
            Entry("escalated_on", "上报日期", case.day(case.escalated_on)),
        ),
        (Entry("result", "办理结果", case.result, hand_mm=14.0),),
        (
            Entry("completed_on", "办结日期", case.day(case.completed_on)),
            Entry("delivered_on", "反馈日期", case.day(case.delivered_on)),
        ),
        (Entry("in_time", "是否按期", ticked(("按期办结", "超期办结", "未办结"), "")),),
        (Entry("rating", "满意度", ticked(RATINGS, case.rating)),),
        (Entry("remark", "备注", hand_mm=14.0),),
    )
    return FormPaper(
        "statistics-form",
        "统计登记表",
        case.head,
        (
            Section("申请人", "applicant", fields=applicant_rows(case)),
            Section("事项", "matter", fields=(*matter, agent_row(case))),
            Section("结果", "outcome", fields=outcome),
            Section(
                key="signatures", signatures=(Signature("填表人", SEAL_HERE), Signature("负责人", SEAL_HERE))
            ),
        ),
    )
