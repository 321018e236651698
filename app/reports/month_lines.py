"""Counts the month's lines from the facts of its cases, so that table, register and lists tell one story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from app.domain.cases import (
    KIND_WORDS,
    MODE_WORDS,
    RATING_WORDS,
    STATE_WORDS,
    CaseKind,
    RatingLevel,
)
from app.domain.figures import CaseFacts, Period
from app.reports.month import CategoryLine, LedgerLine, OverdueLine, RatingLine

SATISFIED = frozenset({RatingLevel.VERY_SATISFIED, RatingLevel.SATISFIED, RatingLevel.BASICALLY_SATISFIED})
WorkingDays = Callable[[date, date], int]
"""Working days after the first date, up to and with the second."""


def category_lines(
    facts: Sequence[CaseFacts], period: Period, categories: Iterable[str] = ()
) -> tuple[CategoryLine, ...]:
    """One line for each of ``categories`` in their order, then for those that only the cases name."""
    names = dict.fromkeys((*categories, *(case.category for case in facts if _in_table(case, period))))
    return tuple(_category(name, [case for case in facts if case.category == name], period) for name in names)


def overdue_lines(
    facts: Iterable[CaseFacts], period: Period, working_days: WorkingDays
) -> tuple[OverdueLine, ...]:
    """The cases finished late in the period or overdue at its end, and those extended in it."""
    lines = []
    for case in facts:
        if case.counts and is_overdue(case, period):
            lines.append(_late(case, period, working_days))
        if case.counts and case.extended_on in period:
            lines.append(_extended(case))
    return tuple(sorted(lines, key=lambda line: (line.sort != "超期", line.case_no)))


def rating_lines(facts: Iterable[CaseFacts], period: Period) -> tuple[RatingLine, ...]:
    """Ratings and complaints given in the period, by day; nobody is named."""
    lines = []
    for case in facts:
        if case.rating is not None and case.rated_on is not None and case.rated_on in period:
            level = RATING_WORDS[case.rating]
            said = (case.case_no, case.item_name, level, case.rating_reason)
            lines.append(RatingLine("评价", case.rated_on, *said, counted=case.counts))
        if case.complained_on is not None and case.complained_on in period:
            answer = "经核查属实" if case.complaint_upheld else ""
            lines.append(
                RatingLine("投诉", case.complained_on, case.case_no, case.item_name, "", answer=answer)
            )
    return tuple(sorted(lines, key=lambda line: (line.on, line.case_no, line.sort)))


def ledger_line(case: CaseFacts, *, id_number: str, first_asked: str) -> LedgerLine:
    """One line of the register book; what facts do not know comes beside them."""
    return LedgerLine(
        case_no=case.case_no,
        accepted_on=case.accepted_on,
        applicant=case.applicant,
        id_number=id_number,
        phone=case.phone,
        group=case.group,
        item=case.item_name,
        category=case.category,
        kind=KIND_WORDS[case.kind],
        mode=MODE_WORDS[case.mode],
        promised_on=case.promised_on,
        state=STATE_WORDS[case.state],
        completed_on=case.completed_on,
        handler=case.agent_name,
        first_asked=first_asked,
        remark="；".join(part for part in ("补录" if case.old_book else "", case.note) if part),
        counted=case.counts and not case.declined,
    )


def is_overdue(case: CaseFacts, period: Period) -> bool:
    """Finished in the period after the promise, or still open at its end though due."""
    late = case.completed_in(period) and not case.on_time()
    return late or case.overdue_at(period.end_on)


def _in_table(case: CaseFacts, period: Period) -> bool:
    touched = case.accepted_in(period) or case.completed_in(period) or _rated_in(case, period)
    return case.counts and (touched or is_overdue(case, period))


def _rated_in(case: CaseFacts, period: Period) -> bool:
    return case.rating is not None and case.rated_on in period


def _category(name: str, facts: Iterable[CaseFacts], period: Period) -> CategoryLine:
    cases = [case for case in facts if case.counts]
    received = [case for case in cases if case.accepted_in(period)]
    kinds = {kind: sum(case.kind is kind for case in received) for kind in CaseKind}
    completed = [case for case in cases if case.completed_in(period)]
    rated = [case for case in cases if _rated_in(case, period)]
    return CategoryLine(
        name=name,
        received=len(received),
        completed=len(completed),
        immediate=kinds[CaseKind.IMMEDIATE],
        promised=kinds[CaseKind.PROMISED],
        supplement=kinds[CaseKind.SUPPLEMENT],
        escalated=kinds[CaseKind.ESCALATED],
        on_time=sum(case.on_time() for case in completed),
        overdue=sum(is_overdue(case, period) for case in cases),
        satisfied=sum(case.rating in SATISFIED for case in rated),
        rated=len(rated),
    )


def _late(case: CaseFacts, period: Period, working_days: WorkingDays) -> OverdueLine:
    finished = case.completed_on if case.completed_in(period) else None
    bound = case.bound_by if finished else case.due_on
    late = working_days(bound, finished or period.end_on) if bound else 0
    return OverdueLine(
        sort="超期",
        case_no=case.case_no,
        item=case.item_name,
        applicant=case.applicant,
        handler=case.agent_name,
        promised_on=case.promised_on,
        due_on=case.due_on,
        completed_on=finished,
        days_late=late,
        explanation=case.note,
    )


def _extended(case: CaseFacts) -> OverdueLine:
    return OverdueLine(
        sort="延期",
        case_no=case.case_no,
        item=case.item_name,
        applicant=case.applicant,
        handler=case.agent_name,
        promised_on=case.promised_on,
        due_on=case.extended_until or case.due_on,
        completed_on=case.completed_on,
        days_late=0,
        approved_by=case.extension_approved_by,
        explanation=case.extension_reason,
    )
