"""The whole table of transitions, walked by machine: there is always a way on, and a refusal always names it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import WorkingCalendar
from app.domain.case_states import (
    ELSEWHERE,
    FINAL_STATES,
    MOVING_EVENTS,
    TRANSITIONS,
    RecordedEvent,
    allowed,
    fold_states,
    next_state,
    transition,
)
from app.domain.cases import EVENT_WORDS, CaseEventKind, CaseKind, CaseState, Tier
from app.domain.deadlines import LONGEST_DAYS, last_day
from app.domain.limits import Extension, Promise, limit_of
from app.domain.ownership import event_owner
from app.errors import Refusal
from app.printing.papers import PAPERS

E, S = CaseEventKind, CaseState
DAY = date(2026, 3, 2)
TIERS = (Tier.VILLAGE, Tier.TOWNSHIP, Tier.DISTRICT)
STATES = (None, *S)
SEEN: Counter[str] = Counter()


def test_every_row_has_its_permission_its_paper_and_its_to_do() -> None:
    known = {kind.name for kind in PAPERS}
    for row in TRANSITIONS:
        assert row.by and row.todo, row
        assert not row.paper or row.paper in known, row


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", list(E))
@pytest.mark.parametrize("tier", TIERS)
def test_every_step_is_either_in_the_table_or_refused_with_what_may_be_done(
    state: CaseState | None, event: CaseEventKind, tier: Tier
) -> None:
    for by_hand in (None, *sorted(ELSEWHERE)):
        may = allowed(state, tier, by_hand)
        if event in may:
            assert transition(state, event, tier, by_hand).event is event
            continue
        with pytest.raises(Refusal) as refused:
            transition(state, event, tier, by_hand)
        said = refused.value.sentence
        assert refused.value.field == "event" and EVENT_WORDS[event] in said
        assert all(EVENT_WORDS[kind] in said for kind in may)
        assert may or "重新受理" in said or "由" in said


def test_answers_are_taken_down_by_hand_only_for_tiers_without_a_register() -> None:
    for tier in ELSEWHERE:
        assert {E.RECEIVED, E.RETURNED, E.DECLINED} <= set(allowed(S.ESCALATED, Tier.VILLAGE, tier))
        assert E.REFERRED_DOWN not in allowed(S.ESCALATED, Tier.VILLAGE, tier)
        assert event_owner(E.RETURNED, tier.value) == {Tier.VILLAGE}
    assert E.RETURNED not in allowed(S.ESCALATED, Tier.VILLAGE)
    assert E.RETURNED not in allowed(S.ESCALATED, Tier.VILLAGE, Tier.TOWNSHIP)
    assert event_owner(E.RETURNED) == {Tier.TOWNSHIP, Tier.DISTRICT}
    assert event_owner(E.COMPLETED, "outside") == frozenset()


KINDS = st.sampled_from(list(CaseKind))
CHOICES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=40
)


def walked(kind: CaseKind, choices: list[tuple[int, int, int]], by_hand: Tier | None) -> list[RecordedEvent]:
    """A history of steps that each were allowed when they were taken."""
    events = [RecordedEvent(E.ACCEPTED, None, DAY, {"kind": kind.value})]
    on = DAY
    for pick, who, days in choices:
        folded = fold_states(events)
        tier = TIERS[min(who, 2)] if who < 3 else Tier.VILLAGE
        may = allowed(folded.state, tier, by_hand)
        if not may:
            continue
        event = may[pick % len(may)]
        on += timedelta(days)
        row = transition(folded.state, event, tier, by_hand)
        speaking = tier if tier in row.by else by_hand
        assert speaking is not None
        said = {E.RATED: {"level": "satisfied"}, E.SUPPLEMENTED: {}}.get(event, {"reason": "有原因"})
        events.append(RecordedEvent(event, folded.state, on, said, speaking))
    return events


@settings(max_examples=1500, derandomize=True)
@given(KINDS, CHOICES, st.sampled_from([None, *sorted(ELSEWHERE)]))
def test_every_state_that_can_be_reached_has_a_way_on_for_the_room(
    kind: CaseKind, choices: list[tuple[int, int, int]], by_hand: Tier | None
) -> None:
    events = walked(kind, choices, by_hand)
    folded = fold_states(events)
    assert all(folded.effective), "what was allowed when it was done counts"
    state = folded.state
    assert state is not None
    SEEN[state.value] += 1
    if state in FINAL_STATES:
        return
    moves = [event for event in allowed(state) if event in MOVING_EVENTS]
    ends = {next_state(state, event, before_pause=folded.before_pause) for event in moves}
    assert ends - {state}


def test_the_walks_came_through_every_state() -> None:
    if not SEEN:  # the walks went in another process
        test_every_state_that_can_be_reached_has_a_way_on_for_the_room()
    assert set(SEEN) == {state.value for state in S}
    assert sum(SEEN.values()) >= 1000


@settings(max_examples=400)
@given(KINDS, CHOICES)
def test_a_limit_never_ends_before_its_promise_and_stands_exactly_while_the_case_does(
    kind: CaseKind, choices: list[tuple[int, int, int]]
) -> None:
    events = walked(kind, choices, None)
    calendar = WorkingCalendar({})
    plain = limit_of(Promise(DAY, 5, None), fold_states(events[:1]), (), calendar)
    folded = fold_states(events)
    limit = limit_of(Promise(DAY, 5, None), folded, (), calendar)
    if folded.state in (S.WAITING_MATERIALS, S.PAUSED, S.WITHDRAWN, S.DECLINED, S.VOIDED):
        assert limit.due_on is None
    else:
        assert limit.due_on is not None
        assert plain.due_on is None or limit.due_on >= plain.due_on


@settings(max_examples=300)
@given(KINDS, CHOICES, st.randoms(use_true_random=False))
def test_steps_out_of_order_are_kept_and_never_break_the_fold(
    kind: CaseKind, choices: list[tuple[int, int, int]], chance: object
) -> None:
    events = walked(kind, choices, None)
    chance.shuffle(events)  # type: ignore[attr-defined]
    folded = fold_states(events)
    assert len(folded.effective) == len(events)
    assert folded.state is None or folded.state in set(S)


def test_a_limit_that_several_pcs_extended_without_end_is_still_counted() -> None:
    """Each alone was allowed; together they reach beyond what is counted."""
    longer = tuple(Extension(None, LONGEST_DAYS) for _pc in range(3))
    limit = limit_of(
        Promise(DAY, 5, None), fold_states(walked(CaseKind.PROMISED, [], None)), longer, WorkingCalendar({})
    )
    assert limit.due_on == last_day(DAY, LONGEST_DAYS, WorkingCalendar({}))[0]
