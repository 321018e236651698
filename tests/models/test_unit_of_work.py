"""The first door: what a unit changed is in the journal, or nothing is anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.clock import SetClock
from app.errors import Defect
from app.models.lines import decode
from app.models.register import Register
from app.models.tables import CaseStatus, JournalLine, ServiceCase, Villager
from app.models.verify import verify
from tests.models.rooms import add_case, add_villager, new_register


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return new_register(tmp_path)


def lines_of(register: Register) -> list[JournalLine]:
    with register.reading() as session:
        return list(session.scalars(select(JournalLine).order_by(JournalLine.n)))


def test_leaving_the_block_without_commit_keeps_nothing(register: Register, clock: SetClock) -> None:
    with register.write("a", clock) as unit:
        add_villager(unit)
    assert lines_of(register) == []
    assert verify(register).records == 0


def test_every_record_written_is_one_line_with_its_actor(register: Register, clock: SetClock) -> None:
    with register.write("agent-7", clock) as unit:
        add_case(unit, clock)
        unit.commit()
    lines = [decode(line.raw) for line in lines_of(register)]
    assert [line.t for line in lines] == ["villager", "case", "case_event"]
    assert [line.seq for line in lines] == [1, 2, 3]
    assert {line.who for line in lines} == {"agent-7"}


def test_a_change_carries_only_the_fields_that_changed(register: Register, clock: SetClock) -> None:
    with register.write("a", clock) as unit:
        villager = add_villager(unit)
        unit.commit()
    with register.write("a", clock) as unit:
        found = unit.get(Villager, villager.id)
        assert found is not None
        found.phone = "13900001111"
        unit.commit()
    assert decode(lines_of(register)[-1].raw).f == {"phone": "13900001111"}
    assert verify(register).ok


def test_saving_the_same_value_again_writes_no_line(register: Register, clock: SetClock) -> None:
    with register.write("a", clock) as unit:
        villager = add_villager(unit)
        unit.commit()
    with register.write("a", clock) as unit:
        found = unit.get(Villager, villager.id)
        assert found is not None
        found.name = str(found.name)
        unit.commit()
    assert len(lines_of(register)) == 1


def test_bulk_writes_on_records_are_refused_outside_the_doors(register: Register, clock: SetClock) -> None:
    with pytest.raises(Defect), register.write("a", clock) as unit:
        unit.session.execute(update(Villager).values(phone="1"))


def test_a_record_is_never_deleted(register: Register, clock: SetClock) -> None:
    with register.write("a", clock) as unit:
        villager = add_villager(unit)
        unit.commit()
    with pytest.raises(Defect), register.write("a", clock) as unit:
        unit.session.delete(unit.get(Villager, villager.id))
        unit.commit()


def test_the_state_of_a_case_is_there_in_the_same_commit(register: Register, clock: SetClock) -> None:
    with register.write("a", clock) as unit:
        case = add_case(unit, clock)
        unit.commit()
    with register.reading() as session:
        status = session.get_one(CaseStatus, (register.site_code, case.id))
        assert status.state == "in_progress"
        assert status.due_on is not None and status.due_on.isoformat() == "2026-11-30"
        assert status.last_seq == 3


def test_a_clock_that_jumps_back_never_makes_a_later_line_look_earlier(
    register: Register, clock: SetClock
) -> None:
    for hours in (0, -48):
        clock.advance(hours=hours)
        with register.write("a", clock) as unit:
            add_villager(unit)
            unit.commit()
    stamps = [tuple(int(part) for part in decode(line.raw).hlc.split(".")) for line in lines_of(register)]
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps)


def test_a_row_changed_behind_the_journals_back_is_named(register: Register, clock: SetClock) -> None:
    with register.write("a", clock) as unit:
        case = add_case(unit, clock)
        unit.commit()
    with register.writing() as session:
        table = ServiceCase.__table__
        session.execute(update(table).where(table.c.id == case.id).values(note="改过"))  # type: ignore[arg-type]
        session.commit()
    report = verify(register)
    assert not report.ok
    assert case.id in report.problems[0]
    assert "note" in report.problems[0]


def test_a_changed_or_missing_line_breaks_the_chain_where_it_stands(
    register: Register, clock: SetClock
) -> None:
    with register.write("a", clock) as unit:
        add_case(unit, clock)
        unit.commit()
    with register.writing() as session:
        session.connection().exec_driver_sql("UPDATE journal SET raw = raw || ' ' WHERE n = 2")
        session.commit()
    assert "第2行" in verify(register).problems[0]
    with register.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM journal WHERE n = 2")
        session.commit()
    assert "第2行" in verify(register).problems[0]
