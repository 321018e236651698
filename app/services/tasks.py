"""Joint cases 联合代理 and key projects as parallel tasks, each with its own due date by working days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.clock import Clock, today
from app.domain import deadlines, text
from app.domain.calendar import WorkingCalendar
from app.domain.cases import OPEN_STATES, STATE_WORDS, Light, Tier
from app.domain.tasks import TaskPlan, TaskRow, planned
from app.errors import Refusal
from app.models.calendars import working_calendar
from app.models.queries import Session
from app.models.queries import agents as agent_queries
from app.models.queries import cases as case_queries
from app.models.queries import tasks as queries
from app.models.register import Register
from app.models.tables import ServiceCase, Task
from app.models.unit_of_work import UnitOfWork
from app.services import items
from app.services.case_lookup import find_case
from app.services.desk import Desk
from app.services.occasions import agent_id

LONGEST_DAYS = 366
MOST_TASKS = 50


def plan(desk: Desk, case_no: str, tasks: Sequence[TaskPlan], *, start: bool = True) -> tuple[TaskRow, ...]:
    """Add parts to an open case; ``start``: all of them begin today, side by side.

    Refusals name ``name department working_days handler note tasks``; ``case-over``, ``task-days``, ``tasks-none``.
    """
    with desk.write() as work:
        case = _open_case(work.session, desk, case_no)
        _add(work, desk, case, tasks, start=start)
        work.commit()
    return rows(desk.register, case_no, desk.clock)


def plan_from_catalogue(desk: Desk, case_no: str, *, start: bool = True) -> tuple[TaskRow, ...]:
    """Add the parts that the procedure of the case's item names; Refusal ``tasks-none`` where it names none."""
    with desk.write() as work:
        case = _open_case(work.session, desk, case_no)
        item = items.held(work.session, desk.register.site_code, case.accepted_on).catalogue.item(
            case.item_code
        )
        _add(work, desk, case, planned(item) if item is not None else (), start=start)
        work.commit()
    return rows(desk.register, case_no, desk.clock)


def start(desk: Desk, task_id: str, on: date | None = None) -> None:
    """A part begins ``on`` (today where None); its own due date is worked out.

    Refusals: ``no-such-task``, ``task-started`` on ``task_id``; ``task-date`` on ``on``.
    """
    with desk.write() as work:
        task, case = _task(work.session, desk, task_id)
        day = today(desk.clock) if on is None else on
        if task.start_on is not None:
            raise Refusal(
                f"“{task.name}”已于 {task.start_on:%Y-%m-%d} 开始，没有改动。",
                field="task_id",
                code="task-started",
            )
        _check_day(day, case.accepted_on, today(desk.clock), "受理日期")
        _begin(work, desk, task, day)
        work.commit()


def finish(desk: Desk, task_id: str, outcome: str, note: str = "", on: date | None = None) -> None:
    """A part is done ``on`` (today where None) with its outcome.

    Refusals: ``outcome-empty`` on ``outcome``; ``no-such-task``, ``task-not-started``, ``task-done`` on ``task_id``;
    ``task-date`` on ``on``.
    """
    result = text.note(outcome, field="outcome", words="结果")
    said = text.note(note)
    if not result:
        raise Refusal("请写明这一项办成了什么。", field="outcome", code="outcome-empty")
    with desk.write() as work:
        task, _case = _task(work.session, desk, task_id)
        if task.done_on is not None:
            raise Refusal(f"“{task.name}”已经办完，没有改动。", field="task_id", code="task-done")
        if task.start_on is None:
            raise Refusal(
                f"“{task.name}”还没有开始，不能办完。请先开始。", field="task_id", code="task-not-started"
            )
        day = today(desk.clock) if on is None else on
        _check_day(day, task.start_on, today(desk.clock), "开始日期")
        task.done_on, task.outcome, task.note = day, result, said or task.note
        work.commit()


def rows(register: Register, case_no: str, clock: Clock) -> tuple[TaskRow, ...]:
    """The parts of a case in their order, for a small chart; Refusal ``no-such-case``."""
    with register.reading() as session:
        case = find_case(session, register.site_code, case_no)
        found = queries.of_case(session, case)
        names = {
            key: agent.name
            for key, agent in agent_queries.actors(session, (one.handler for one in found)).items()
        }
        calendar = working_calendar(session, case.site_code)
        return tuple(_row(one, names.get(one.handler, ""), today(clock), calendar) for one in found)


def refuse_open(session: Session, site_code: str, case_id: str) -> None:
    """A case is not complete while parts of it are open: Refusal ``tasks-open`` naming them."""
    names = queries.open_names(session, site_code, case_id)
    if names:
        raise Refusal(
            f"还有 {len(names)} 项并联事项没有办完：{'、'.join(names)}。没有办结；请先逐项办完。",
            field="event",
            code="tasks-open",
        )


def _add(work: UnitOfWork, desk: Desk, case: ServiceCase, tasks: Sequence[TaskPlan], *, start: bool) -> None:
    last = queries.last_position(work.session, case)
    if not tasks or last + len(tasks) > MOST_TASKS:
        sentence = (
            f"一件最多 {MOST_TASKS} 项并联事项，没有添加。"
            if tasks
            else "目录里没有这一事项的办理程序，没有添加。请逐项写明由谁办、几个工作日。"
        )
        raise Refusal(sentence, field="tasks", code="tasks-too-many" if tasks else "tasks-none")
    for position, one in enumerate(tasks, last + 1):
        task = work.add(_checked(work.session, desk, one))
        task.site_code, task.case_id, task.position = case.site_code, case.id, position
        if start:
            _begin(work, desk, task, today(desk.clock))


def _checked(session: Session, desk: Desk, one: TaskPlan) -> Task:
    name = text.line(one.name, field="name", words="事项名称", limit=60)
    if not name:
        raise Refusal("有一项没有写名称。请补上或删去。", field="name", code="name-empty")
    if type(one.working_days) is not int or not 0 <= one.working_days <= LONGEST_DAYS:
        raise Refusal(
            f"“{name}”的时限要在 0 到 {LONGEST_DAYS} 个工作日之间。", field="working_days", code="task-days"
        )
    return Task(
        name=name,
        department=text.line(one.department, field="department", words="办理单位", limit=60),
        tier=Tier(one.tier).value,
        working_days=one.working_days,
        handler=agent_id(session, desk, one.handler, "handler") if one.handler else "",
        note=text.note(one.note),
    )


def _begin(work: UnitOfWork, desk: Desk, task: Task, day: date) -> None:
    calendar = working_calendar(work.session, desk.register.site_code)
    task.start_on, task.due_on = day, deadlines.due(day, task.working_days, calendar).due_on


def _row(one: Task, handler: str, day: date, calendar: WorkingCalendar) -> TaskRow:
    until = one.done_on or day
    late = (until - one.due_on).days if one.due_on is not None and until > one.due_on else 0
    light = Light.NONE
    if one.done_on is None:
        light = deadlines.light(one.due_on, day, one.working_days, calendar)
    return TaskRow(
        task_id=one.id,
        position=one.position,
        name=one.name,
        department=one.department,
        tier=Tier(one.tier),
        working_days=one.working_days,
        start_on=one.start_on,
        due_on=one.due_on,
        done_on=one.done_on,
        light=light,
        outcome=one.outcome,
        note=one.note,
        handler=handler,
        late=late,
    )


def _open_case(session: Session, desk: Desk, case_no: str) -> ServiceCase:
    case = find_case(session, desk.register.site_code, case_no)
    if case.site_code != desk.register.site_code:
        raise Refusal(
            "这件是别的服务机构受理的，并联事项由受理它的机构登记。没有添加。",
            field="case_no",
            code="not-yours",
        )
    now = case_queries.status_now(session, case.site_code, case.id)
    if now is not None and now.state not in OPEN_STATES:
        raise Refusal(
            f"这件现在是“{STATE_WORDS[now.state]}”，不能再加并联事项。", field="case_no", code="case-over"
        )
    return case


def _task(session: Session, desk: Desk, task_id: str) -> tuple[Task, ServiceCase]:
    task = queries.by_id(session, desk.register.site_code, task_id)
    case = session.get(ServiceCase, (task.site_code, task.case_id)) if task is not None else None
    if task is None or case is None:
        raise Refusal("找不到这一项并联事项。请重新选择。", field="task_id", code="no-such-task")
    return task, case


def _check_day(day: date, earliest: date, now_on: date, words: str) -> None:
    if not earliest <= day <= now_on:
        raise Refusal(
            f"日期要在{words}（{earliest:%Y-%m-%d}）到今天之间，没有改动。请核对。",
            field="on",
            code="task-date",
        )
