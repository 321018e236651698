"""A machine invents what two PCs of one village and the township do; afterwards all registers agree."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.clock import SetClock
from app.models.register import Register
from app.models.tables import RECORD_TYPES, CaseEvent, CaseStatus, ServiceCase, Villager
from app.models.verify import verify
from tests.models.rooms import TOWNSHIP, VILLAGE, add_case, new_register
from tests.models.test_feed import know, pull, push, records, sync

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "edit", "edit", "event", "push", "pull", "decide", "sync"]),
        st.integers(0, 1),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=18,
)
EVENTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("completed", {"result": "已办"}),
    ("withdrawn", {"reason": "不办了"}),
    ("escalated", {}),
    ("progressed", {"text": "到家核实"}),
)


class World:
    """Two PCs of one room and their township, each a real encrypted register."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
        self.township = new_register(folder / "t", TOWNSHIP)
        self.rooms = [new_register(folder / f"r{n}", pc_code=f"A{n + 1}") for n in range(2)]
        for room in self.rooms:
            know(room, self.township)
        self.count = 0

    def act(self, step: str, which: int, choice: int) -> None:
        self.clock.advance(minutes=1)
        room = self.rooms[which]
        self.count += 1
        match step:
            case "accept":
                with room.write("a", self.clock) as unit:
                    add_case(unit, self.clock, number=f"101201-261123-A{which + 1}-{self.count:03d}X")
                    unit.commit()
            case "edit":
                self._edit(room, choice)
            case "event":
                self._event(room, choice)
            case "push":
                push(room, self.township, self.clock)
            case "pull":
                pull(room, self.township)
            case "decide":
                self._decide(choice)
            case "sync":
                sync(room, self.township, self.clock)

    def _some(self, register: Register, model: Any, choice: int) -> str:
        with register.reading() as session:
            ids = session.scalars(select(model.id).where(model.site_code == VILLAGE).order_by(model.id)).all()
        return ids[choice % len(ids)] if ids else ""

    def _edit(self, room: Register, choice: int) -> None:
        villager_id = self._some(room, Villager, choice)
        if not villager_id:
            return
        with room.write("a", self.clock) as unit:
            villager = unit.get(Villager, villager_id)
            assert villager is not None
            setattr(villager, ("phone", "note")[choice % 2], f"值{self.count}")
            unit.commit()

    def _event(self, room: Register, choice: int) -> None:
        case_id = self._some(room, ServiceCase, choice)
        if not case_id:
            return
        event, data = EVENTS[choice]
        with room.write("a", self.clock) as unit:
            state = unit.session.get_one(CaseStatus, (VILLAGE, case_id)).state
            unit.add(
                CaseEvent(case_id=case_id, event=event, from_state=state, at=self.clock.now(), data=data)
            )
            unit.commit()

    def _decide(self, choice: int) -> None:
        case_id = self._some(self.township, ServiceCase, choice)
        if not case_id:
            return
        with self.township.write("clerk", self.clock) as unit:
            case = unit.get(ServiceCase, case_id, VILLAGE)
            assert case is not None
            case.township_no = f"镇{self.count}"
            unit.commit()

    def settle(self) -> None:
        for room in [*self.rooms, *self.rooms]:
            sync(room, self.township, self.clock)

    def close(self) -> None:
        for register in (*self.rooms, self.township):
            register.close()


def states(register: Register) -> dict[str, tuple[Any, ...]]:
    with register.reading() as session:
        rows = session.scalars(select(CaseStatus).where(CaseStatus.site_code == VILLAGE))
        return {row.case_id: (row.state, row.due_on, row.completed_on, row.ineffective) for row in rows}


@settings(max_examples=25)
@given(STEPS)
def test_after_everyone_synced_all_registers_agree_and_equal_their_logs(
    steps: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        try:
            for step in steps:
                world.act(*step)
                assert verify(world.rooms[step[1]]).problems == ()
            world.settle()
            for register in (*world.rooms, world.township):
                assert verify(register).problems == ()
                assert states(register) == states(world.township)
                for model in RECORD_TYPES.values():
                    assert records(register, model) == records(world.township, model)
        finally:
            world.close()
