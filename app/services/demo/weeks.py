"""Living through the invented weeks: each thing at its own time, in order, by the services of the counter."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.clock import CHINA, SetClock, local_day
from app.domain.calendar import WorkingCalendar
from app.domain.cases import Light, MaterialForm
from app.domain.catalogue import Catalogue, MaterialRequirement, ServiceItem
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import Actor
from app.models.calendars import shipped_calendar
from app.models.register import Register
from app.services import agents, cases, items
from app.services.demo.people import Person, people
from app.services.demo.stories import AGES, Said, Step, Story, stories
from app.services.desk import Desk

OPENS = time(8, 35)
MINUTES_APART = 7


@dataclass(order=True, slots=True)
class _Due:
    """A story that goes on at ``at``; ``order`` keeps equal instants in the order of the stories."""

    at: datetime
    order: int
    story: Story = field(compare=False)
    person: Person = field(compare=False)
    case_no: str = field(compare=False, default="")
    done: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class _Weeks:
    """The room being lived through. ``days`` are the working days up to today, the last one last."""

    register: Register
    clock: SetClock
    now: datetime
    days: tuple[date, ...]
    calendar: WorkingCalendar
    catalogue: Catalogue


def live_through(
    register: Register, now: datetime, progress: Callable[[int, int], None] | None = None
) -> None:
    """Fill the room with everything that happened up to ``now``; nothing is dated later."""
    calendar = shipped_calendar()
    told = stories()
    longest = max(story.days_ago for story in told)
    days = _working_days(local_day(now), longest + 1, calendar)
    clock = SetClock(datetime.combine(days[0], OPENS, CHINA))
    weeks = _Weeks(register, clock, now, days, calendar, items.in_force(register, clock))
    desks = _desks(register, clock)
    waiting = list(_beginnings(told, weeks))
    heapq.heapify(waiting)
    steps, done = sum(1 + len(story.steps) for story in told), 0
    while waiting:
        due = heapq.heappop(waiting)
        if due.at > now:
            continue
        clock.at = due.at
        following = _go_on(desks[due.order % len(desks)], due, weeks)
        if following is not None:
            heapq.heappush(waiting, following)
        done += 1
        if progress is not None:
            progress(done, steps)


def _desks(register: Register, clock: SetClock) -> tuple[Desk, ...]:
    """The two agents of the room, each at the counter on some days."""
    first = agents.first_actor(register)
    other = agents.add(Desk(register, first, clock), "李建国", "副主任、代办员", "19900001234")
    second = Actor(other.agent_id, other.name, other.post)
    return tuple(Desk(register, actor, clock) for actor in (first, second))


def _beginnings(told: tuple[Story, ...], weeks: _Weeks) -> Iterator[_Due]:
    everybody = people()
    for order, story in enumerate(told):
        person = _person(everybody, order, story, weeks.now.year)
        at = _at(weeks.days[-1 - story.days_ago], order)
        if story.days_ago == 0:
            at = min(at, weeks.now - timedelta(minutes=3 + order % 5))
        yield _Due(at, order, story, person)


def _person(everybody: tuple[Person, ...], order: int, story: Story, year: int) -> Person:
    """Somebody of an age to ask for this, each time another one."""
    youngest, oldest = AGES.get(story.item, (18, 130))
    fitting = [person for person in everybody if youngest <= year - person.born_in <= oldest]
    return fitting[order * 7 % len(fitting)]


def _go_on(desk: Desk, due: _Due, weeks: _Weeks) -> _Due | None:
    """Do what is due; when and how the story goes on, or None where it is told."""
    story = due.story
    case_no = due.case_no
    if not case_no:
        item = weeks.catalogue.item(story.item)
        assert item is not None
        case_no = cases.accept(desk, _request(due.person, story, item)).case_no
    else:
        step = story.steps[due.done]
        cases.record(desk, case_no, step.event, data=_explained(desk, case_no, step))
    done = due.done + bool(due.case_no)
    if done == len(story.steps):
        return None
    at = max(_step_at(story, story.steps[done], due.order, weeks), due.at + timedelta(minutes=MINUTES_APART))
    return _Due(at, due.order, story, due.person, case_no, done)


def _explained(desk: Desk, case_no: str, step: Step) -> Said:
    """What the step says; a case that ends late says why."""
    if step.event not in ("completed", "fetched"):
        return step.said
    late = cases.show(desk.register, case_no, desk.clock).row.light is Light.RED
    return {**step.said, "overdue_explanation": "等上级批复，路上又耽搁了"} if late else step.said


def _request(person: Person, story: Story, item: ServiceItem) -> AcceptRequest:
    required = [paper for paper in item.materials if paper.required]
    brought = required[: len(required) - story.lacking]
    return AcceptRequest(
        name=person.name,
        item=item.code,
        id_number=person.id_number,
        phone=person.phone,
        group=person.group,
        materials=tuple(MaterialGiven(paper.name, usual_form(paper), paper.sheets) for paper in brought),
        mode=story.mode,
        note=story.note,
        again="另一件事" if story.days_ago % 2 else "再次申请",
    )


def usual_form(paper: MaterialRequirement) -> MaterialForm:
    """Identity papers are looked at and given back, forms and statements kept, the rest copied."""
    if paper.forms == ("original",):
        return MaterialForm.SEEN
    return MaterialForm.ORIGINAL if paper.forms in (("form",), ("statement",)) else MaterialForm.COPY


def _step_at(story: Story, step: Step, order: int, weeks: _Weeks) -> datetime:
    index = len(weeks.days) - 1 - story.days_ago + step.after_days
    if index < len(weeks.days):
        return _at(weeks.days[index], order)
    return weeks.now + timedelta(days=1)


def _at(day: date, order: int) -> datetime:
    return datetime.combine(day, OPENS, CHINA) + timedelta(minutes=order * 37 % 480)


def _working_days(today: date, count: int, calendar: WorkingCalendar) -> tuple[date, ...]:
    """Today and the working days before it, ``count`` in all."""
    days = [today]
    day = today
    while len(days) < count:
        day -= timedelta(1)
        if calendar.works(day):
            days.append(day)
    return tuple(reversed(days))
