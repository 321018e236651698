"""The six rates 六率 and the five zeros 五零 of a period (000 §三.2, §三.5), with what each one counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.cases import RATING_WORDS, CaseKind, RatingLevel, ServiceMode
from app.domain.figures import CaseFacts, Period

DEFINITION_VERSION = "1"
"""Printed beside the rates; moves whenever a definition below changes."""

EMPTY = "—(无)"
SATISFIED = frozenset({RatingLevel.VERY_SATISFIED, RatingLevel.SATISFIED, RatingLevel.BASICALLY_SATISFIED})


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: shown as ``text``, with its counts; ``beside`` is what must always stand next to it."""

    name: str
    numerator: int
    denominator: int
    text: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class ItemDisclosure:
    """One item in force at the period's end, for rate 2."""

    item_code: str
    published_five_working_days: bool
    every_field_filled: bool
    posted: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rates need beside the cases. Empty: the rate prints ``EMPTY``.

    ``checks`` are the room's applicable checks of rate 1, name → met. ``unanswered`` are requests first asked
    in the period and left without an answer for over a working day.
    """

    checks: Mapping[str, bool] = field(default_factory=dict)
    disclosures: tuple[ItemDisclosure, ...] = ()
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """One row of the monthly table; the total is one too."""

    category: str
    received: int
    by_kind: Mapping[CaseKind, int]
    completed: int
    on_time: int
    overdue: int
    rated: int
    satisfied: int
    declined: int
    withdrawn: int
    open_at_end: int


@dataclass(frozen=True, slots=True)
class FiveZeros:
    """零距离 as a share; the other four as counts that should be zero."""

    near: Rate
    passed_off: int
    backlog: int
    errors: int
    complaints: int


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """``old_book`` counts 补录 entries of the period, which stand in no rate."""

    period: Period
    categories: tuple[CategoryFigures, ...]
    total: CategoryFigures
    rates: tuple[Rate, ...]
    zeros: FiveZeros
    old_book: int


def month_figures(
    cases: Iterable[CaseFacts],
    period: Period,
    surroundings: Surroundings | None = None,
    categories: Iterable[str] = (),
) -> MonthFigures:
    """All figures of a period; ``categories`` gives the rows' order, others follow as they appear."""
    everything = tuple(cases)
    counted = tuple(case for case in everything if case.counts)
    around = surroundings or Surroundings()
    names = dict.fromkeys([*categories, *(case.category for case in counted)])
    rows = tuple(
        _figures(name, [case for case in counted if case.category == name], period) for name in names
    )
    return MonthFigures(
        period,
        rows,
        _figures("合计", counted, period),
        six_rates(counted, period, around),
        five_zeros(counted, period),
        sum(1 for case in everything if case.old_book and not case.voided and case.accepted_on in period),
    )


def six_rates(
    cases: Iterable[CaseFacts], period: Period, surroundings: Surroundings
) -> tuple[Rate, Rate, Rate, Rate, Rate, Rate]:
    """The six rates in the order of 000 §三.2."""
    counted = tuple(case for case in cases if case.counts)
    return (
        organisation_rate(surroundings.checks),
        disclosure_rate(surroundings.disclosures),
        acceptance_rate(counted, period, surroundings.unanswered),
        completion_rate(counted, period),
        promise_rate(counted, period),
        satisfaction_rate(counted, period),
    )


def organisation_rate(checks: Mapping[str, bool]) -> Rate:
    """1. 组织机构健全率: applicable checks met ÷ applicable checks."""
    failed = "、".join(name for name, met in checks.items() if not met)
    beside = f"未达到：{failed}" if failed else ""
    return _rate("组织机构健全率", sum(checks.values()), len(checks), beside)


def disclosure_rate(items: Iterable[ItemDisclosure]) -> Rate:
    """2. 代理事项公开率: filled and posted ÷ items published for at least five working days."""
    ripe = [item for item in items if item.published_five_working_days]
    shown = sum(1 for item in ripe if item.every_field_filled and item.posted)
    return _rate("代理事项公开率", shown, len(ripe))


def acceptance_rate(cases: Iterable[CaseFacts], period: Period, unanswered: int = 0) -> Rate:
    """3. 申请事项受理率: accepted ÷ (accepted + declined + unanswered), first asked in the period."""
    asked = [
        case
        for case in cases
        if case.counts and case.accepted_on in period and not case.withdrawn_before_answer
    ]
    declined = sum(case.declined for case in asked)
    beside = f"依法不予受理 {declined} 件"
    return _rate("申请事项受理率", len(asked) - declined, len(asked) + unanswered, beside)


def completion_rate(cases: Iterable[CaseFacts], period: Period) -> Rate:
    """4. 代理事项办结率: completed in the period ÷ (those + open at its end with the due date reached)."""
    counted = [case for case in cases if case.counts]
    due = _due_cases(counted, period)
    done = sum(case.completed_in(period) for case in due)
    accepted = [
        case
        for case in counted
        if case.accepted_on <= period.end_on and not (case.declined or case.withdrawn)
    ]
    ever_done = sum(
        1 for case in accepted if case.completed_on is not None and case.completed_on <= period.end_on
    )
    plain = _rate("", ever_done, len(accepted))
    beside = f"累计办结 {ever_done} ÷ 受理 {len(accepted)} = {plain.text}"
    return _rate("代理事项办结率", done, len(due), beside)


def promise_rate(cases: Iterable[CaseFacts], period: Period) -> Rate:
    """5. 承诺期限兑现率: completed in the period by the day that binds ÷ the same as rate 4."""
    due = _due_cases(cases, period)
    kept = sum(case.completed_in(period) and case.on_time() for case in due)
    extended = sum(case.extended_on is not None for case in due)
    return _rate("承诺期限兑现率", kept, len(due), f"其中经批准延期 {extended} 件")


def satisfaction_rate(cases: Iterable[CaseFacts], period: Period) -> Rate:
    """6. 群众评价满意率: the upper three levels ÷ cases rated in the period; never counts silence as good."""
    counted = [case for case in cases if case.counts]
    levels = Counter(case.rating for case in counted if case.rating is not None and case.rated_on in period)
    completed = [case for case in counted if case.completed_in(period)]
    took_part = sum(case.rating is not None for case in completed)
    share = _rate("", took_part, len(completed))
    listed = "，".join(f"{words} {levels[level]}" for level, words in RATING_WORDS.items())
    beside = f"参评率 {took_part} ÷ {len(completed)} = {share.text}；{listed}"
    return _rate("群众评价满意率", sum(levels[level] for level in SATISFIED), sum(levels.values()), beside)


def five_zeros(cases: Iterable[CaseFacts], period: Period) -> FiveZeros:
    """五零服务 (000 §三.5)."""
    counted = [case for case in cases if case.counts]
    received = [case for case in counted if case.accepted_in(period)]
    near_modes = {ServiceMode.HOME, ServiceMode.TOUR}
    near = _rate("零距离（上门、巡回占比）", sum(case.mode in near_modes for case in received), len(received))
    return FiveZeros(
        near,
        sum(case.declined_without_ground and case.accepted_on in period for case in counted),
        sum(case.overdue_at(period.end_on) for case in counted),
        sum(
            case.reopened_on in period or (case.returned_for_our_fault and case.returned_on in period)
            for case in counted
        ),
        sum(case.complaint_upheld and case.complained_on in period for case in counted),
    )


def percent(numerator: int, denominator: int) -> str:
    """Half up to 0.1 %; never 100 % unless equal; ``EMPTY`` for an empty denominator."""
    if denominator == 0:
        return EMPTY
    tenths = (numerator * 2000 + denominator) // (denominator * 2)
    if numerator < denominator:
        tenths = min(tenths, 999)
    return f"{tenths // 10}.{tenths % 10}%"


def _rate(name: str, numerator: int, denominator: int, beside: str = "") -> Rate:
    return Rate(name, numerator, denominator, percent(numerator, denominator), beside)


def _due_cases(cases: Iterable[CaseFacts], period: Period) -> list[CaseFacts]:
    return [
        case
        for case in cases
        if case.counts
        and not (case.withdrawn or case.declined)
        and (case.completed_in(period) or case.overdue_at(period.end_on))
    ]


def _figures(category: str, cases: Iterable[CaseFacts], period: Period) -> CategoryFigures:
    rows = list(cases)
    received = [case for case in rows if case.accepted_in(period)]
    completed = [case for case in rows if case.completed_in(period)]
    rated = [case for case in rows if case.rating is not None and case.rated_on in period]
    kinds = Counter(case.kind for case in received)
    return CategoryFigures(
        category=category,
        received=len(received),
        by_kind={kind: kinds[kind] for kind in CaseKind},
        completed=len(completed),
        on_time=sum(case.on_time() for case in completed),
        overdue=sum(case.overdue_at(period.end_on) for case in rows),
        rated=len(rated),
        satisfied=sum(case.rating in SATISFIED for case in rated),
        declined=sum(case.declined and case.accepted_on in period for case in rows),
        withdrawn=sum(case.withdrawn and case.accepted_on in period for case in rows),
        open_at_end=sum(case.open_at(period.end_on) for case in rows),
    )
