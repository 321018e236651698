"""A village's register with thousands of cases, made through the services once and kept for other measurements.

    python -m bench.village [--cases 10000] [--into FOLDER]

Each case is a story of the practice room: accepted with its papers, its receipt printed, its steps recorded in
the order of time, 40 cases a day. Making 10,000 takes some minutes; the folder is used again while it fits.
"""

from __future__ import annotations

import argparse
import heapq
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from app.clock import CHINA, SetClock
from app.domain.cases import Light
from app.domain.requests import AcceptRequest, MaterialGiven
from app.models.register import Register
from app.services import agents, cases, items, papers, rooms
from app.services.demo.people import GIVEN, GROUPS, SURNAMES, id_number
from app.services.demo.stories import AGES, Step, Story, stories
from app.services.demo.weeks import usual_form
from app.services.desk import Desk

PASSPHRASE = "bench-only"
ROOM = "620902101201"
FIRST_DAY = date(2026, 1, 5)
CASES_A_DAY = 40
PEOPLE = 4_000
REMEMBERED = Path(tempfile.gettempdir()) / "daiban-bench"


@dataclass(order=True, slots=True)
class _Due:
    at: datetime
    number: int
    story: Story = field(compare=False)
    case_no: str = field(compare=False, default="")
    done: int = field(compare=False, default=0)


def village(cases_wanted: int, into: Path = REMEMBERED) -> Path:
    """The folder of a closed register with so many cases; made where it is not there yet."""
    home = into / f"village-{cases_wanted}"
    if rooms.exists(home):
        return home
    aside = into / f"making-{cases_wanted}"
    shutil.rmtree(aside, ignore_errors=True)
    into.mkdir(parents=True, exist_ok=True)
    clock = SetClock(datetime.combine(FIRST_DAY, time(8, 0), CHINA))
    plan = rooms.RoomPlan(ROOM, "青石村便民服务站", agent="王芳", sample_catalogue=True)
    register = rooms.set_up(aside, plan, clock, passphrase=PASSPHRASE)
    try:
        _live(Desk(register, agents.first_actor(register), clock), clock, cases_wanted)
    finally:
        register.close()
    aside.rename(home)
    return home


def opened_copy(home: Path, to: Path) -> Register:
    """A copy of the register to measure with, opened; the kept one stays as it is."""
    shutil.copytree(home, to)
    return rooms.open_room(to, passphrase=PASSPHRASE)


def add_cases(desk: Desk, clock: SetClock, count: int, first: int = 0, *, whole: bool = False) -> None:
    """So many more cases of one day, each accepted, with its receipt, and its first step where it has one.

    ``whole``: all its steps, as many entries as such a case ever makes.
    """
    told = stories()
    for number in range(first, first + count):
        due = _Due(clock.at, number, told[number % len(told)])
        following = _go_on(desk, due)
        while following is not None:
            following = _go_on(desk, following)
            if not whole:
                break
        clock.advance(minutes=7)


def _live(desk: Desk, clock: SetClock, count: int) -> None:
    waiting: list[_Due] = list(_beginnings(count))
    heapq.heapify(waiting)
    while waiting:
        due = heapq.heappop(waiting)
        clock.at = due.at
        following = _go_on(desk, due)
        if following is not None:
            heapq.heappush(waiting, following)


def _beginnings(count: int) -> Iterator[_Due]:
    told = stories()
    for number in range(count):
        yield _Due(_at(number // CASES_A_DAY, number), number, told[number * 7 % len(told)])


def _at(working_day: int, number: int) -> datetime:
    weeks, day = divmod(working_day, 5)
    on = FIRST_DAY + timedelta(weeks=weeks, days=day)
    minute = number % CASES_A_DAY * 12 + number % 7
    return datetime.combine(on, time(8, 30), CHINA) + timedelta(minutes=minute, milliseconds=number % 977)


def _go_on(desk: Desk, due: _Due) -> _Due | None:
    if not due.case_no:
        case_no = cases.accept(desk, _request(desk, due)).case_no
        papers.printed(desk, case_no, papers.make(desk, case_no, "receipt"), "窗口")
        done = 0
    else:
        step, case_no = due.story.steps[due.done], due.case_no
        cases.record(desk, case_no, step.event, data=_said(desk, case_no, step))
        done = due.done + 1
    if done == len(due.story.steps):
        return None
    after = due.story.steps[done].after_days
    at = max(_at(due.number // CASES_A_DAY + after, due.number), due.at + timedelta(minutes=3))
    return _Due(at, due.number, due.story, case_no, done)


def _said(desk: Desk, case_no: str, step: Step) -> dict[str, object]:
    said = dict(step.said)
    ends = step.event in ("completed", "fetched")
    if ends and cases.show(desk.register, case_no, desk.clock).row.light is Light.RED:
        said["overdue_explanation"] = "等上级批复，路上又耽搁了"
    return said


def _request(desk: Desk, due: _Due) -> AcceptRequest:
    item = items.in_force(desk.register, desk.clock).item(due.story.item)
    assert item is not None
    required = [paper for paper in item.materials if paper.required]
    brought = required[: len(required) - due.story.lacking]
    youngest, oldest = AGES.get(due.story.item, (18, 88))
    person = due.number * 7919 % PEOPLE
    years = youngest + person % (min(oldest, 95) - youngest)
    birth = f"{2025 - years}{person % 12 + 1:02d}{person % 28 + 1:02d}"
    surname, given = SURNAMES[person % len(SURNAMES)], GIVEN[person // 5 % len(GIVEN)]
    return AcceptRequest(
        name=f"{surname}{given}",
        item=due.story.item,
        id_number=id_number(birth, person % 990 + 1),
        phone=f"139{person * 7919 % 10**8:08d}",
        group=GROUPS[person % len(GROUPS)],
        materials=tuple(MaterialGiven(paper.name, usual_form(paper), paper.sheets) for paper in brought),
        mode=due.story.mode,
        note=due.story.note,
        again="另一件事",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--into", type=Path, default=REMEMBERED)
    asked = parser.parse_args()
    print(village(asked.cases, asked.into))


if __name__ == "__main__":
    main()
