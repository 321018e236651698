"""The one table of what may happen to a case: state × event → state, by whom, with which paper and to-do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from app.domain.cases import EVENT_WORDS, STATE_WORDS, CaseEventKind, CaseKind, CaseState, RatingLevel, Tier
from app.errors import Defect, Refusal

_E = CaseEventKind
_S = CaseState

VILLAGE = frozenset({Tier.VILLAGE})
"""Whoever accepted the case; for a township's direct case that is the township's own window."""
ABOVE = frozenset({Tier.TOWNSHIP, Tier.DISTRICT})
ELSEWHERE = frozenset({Tier.CITY, Tier.PROVINCE, Tier.OUTSIDE})
"""Tiers without a register: what they answer is recorded by hand at the site that accepted the case."""
ANYBODY = VILLAGE | ABOVE
ANSWERING = ABOVE | ELSEWHERE
NEXT_ABOVE = {Tier.VILLAGE: Tier.TOWNSHIP, Tier.TOWNSHIP: Tier.DISTRICT, Tier.DISTRICT: Tier.CITY}
"""To whom a tier sends on what it does not decide itself."""

FINAL_STATES = frozenset({_S.CLOSED, _S.WITHDRAWN, _S.DECLINED, _S.VOIDED})
"""States that need no further step; a closed case may still be followed up, complained of or done again."""

STATE_AT_ACCEPTANCE = {
    CaseKind.IMMEDIATE: _S.IN_PROGRESS,
    CaseKind.PROMISED: _S.IN_PROGRESS,
    CaseKind.SUPPLEMENT: _S.WAITING_MATERIALS,
    CaseKind.ESCALATED: _S.IN_PROGRESS,  # the room still has to forward it
}


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step. ``to`` None: decided by the event (acceptance by its kind, resuming by what was paused).

    ``by`` are the tiers that may; ``paper`` is what is printed with it ("" = none); ``todo`` is what is
    left to do afterwards, in words for the 今日 page.
    """

    state: CaseState | None
    event: CaseEventKind
    to: CaseState | None
    by: frozenset[Tier]
    paper: str = ""
    todo: str = ""


def _stays(
    event: CaseEventKind, states: tuple[CaseState, ...], by: frozenset[Tier], paper: str = "", todo: str = ""
) -> tuple[Transition, ...]:
    return tuple(Transition(state, event, state, by, paper, todo) for state in states)


def _moves(
    event: CaseEventKind,
    states: tuple[CaseState, ...],
    to: CaseState | None,
    by: frozenset[Tier],
    paper: str = "",
    todo: str = "",
) -> tuple[Transition, ...]:
    return tuple(Transition(state, event, to, by, paper, todo) for state in states)


_WORKING = (_S.WAITING_MATERIALS, _S.IN_PROGRESS)
_OPEN = (_S.WAITING_MATERIALS, _S.IN_PROGRESS, _S.ESCALATED, _S.PAUSED, _S.TO_FETCH)
_DONE = (_S.COMPLETED, _S.DELIVERED)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(None, _E.ACCEPTED, None, ANYBODY, "receipt", "交付材料接收单，开始办理"),
    Transition(None, _E.DECLINED, _S.DECLINED, ANYBODY, "decline-notice", "说明依据和应去的地方"),
    *_stays(_E.NOTIFIED, (_S.WAITING_MATERIALS,), ANYBODY, "one-time-notice", "等申请人补齐材料"),
    *_moves(
        _E.SUPPLEMENTED, (_S.WAITING_MATERIALS,), _S.IN_PROGRESS, VILLAGE, "receipt", "材料已齐，开始办理"
    ),
    *_stays(_E.VERIFIED, _WORKING, ANYBODY, "handling-sheet", "按核实情况办理"),
    *_stays(_E.ASSIGNED, _WORKING, ANYBODY, "handling-sheet", "等代办员认领"),
    *_stays(_E.ASSIGNED, (_S.ESCALATED,), ABOVE, "", "由承办单位或承办人办理"),
    *_stays(_E.CLAIMED, _WORKING, VILLAGE, "card", "由认领人办到底"),
    *_stays(_E.DECLINED_ASSIGNMENT, _WORKING, VILLAGE, "", "另派代办员"),
    *_stays(_E.PROGRESSED, _OPEN, ANYBODY, "handling-sheet", "接着办理，有进展再记"),
    *_moves(_E.ESCALATED, (_S.IN_PROGRESS,), _S.ESCALATED, VILLAGE, "handover-list", "等上级收件和答复"),
    *_stays(_E.ESCALATED, (_S.ESCALATED,), ABOVE, "", "等上级答复"),
    *_stays(_E.RECEIVED, (_S.ESCALATED,), ANSWERING, "", "在本级期限内办理"),
    *_moves(
        _E.RETURNED,
        (_S.ESCALATED,),
        _S.WAITING_MATERIALS,
        ANSWERING,
        "supplement-notice",
        "请申请人补正",
    ),
    *_moves(_E.REFERRED_DOWN, (_S.ESCALATED,), _S.IN_PROGRESS, ABOVE, "", "由村（社区）办理"),
    *_moves(_E.PAUSED, (_S.IN_PROGRESS, _S.ESCALATED), _S.PAUSED, ANYBODY, "", "条件恢复后恢复计时"),
    *_moves(_E.RESUMED, (_S.PAUSED,), None, ANYBODY, "", "继续办理"),
    *_stays(
        _E.EXTENDED,
        (_S.IN_PROGRESS, _S.ESCALATED, _S.PAUSED, _S.TO_FETCH),
        ANYBODY,
        "",
        "把新的期限告知申请人",
    ),
    *_moves(_E.RESULT_READY, (_S.ESCALATED,), _S.TO_FETCH, ANYBODY, "fetch-list", "到上级取回结果"),
    *_moves(_E.FETCHED, (_S.TO_FETCH,), _S.COMPLETED, VILLAGE, "fetch-list", "把结果送达申请人"),
    *_moves(
        _E.COMPLETED,
        (_S.IN_PROGRESS, _S.ESCALATED, _S.TO_FETCH),
        _S.COMPLETED,
        VILLAGE,
        "card",
        "把结果送达申请人",
    ),
    *_moves(_E.COMPLETED, (_S.ESCALATED,), _S.TO_FETCH, ABOVE, "", "由代办员取回结果"),
    *_moves(_E.DELIVERED, (_S.COMPLETED,), _S.DELIVERED, ANYBODY, "reply-card", "请申请人评价"),
    *_moves(_E.RATED, (_S.DELIVERED,), _S.CLOSED, ANYBODY, "reply-card", "不满意的按期回访"),
    *_stays(_E.FOLLOWED_UP, (_S.DELIVERED, _S.CLOSED), ANYBODY, "", "需要改正的重办"),
    *_moves(_E.REOPENED, (*_DONE, _S.CLOSED), _S.IN_PROGRESS, ANYBODY, "card", "重新办理"),
    *_moves(_E.WITHDRAWN, _OPEN, _S.WITHDRAWN, VILLAGE, "receipt", "退还原件"),
    *_moves(_E.DECLINED, _WORKING, _S.DECLINED, VILLAGE, "decline-notice", "说明依据，退还原件"),
    *_moves(_E.DECLINED, (_S.ESCALATED,), _S.DECLINED, ANSWERING, "decline-notice", "说明依据，退还原件"),
    *_stays(
        _E.COMPLAINED,
        (*_OPEN, *_DONE, _S.CLOSED, _S.DECLINED, _S.WITHDRAWN),
        ANYBODY,
        "complaint-record",
        "按期答复投诉",
    ),
    *_moves(_E.VOIDED, (*_OPEN, *_DONE, _S.DECLINED), _S.VOIDED, VILLAGE, "", "收回已交付的纸张，退还原件"),
)
"""In the order of work: ``allowed`` answers in this order."""

MOVING_EVENTS = frozenset(t.event for t in TRANSITIONS if t.to is None or t.to is not t.state)
"""Events that move the state: they carry ``from_state``, and a stale one does not count (sync 8)."""


def transition(
    state: CaseState | None,
    event: CaseEventKind,
    tier: Tier | str = Tier.VILLAGE,
    by_hand: Tier | None = None,
) -> Transition:
    """The row of the table, or a Refusal (``stage``, ``not-yours``) that says what may be done now.

    ``by_hand`` is the tier of ``ELSEWHERE`` whose answers the accepting site records, if the item has one.
    """
    tier = Tier(tier)
    rows = _rows(state, event)
    for row in rows:
        if tier in row.by or _answers_by_hand(row, tier, by_hand):
            return row
    raise _refusal(state, event, allowed(state, tier, by_hand), tier, others=bool(rows))


@cache
def _rows(state: CaseState | None, event: CaseEventKind) -> tuple[Transition, ...]:
    return tuple(row for row in TRANSITIONS if row.state is state and row.event is event)


def speaking_tier(row: Transition, tier: Tier, by_hand: Tier | None) -> Tier:
    """Whose step it is: the writer's own tier, or the one whose answer he records by hand."""
    return tier if tier in row.by or by_hand is None else by_hand


def _answers_by_hand(row: Transition, tier: Tier, by_hand: Tier | None) -> bool:
    return tier is Tier.VILLAGE and by_hand in ELSEWHERE and by_hand in row.by


def next_state(
    state: CaseState | None,
    event: CaseEventKind,
    data: Mapping[str, object] | None = None,
    *,
    tier: Tier | str = Tier.VILLAGE,
    before_pause: CaseState | None = None,
) -> CaseState:
    """The state after ``event``; ``data`` as ``check_fields`` gives it.

    ``before_pause`` is the state a paused case goes back to (``FoldedCase.before_pause``).
    """
    row = transition(state, event, tier)
    said = data or {}
    if event is CaseEventKind.SUPPLEMENTED and said.get("still_missing"):
        return CaseState.WAITING_MATERIALS
    if row.to is not None:
        return row.to
    if event is CaseEventKind.RESUMED:
        return before_pause or CaseState.IN_PROGRESS
    kind = said.get("kind")
    if not isinstance(kind, str) or kind not in set(CaseKind):
        raise Defect("an acceptance must carry its kind")
    return STATE_AT_ACCEPTANCE[CaseKind(kind)]


def allowed(
    state: CaseState | None, tier: Tier | str = Tier.VILLAGE, by_hand: Tier | None = None
) -> tuple[CaseEventKind, ...]:
    """The events ``tier`` may record now, in the order of work; ``by_hand`` as in ``transition``."""
    tier = Tier(tier)
    rows = [row for row in TRANSITIONS if row.state is state]
    may = [row.event for row in rows if tier in row.by or _answers_by_hand(row, tier, by_hand)]
    return tuple(dict.fromkeys(may))


def _refusal(
    state: CaseState | None,
    event: CaseEventKind,
    may: tuple[CaseEventKind, ...],
    tier: Tier,
    *,
    others: bool,
) -> Refusal:
    now = STATE_WORDS[state] if state is not None else "尚未受理"
    words = "、".join(EVENT_WORDS[kind] for kind in may)
    now_may = f"现在可以：{words}。" if words else "这件已经作废，不再记步骤；还要办的，请重新受理一件。"
    if others:
        whose = "受理它的服务机构" if tier in ABOVE else "上级服务机构"
        return Refusal(
            f"办件现在是“{now}”，“{EVENT_WORDS[event]}”要由{whose}来做。{now_may}",
            field="event",
            code="not-yours",
        )
    return Refusal(f"办件现在是“{now}”，不能“{EVENT_WORDS[event]}”。{now_may}", field="event", code="stage")


class RecordedEvent(NamedTuple):
    """One event as the log has it: what its writer saw (``from_state``), in feed order. ``on`` is its day."""

    event: CaseEventKind
    from_state: CaseState | None
    on: date
    data: Mapping[str, object] = MappingProxyType({})
    tier: Tier = Tier.VILLAGE


@dataclass(frozen=True, slots=True)
class StoppedSpan:
    """Days that do not count towards a limit: after ``from_on`` up to and including ``to_on``; ``why`` in words."""

    from_on: date
    to_on: date
    why: str = field(default="暂停计时", compare=False)


class FoldedCase(NamedTuple):
    """What the events say together. ``effective`` has one flag an event, in the same order (False: 未生效).

    ``state`` is None where no effective acceptance came yet. ``stopped_since`` is set while the limit stands
    still now; ``stopped`` are the closed spans. ``waited_first``: accepted with papers missing (补办件).
    ``completed_on`` is the latest completion, None after a reopening; ``rating`` the latest valid one;
    ``followed_up_on`` the last 回访 after it. ``complained``: somebody did, whatever became of it. ``held_by`` is the
    tier where an escalated case lies (None: at the site that accepted it), ``taken_in`` whether it was received there.
    """

    state: CaseState | None = None
    effective: tuple[bool, ...] = ()
    before_pause: CaseState | None = None
    stopped: tuple[StoppedSpan, ...] = ()
    stopped_since: date | None = None
    stopped_why: str = ""
    waited_first: bool = False
    completed_on: date | None = None
    result: str = ""
    delivered_on: date | None = None
    rating: RatingLevel | None = None
    rated_on: date | None = None
    rating_reason: str = ""
    followed_up_on: date | None = None
    complained: bool = False
    held_by: Tier | None = None
    taken_in: bool = False


_AWAY_STATES = frozenset({_S.ESCALATED, _S.PAUSED})
_STOPPED_STATES = frozenset({_S.WAITING_MATERIALS, _S.PAUSED})


def fold_states(events: Iterable[RecordedEvent]) -> FoldedCase:
    """Fold a case's events, in feed order, into its state.

    An event that moves the state counts only if its ``from_state`` still holds and the table allows it; one
    that does not is kept and marked not effective. Events that move nothing always count.
    """
    folded, effective = FoldedCase(), list[bool]()
    for recorded in events:
        after = _state_after(folded, recorded)
        effective.append(after is not None)
        if after is None:
            continue
        changed = _changes(folded, recorded, after)
        if changed or after is not folded.state:
            folded = folded._replace(**changed, state=after)
    return folded._replace(effective=tuple(effective))


def _state_after(folded: FoldedCase, recorded: RecordedEvent) -> CaseState | None:
    """The state after the event, or None where it is not effective."""
    if recorded.event not in MOVING_EVENTS:
        return folded.state
    if recorded.from_state is not folded.state:
        return None
    try:
        return next_state(
            folded.state,
            recorded.event,
            recorded.data,
            tier=recorded.tier,
            before_pause=folded.before_pause,
        )
    except (Refusal, Defect):
        return None


def _changes(folded: FoldedCase, recorded: RecordedEvent, after: CaseState) -> dict[str, Any]:
    """What an event that counts says of the case besides its state; of most nothing."""
    said, changed = recorded.data, _stopped(folded, recorded, after) | _held(folded, recorded, after)
    if recorded.event is _E.ACCEPTED:
        changed["waited_first"] = after is _S.WAITING_MATERIALS
    elif recorded.event is _E.PAUSED:
        changed["before_pause"] = folded.state
    elif recorded.event is _E.REOPENED:
        changed |= _reopened(folded.completed_on, changed.get("stopped", folded.stopped), recorded.on)
    elif recorded.event is _E.COMPLAINED:
        changed["complained"] = True
    elif recorded.event is _E.DELIVERED:
        changed["delivered_on"] = recorded.on
    elif recorded.event is _E.FOLLOWED_UP:
        changed["followed_up_on"] = recorded.on if folded.rating else None
    elif recorded.event is _E.RATED:
        changed["rating"] = RatingLevel(str(said["level"])) if said.get("level") in set(RatingLevel) else None
        changed["rated_on"] = recorded.on
        changed["rating_reason"] = str(said.get("reason", ""))
    if said.get("result"):
        changed["result"] = str(said["result"])
    if after is _S.COMPLETED and folded.state is not _S.COMPLETED:
        changed["completed_on"] = recorded.on
    return changed


def _reopened(done: date | None, stopped: tuple[StoppedSpan, ...], on: date) -> dict[str, Any]:
    """What was finished is open again; the days in between were nobody's to use."""
    span = () if done is None else (StoppedSpan(done, max(done, on), "办结后、重办前"),)
    return {
        "stopped": (*stopped, *span),
        "completed_on": None,
        "delivered_on": None,
        "rating": None,
        "rated_on": None,
        "rating_reason": "",
        "followed_up_on": None,
        "result": "",
    }


def _held(folded: FoldedCase, recorded: RecordedEvent, after: CaseState) -> dict[str, Any]:
    """Where the case lies after an event that counts, where that changes."""
    if recorded.event is _E.ESCALATED:
        return {"held_by": NEXT_ABOVE.get(recorded.tier, recorded.tier), "taken_in": False}
    if recorded.event is _E.RECEIVED and after is _S.ESCALATED:
        return {"held_by": recorded.tier, "taken_in": True}
    if folded.held_by is not None and after not in _AWAY_STATES:
        return {"held_by": None, "taken_in": False}
    return {}


def _stopped(folded: FoldedCase, recorded: RecordedEvent, after: CaseState) -> dict[str, Any]:
    """What opens or closes a span of days that do not count."""
    stands = after in _STOPPED_STATES
    since = folded.stopped_since
    if stands and since is None:
        return {"stopped_since": recorded.on, "stopped_why": _why_stopped(recorded, after)}
    if not stands and since is not None:
        span = StoppedSpan(since, max(since, recorded.on), folded.stopped_why)
        return {"stopped": (*folded.stopped, span), "stopped_since": None, "stopped_why": ""}
    return {}


def _why_stopped(recorded: RecordedEvent, after: CaseState) -> str:
    if after is _S.WAITING_MATERIALS:
        return "等申请人补齐材料"
    reason = str(recorded.data.get("reason", ""))
    return f"暂停计时：{reason}" if reason else "暂停计时"
