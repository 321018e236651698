"""All figures of a period from its tally: the six rates 六率, their segments, the five zeros 五零."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.cases import RATING_WORDS, RatingLevel
from app.domain.figures import CaseFacts, ComplaintFacts, InquiryFacts
from app.domain.periods import Period
from app.domain.rate_definitions import RATES, SEGMENTS, ZEROS, percent
from app.domain.tallies import CategoryFigures, Shares, Tally

LEVEL_COUNTS: Mapping[RatingLevel, str] = {
    RatingLevel.VERY_SATISFIED: "very_satisfied",
    RatingLevel.SATISFIED: "rated_satisfied",
    RatingLevel.BASICALLY_SATISFIED: "basically_satisfied",
    RatingLevel.DISSATISFIED: "dissatisfied",
    RatingLevel.VERY_DISSATISFIED: "very_dissatisfied",
}
ANSWER_WITHIN_DAYS = 1
"""A request left without an answer for more working days than this counts as unanswered (rate 3)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: shown as ``text``, with its counts; ``beside`` is what must always stand next to it."""

    name: str
    numerator: int
    denominator: int
    text: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Zero:
    """One of the five zeros: a count that should be none; 零距离 is a share instead."""

    name: str
    count: int
    share: Rate | None = None


@dataclass(frozen=True, slots=True)
class ItemDisclosure:
    """One item in force at the period's end, for rate 2. ``lacking`` names disclosure fields left empty."""

    item_code: str
    published_five_working_days: bool
    posted: bool
    lacking: tuple[str, ...] = ()
    item_name: str = ""


@dataclass(frozen=True, slots=True)
class SiteStanding:
    """What rates 1 and 2 look at in one room at the period's end; ``checks`` holds applicable checks only."""

    site_code: str
    checks: Mapping[str, bool] = field(default_factory=dict)
    disclosures: tuple[ItemDisclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rates need beside the cases. ``merged``: rate 1 counts rooms instead of checks."""

    standings: tuple[SiteStanding, ...] = ()
    inquiries: tuple[InquiryFacts, ...] = ()
    complaints: tuple[ComplaintFacts, ...] = ()
    merged: bool = False


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Everything counted of a period. ``rates`` in the order of 000 §三.2, ``zeros`` of 000 §三.5."""

    period: Period
    categories: tuple[CategoryFigures, ...]
    total: CategoryFigures
    sites: tuple[CategoryFigures, ...]
    rates: tuple[Rate, ...]
    segments: tuple[Rate, ...]
    zeros: tuple[Zero, ...]
    shares: Shares
    inquiries: int = 0
    unanswered: int = 0


def figures_of(
    cases: Iterable[CaseFacts],
    period: Period,
    surroundings: Surroundings | None = None,
    categories: Iterable[str] = (),
) -> PeriodFigures:
    """All figures of a few cases at once."""
    tally = Tally(period)
    for case in cases:
        tally.add(case)
    return figures_from(tally, surroundings or Surroundings(), categories)


def figures_from(
    tally: Tally, around: Surroundings, categories: Iterable[str] = (), sites: Iterable[str] = ()
) -> PeriodFigures:
    """All figures of a period; ``categories`` gives the rows' order, others follow by name."""
    total = tally.total()
    asked = [inquiry for inquiry in around.inquiries if inquiry.asked_on in tally.period]
    return PeriodFigures(
        period=tally.period,
        categories=tally.rows(categories),
        total=total,
        sites=tally.sites(sites),
        rates=(
            organisation_rate(around.standings, merged=around.merged),
            disclosure_rate(around.standings),
            acceptance_rate(total, asked),
            completion_rate(total),
            promise_rate(total),
            satisfaction_rate(total),
        ),
        segments=tuple(_rate(each.name, total[each.kept], total[each.due], each.words) for each in SEGMENTS),
        zeros=five_zeros(total, asked, around.complaints, tally.period),
        shares=tally.shares(),
        inquiries=sum(not inquiry.is_request for inquiry in asked),
        unanswered=sum(map(is_unanswered, asked)),
    )


def organisation_rate(standings: Iterable[SiteStanding], *, merged: bool = False) -> Rate:
    """1. Applicable checks met ÷ applicable checks; merged: rooms meeting all ÷ rooms on the list."""
    rooms = tuple(standings)
    name = RATES[0].name
    if merged:
        whole = sum(bool(room.checks) and all(room.checks.values()) for room in rooms)
        return _rate(name, whole, len(rooms), f"未全部达到的村 {len(rooms) - whole} 个")
    checks = [check for room in rooms for check in room.checks.items()]
    failed = "、".join(words for words, met in checks if not met)
    return _rate(name, sum(met for _, met in checks), len(checks), f"未达到：{failed}" if failed else "")


def disclosure_rate(standings: Iterable[SiteStanding]) -> Rate:
    """2. Filled and posted ÷ items published for at least five working days."""
    ripe = [item for room in standings for item in room.disclosures if item.published_five_working_days]
    shown = sum(item.posted and not item.lacking for item in ripe)
    unposted = sum(not item.posted for item in ripe)
    lacking = sum(bool(item.lacking) for item in ripe)
    beside = f"未登记张贴 {unposted} 项，内容不全 {lacking} 项" if ripe else ""
    return _rate(RATES[1].name, shown, len(ripe), beside)


def is_unanswered(inquiry: InquiryFacts) -> bool:
    """A request in scope that waited more than one working day and became neither case nor decision."""
    if not inquiry.is_request or not inquiry.in_scope or inquiry.case_counted:
        return False
    waiting = inquiry.outcome in ("open", "answered", "case")
    return waiting and inquiry.waited_days > ANSWER_WITHIN_DAYS


def is_declined(inquiry: InquiryFacts) -> bool:
    """A request in scope that was declined without ever becoming a case."""
    if inquiry.case_counted or inquiry.outcome != "declined":
        return False
    return inquiry.is_request and inquiry.in_scope


def acceptance_rate(total: CategoryFigures, asked: Iterable[InquiryFacts] = ()) -> Rate:
    """3. Accepted ÷ (accepted + declined + unanswered), of the requests first asked in the period."""
    requests = list(asked)
    unanswered, declined = sum(map(is_unanswered, requests)), sum(map(is_declined, requests))
    beside = f"依法不予受理 {total['declined'] + declined} 件，超过1个工作日未答复 {unanswered} 件"
    whole = total["requested"] + declined + unanswered
    return _rate(RATES[2].name, total["requests_accepted"], whole, beside)


def completion_rate(total: CategoryFigures) -> Rate:
    """4. Completed in the period ÷ (those + open at its end with the due date reached)."""
    done, ever = total["ever_completed"], total["ever_accepted"]
    beside = f"累计办结 {done} ÷ 受理 {ever} = {percent(done, ever)}"
    return _rate(RATES[3].name, total["completed"], total["due"], beside)


def promise_rate(total: CategoryFigures) -> Rate:
    """5. Completed in the period by the day that binds ÷ the same as rate 4."""
    extended, saved = total["otherwise_extended"], total["late_but_extended"]
    beside = f"另有经批准的其他延期 {extended} 件，其中延期后按期办结 {saved} 件，不算兑现"
    return _rate(RATES[4].name, total["on_time"], total["due"], beside)


def satisfaction_rate(total: CategoryFigures) -> Rate:
    """6. The upper three levels ÷ cases rated in the period; silence is never good."""
    took_part, completed = total["completed_rated"], total["completed"]
    listed = "，".join(f"{words} {total[LEVEL_COUNTS[level]]}" for level, words in RATING_WORDS.items())
    beside = f"参评率 {took_part} ÷ {completed} = {percent(took_part, completed)}；{listed}"
    return _rate(RATES[5].name, total["satisfied"], total["rated"], beside)


def five_zeros(
    total: CategoryFigures,
    asked: Iterable[InquiryFacts],
    complaints: Iterable[ComplaintFacts],
    period: Period,
) -> tuple[Zero, ...]:
    """五零 (000 §三.5): the first a share, the other four counts that should be none."""
    near = _rate(ZEROS[0].name, total["near"], total["received"])
    sent_off = sum(
        inquiry.outcome in ("declined", "referred") and inquiry.in_scope and not inquiry.ground
        for inquiry in asked
    )
    upheld = sum(one.upheld and (one.decided_on or one.received_on) in period for one in complaints)
    counts = (
        total["near"],
        total["declined_without_ground"] + sent_off,
        total["overdue_open"],
        total["errors"],
        upheld,
    )
    shares = (near, None, None, None, None)
    return tuple(
        Zero(zero.name, count, share) for zero, count, share in zip(ZEROS, counts, shares, strict=True)
    )


def _rate(name: str, numerator: int, denominator: int, beside: str = "") -> Rate:
    return Rate(name, numerator, denominator, percent(numerator, denominator), beside)
