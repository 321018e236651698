"""Joint cases: parallel tasks with their own limits, all done before the case is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.clock import SetClock
from app.domain.cases import CaseEventKind, CaseKind, Light, Tier
from app.domain.catalogue import ProcedureStep, ServiceItem
from app.domain.tasks import TaskPlan, planned
from app.errors import Refusal
from app.models.verify import verify
from app.services import cases, tasks
from app.services.desk import Desk
from tests.services.requests import accepted

PLANS = (
    TaskPlan("用地预审", "自然资源所", working_days=3),
    TaskPlan("环评登记", "生态环境局", working_days=5),
)
Acts = tuple[tuple[Callable[[], object], str], ...]
DONE = {"result": "三项都批了"}


def test_tasks_run_side_by_side_each_with_its_own_due_date(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk, "ZZ08")
    rows = tasks.plan(desk, number, PLANS)
    assert [(row.position, row.due_on) for row in rows] == [(1, date(2026, 11, 26)), (2, date(2026, 11, 30))]
    clock.advance(days=4)
    late, running = tasks.rows(desk.register, number, desk.clock)
    assert (late.light, late.late, running.light) == (Light.RED, 1, Light.YELLOW)
    tasks.finish(desk, late.task_id, "已出预审意见")
    finished = tasks.rows(desk.register, number, desk.clock)[0]
    assert (finished.done_on, finished.outcome, finished.light) == (
        date(2026, 11, 27),
        "已出预审意见",
        Light.NONE,
    )
    assert verify(desk.register).problems == ()


def test_a_case_is_not_complete_while_a_task_is_open(desk: Desk) -> None:
    number = accepted(desk, "ZZ08")
    rows = tasks.plan(desk, number, PLANS)
    with pytest.raises(Refusal, match="用地预审、环评登记") as caught:
        cases.record(desk, number, CaseEventKind.COMPLETED, data=DONE)
    assert caught.value.code == "tasks-open"
    for row in rows:
        tasks.finish(desk, row.task_id, "同意")
    cases.record(desk, number, CaseEventKind.COMPLETED, data=DONE)
    with pytest.raises(Refusal) as caught:
        tasks.plan(desk, number, PLANS)
    assert caught.value.code == "case-over"


def test_a_task_is_started_before_it_is_done_and_never_before_the_case(desk: Desk, clock: SetClock) -> None:
    clock.advance(days=1)
    number = accepted(desk, "ZZ08")
    (row,) = tasks.plan(desk, number, PLANS[:1], start=False)
    acts: Acts = (
        (lambda: tasks.finish(desk, row.task_id, "好"), "task-not-started"),
        (lambda: tasks.start(desk, row.task_id, date(2026, 11, 23)), "task-date"),
        (lambda: tasks.start(desk, row.task_id, date(2026, 11, 25)), "task-date"),
        (lambda: tasks.start(desk, "0" * 32), "no-such-task"),
        (lambda: tasks.finish(desk, row.task_id, " "), "outcome-empty"),
    )
    for act, code in acts:
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code == code
    tasks.start(desk, row.task_id)
    tasks.finish(desk, row.task_id, "好")
    again: Acts = (
        (lambda: tasks.start(desk, row.task_id), "task-started"),
        (lambda: tasks.finish(desk, row.task_id, "好"), "task-done"),
    )
    for act, code in again:
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("plans", "field"),
    [
        ((), "tasks"),
        ((TaskPlan(" "),), "name"),
        ((TaskPlan("甲", working_days=-1),), "working_days"),
        ((TaskPlan("甲", handler="没有"),), "handler"),
        ((TaskPlan("甲"),) * 51, "tasks"),
    ],
)
def test_a_wrong_plan_adds_nothing(desk: Desk, plans: tuple[TaskPlan, ...], field: str) -> None:
    number = accepted(desk, "ZZ08")
    with pytest.raises(Refusal) as caught:
        tasks.plan(desk, number, plans)
    assert caught.value.field == field
    assert tasks.rows(desk.register, number, desk.clock) == ()


def test_the_catalogues_procedure_becomes_tasks() -> None:
    steps = (
        ProcedureStep("受理"),
        ProcedureStep("公示", days=7, unit="calendar"),
        ProcedureStep("审批", who="民政局", days=10),
    )
    item = ServiceItem(
        "A", "甲", "民政", Tier.DISTRICT, CaseKind.ESCALATED, 20, procedure=steps, department="民政办"
    )
    assert [(one.name, one.department, one.working_days) for one in planned(item)] == [
        ("公示", "民政办", 5),
        ("审批", "民政局", 10),
    ]


def test_tasks_are_made_from_the_item_of_a_case(desk: Desk) -> None:
    number = accepted(desk, "MZ01")
    rows = tasks.plan_from_catalogue(desk, number)
    assert rows and all(row.start_on == date(2026, 11, 23) and row.due_on for row in rows)
