"""Puts figures and facts into the lines of a workbook, so that its sheets tell one story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from app.domain.cases import KIND_WORDS, MODE_WORDS, RATING_WORDS, STATE_WORDS
from app.domain.figures import CaseFacts, ComplaintFacts
from app.domain.periods import Period, month_of
from app.domain.rate_definitions import RATES, SEGMENTS, ZEROS
from app.domain.rates import PeriodFigures
from app.reports.period_report import (
    CategoryLine,
    ComparisonLine,
    LedgerLine,
    MonthLine,
    OverdueLine,
    RateLine,
    RatingLine,
    ZeroLine,
)

WorkingDays = Callable[[date, date], int]
"""Working days after the first date, up to and with the second."""

COMPARED = (("received", "受理"), ("completed", "办结"), ("overdue", "超期"), ("open_at_end", "期末在办"))


def category_lines(figures: PeriodFigures) -> tuple[CategoryLine, ...]:
    """One line for each category, in the order of the figures; late completions count as overdue too."""
    return tuple(
        CategoryLine(
            name=row.category,
            received=row["received"],
            completed=row["completed"],
            immediate=row["immediate"],
            promised=row["promised"],
            supplement=row["supplement"],
            escalated=row["escalated"],
            on_time=row["on_time"],
            overdue=row["overdue"],
            satisfied=row["satisfied"],
            rated=row["rated"],
        )
        for row in figures.categories
    )


def rate_lines(figures: PeriodFigures) -> tuple[RateLine, ...]:
    """The six rates in the order of 000 §三.2, each with its definition and what must stand beside it."""
    lines = []
    for rate, definition in zip(figures.rates, RATES, strict=True):
        note = f"{definition.words}\n{rate.beside}" if rate.beside else definition.words
        said = (rate.name, rate.numerator, rate.denominator, rate.text)
        lines.append(RateLine(definition.no, *said, note, definition.source))
    return tuple(lines)


def segment_lines(figures: PeriodFigures) -> tuple[RateLine, ...]:
    """Rate 5 by the parts of the way."""
    return tuple(
        RateLine(0, rate.name, rate.numerator, rate.denominator, rate.text, definition.words)
        for rate, definition in zip(figures.segments, SEGMENTS, strict=True)
    )


def zero_lines(figures: PeriodFigures) -> tuple[ZeroLine, ...]:
    """The five zeros in the order of 000 §三.5."""
    return tuple(
        ZeroLine(zero.name, definition.words, zero.count, zero.share.text if zero.share else "")
        for zero, definition in zip(figures.zeros, ZEROS, strict=True)
    )


def comparison_lines(now: PeriodFigures, before: PeriodFigures) -> tuple[ComparisonLine, ...]:
    """Numbers first, then the six rates, of a period and the one before."""
    counts = (ComparisonLine(words, now.total[name], before.total[name]) for name, words in COMPARED)
    rates = (
        ComparisonLine(one.name, one.numerator, other.numerator, one.denominator, other.denominator)
        for one, other in zip(now.rates, before.rates, strict=True)
    )
    return (*counts, *rates)


def month_lines(figures: PeriodFigures) -> tuple[MonthLine, ...]:
    """What came in and was finished in each month of the period."""
    months: dict[str, tuple[int, int]] = {}
    for day in figures.shares.days:
        words = month_of(day.day).words
        accepted, completed = months.get(words, (0, 0))
        months[words] = (accepted + day.accepted, completed + day.completed)
    return tuple(MonthLine(words, *counts) for words, counts in months.items())


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


def rating_lines(
    facts: Iterable[CaseFacts], period: Period, complaints: Iterable[ComplaintFacts] = ()
) -> tuple[RatingLine, ...]:
    """Ratings and complaints given in the period, by day; nobody is named.

    A complaint that stands in its own record is shown from there, not a second time from the case's event.
    """
    recorded = [one for one in complaints if one.received_on in period]
    told = {(one.case_no, one.received_on) for one in recorded}
    lines = [_complaint(one) for one in recorded]
    for case in facts:
        if case.rating is not None and case.rated_on is not None and case.rated_on in period:
            level = RATING_WORDS[case.rating]
            said = (case.case_no, case.item_name, level, case.rating_reason)
            lines.append(RatingLine("评价", case.rated_on, *said, counted=case.counts))
        on = case.complained_on
        if on is not None and on in period and (case.case_no, on) not in told:
            lines.append(RatingLine("投诉", on, case.case_no, case.item_name, "", case.complaint_words))
    return tuple(sorted(lines, key=lambda line: (line.on, line.case_no, line.sort)))


def _complaint(one: ComplaintFacts) -> RatingLine:
    found = "" if one.decided_on is None else "经核查属实" if one.upheld else "经核查不属实"
    answer = "；".join(part for part in (found, one.answer) if part)
    return RatingLine("投诉", one.received_on, one.case_no, one.item, "", one.words, answer)


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
        explanation=case.overdue_explanation or case.note,
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
