"""Case rows: the light's one rule, what presses most, and where a case is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.clock import SetClock
from app.domain.cases import CaseState, Light
from app.models.queries import case_rows
from app.models.queries.marks_of_sync import AT_TOWNSHIP, ONLY_HERE, TAKEN_IN, SyncMarks
from app.models.tables import CaseStatus, ServiceCase
from tests.models.rooms import VILLAGE, new_register

DAY = date(2026, 11, 23)
NOWHERE = SyncMarks(0, 0, False)


@pytest.mark.parametrize(
    ("state", "due_in", "yellow_in", "light"),
    [
        (CaseState.IN_PROGRESS, 5, 4, Light.GREEN),
        (CaseState.IN_PROGRESS, 5, 0, Light.YELLOW),
        (CaseState.ESCALATED, 0, -1, Light.YELLOW),
        (CaseState.TO_FETCH, -1, -2, Light.RED),
        (CaseState.WAITING_MATERIALS, None, None, Light.NONE),
        (CaseState.COMPLETED, -1, -2, Light.NONE),
        (CaseState.WITHDRAWN, None, None, Light.NONE),
    ],
)
def test_only_open_cases_with_a_running_limit_have_a_light(
    state: CaseState, due_in: int | None, yellow_in: int | None, light: Light
) -> None:
    due_on = None if due_in is None else DAY + timedelta(due_in)
    yellow_on = None if yellow_in is None else DAY + timedelta(yellow_in)
    assert case_rows.light_of(state, due_on, yellow_on, DAY) is light


def test_where_a_case_is_follows_its_newest_own_line() -> None:
    marks = SyncMarks(received_n=20, applied_n=10, keeps_feed=False)
    assert [marks.where(n) for n in (0, 10, 11, 20, 21)] == [
        TAKEN_IN,
        TAKEN_IN,
        AT_TOWNSHIP,
        AT_TOWNSHIP,
        ONLY_HERE,
    ]
    assert SyncMarks(0, 0, keeps_feed=True).where(99) == TAKEN_IN


def test_a_long_queue_does_not_hide_the_results_to_deliver(tmp_path: Path, clock: SetClock) -> None:
    register = new_register(tmp_path)
    states = [CaseState.IN_PROGRESS, CaseState.ESCALATED] * 10 + [CaseState.COMPLETED] * 4
    with register.writing() as session:
        for order, state in enumerate(states):
            session.add_all(_case(order, state, clock))
        session.commit()
    with register.reading() as session:
        rows = case_rows.pressing(session, DAY, NOWHERE, 10)
    register.close()
    assert [row.state for row in rows[-2:]] == [CaseState.COMPLETED] * 2
    due = [row.due_on for row in rows[:8]]
    assert due == sorted(due, key=str) and due[0] == DAY


def _case(order: int, state: CaseState, clock: SetClock) -> tuple[ServiceCase, CaseStatus]:
    both = {
        "site_code": VILLAGE,
        "kind": "promised",
        "item_code": "ZZ08",
        "villager_id": "v",
        "handler": "a",
        "accepted_at": clock.now(),
        "accepted_on": DAY,
    }
    case = ServiceCase(
        id=f"{order:032x}",
        case_no=str(order),
        applicant_name="张三",
        item_name="法律咨询预约",
        promised_days=5,
        accepted_by="a",
        entered_by="a",
        first_asked="a",
        first_handler="a",
        **both,
    )
    done_on = DAY if state is CaseState.COMPLETED else None
    due_on = DAY + timedelta(order)
    return case, CaseStatus(case_id=case.id, state=state.value, due_on=due_on, completed_on=done_on, **both)
