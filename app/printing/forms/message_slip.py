"""请转告: what the liaison tells a villager who has no telephone; passes through others' hands."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import Entry, FormPaper, Section, Signature

RETURN_PART = "联络员办好后，请把下联交回代办员。"


def describe(case: CaseWords) -> FormPaper:
    """The slip of one case: only neutral words where the item is sensitive, for others read it too."""
    fields = (
        (Entry("liaison", "请联络员"), Entry("applicant", "转告", case.applicant, bold=True)),
        (Entry("group", "村民小组", case.group), Entry("sent_on", "日期", case.day(""))),
        (Entry("matter", "关于", case.neutral_matter, bold=True),),
        (Entry("message", "转告的话", hand_mm=34.0),),
        (Entry("come", "请到", "　　月　　日前到　　　　　　　　　　　　　带"),),
        (Entry("agent", "代办员", f"{case.agent} {case.agent_phone}".strip()),),
    )
    back = (
        (Entry("told_on", "转告日期", case.day("")), Entry("told_how", "怎样转告")),
        (Entry("answer", "群众答复", hand_mm=18.0),),
    )
    return FormPaper(
        "message-slip",
        "请转告",
        case.head,
        (
            Section(key="facts", fields=fields),
            Section("联络员回话", "back", fields=back),
            Section(key="signatures", signatures=(Signature("群众"), Signature("联络员"))),
        ),
        RETURN_PART,
    )
