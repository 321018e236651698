"""Lives the year day by day: who is at the counter, what comes in, what goes on, what is sent to the township."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from app.clock import CHINA, SetClock
from app.domain import catalogue as catalogues
from app.domain.calendar import WorkingCalendar, calendar_from_document
from app.domain.periods import parse
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import Actor, CaseAccepted
from app.errors import Refusal
from app.models.calendars import shipped_calendar
from app.services import agents, cases, catalogue_files, duty, exports, items, postings, reports, rooms
from app.services.demo.weeks import usual_form
from app.services.desk import Desk
from app.services.rooms import RoomPlan
from sync.server import publishing
from tests.sync.stations import PASSPHRASE, Room, RunningTownship, found_township
from tests.year import village
from tests.year.village import FIRST, LAST, SITE, Villager


@dataclass(frozen=True, slots=True)
class FromAbove:
    """What a story waits for: the township takes this step of a case at its next contact."""

    case_no: str
    event: str
    said: Mapping[str, object]


Story = Generator[int | FromAbove, None, None]
"""One matter from its beginning to its end: yields how many working days it waits, or for the township."""


@dataclass(order=True, slots=True)
class _Due:
    at: datetime
    order: int
    story: Story = field(compare=False)


@dataclass
class Year:
    """The room while it lives; ``sent`` are the exports taken when each month was sent."""

    home: Path
    dice: random.Random
    clock: SetClock
    room: Room
    township: RunningTownship
    desks: list[Desk]
    overseer: Desk
    calendar: WorkingCalendar
    sent: dict[str, Path] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    _due: list[_Due] = field(default_factory=list)
    _above: list[tuple[FromAbove, Story]] = field(default_factory=list)
    _order: int = 0

    @property
    def desk(self) -> Desk:
        """Who sits at the counter today, by turns."""
        return self.desks[self.clock.at.astimezone(CHINA).toordinal() % len(self.desks)]

    @property
    def today(self) -> date:
        return self.clock.at.astimezone(CHINA).date()

    def other_than(self, case_no: str) -> Desk:
        """Somebody who does not handle the case."""
        handler = cases.show(self.room.register, case_no, self.clock).row.agent_name
        return next(desk for desk in self.desks if desk.actor.name != handler)

    def person(self) -> Villager:
        return village.villager(self.dice.randrange(110), self.dice)

    def request(self, code: str, lacking: int = 0, /, **said: object) -> AcceptRequest:
        """A villager asks for an item; the last ``lacking`` of its papers were left at home."""
        who = self.person()
        item = items.in_force(self.room.register, self.clock).item(code)
        assert item is not None
        required = [one for one in item.materials if one.required]
        brought = required[: len(required) - lacking]
        papers = tuple(MaterialGiven(one.name, usual_form(one), one.sheets) for one in brought)
        typed: dict[str, object] = {"name": who.name, "id_number": who.id_number, "group": who.group}
        return AcceptRequest(
            item=code,
            materials=papers,
            again="另一件",
            **(typed | said),  # type: ignore[arg-type]
        )

    def accept(self, code: str, lacking: int = 0, /, **said: object) -> CaseAccepted:
        self.told["accepted"] += 1
        return cases.accept(self.desk, self.request(code, lacking, **said))

    def record(self, case_no: str, event: str, **said: object) -> None:
        """A step by whoever sits at the counter."""
        self.record_by(self.desk, case_no, event, said)

    def record_by(self, by: Desk, case_no: str, event: str, said: Mapping[str, object]) -> None:
        """A step; one that ends a late case says why."""
        self.told[event] += 1
        try:
            cases.record(by, case_no, event, data=said)
        except Refusal as refusal:
            if refusal.code != "overdue-unexplained":
                raise
            self.told["late"] += 1
            cases.record(by, case_no, event, data={**said, "overdue_explanation": "等上级批复"})

    def is_working(self, day: date) -> bool:
        return self.calendar.is_working(day)[0]

    def begin(self, story: Story) -> None:
        """A matter begins now and goes on by itself."""
        self._go_on(story)

    def after(self, story: Story, working_days: int) -> None:
        """A matter goes on in so many working days, at some hour; 0 is later today."""
        day = self.today
        while working_days:
            day += timedelta(1)
            working_days -= self.is_working(day)
        at = datetime.combine(day, time(9 + self.dice.randrange(8), self.dice.randrange(60)), CHINA)
        at = max(at, self.clock.at + timedelta(minutes=5))
        self._order += 1
        heapq.heappush(self._due, _Due(at, self._order, story))

    def _go_on(self, story: Story) -> None:
        try:
            wish = next(story)
        except StopIteration:
            return
        if isinstance(wish, FromAbove):
            self._above.append((wish, story))
        else:
            self.after(story, wish)

    def live_until(self, until: datetime) -> None:
        """Everything that is due up to then, in its order."""
        while self._due and self._due[0].at <= until:
            due = heapq.heappop(self._due)
            self.clock.at = max(self.clock.at, due.at)
            self._go_on(due.story)
        self.clock.at = max(self.clock.at, until)

    @property
    def waits_for_township(self) -> bool:
        return bool(self._above)

    def meet_township(self) -> None:
        """A pass; what the township has to say of its cases; a second pass."""
        self.sync()
        office = Desk(self.township.register, agents.first_actor(self.township.register), self.clock)
        waiting, self._above = self._above, []
        for wish, story in waiting:
            self.told[f"above {wish.event}"] += 1
            cases.record(office, wish.case_no, wish.event, data=wish.said)
            self.after(story, 1)
        if waiting:
            self.room.sync()

    def sync(self) -> None:
        self.room.sync()
        self.township.apply_all()

    def send(self, text: str) -> None:
        """Freeze a period; what was known then is kept for the second counting."""
        period = parse(text)
        reports.send(self.overseer, period)
        self.sent[text] = self.export(f"sent-{text}")
        self.order.append(text)
        self.made[text] = reports.workbook(self.overseer, period)

    def export(self, name: str) -> Path:
        place = self.home / f"{name}.jsonl"
        exports.export(self.overseer, exports.ExportFormat.JSONL, place, whole_ids="复核全年数字")
        return place


def found_year(home: Path, seed: int) -> Year:
    """Room and township on New Year's Day, enrolled, with four agents and the sample catalogue."""
    clock = SetClock(datetime(2026, 1, 1, 0, 30, tzinfo=UTC))
    found_township(home / "township", clock)
    township = RunningTownship(home / "township", clock)
    plan = RoomPlan(SITE, "槐树村便民服务室", agent="王芳", sample_catalogue=True, hotline="0937-2600100")
    register = rooms.set_up(home / "room", plan, clock, passphrase=PASSPHRASE)
    first = Desk(register, agents.first_actor(register), clock)
    desks = [first, *(_colleague(first, name) for name in village.AGENTS)]
    overseer = _colleague(first, village.OVERSEER)
    township.start()
    return Year(
        home, random.Random(seed), clock, Room(register, clock), township, desks, overseer, shipped_calendar()
    )


def _colleague(desk: Desk, name: str) -> Desk:
    tile = agents.add(desk, name, "代办员")
    return replace(desk, actor=Actor(tile.agent_id, tile.name, tile.post))


def live(year: Year, comes: Callable[[Year], None]) -> None:
    """All of 2026 and the first days of 2027; ``comes`` says what comes in on each working day."""
    day = FIRST
    while day <= LAST:
        if year.is_working(day) or day.day == 3:
            year.live_until(datetime.combine(day, time(*village.OPENING), CHINA))
            _open_day(year, day)
            if year.is_working(day):
                comes(year)
            year.live_until(datetime.combine(day, time(17, 30), CHINA))
        day += timedelta(1)
    year.live_until(datetime.combine(date(2027, 1, 5), time(*village.OPENING), CHINA))
    year.send("2026-12")
    year.sync()


def _open_day(year: Year, day: date) -> None:
    """What the calendar of the room itself asks for on a morning."""
    _roster(year, day)
    first_open = next(n for n in range(1, 32) if year.is_working(day.replace(day=n)))
    if day.day == first_open and day.month > 1 and day.month != 6:
        year.send(f"2026-{day.month - 1:02d}")
    if day == date(2026, 7, 8):
        year.send("2026-05")
        year.send("2026Q2")
    if (day.month, day.day) in _ON_THE_DAY:
        _ON_THE_DAY[day.month, day.day](year)
    if (
        day >= date(2026, 3, 2)
        and day.weekday() in (1, 4)
        and (year.waits_for_township or day.weekday() == 4)
    ):
        year.meet_township()


def _roster(year: Year, day: date) -> None:
    """Everybody in turn; one day in a hundred nobody, and one shift in thirty is taken off again."""
    if not year.is_working(day) or (day.month in (4, 8) and day.day == 14):
        return
    number = day.toordinal() % len(year.desks)
    first, second = year.desks[number], year.desks[number - 1]
    shift = duty.add(year.overseer, day, first.actor.name, backup=second.actor.name)
    if day.day == 23:
        duty.cancel(year.overseer, shift.shift_id, "下乡")
    if day.day == 23 and day.month % 2:
        duty.add(year.overseer, day, second.actor.name, kind="fixed")


def _own_catalogue(year: Year) -> None:
    catalogue_files.take_in(year.overseer, "目录.json", village.catalogue("2026-1", leave_out=9).encode())


def _posting(year: Year) -> None:
    postings.record(year.overseer, "items-poster", "村务公开栏")


def _some_postings(year: Year) -> None:
    codes = ("MZ01", "MZ02", "GY04", "QT10")
    postings.record(year.overseer, "service-guide", "便民服务室墙上", item_codes=codes)


def _posting_down(year: Year) -> None:
    newest = postings.rows(year.room.register)[0]
    postings.take_down(year.overseer, newest.posting_id)


def _enrol(year: Year) -> None:
    year.room.enrol(year.township)
    year.sync()


def _catalogue_from_above(year: Year) -> None:
    read = catalogues.from_document(village.catalogue("2026-2", leave_out=4))
    publishing.publish_catalogue(year.township.township, read, (SITE,))
    year.room.sync()


def _calendar_from_above(year: Year) -> None:
    table = calendar_from_document(village.calendar_of_2027())
    publishing.publish_year(year.township.township, table, (SITE,))
    year.room.sync()
    year.calendar = WorkingCalendar({**year.calendar.years, 2027: table})


_ON_THE_DAY: dict[tuple[int, int], Callable[[Year], None]] = {
    (1, 19): _own_catalogue,
    (2, 2): _posting,
    (3, 2): _enrol,
    (4, 13): _posting_down,
    (4, 20): _some_postings,
    (7, 13): _catalogue_from_above,
    (8, 5): _posting,
    (11, 10): _calendar_from_above,
}

__all__ = ["FromAbove", "Story", "Year", "found_year", "live"]
