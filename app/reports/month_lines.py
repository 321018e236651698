"""Puts figures and facts into the lines of the month's workbook, so that its sheets tell one story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from app.domain.cases import KIND_WORDS, MODE_WORDS, RATING_WORDS, STATE_WORDS, CaseKind
from app.domain.figures import CaseFacts, Period
from app.domain.rates import MonthFigures
from app.reports.month import CategoryLine, LedgerLine, OverdueLine, RateLine, RatingLine

DEFINITIONS = (
    "月末达到要求的检查项 ÷ 适用的检查项",
    "内容齐全并已张贴的事项 ÷ 公布满5个工作日的有效事项",
    "受理 ÷（受理＋不予受理＋超过1个工作日未答复）；咨询、转介、答复前撤回的不计",
    "本月办结 ÷（本月办结＋月末已到期未办结）；撤回、不予受理、未到期的不计",
    "在承诺期限内办结 ÷ 同第4项；只扣除依法不计算的天数和依法的延期",
    "（非常满意＋满意＋基本满意）÷ 本月作出最近一次有效评价的件；未评价的不算满意",
)
"""What each rate divides by what, as printed (design: domain, Assessment)."""

WorkingDays = Callable[[date, date], int]
"""Working days after the first date, up to and with the second."""


def category_lines(figures: MonthFigures) -> tuple[CategoryLine, ...]:
    """One line for each category, in the order of the figures; late completions count as overdue too."""
    return tuple(
        CategoryLine(
            name=row.category,
            received=row.received,
            completed=row.completed,
            immediate=row.by_kind[CaseKind.IMMEDIATE],
            promised=row.by_kind[CaseKind.PROMISED],
            supplement=row.by_kind[CaseKind.SUPPLEMENT],
            escalated=row.by_kind[CaseKind.ESCALATED],
            on_time=row.on_time,
            overdue=row.completed - row.on_time + row.overdue,
            satisfied=row.satisfied,
            rated=row.rated,
        )
        for row in figures.categories
    )


def rate_lines(figures: MonthFigures) -> tuple[RateLine, ...]:
    """The six rates in the order of 000 §三.2, each with its definition and what must stand beside it."""
    lines = []
    for no, (rate, definition) in enumerate(zip(figures.rates, DEFINITIONS, strict=True), 1):
        note = f"{definition}\n{rate.beside}" if rate.beside else definition
        lines.append(RateLine(no, rate.name, rate.numerator, rate.denominator, rate.text, note))
    return tuple(lines)


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
