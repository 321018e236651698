"""矛盾纠纷调解记录: the parties, the course of it, what was agreed."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import Entry, FormPaper, Section, Signature

DISPUTES = "□邻里　□婚姻家庭　□土地承包　□宅基地　□损害赔偿　□劳务　□其他"


def describe(case: CaseWords) -> FormPaper:
    """The record of a mediation, with a case's person as the first party or empty."""
    parties = (
        (Entry("applicant", "甲方", case.applicant, 1.2, bold=True), Entry("phone", "联系电话", case.phone)),
        (Entry("id_number", "证件号码", case.id_number, 1.2), Entry("address", "住址", case.address)),
        (Entry("other_party", "乙方", "", 1.2, bold=True), Entry("other_phone", "联系电话")),
        (Entry("other_id_number", "证件号码", "", 1.2), Entry("other_address", "住址")),
    )  # fmt: skip
    course = (
        (Entry("sort", "纠纷类型", DISPUTES),),
        (Entry("held_on", "调解时间", case.day("")), Entry("place", "调解地点")),
        (Entry("mediators", "调解人"), Entry("present", "在场人")),
        (Entry("facts", "事由和争议", case.description, hand_mm=38.0),),
        (Entry("course", "调解经过", hand_mm=38.0),),
        (Entry("agreement", "达成的协议", "", hand_mm=38.0),),
        (Entry("performance", "履行方式期限", hand_mm=14.0),),
    )
    return FormPaper(
        "mediation-record",
        "矛盾纠纷调解记录",
        case.head,
        (
            Section("当事人", "parties", fields=parties),
            Section("调解", "course", fields=course),
            Section(
                key="signatures", signatures=(Signature("甲方"), Signature("乙方"), Signature("调解人", "签名"))
            ),
        ),
        "调解自愿。达成协议后可在三十日内共同向人民法院申请司法确认；调解不成的，可以仲裁或者起诉。",
    )  # fmt: skip
