"""A case in the words that forms are made of."""

from __future__ import annotations

from dataclasses import replace

from app.clock import local_day
from app.domain.case_events import DECLINE_GROUNDS
from app.domain.cases import KIND_WORDS, MODE_WORDS, RATING_WORDS, CaseEventKind
from app.domain.catalogue import MaterialRequirement
from app.domain.mandates import MandateRow
from app.domain.masking import mask_id
from app.domain.rows import CaseFile
from app.printing.case_words import CaseWords, Demand, Step
from app.services import paper_words
from app.services.paper_words import Surroundings, day_words

DEMANDED_FORMS = {"original": "原件", "copy": "复印件", "form": "填表", "statement": "书面说明"}
STEPS_SHOWN = frozenset(CaseEventKind) - {CaseEventKind.RATED, CaseEventKind.COMPLAINED}


def words_of(case: CaseFile, around: Surroundings) -> CaseWords:
    """Everything a form may say of this case."""
    words = _with_mandate(_accepted(case, around), around.mandate)
    return _with_end(_with_course(words, case, around), case)


def _accepted(case: CaseFile, around: Surroundings) -> CaseWords:
    """What was written down at acceptance."""
    row = case.row
    return CaseWords(
        head=paper_words.head_of(case, around),
        applicant=row.applicant,
        sex=paper_words.SEX_WORDS.get(around.sex, ""),
        id_number=mask_id(case.id_number),
        whole_id_number=case.id_number,
        phone=row.phone,
        address=case.address or row.group,
        group=row.group,
        representative=case.representative,
        relation=case.representative_relation,
        matter=row.item_name,
        neutral_matter=paper_words.NEUTRAL_MATTER if row.sensitive else row.item_name,
        category=row.category,
        department=case.department,
        kind=KIND_WORDS[row.kind],
        mode=MODE_WORDS[case.mode],
        description=case.note,
        promise=paper_words.promise_words(case),
        due_on=day_words(row.promised_on) if row.promised_on else "",
        accepted_on=day_words(local_day(row.accepted_at)),
        agent=case.handler,
        agent_phone=case.handler_phone,
        first_asked=case.first_asked,
        first_handler=case.first_handler,
        materials=paper_words.received(case),
        book_no=around.book_no,
        page_no=around.page_no,
        complaint_line=paper_words.COMPLAINT,
        sensitive=row.sensitive,
    )


def _with_mandate(words: CaseWords, mandate: MandateRow | None) -> CaseWords:
    """What the representative's mandate adds, where there is one."""
    if mandate is None:
        return words
    to_on = day_words(mandate.to_on) if mandate.to_on else "撤销时"
    return replace(
        words,
        representative_id_number=mandate.id_number,
        representative_phone=mandate.phone,
        powers=mandate.powers,
        mandate_term=f"自{day_words(mandate.from_on)}至{to_on}",
    )


def _with_course(words: CaseWords, case: CaseFile, around: Surroundings) -> CaseWords:
    """What happened to it since, up to the result."""
    said = paper_words.said_at
    return replace(
        words,
        wanted=_wanted(case, around.demands),
        visited_on=_day_of(case, CaseEventKind.VERIFIED),
        visited_by=_by(case, CaseEventKind.VERIFIED),
        findings=said(case, CaseEventKind.VERIFIED, "findings"),
        steps=_steps(case),
        escalated_to=said(case, CaseEventKind.ESCALATED, "to"),
        escalated_on=_day_of(case, CaseEventKind.ESCALATED),
        returned_on=_day_of(case, CaseEventKind.RETURNED),
        returned_for=_names(case, CaseEventKind.RETURNED),
        returned_reason=said(case, CaseEventKind.RETURNED, "reason"),
        result=paper_words.outcome(case, words.head),
        document_no=said(case, CaseEventKind.COMPLETED, "document_no"),
        completed_on=day_words(case.completed_on) if case.completed_on else "",
        delivered_on=_day_of(case, CaseEventKind.DELIVERED),
        delivered_to=said(case, CaseEventKind.DELIVERED, "to_whom"),
        delivered_how=said(case, CaseEventKind.DELIVERED, "how"),
    )


def _with_end(words: CaseWords, case: CaseFile) -> CaseWords:
    """How it was rated, declined or ended."""
    said = paper_words.said_at
    ground = DECLINE_GROUNDS.get(said(case, CaseEventKind.DECLINED, "ground"), "")
    ended = paper_words.ENDED.get(case.row.state)
    return replace(
        words,
        rating=RATING_WORDS[case.rating] if case.rating else "",
        rating_reason=said(case, CaseEventKind.RATED, "reason"),
        ground=words.head.says(ground),
        legal_basis=said(case, CaseEventKind.DECLINED, "legal_basis"),
        where_to_go=said(case, CaseEventKind.DECLINED, "where_to_go"),
        reason=said(case, ended, "reason") if ended else "",
        ended_on=_day_of(case, ended) if ended else "",
    )


def _day_of(case: CaseFile, event: CaseEventKind) -> str:
    """The day of the last effective step of this kind, or ""."""
    days = [local_day(line.at) for line in case.timeline if line.event is event and line.effective]
    return day_words(max(days)) if days else ""


def _by(case: CaseFile, event: CaseEventKind) -> str:
    """Who took the last effective step of this kind, or ""."""
    lines = [line for line in case.timeline if line.event is event and line.effective]
    return max(lines, key=lambda line: line.at).by if lines else ""


def _names(case: CaseFile, event: CaseEventKind) -> tuple[str, ...]:
    names = case.said.get(event, {}).get("missing")
    return tuple(str(name) for name in names) if isinstance(names, list) else ()


def _wanted(case: CaseFile, demands: tuple[MaterialRequirement, ...]) -> tuple[Demand, ...]:
    """What is missing now, or what was when the notice was due; in the forms the catalogue asks for."""
    asked_for = {demand.name: demand for demand in demands}
    names = case.missing or _names(case, CaseEventKind.NOTIFIED)
    return tuple(_demand(name, asked_for.get(name)) for name in names)


def _demand(name: str, asked_for: MaterialRequirement | None) -> Demand:
    if asked_for is None:
        return Demand(name)
    forms = "或".join(DEMANDED_FORMS.get(form, form) for form in asked_for.forms)
    return Demand(name, forms, str(asked_for.sheets), asked_for.condition)


def _steps(case: CaseFile) -> tuple[Step, ...]:
    """The steps that count, the first one first."""
    lines = [line for line in case.timeline if line.event in STEPS_SHOWN and line.effective]
    return tuple(
        Step(day_words(local_day(line.at)), line.title, line.by, line.detail)
        for line in sorted(lines, key=lambda line: line.at)
    )
