"""Random walks of many cases through the room's counter: what is offered can be done, and the logs prove it."""

from __future__ import annotations

import random

import pytest

from app.clock import SetClock
from app.domain.case_states import FINAL_STATES
from app.domain.cases import CaseEventKind, CaseState
from app.models.verify import verify
from app.services import cases
from app.services.desk import Desk
from tests.services.requests import accepted, id_number

E = CaseEventKind
ITEMS = ("YB01", "ZZ08", "MZ05", "MZ01")
STEPS = 120


def least_said(event: CaseEventKind) -> dict[str, object]:
    """The fewest fields that a step may be recorded with."""
    least: dict[CaseEventKind, dict[str, object]] = {
        E.EXTENDED: {"days": 3},
        E.ASSIGNED: {"to": "王芳"},
        E.DELIVERED: {"to_whom": "本人"},
        E.COMPLETED: {"overdue_explanation": "等县里的批复"},
        E.FETCHED: {"overdue_explanation": "等县里的批复"},
        E.NOTIFIED: {"reason": "又问起"},
    }
    said = dict(least.get(event, {}))
    for field in cases.event_fields()[event]:
        if field.required and field.name not in said:
            choices = list(field.choices or ())
            said[field.name] = {"choice": choices[0] if choices else "", "list": ["照片"]}.get(
                field.type, "已说明"
            )
    return said


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_step_that_is_offered_can_be_done(desk: Desk, clock: SetClock, seed: int) -> None:
    chance = random.Random(seed)
    numbers: list[str] = []
    seen: set[CaseState] = set()
    for step in range(STEPS):
        clock.advance(hours=chance.choice((0, 0, 1, 30)))
        if not numbers or chance.random() < 0.15:
            order = len(numbers) + 1
            without = chance.choice((0, 0, 1))
            who = {"id_number": id_number(order=order), "name": f"村民{seed}号{order}"}
            numbers.append(accepted(desk, chance.choice(ITEMS), without=without, **who))
            continue
        number = chance.choice(numbers[-4:])
        case = cases.show(desk.register, number, clock, viewer="somebody else")
        seen.add(case.row.state)
        if not case.allowed:
            assert case.row.state in FINAL_STATES
            continue
        steps = [event for event in case.allowed if event is not E.VOIDED or step % 10 == 0]
        event = chance.choice(steps or list(case.allowed))
        changed = cases.record(desk, number, event, data=least_said(event))
        after = cases.show(desk.register, number, clock, viewer="somebody else")
        assert after.row.state is changed.state
        assert len(after.timeline) > len(case.timeline)
        assert all(row.effective for row in after.timeline)
    assert len(seen) >= 5
    assert verify(desk.register).problems == ()
