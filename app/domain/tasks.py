"""Parallel parts of a joint case 联合代理 or key project 重点项目, each with its own limit (000 §三.6, 001 §二.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.cases import Light, Tier
from app.domain.catalogue import ServiceItem


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """One part to be done: ``working_days`` from the day it starts (0: the same day)."""

    name: str
    department: str = ""
    tier: Tier = Tier.TOWNSHIP
    working_days: int = 0
    handler: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One bar of the chart. Dates are None while it has not come so far; ``late`` days past its limit."""

    task_id: str
    position: int
    name: str
    department: str
    tier: Tier
    working_days: int
    start_on: date | None
    due_on: date | None
    done_on: date | None
    light: Light
    outcome: str
    note: str
    handler: str
    late: int = 0

    @property
    def open(self) -> bool:
        return self.done_on is None


def planned(item: ServiceItem) -> tuple[TaskPlan, ...]:
    """The parts that the catalogue's procedure names: each step that somebody else does or that takes days.

    A week of calendar days is taken as five working days. Without such steps the department is the one part.
    """
    steps = [step for step in item.procedure if step.who or step.days]
    if not steps:
        days = item.department_days or item.days
        return (TaskPlan(item.name, item.department, item.tier, days),) if item.department else ()
    return tuple(
        TaskPlan(
            step.name,
            step.who or item.department,
            item.tier,
            step.days if step.unit == "working" else -(-step.days * 5 // 7),
            note=step.note,
        )
        for step in steps
    )
