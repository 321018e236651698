"""A case that cannot be added up holds up no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select, text

from app.clock import SetClock
from app.models import case_folding
from app.models.tables import CaseStatus
from tests.models.rooms import add_case, new_register

ACTOR = "a" * 32


def test_a_case_that_cannot_be_added_up_stands_open_and_the_others_are_counted(
    tmp_path: Path, clock: SetClock, expected_log: Callable[[str], None]
) -> None:
    """Whatever got past the rules of readings: a fault of ours must not stop a village."""
    register = new_register(tmp_path / "room")
    with register.write(ACTOR, clock) as unit:
        broken, whole = add_case(unit, clock), add_case(unit, clock, number="101201-261123-A1-002S")
        unit.commit()
    expected_log("ERROR .*: a case could not be added up: ValueError")
    with register.writing() as session:
        session.execute(
            text("UPDATE case_event SET from_state = 'nowhere' WHERE case_id = :id"), {"id": broken.id}
        )
        case_folding.refresh(session, register.site_code, [broken.id, whole.id], {})
        session.commit()
        rows = {row.case_id: row for row in session.scalars(select(CaseStatus))}
    assert (rows[broken.id].state, rows[broken.id].due_on) == ("in_progress", None)
    assert rows[whole.id].due_on is not None
    register.close()
