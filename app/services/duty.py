"""Who is on duty: the roster of shifts with its B roles, and the backup who steps in."""

from __future__ import annotations

from datetime import date

from app.clock import CHINA, Clock, today
from app.domain import text
from app.domain.case_states import transition
from app.domain.cases import CaseEventKind, Tier
from app.domain.rota_rows import SHIFT_WORDS, ShiftRow
from app.errors import Refusal
from app.models.queries import Session, agents, records
from app.models.queries import cases as queries
from app.models.register import Register
from app.models.tables import Agent, CaseEvent, DutyShift
from app.services.desk import Desk
from app.services.typed_fields import agent_named, hours, own_case, said

LONGEST_ROSTER_DAYS = 366


def add(
    desk: Desk,
    on_day: date,
    agent: str,
    *,
    backup: str = "",
    kind: str = "rotation",
    from_time: str = "",
    to_time: str = "",
    note: str = "",
) -> ShiftRow:
    """One shift; ``agent`` and ``backup`` are names or ids. Refusals name the field; ``shift-taken``."""
    if kind not in SHIFT_WORDS:
        raise _unknown_kind()
    begins, ends = hours(from_time, to_time)
    site = desk.register.site_code
    with desk.write() as work:
        first = _in_term(agent_named(work.session, site, agent, "agent"), "agent", on_day)
        second = None
        if backup:
            second = _in_term(agent_named(work.session, site, backup, "backup"), "backup", on_day)
        if second is not None and second.id == first.id:
            raise Refusal("A岗和B岗不能是同一个人。", field="backup", code="same-agent")
        for there in records.of_site(work.session, DutyShift, site, on_day=on_day, agent_id=first.id):
            if (there.cancelled, there.kind, there.from_time) == (False, kind, begins):
                raise Refusal(f"{first.name}那天已经排了这个班。", field="on_day", code="shift-taken")
        shift = work.add(
            DutyShift(
                on_day=on_day,
                kind=kind,
                from_time=begins,
                to_time=ends,
                agent_id=first.id,
                backup_agent_id=second.id if second else first.backup_agent_id,
                note=text.note(note),
                cancelled=False,
            )
        )
        work.commit()
        return _rows(work.session, [shift])[0]


def _unknown_kind() -> Refusal:
    listed = "、".join(f"{words}（{stored}）" for stored, words in SHIFT_WORDS.items())
    return Refusal(f"值班方式只能是：{listed}。", field="kind", code="unknown-kind")


def cancel(desk: Desk, shift_id: str, reason: str) -> None:
    """A shift does not take place; Refusals ``no-shift``, ``reason``."""
    with desk.write() as work:
        shift = work.get(DutyShift, shift_id)
        if shift is None or shift.cancelled:
            raise Refusal("没有这个班，或已经取消。", field="shift", code="no-shift")
        shift.cancelled = True
        shift.note = said(reason, "reason", "取消的原因")
        work.commit()


def roster(register: Register, first: date, last: date) -> tuple[ShiftRow, ...]:
    """The shifts from ``first`` to ``last`` that take place, by day and time; Refusal ``days`` over a year."""
    if not 0 <= (last - first).days <= LONGEST_ROSTER_DAYS:
        raise Refusal("排班表一次最多看一年，结束日期不能早于开始。", field="last", code="days")
    with register.reading() as session:
        return shifts_between(session, register.site_code, first, last)


def shifts_between(session: Session, site_code: str, first: date, last: date) -> tuple[ShiftRow, ...]:
    """The same inside a transaction that is open already."""
    found = records.between(session, DutyShift, site_code, "on_day", first, last)
    rows = _rows(session, [shift for shift in found if not shift.cancelled])
    return tuple(sorted(rows, key=lambda row: (row.on_day, row.from_time, row.shift_id)))


def on_duty(register: Register, clock: Clock) -> tuple[ShiftRow, ...]:
    """Who should be there at this minute."""
    day = today(clock)
    with register.reading() as session:
        return now_among(shifts_between(session, register.site_code, day, day), minute_of(clock))


def now_among(shifts: tuple[ShiftRow, ...], minute: str) -> tuple[ShiftRow, ...]:
    """Those whose hours hold ``minute`` (``HH:MM``)."""
    return tuple(row for row in shifts if (row.from_time or "00:00") <= minute < (row.to_time or "24:00"))


def next_after(shifts: tuple[ShiftRow, ...], day: date, minute: str) -> tuple[ShiftRow, ...]:
    """The first shifts that begin later than now."""
    later = [row for row in shifts if (row.on_day, row.from_time or "00:00") > (day, minute)]
    first = [row for row in later if (row.on_day, row.from_time) == (later[0].on_day, later[0].from_time)]
    return tuple(first)


def minute_of(clock: Clock) -> str:
    """The time of day in China as ``HH:MM``."""
    return clock.now().astimezone(CHINA).strftime("%H:%M")


def assign_backup(desk: Desk, case_no: str, reason: str = "") -> str:
    """The backup by the roster takes a case whose handler is not there today; the name of who took it.

    From the shift of today whose B role it is, else from the handler's own AB岗; transitively, while the
    backup is away too. ``first_asked`` and ``first_handler`` stay for ever. Refusals: as of a 派单,
    ``handler-there`` where the handler is on the roster, ``no-backup``.
    """
    day = today(desk.clock)
    with desk.write() as work:
        site = desk.register.site_code
        case = own_case(work.session, site, case_no)
        now = queries.status_now(work.session, site, case.id)
        state = now.state if now else None
        transition(state, CaseEventKind.ASSIGNED, Tier.VILLAGE)
        away = work.get(Agent, case.handler)
        backup = _stepping_in(work.session, site, case.handler, day)
        why = text.note(reason, field="reason", words="原因") or "承办人今天不在岗，由B岗顶岗"
        step = {"to": backup.name, "to_agent": backup.id, "reason": why}
        for event, fields in ((CaseEventKind.ASSIGNED, step), (CaseEventKind.CLAIMED, {"reason": why})):
            work.add(
                CaseEvent(
                    site_code=site,
                    case_id=case.id,
                    event=event.value,
                    from_state=state.value if state else "",
                    at=desk.clock.now(),
                    data=fields,
                    reason=why,
                    by_agent=desk.actor.agent_id,
                    by_name=desk.actor.name,
                    by_tier=Tier.VILLAGE.value,
                )
            )
        case.handler = backup.id
        work.commit()
        return f"{backup.name}（替{away.name}）" if away else backup.name


def _stepping_in(session: Session, site: str, handler: str, day: date) -> Agent:
    """Follow the B roles from the handler to somebody who is there; Refusals ``handler-there``, ``no-backup``."""
    shifts = shifts_between(session, site, day, day)
    there = {row.agent_id for row in shifts}
    if handler in there:
        raise Refusal("承办人今天在岗，不用顶岗。确要换人，请派单。", field="case_no", code="handler-there")
    seen, next_id = {handler}, _backup_of(session, site, shifts, handler)
    while next_id and next_id not in seen:
        seen.add(next_id)
        agent = session.get(Agent, (site, next_id))
        if agent is not None and agent.active and (not there or next_id in there):
            return agent
        next_id = _backup_of(session, site, shifts, next_id)
    on_shift = [session.get(Agent, (site, agent_id)) for agent_id in sorted(there)]
    first = next((agent for agent in on_shift if agent is not None and agent.active), None)
    if first is not None:
        return first
    raise Refusal(
        "没有找到能顶岗的人：承办人没有B岗，今天也没有排班。请先排班，或直接派单。",
        field="case_no",
        code="no-backup",
    )


def _backup_of(session: Session, site: str, shifts: tuple[ShiftRow, ...], agent_id: str) -> str:
    for row in shifts:
        if row.agent_id == agent_id and row.backup_id:
            return row.backup_id
    agent = session.get(Agent, (site, agent_id))
    return agent.backup_agent_id if agent is not None else ""


def _in_term(agent: Agent, field: str, on_day: date) -> Agent:
    """Refusal ``term-over`` where the agent's year has ended by then (001 一年一聘)."""
    if agent.term_to_on is not None and agent.term_to_on < on_day:
        raise Refusal(
            f"{agent.name}的聘期到 {agent.term_to_on:%Y-%m-%d} 为止，不能排在 {on_day:%Y-%m-%d}。",
            field=field,
            code="term-over",
        )
    return agent


def _rows(session: Session, shifts: list[DutyShift]) -> tuple[ShiftRow, ...]:
    named = agents.actors(session, {key for s in shifts for key in (s.agent_id, s.backup_agent_id)})
    return tuple(
        ShiftRow(
            shift_id=shift.id,
            on_day=shift.on_day,
            kind=shift.kind,
            from_time=shift.from_time or "",
            to_time=shift.to_time or "",
            agent_id=shift.agent_id,
            agent_name=named[shift.agent_id].name if shift.agent_id in named else "",
            backup_id=shift.backup_agent_id or "",
            backup_name=named[shift.backup_agent_id].name if shift.backup_agent_id in named else "",
            note=shift.note or "",
            cancelled=bool(shift.cancelled),
        )
        for shift in shifts
    )
