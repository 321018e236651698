"""诉求登记表: what somebody wants, to whom it went, what was answered."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature
from app.printing.forms.shared_sections import ticked

SORTS = ("咨询", "求助", "建议", "意见", "投诉", "纠纷", "其他")


def describe(case: CaseWords) -> FormPaper:
    """The record of a request, with a case's person or empty."""
    who = (
        (Entry("applicant", "诉求人", case.applicant, 1.2, bold=True), Entry("phone", "联系电话", case.phone)),
        (Entry("id_number", "证件号码", case.id_number, 1.2), Entry("address", "住址", case.address)),
        (Entry("asked_on", "登记日期", case.day(case.accepted_on)), Entry("first_asked", "首问责任人", case.first_asked)),
        (Entry("sort", "诉求类别", ticked(SORTS, "")),),
        (Entry("text", "诉求内容", case.description or case.matter, hand_mm=48.0),),
    )  # fmt: skip
    handling = (
        (Entry("handler", "承办人", case.agent), Entry("due_on", "答复期限", case.day(case.due_on))),
        (Entry("steps", "办理经过", hand_mm=40.0),),
        (Entry("answer", "答复", case.result, hand_mm=30.0),),
        (
            Entry("answered_on", "答复日期", case.day(case.delivered_on)),
            Entry("answered_how", "答复方式", case.delivered_how),
        ),
    )
    return FormPaper(
        "voice-record",
        "诉求登记表",
        case.head,
        (
            Section("诉求", "request", fields=who),
            Section("办理", "handling", fields=handling),
            Section(
                key="signatures",
                signatures=(Signature("诉求人"), Signature("承办人", SEAL_HERE), Signature("负责人", SEAL_HERE)),
            ),
        ),
    )  # fmt: skip
