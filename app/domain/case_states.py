"""The one table of what may happen to a case: state × event → state, by whom, with which paper and to-do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.cases import EVENT_WORDS, STATE_WORDS, CaseEventKind, CaseKind, CaseState, RatingLevel, Tier
from app.errors import Defect, Refusal

_E = CaseEventKind
_S = CaseState

VILLAGE = frozenset({Tier.VILLAGE})
"""Whoever accepted the case; for a township's direct case that is the township's own window."""
ABOVE = frozenset({Tier.TOWNSHIP, Tier.DISTRICT})
ANYBODY = VILLAGE | ABOVE

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
    Transition(None, _E.DECLINED, _S.DECLINED, ANYBODY, "declined_notice", "说明依据和应去的地方"),
    *_stays(_E.NOTIFIED, (_S.WAITING_MATERIALS,), ANYBODY, "one_time_notice", "等申请人补齐材料"),
    *_moves(
        _E.SUPPLEMENTED, (_S.WAITING_MATERIALS,), _S.IN_PROGRESS, VILLAGE, "receipt", "材料已齐，开始办理"
    ),
    *_stays(_E.VERIFIED, _WORKING, ANYBODY, "card", "按核实情况办理"),
    *_stays(_E.ASSIGNED, _WORKING, ANYBODY, "", "等代办员认领"),
    *_stays(_E.CLAIMED, _WORKING, VILLAGE, "card", "由认领人办到底"),
    *_stays(_E.DECLINED_ASSIGNMENT, _WORKING, VILLAGE, "", "另派代办员"),
    *_stays(_E.PROGRESSED, _OPEN, ANYBODY),
    *_moves(_E.ESCALATED, (_S.IN_PROGRESS,), _S.ESCALATED, VILLAGE, "slip", "等上级收件和答复"),
    *_stays(_E.ESCALATED, (_S.ESCALATED,), ABOVE, "", "等上级答复"),
    *_stays(_E.RECEIVED, (_S.ESCALATED,), ABOVE, "", "在本级期限内办理"),
    *_moves(_E.RETURNED, (_S.ESCALATED,), _S.WAITING_MATERIALS, ABOVE, "returned_notice", "请申请人补正"),
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
    *_moves(_E.RESULT_READY, (_S.ESCALATED,), _S.TO_FETCH, ANYBODY, "", "到乡镇取回结果"),
    *_moves(_E.FETCHED, (_S.TO_FETCH,), _S.COMPLETED, VILLAGE, "", "把结果送达申请人"),
    *_moves(
        _E.COMPLETED,
        (_S.IN_PROGRESS, _S.ESCALATED, _S.TO_FETCH),
        _S.COMPLETED,
        VILLAGE,
        "card",
        "把结果送达申请人",
    ),
    *_moves(_E.COMPLETED, (_S.ESCALATED,), _S.TO_FETCH, ABOVE, "", "由代办员取回结果"),
    *_moves(_E.DELIVERED, (_S.COMPLETED,), _S.DELIVERED, ANYBODY, "reply_card", "请申请人评价"),
    *_moves(_E.RATED, (_S.DELIVERED,), _S.CLOSED, ANYBODY),
    *_stays(_E.FOLLOWED_UP, (_S.DELIVERED, _S.CLOSED), ANYBODY),
    *_moves(_E.REOPENED, (*_DONE, _S.CLOSED), _S.IN_PROGRESS, ANYBODY, "card", "重新办理"),
    *_moves(_E.WITHDRAWN, _OPEN, _S.WITHDRAWN, VILLAGE, "receipt", "退还材料"),
    *_moves(_E.DECLINED, _WORKING, _S.DECLINED, VILLAGE, "declined_notice", "说明依据，退还材料"),
    *_moves(_E.DECLINED, (_S.ESCALATED,), _S.DECLINED, ABOVE, "declined_notice", "说明依据，退还材料"),
    *_stays(
        _E.COMPLAINED, (*_OPEN, *_DONE, _S.CLOSED, _S.DECLINED, _S.WITHDRAWN), ANYBODY, "", "按期答复投诉"
    ),
    *_moves(_E.VOIDED, (*_OPEN, *_DONE, _S.DECLINED), _S.VOIDED, VILLAGE, "", "收回已交付的纸张"),
)
"""In the order of work: ``allowed`` answers in this order."""

MOVING_EVENTS = frozenset(t.event for t in TRANSITIONS if t.to is None or t.to is not t.state)
"""Events that move the state: they carry ``from_state``, and a stale one does not count (sync 8)."""


def transition(state: CaseState | None, event: CaseEventKind, tier: Tier | str = Tier.VILLAGE) -> Transition:
    """The row of the table, or a Refusal (``stage``, ``not-yours``) that says what may be done now."""
    tier = Tier(tier)
    rows = [row for row in TRANSITIONS if row.state is state and row.event is event]
    for row in rows:
        if tier in row.by:
            return row
    raise _refusal(state, event, tier, others=bool(rows))


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


def allowed(state: CaseState | None, tier: Tier | str = Tier.VILLAGE) -> tuple[CaseEventKind, ...]:
    """The events ``tier`` may record now, in the order of work."""
    tier = Tier(tier)
    found: dict[CaseEventKind, None] = {}
    for row in TRANSITIONS:
        if row.state is state and tier in row.by:
            found[row.event] = None
    return tuple(found)


def _refusal(state: CaseState | None, event: CaseEventKind, tier: Tier, *, others: bool) -> Refusal:
    now = STATE_WORDS[state] if state is not None else "尚未受理"
    words = "、".join(EVENT_WORDS[kind] for kind in allowed(state, tier))
    may = f"现在可以：{words}。" if words else "这件已经了结，没有可做的步骤。"
    if others:
        whose = "受理它的服务机构" if tier in ABOVE else "上级服务机构"
        return Refusal(
            f"办件现在是“{now}”，“{EVENT_WORDS[event]}”要由{whose}来做。{may}",
            field="event",
            code="not-yours",
        )
    return Refusal(f"办件现在是“{now}”，不能“{EVENT_WORDS[event]}”。{may}", field="event", code="stage")


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One event as the log has it: what its writer saw (``from_state``), in feed order. ``on`` is its day."""

    event: CaseEventKind
    from_state: CaseState | None
    on: date
    data: Mapping[str, object] = field(default_factory=dict)
    tier: Tier = Tier.VILLAGE


@dataclass(frozen=True, slots=True)
class StoppedSpan:
    """Days that do not count towards a limit: after ``from_on`` up to and including ``to_on``."""

    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class FoldedCase:
    """What the events say together. ``effective`` has one flag an event, in the same order (False: 未生效).

    ``state`` is None where no effective acceptance came yet. ``stopped_since`` is set while the limit stands
    still now; ``stopped`` are the closed spans. ``completed_on`` is the latest completion, None after a
    reopening; ``rating`` the latest valid one.
    """

    state: CaseState | None = None
    effective: tuple[bool, ...] = ()
    before_pause: CaseState | None = None
    stopped: tuple[StoppedSpan, ...] = ()
    stopped_since: date | None = None
    completed_on: date | None = None
    result: str = ""
    delivered_on: date | None = None
    rating: RatingLevel | None = None
    rated_on: date | None = None
    rating_reason: str = ""


_STOPPED_STATES = frozenset({_S.WAITING_MATERIALS, _S.PAUSED})


def fold_states(events: Iterable[RecordedEvent]) -> FoldedCase:
    """Fold a case's events, in feed order, into its state.

    An event that moves the state counts only if its ``from_state`` still holds and the table allows it; one
    that does not is kept and marked not effective. Events that move nothing always count.
    """
    folded = FoldedCase()
    for recorded in events:
        after = _state_after(folded, recorded)
        if after is None:
            folded = replace(folded, effective=(*folded.effective, False))
        else:
            folded = _applied(folded, recorded, after)
    return folded


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


def _applied(folded: FoldedCase, recorded: RecordedEvent, after: CaseState) -> FoldedCase:
    folded = replace(_with_clock(folded, recorded.on, after), effective=(*folded.effective, True))
    said = recorded.data
    if recorded.event is _E.PAUSED:
        folded = replace(folded, before_pause=folded.state)
    if recorded.event is _E.REOPENED:
        folded = replace(
            folded,
            completed_on=None,
            delivered_on=None,
            rating=None,
            rated_on=None,
            rating_reason="",
            result="",
        )
    if said.get("result"):
        folded = replace(folded, result=str(said["result"]))
    if after is _S.COMPLETED and folded.state is not _S.COMPLETED:
        folded = replace(folded, completed_on=recorded.on)
    if recorded.event is _E.DELIVERED:
        folded = replace(folded, delivered_on=recorded.on)
    if recorded.event is _E.RATED:
        folded = replace(
            folded,
            rating=RatingLevel(str(said["level"])) if said.get("level") in set(RatingLevel) else None,
            rated_on=recorded.on,
            rating_reason=str(said.get("reason", "")),
        )
    return replace(folded, state=after)


def _with_clock(folded: FoldedCase, on: date, after: CaseState) -> FoldedCase:
    """Open or close a span of days that do not count."""
    stands = after in _STOPPED_STATES
    since = folded.stopped_since
    if stands and since is None:
        return replace(folded, stopped_since=on)
    if not stands and since is not None:
        span = StoppedSpan(since, max(since, on))
        return replace(folded, stopped=(*folded.stopped, span), stopped_since=None)
    return folded
