"""A register as an earlier version left it opens with everything it held."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from app.clock import SetClock
from app.models import shape, verify
from app.models.register import Register
from app.models.tables import CaseStatus, Material, PaperPrint, ServiceCase, Villager
from tests.models import rooms

OLD = Path(__file__).parent / "old_registers"
SHAPES = sorted(folder.name for folder in OLD.iterdir() if folder.is_dir())


@pytest.fixture(params=SHAPES)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Register:
    home = tmp_path / "home"
    shutil.copytree(OLD / request.param, home)
    return rooms.reopened(home)


def test_an_old_register_keeps_everything_and_proves_its_logs(old: Register) -> None:
    with old.reading() as session:
        assert shape.version_of(session.connection()) == shape.CURRENT
        numbers = set(session.scalars(select(ServiceCase.case_no)))
        states = set(session.scalars(select(CaseStatus.state)))
        papers = [len(session.scalars(select(model)).all()) for model in (Villager, Material, PaperPrint)]
    assert numbers == {"101201-261123-A1-001X", "101201-261123-A1-0021"}
    assert states == {"in_progress", "completed"}
    assert papers == [2, 1, 1]
    assert verify.verify(old).problems == ()
    old.close()


def test_what_later_versions_ask_of_a_case_has_an_honest_answer_in_an_old_one(old: Register) -> None:
    with old.reading() as session:
        case = session.scalars(select(ServiceCase)).first()
        assert case is not None
        assert (case.origin, case.agency, case.help, case.urgency, case.batch_id) == (
            "counter",
            "affairs",
            "for",
            "",
            "",
        )
    old.close()


def test_work_goes_on_in_an_old_register(old: Register, clock: SetClock) -> None:
    with old.write("a" * 32, clock) as unit:
        rooms.add_case(unit, clock, number="101201-261124-A1-001V")
        unit.commit()
    assert verify.verify(old).problems == ()
    old.close()
