"""Every number of cases a report shows, by name: which cases it counts, so that each can be opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.cases import CaseKind, RatingLevel
from app.domain.figures import CaseFacts
from app.domain.periods import Period

SATISFIED = frozenset({RatingLevel.VERY_SATISFIED, RatingLevel.SATISFIED, RatingLevel.BASICALLY_SATISFIED})

Holds = Callable[[CaseFacts, Period], bool]


@dataclass(frozen=True, slots=True)
class CaseCount:
    """One named number: ``words`` on paper and in markers, ``holds`` which cases of a period it counts.

    Voided and old-book cases are taken out before ``holds`` is asked, except for ``old_book`` itself.
    """

    name: str
    words: str
    holds: Holds


def _received_as(kind: CaseKind) -> Holds:
    return lambda case, period: case.kind is kind and case.accepted_in(period)


def _rated_as(level: RatingLevel) -> Holds:
    return lambda case, period: case.rating is level and case.rated_on in period


def _requested(case: CaseFacts, period: Period) -> bool:
    return case.asked_on in period


def _rated(case: CaseFacts, period: Period) -> bool:
    return case.rating is not None and case.rated_on in period


def _overdue_open(case: CaseFacts, period: Period) -> bool:
    return case.overdue_at(period.end_on)


def _due(case: CaseFacts, period: Period) -> bool:
    """The denominator of rates 4 and 5."""
    return case.completed_in(period) or case.overdue_at(period.end_on)


def _kept(case: CaseFacts, period: Period) -> bool:
    return case.completed_in(period) and case.on_time()


def _late(case: CaseFacts, period: Period) -> bool:
    return case.completed_in(period) and not case.on_time()


def _late_but_extended(case: CaseFacts, period: Period) -> bool:
    if case.due_on is None or case.completed_on is None:
        return False
    return _late(case, period) and case.completed_on <= case.due_on


def _erred(case: CaseFacts, period: Period) -> bool:
    return case.reopened_for_our_fault_on in period or case.returned_for_our_fault_on in period


def _ever_accepted(case: CaseFacts, period: Period) -> bool:
    return case.accepted_on <= period.end_on and not case.ended


def _ever_completed(case: CaseFacts, period: Period) -> bool:
    return (
        _ever_accepted(case, period) and case.completed_on is not None and case.completed_on <= period.end_on
    )


CASE_COUNTS: tuple[CaseCount, ...] = (
    CaseCount("received", "受理数", lambda case, period: case.accepted_in(period)),
    CaseCount("immediate", "即办件", _received_as(CaseKind.IMMEDIATE)),
    CaseCount("promised", "承诺件", _received_as(CaseKind.PROMISED)),
    CaseCount("supplement", "补办件", _received_as(CaseKind.SUPPLEMENT)),
    CaseCount("escalated", "上报件", _received_as(CaseKind.ESCALATED)),
    CaseCount("completed", "办结数", lambda case, period: case.completed_in(period)),
    CaseCount("on_time", "按期办结数", _kept),
    CaseCount("late", "逾期办结数", _late),
    CaseCount("overdue_open", "超期未办结数", _overdue_open),
    CaseCount("overdue", "超期数", lambda case, period: _late(case, period) or _overdue_open(case, period)),
    CaseCount("due", "应办结数", _due),
    CaseCount("open_at_end", "在办数", lambda case, period: case.open_at(period.end_on)),
    CaseCount("extended", "延期数", lambda case, period: case.extended_on in period),
    CaseCount(
        "otherwise_extended",
        "经批准的其他延期数",
        lambda case, period: case.otherwise_extended and _due(case, period),
    ),
    CaseCount("late_but_extended", "延期后按期办结数", _late_but_extended),
    CaseCount("rated", "参评数", _rated),
    CaseCount("satisfied", "满意数", lambda case, period: case.rating in SATISFIED and _rated(case, period)),
    CaseCount("very_satisfied", "非常满意", _rated_as(RatingLevel.VERY_SATISFIED)),
    CaseCount("rated_satisfied", "满意", _rated_as(RatingLevel.SATISFIED)),
    CaseCount("basically_satisfied", "基本满意", _rated_as(RatingLevel.BASICALLY_SATISFIED)),
    CaseCount("dissatisfied", "不满意", _rated_as(RatingLevel.DISSATISFIED)),
    CaseCount("very_dissatisfied", "非常不满意", _rated_as(RatingLevel.VERY_DISSATISFIED)),
    CaseCount(
        "completed_rated",
        "办结且已评价数",
        lambda case, period: case.completed_in(period) and case.rating is not None,
    ),
    CaseCount("requested", "首次提出数", _requested),
    CaseCount(
        "requests_accepted",
        "首次提出并受理数",
        lambda case, period: _requested(case, period) and not case.declined,
    ),
    CaseCount("declined", "不予受理数", lambda case, period: _requested(case, period) and case.declined),
    CaseCount(
        "declined_without_ground",
        "无依据不予受理数",
        lambda case, period: _requested(case, period) and case.declined_without_ground,
    ),
    CaseCount("withdrawn", "撤回数", lambda case, period: case.withdrawn and case.accepted_on in period),
    CaseCount("near", "上门巡回代办点受理数", lambda case, period: case.near and case.accepted_in(period)),
    CaseCount("errors", "差错数", _erred),
    CaseCount("complained", "投诉办件数", lambda case, period: case.complained_on in period),
    CaseCount("ever_accepted", "累计受理数", _ever_accepted),
    CaseCount("ever_completed", "累计办结数", _ever_completed),
    CaseCount("room_due", "本室办理应办结数", lambda case, period: not case.escalated and _due(case, period)),
    CaseCount("room_kept", "本室办理按期数", lambda case, period: not case.escalated and _kept(case, period)),
    CaseCount(
        "forwarding_due",
        "转报段件数",
        lambda case, period: case.forwarded_in_time is not None and _due(case, period),
    ),
    CaseCount(
        "forwarding_kept",
        "转报段按期数",
        lambda case, period: bool(case.forwarded_in_time) and _due(case, period),
    ),
    CaseCount(
        "above_due",
        "上级办理段件数",
        lambda case, period: case.answered_in_time is not None and _due(case, period),
    ),
    CaseCount(
        "above_kept",
        "上级办理段按期数",
        lambda case, period: bool(case.answered_in_time) and _due(case, period),
    ),
    CaseCount(
        "fetching_due",
        "取回段件数",
        lambda case, period: case.fetched_in_time is not None and _due(case, period),
    ),
    CaseCount(
        "fetching_kept",
        "取回段按期数",
        lambda case, period: bool(case.fetched_in_time) and _due(case, period),
    ),
)

COUNT_WORDS: Mapping[str, str] = {count.name: count.words for count in CASE_COUNTS} | {"old_book": "补录数"}
"""Name → words, with the 补录 entries that stand in no rate."""

CUMULATIVE = frozenset({"ever_accepted", "ever_completed"})
"""Numbers that count every case there ever was, also those over before the period began."""

BY_NAME: Mapping[str, CaseCount] = {count.name: count for count in CASE_COUNTS}


def holds(name: str, case: CaseFacts, period: Period) -> bool:
    """Whether the number called ``name`` counts this case; KeyError for a name that is none."""
    if name == "old_book":
        return case.old_book and not case.voided and case.accepted_in(period)
    return case.counts and BY_NAME[name].holds(case, period)
