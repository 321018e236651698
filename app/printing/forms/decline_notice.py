"""不予受理通知书: the ground, the law, where else to go, and how to object."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import Entry, FormPaper, Section, Signature

RIGHTS = (
    "　　对本通知有异议的，可以向乡镇（街道）为民服务站反映；认为行政机关应当受理而不受理的，可以依法申请行政复议"
    "或者提起行政诉讼。本通知不影响您以后在条件具备时再次申请。"
)


def describe(case: CaseWords) -> FormPaper:
    """The notice of one declined case."""
    opening = f"{case.applicant or '　　　　　　　'}："
    fields = (
        (Entry("applicant", "申请人", case.applicant, 1.2, bold=True), Entry("id_number", "证件号码", case.id_number, 1.5)),
        (Entry("matter", "申请事项", case.matter, bold=True),),
        (Entry("asked_on", "申请日期", case.day(case.accepted_on)), Entry("ended_on", "告知日期", case.day(case.ended_on))),
        (Entry("ground", "不予受理依据", case.ground, bold=True, hand_mm=14.0),),
        (Entry("legal_basis", "法律依据", case.legal_basis, hand_mm=18.0),),
        (Entry("reason", "具体说明", case.reason, hand_mm=22.0),),
        (Entry("where_to_go", "可到哪里办理", case.where_to_go, hand_mm=14.0),),
    )  # fmt: skip
    words = ("　　您申请的事项，经审查决定不予受理，依据和理由如下：",)
    return FormPaper(
        "decline-notice",
        "不予受理通知书",
        case.head,
        (
            Section(key="opening", addressee=opening, words=words),
            Section(key="facts", fields=fields, words=(RIGHTS,)),
            Section(
                key="signatures",
                signatures=(Signature("申请人（代申请人）签收"), Signature("通知单位", "（盖章）")),
            ),
        ),
        case.complaint_line,
    )
