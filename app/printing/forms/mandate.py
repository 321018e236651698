"""代办委托书: the applicant has somebody act for him."""

from __future__ import annotations

from app.printing.case_words import BLANK_DAY, CaseWords
from app.printing.form_paper import Entry, FormPaper, Section, Signature

BLANK_POWERS = "□代为提交申请和材料　□代为补正材料　□代为签收文书和结果　□代为评价"
BLANK_TERM = f"自{BLANK_DAY}至{BLANK_DAY}"
WORDS = "　　委托人因故不能亲自办理上列事项，委托受托人在上列权限和期限内代为办理。受托人在权限内所办的事，委托人予以承认。"
WITNESS = "委托人不会写字的，按指印，并由一名无利害关系的见证人签名。委托人在外地的，可先传照片，原件后补。"


def describe(case: CaseWords) -> FormPaper:
    """The mandate of one case."""
    principal = (
        (
            Entry("applicant", "委托人", case.applicant, 1.2, bold=True),
            Entry("phone", "联系电话", case.phone),
        ),
        (Entry("id_number", "证件号码", case.whole_id_number),),
        (Entry("address", "住址", case.address),),
    )
    acting = (
        (
            Entry("representative", "受托人", case.representative, 1.2, bold=True),
            Entry("relation", "关系", case.relation),
        ),
        (
            Entry("representative_id_number", "证件号码", case.representative_id_number, 1.2),
            Entry("representative_phone", "联系电话", case.representative_phone),
        ),
    )
    what = (
        (Entry("matter", "委托事项", case.matter, bold=True, hand_mm=14.0),),
        (Entry("powers", "委托权限", case.powers or BLANK_POWERS),),
        (Entry("term", "委托期限", case.mandate_term or BLANK_TERM),),
    )
    return FormPaper(
        "mandate",
        "代办委托书",
        case.head,
        (
            Section("委托人", "principal", fields=principal),
            Section("受托人", "acting", fields=acting),
            Section("委托内容", "what", fields=what, words=(WORDS,)),
            Section(
                key="signatures",
                signatures=(Signature("委托人"), Signature("受托人"), Signature("见证人", "签名")),
            ),
        ),
        WITNESS,
    )
