"""Random short histories of one case through the counter: always a way on, every refusal says what may be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import SetClock
from app.domain.case_states import FINAL_STATES
from app.domain.cases import EVENT_WORDS, OPEN_STATES, CaseEventKind, CaseState
from app.errors import Refusal
from app.services import cases, deadlines
from app.services.desk import Desk
from tests.services.conftest import desk, prepared, register
from tests.services.requests import accepted, id_number
from tests.year.recount.days import WorkingDays

__all__ = ["desk", "prepared", "register"]

E, S = CaseEventKind, CaseState
SEEN: Counter[str] = Counter()
FACTS: dict[CaseEventKind, dict[str, object]] = {
    E.NOTIFIED: {"reason": "又问起"},
    E.ASSIGNED: {"to": "王芳"},
    E.DECLINED_ASSIGNMENT: {"reason": "有事"},
    E.PROGRESSED: {"text": "在办"},
    E.RETURNED: {"missing": ["照片"]},
    E.REFERRED_DOWN: {"reason": "可办"},
    E.PAUSED: {"reason": "等雨停"},
    E.EXTENDED: {"days": 3, "approved_by": "站长", "reason": "勘查"},
    E.COMPLETED: {"result": "已办", "overdue_explanation": "等批复"},
    E.FETCHED: {"overdue_explanation": "等批复"},
    E.DELIVERED: {"to_whom": "本人"},
    E.RATED: {"level": "satisfied"},
    E.FOLLOWED_UP: {"text": "已回访"},
    E.DECLINED: {"ground": "not_eligible"},
    E.REOPENED: {"reason": "有误"},
    E.WITHDRAWN: {"reason": "不办了"},
    E.VOIDED: {"reason": "重复"},
    E.COMPLAINED: {"text": "太慢"},
}
ENDING = frozenset({E.WITHDRAWN, E.VOIDED, E.DECLINED})
"""Left to chance alone, so that most histories go on for long."""
STEPS = st.lists(
    st.tuples(st.sampled_from([kind for kind in E if kind is not E.ACCEPTED]), st.integers(0, 9)),
    min_size=3,
    max_size=14,
)
"""A step that is tried, and how many days pass before it."""

HISTORIES = settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def tried(desk: Desk, number: str, event: CaseEventKind) -> None:
    """The step is taken, or refused with what may be done now; nothing changes when it is refused."""
    before = cases.show(desk.register, number, desk.clock)
    if event in before.allowed:
        SEEN[f"taken {event.value}"] += 1
        changed = cases.record(desk, number, event, data=FACTS.get(event, {}))
        assert cases.show(desk.register, number, desk.clock).row.state is changed.state
        return
    SEEN["refused"] += 1
    with pytest.raises(Refusal) as caught:
        cases.record(desk, number, event, data=FACTS.get(event, {}))
    said = caught.value.sentence
    if caught.value.code in ("stage", "not-yours"):
        named = [EVENT_WORDS[kind] for kind in before.allowed]
        assert all(words in said for words in named) or (before.row.state is S.VOIDED and "重新受理" in said)
    assert said.endswith("。")
    assert cases.show(desk.register, number, desk.clock).row.state is before.row.state


@HISTORIES
@given(st.sampled_from(["YB02", "GY04", "MZ05", "GY05"]), st.sampled_from([0, 0, 1]), STEPS)
def test_there_is_always_a_way_on_and_every_refusal_names_it(
    desk: Desk, item: str, lacking: int, steps: list[tuple[CaseEventKind, int]]
) -> None:
    clock = desk.clock
    assert isinstance(clock, SetClock)
    SEEN["histories"] += 1
    order = SEEN["histories"]
    who = {"name": f"村民{order}", "id_number": id_number(order=order)}
    number = accepted(desk, item, without=lacking, note="修路灯", again="又一件", **who)
    for event, days in steps:
        clock.advance(days=days)
        tried(desk, number, event)
        onward = [kind for kind in cases.show(desk.register, number, clock).allowed if kind not in ENDING]
        if onward:
            tried(desk, number, onward[days * 7 % len(onward)])
        shown = cases.show(desk.register, number, clock)
        SEEN[f"in {shown.row.state.value}"] += 1
        assert shown.allowed or shown.row.state in FINAL_STATES
    check_limit(desk, number)


def check_limit(desk: Desk, number: str) -> None:
    """The limit explained day by day is the one shown, and never before the promise while it runs."""
    shown, limit = (
        cases.show(desk.register, number, desk.clock).row,
        deadlines.explain_case(desk.register, number),
    )
    assert limit.due_on == shown.due_on
    if shown.state in (S.WAITING_MATERIALS, S.PAUSED, S.WITHDRAWN, S.DECLINED, S.VOIDED):
        assert shown.due_on is None
    elif shown.state in OPEN_STATES:
        assert shown.due_on is not None
        assert shown.promised_on is None or shown.due_on >= shown.promised_on
        assert [line.day for line in limit.days] == sorted({line.day for line in limit.days})


@settings(max_examples=300)
@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_a_due_date_is_what_counting_by_hand_gives(on: date, days: int) -> None:
    from app.domain.deadlines import due
    from app.models.calendars import shipped_calendar

    assert due(on, days, shipped_calendar()).due_on == WorkingDays([]).walk(on, days, [])


def test_the_histories_came_through_most_states_and_were_refused_often(
    say: Callable[[str], None], desk: Desk
) -> None:
    if not SEEN:  # the histories went in another process
        test_there_is_always_a_way_on_and_every_refusal_names_it(desk=desk)
    say("，".join(f"{name} {count}" for name, count in SEEN.most_common()))
    reached = {name for name in SEEN if name.startswith("in ")}
    assert SEEN["histories"] >= 40
    assert SEEN["refused"] >= 100
    assert len(reached) >= 8, reached
