"""How long a month of 2,000 cases takes from the register to the workbook: ``python -m bench.monthly_report [CASES]``."""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.clock import SetClock, local_day
from app.domain.periods import parse
from app.models.register import Register
from app.models.tables import CaseEvent, ServiceCase
from app.services import agents, reports, rooms
from app.services.desk import Desk
from app.services.rooms import RoomPlan
from tests.reports.months import CATEGORIES, ITEMS

OCTOBER = parse("2026-10")
BATCH = 250
REPEATS = 5


def fill(desk: Desk, cases: int) -> None:
    """So many cases of October, two in three finished, most of those rated, all through the unit of work."""
    agent = desk.actor.agent_id
    for start in range(0, cases, BATCH):
        with desk.write() as unit:
            for number in range(start, min(start + BATCH, cases)):
                at = datetime(2026, 10, 1 + number % 30, 1 + number % 8, number % 60, tzinfo=UTC)
                case = unit.add(_case(number, at, agent))
                unit.session.flush()
                for event, state, data in _steps(number):
                    at += timedelta(hours=20)
                    unit.add(
                        CaseEvent(
                            case_id=case.id, event=event, from_state=state, at=at, data=data, by_agent=agent
                        )
                    )
            unit.commit()


def _case(number: int, at: datetime, agent: str) -> ServiceCase:
    on = local_day(at)
    return ServiceCase(
        case_no=f"101201-26{on:%m%d}-A1-{number:05d}",
        applicant_name="张秀兰",
        item_code=f"MZ{number % 3}",
        item_name=ITEMS[number % 3],
        item_category=CATEGORIES[number % 5],
        kind="promised",
        accepted_at=at,
        accepted_on=on,
        promised_days=5,
        promised_on=date(2026, 11, 6),
        accepted_by=agent,
        entered_by=agent,
        first_asked=agent,
        first_handler=agent,
        handler=agent,
    )


def _steps(number: int) -> list[tuple[str, str, dict[str, object]]]:
    steps: list[tuple[str, str, dict[str, object]]] = [("accepted", "", {"kind": "promised"})]
    if number % 3:
        steps += [
            ("completed", "in_progress", {"result": "已办好"}),
            ("delivered", "completed", {"to_whom": "本人"}),
            ("rated", "delivered", {"level": "satisfied", "by": "applicant"}),
        ]
    return steps


def measure(register: Register, desk: Desk) -> tuple[float, float]:
    """Least processor seconds of the figures alone, and of figures and workbook together."""
    alone, whole = [], []
    for _ in range(REPEATS):
        start = time.process_time()
        reports.shown(register, OCTOBER, desk.clock)
        alone.append(time.process_time() - start)
        start = time.process_time()
        reports.workbook(desk, OCTOBER)
        whole.append(time.process_time() - start)
    return min(alone), min(whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="?", type=int, default=2_000)
    cases = parser.parse_args().cases
    clock = SetClock(datetime(2026, 11, 2, 1, 0, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        plan = RoomPlan("620902101201", "青石村便民服务站", agent="王建国", sample_catalogue=True)
        register = rooms.set_up(Path(folder) / "room", plan, clock, passphrase="只在测量里用的口令")
        desk = Desk(register, agents.first_actor(register), clock)
        fill(desk, cases)
        figures, whole = measure(register, desk)
        register.close()
    print(f"{cases} cases: figures {figures:.2f} s, workbook {whole:.2f} s")


if __name__ == "__main__":
    main()
