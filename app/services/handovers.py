"""交接班: what one shift hands to the next, frozen when it is signed, and both sign by PIN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.clock import Clock, today
from app.domain import text
from app.domain.cases import OPEN_STATES, CaseState, Light
from app.domain.masking import neutral_name
from app.domain.rows import CaseFilter, CaseRow
from app.errors import Refusal
from app.models import local_store
from app.models.queries import agents as agent_queries
from app.models.queries import case_rows, records
from app.models.register import Register
from app.models.tables import Handover
from app.services import fees, materials, pins, seals, synchronising
from app.services.case_pages import sync_marks_of
from app.services.desk import Desk
from app.services.typed_fields import agent_named

LONGEST_LIST = 500


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One case of a hand-over; the item in neutral words where it is sensitive."""

    case_no: str
    applicant: str
    item: str
    light: str
    due_on: str


@dataclass(frozen=True, slots=True)
class HandoverContent:
    """What is handed over: open cases by light, results to deliver, originals, money, seals, numbers, lines."""

    open_cases: tuple[HandoverLine, ...]
    to_deliver: tuple[HandoverLine, ...]
    originals: tuple[tuple[str, str, str], ...]  # case number, paper, where
    money: tuple[tuple[str, int, str], ...]  # case number, fen, payee
    seals: tuple[tuple[str, str], ...]  # case number, document
    last_numbers: tuple[tuple[str, int], ...]  # PC code, last number of the day
    unsent: int  # lines that the township does not have yet
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandoverRow:
    handover_id: str
    at: datetime
    from_name: str
    to_name: str
    content: HandoverContent
    complete: bool  # both have signed


def content(register: Register, clock: Clock, note: str = "") -> HandoverContent:
    """What would be handed over now."""
    day = today(clock)
    with register.reading() as session:
        marks = sync_marks_of(session, register)
        wanted = CaseFilter(states=tuple(OPEN_STATES))
        open_rows = case_rows.page(session, wanted, day, marks, LONGEST_LIST, 0)
        done = CaseFilter(states=(CaseState.COMPLETED,))
        done_rows = case_rows.page(session, done, day, marks, LONGEST_LIST, 0)
        numbers = local_store.last_numbers(session, day)
    ranks = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.NONE: 3}
    by_light = sorted(open_rows, key=lambda row: (ranks[row.light], row.due_on or day.max, row.case_no))
    return HandoverContent(
        open_cases=tuple(map(_line, by_light)),
        to_deliver=tuple(map(_line, done_rows)),
        originals=tuple((r.case_no, r.name, r.kept_where) for r in materials.held(register, clock)),
        money=tuple((f.case_no, f.amount_fen, f.payee) for f in fees.ledger(register, waiting_only=True)),
        seals=tuple((s.case_no, s.document) for s in seals.log(register, status="waiting")),
        last_numbers=numbers,
        unsent=synchronising.status(register).only_here,
        note=text.note(note),
    )


def hand_over(desk: Desk, to_agent: str, *, from_pin: str, to_pin: str, note: str = "") -> HandoverRow:
    """The shift of who is here goes to ``to_agent`` (name or id); kept only when both PINs are right.

    Refusals: ``no-agent``, ``same-agent``, ``no-pin`` and ``wrong-pin`` on ``from_pin`` or ``to_pin``.
    """
    register, clock = desk.register, desk.clock
    with register.reading() as session:
        taker = agent_named(session, register.site_code, to_agent, "to_agent")
    if taker.id == desk.actor.agent_id:
        raise Refusal("不能交给自己。请选接班的人。", field="to_agent", code="same-agent")
    frozen = content(register, clock, note)
    pins.prove(register, desk.actor.agent_id, from_pin, clock, field="from_pin")
    pins.prove(register, taker.id, to_pin, clock, field="to_pin")
    with desk.write() as work:
        made = work.add(
            Handover(
                from_agent=desk.actor.agent_id,
                to_agent=taker.id,
                at=clock.now(),
                content=_stored(frozen),
                from_signed=True,
                to_signed=True,
            )
        )
        work.commit()
    return HandoverRow(made.id, made.at, desk.actor.name, taker.name, frozen, complete=True)


def listed(register: Register, limit: int = 50) -> tuple[HandoverRow, ...]:
    """The last hand-overs, the newest first, each as it was signed."""
    with register.reading() as session:
        found = list(records.of_site(session, Handover, register.site_code))[-limit:]
        named = agent_queries.actors(session, (key for h in found for key in (h.from_agent, h.to_agent)))
        return tuple(
            HandoverRow(
                one.id,
                one.at,
                named[one.from_agent].name if one.from_agent in named else "",
                named[one.to_agent].name if one.to_agent in named else "",
                _read(one.content),
                bool(one.from_signed and one.to_signed),
            )
            for one in reversed(found)
        )


def _line(row: CaseRow) -> HandoverLine:
    item = neutral_name(row.item_name, sensitive=row.sensitive)
    due = row.due_on.isoformat() if row.due_on else ""
    return HandoverLine(row.case_no, row.applicant, item, row.light.value, due)


def _stored(frozen: HandoverContent) -> dict[str, Any]:
    lines = {
        name: [[line.case_no, line.applicant, line.item, line.light, line.due_on] for line in rows]
        for name, rows in (("open_cases", frozen.open_cases), ("to_deliver", frozen.to_deliver))
    }
    return lines | {
        "originals": [list(row) for row in frozen.originals],
        "money": [list(row) for row in frozen.money],
        "seals": [list(row) for row in frozen.seals],
        "last_numbers": [list(row) for row in frozen.last_numbers],
        "unsent": frozen.unsent,
        "note": frozen.note,
    }


def _read(stored: dict[str, Any]) -> HandoverContent:
    return HandoverContent(
        open_cases=tuple(HandoverLine(*row) for row in stored.get("open_cases", ())),
        to_deliver=tuple(HandoverLine(*row) for row in stored.get("to_deliver", ())),
        originals=tuple((no, name, where) for no, name, where in stored.get("originals", ())),
        money=tuple((no, fen, payee) for no, fen, payee in stored.get("money", ())),
        seals=tuple((no, document) for no, document in stored.get("seals", ())),
        last_numbers=tuple((code, last) for code, last in stored.get("last_numbers", ())),
        unsent=int(stored.get("unsent", 0)),
        note=str(stored.get("note", "")),
    )
