"""What may happen to a case, and what its events fold into."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case_events import EVENT_FIELDS, check_fields
from app.domain.case_states import (
    FINAL_STATES,
    MOVING_EVENTS,
    TRANSITIONS,
    RecordedEvent,
    StoppedSpan,
    allowed,
    fold_states,
    next_state,
)
from app.domain.cases import CaseEventKind, CaseKind, CaseState, RatingLevel, Tier
from app.errors import Refusal

E = CaseEventKind
S = CaseState
DAY = date(2026, 11, 2)


def recorded(
    event: CaseEventKind, from_state: CaseState | None, day: int = 0, **data: object
) -> RecordedEvent:
    return RecordedEvent(event, from_state, DAY + timedelta(day), data)


def ways_from(state: CaseState) -> set[CaseState]:
    return {row.to for row in TRANSITIONS if row.state is state and row.to not in (None, state)}


def test_every_event_and_every_state_stand_in_the_table() -> None:
    assert {row.event for row in TRANSITIONS} == set(CaseEventKind) == set(EVENT_FIELDS)
    assert {row.state for row in TRANSITIONS} - {None} | {S.VOIDED} == set(CaseState)


def test_no_step_stands_twice_for_one_tier() -> None:
    steps = [(row.state, row.event, tier) for row in TRANSITIONS for tier in row.by]
    assert len(steps) == len(set(steps))


@pytest.mark.parametrize("state", sorted(set(CaseState) - FINAL_STATES))
def test_a_case_that_is_not_over_can_always_reach_its_end(state: CaseState) -> None:
    reached, edge = {state}, {state}
    while edge:
        edge = {
            to for s in edge for to in ways_from(s) | ({S.IN_PROGRESS} if s is S.PAUSED else set())
        } - reached
        reached |= edge
    assert S.CLOSED in reached


@pytest.mark.parametrize("state", sorted(set(CaseState) - FINAL_STATES))
def test_the_room_alone_always_has_a_next_step(state: CaseState) -> None:
    moving = [event for event in allowed(state) if event in MOVING_EVENTS]
    assert moving


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (CaseKind.IMMEDIATE, S.IN_PROGRESS),
        (CaseKind.PROMISED, S.IN_PROGRESS),
        (CaseKind.SUPPLEMENT, S.WAITING_MATERIALS),
        (CaseKind.ESCALATED, S.IN_PROGRESS),
    ],
)
def test_acceptance_sets_the_first_state_by_kind(kind: CaseKind, state: CaseState) -> None:
    assert next_state(None, E.ACCEPTED, {"kind": kind.value}) is state


def test_a_closed_case_cannot_be_amended() -> None:
    for event in set(CaseEventKind) - {E.FOLLOWED_UP, E.COMPLAINED, E.REOPENED}:
        with pytest.raises(Refusal) as refusal:
            next_state(S.CLOSED, event)
        assert "现在可以" in refusal.value.sentence and "重办" in refusal.value.sentence


def test_a_refused_step_says_what_may_be_done_now() -> None:
    with pytest.raises(Refusal) as refusal:
        next_state(S.IN_PROGRESS, E.DELIVERED)
    assert refusal.value.code == "stage"
    assert "承办中" in refusal.value.sentence and "办结" in refusal.value.sentence


def test_a_step_of_the_tier_above_is_refused_as_not_ours() -> None:
    with pytest.raises(Refusal) as refusal:
        next_state(S.ESCALATED, E.RETURNED, {"missing": ["户口簿"]})
    assert refusal.value.code == "not-yours"
    assert next_state(S.ESCALATED, E.RETURNED, tier=Tier.TOWNSHIP) is S.WAITING_MATERIALS


def test_a_completion_above_waits_to_be_fetched_and_one_here_does_not() -> None:
    assert next_state(S.ESCALATED, E.COMPLETED, tier=Tier.TOWNSHIP) is S.TO_FETCH
    assert next_state(S.ESCALATED, E.COMPLETED) is S.COMPLETED
    assert next_state(S.TO_FETCH, E.FETCHED) is S.COMPLETED


def test_resuming_goes_back_to_where_the_pause_began() -> None:
    folded = fold_states(
        [
            recorded(E.ACCEPTED, None, kind="escalated"),
            recorded(E.ESCALATED, S.IN_PROGRESS),
            recorded(E.PAUSED, S.ESCALATED, 1, reason="公示"),
            recorded(E.RESUMED, S.PAUSED, 9),
        ]
    )
    assert folded.state is S.ESCALATED
    assert folded.stopped == (StoppedSpan(DAY + timedelta(1), DAY + timedelta(9)),)


def test_materials_still_missing_keep_the_case_waiting_and_the_limit_still() -> None:
    folded = fold_states(
        [
            recorded(E.ACCEPTED, None, kind="supplement", missing=["户口簿", "照片"]),
            recorded(E.SUPPLEMENTED, S.WAITING_MATERIALS, 2, still_missing=["照片"]),
        ]
    )
    assert folded.state is S.WAITING_MATERIALS
    assert folded.stopped_since == DAY


def test_an_event_whose_stage_has_passed_is_kept_and_does_not_count() -> None:
    folded = fold_states(
        [
            recorded(E.ACCEPTED, None, kind="promised"),
            recorded(E.WITHDRAWN, S.IN_PROGRESS, 1, reason="不办了"),
            recorded(E.COMPLETED, S.IN_PROGRESS, 1, result="已办"),
            recorded(E.PROGRESSED, S.IN_PROGRESS, 1, text="电话告知"),
        ]
    )
    assert folded.state is S.WITHDRAWN
    assert folded.effective == (True, True, False, True)
    assert folded.completed_on is None


def test_a_whole_case_ends_rated_and_reopening_takes_the_rating_back() -> None:
    whole = [
        recorded(E.ACCEPTED, None, kind="immediate"),
        recorded(E.COMPLETED, S.IN_PROGRESS, result="已登记"),
        recorded(E.DELIVERED, S.COMPLETED, to_whom="本人"),
        recorded(E.RATED, S.DELIVERED, 1, level="satisfied"),
    ]
    folded = fold_states(whole)
    assert (folded.state, folded.rating, folded.completed_on) == (S.CLOSED, RatingLevel.SATISFIED, DAY)
    again = fold_states([*whole, recorded(E.REOPENED, S.CLOSED, 3, reason="登记有误")])
    assert (again.state, again.rating, again.completed_on) == (S.IN_PROGRESS, None, None)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(E)), st.sampled_from([None, *S]), st.sampled_from(list(CaseKind)))
    )
)
def test_any_history_folds_without_error_to_a_state_that_the_table_knows(
    history: list[tuple[CaseEventKind, CaseState | None, CaseKind]],
) -> None:
    events = [recorded(event, state, kind=kind.value) for event, state, kind in history]
    folded = fold_states(events)
    assert len(folded.effective) == len(events)
    assert folded.state is None or folded.state in set(CaseState)


def test_low_ratings_need_a_reason() -> None:
    with pytest.raises(Refusal) as refusal:
        check_fields(E.RATED, {"level": "不满意"})
    assert refusal.value.field == "reason"
    pressed = {"level": "satisfied", "by": "applicant", "way": "faces"}
    assert check_fields(E.RATED, {"level": "满意"}) == pressed


def test_missing_papers_are_never_a_ground_for_declining() -> None:
    with pytest.raises(Refusal) as refusal:
        check_fields(E.DECLINED, {"ground": "材料不全"})
    assert refusal.value.code == "decline-for-papers"
    assert check_fields(E.DECLINED, {"ground": "不属于代办范围"})["ground"] == "not_in_scope"


def test_an_unknown_field_is_named_with_the_known_ones() -> None:
    with pytest.raises(Refusal) as refusal:
        check_fields(E.COMPLETED, {"result": "好", "colour": "red"})
    assert refusal.value.field == "colour" and "result" in refusal.value.sentence


@pytest.mark.parametrize(
    "data",
    [
        {"approved_by": "王书记", "reason": "公示"},
        {"approved_by": "王书记", "reason": "公示", "days": 3, "until_on": "2026-12-01"},
        {"approved_by": "王书记", "reason": "公示", "days": 0},
        {"approved_by": "王书记", "reason": "公示", "days": "三"},
        {"approved_by": "王书记", "reason": "公示", "until_on": "2026-02-30"},
        {"approved_by": "", "reason": "公示", "days": 3},
        {"approved_by": 7, "reason": "公示", "days": 3},
    ],
)
def test_an_extension_needs_one_limit_and_an_approver(data: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        check_fields(E.EXTENDED, data)


def test_fields_come_back_ready_for_json() -> None:
    checked = check_fields(
        E.EXTENDED,
        {"approved_by": " 王书记 ", "reason": "公示", "until_on": date(2026, 12, 1), "statutory": "是"},
    )
    assert checked == {"approved_by": "王书记", "reason": "公示", "until_on": "2026-12-01", "statutory": True}
    assert check_fields(E.SUPPLEMENTED, {"materials": "户口簿、照片"}) == {"materials": ["户口簿", "照片"]}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("好\x07", "text-control"),
        ("好\u200b", "text-control"),
        ("好\u202e坏", "text-bidi"),
        ("好😀", "text-emoji"),
        ("好" * 2001, "text-too-long"),
    ],
)
def test_what_may_not_stand_in_a_request_may_not_stand_in_a_step_either(typed: str, code: str) -> None:
    for field, words in (("result", "办理结果"), ("reason", "说明")):
        with pytest.raises(Refusal) as refused:
            check_fields(E.COMPLETED, {"result": "好", field: typed})
        assert (refused.value.code, refused.value.field) == (code, field)
        assert words in refused.value.sentence


def test_several_lines_of_a_step_stay_several_lines() -> None:
    assert check_fields(E.PROGRESSED, {"text": "一\r\n二"}) == {"text": "一\n二"}


def test_every_event_takes_a_reason() -> None:
    for event, fields in EVENT_FIELDS.items():
        assert "reason" in {field.name for field in fields}, event


def test_a_reason_alone_is_the_text_of_an_event_that_is_words() -> None:
    assert check_fields(E.PROGRESSED, {"reason": "已电话催办"}) == {"text": "已电话催办"}
