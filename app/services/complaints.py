"""投诉 as light cases: taken down, answered within their limit, ruled on above, hidden from whom they concern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.clock import Clock, today
from app.domain.case_events import COMPLAINT_CHANNELS
from app.domain.rows import CaseChanged
from app.errors import Refusal
from app.models.queries import Session, agents, records
from app.models.register import Register
from app.models.tables import Complaint, ServiceCase, Site
from app.services import case_steps, complaint_records
from app.services.complaint_sight import may_see
from app.services.desk import Desk
from app.services.typed_fields import agent_named, said


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint. ``red``: not answered by its day. ``ruling`` is the tier above's."""

    complaint_id: str
    site_code: str
    case_no: str
    about: str
    channel: str
    name: str
    phone: str
    text: str
    received_on: date
    due_on: date
    opened_by: str
    opened_with: str
    answer: str
    answered_on: date | None
    upheld: bool
    sent_up: bool
    ruling: str
    ruled_on: date | None
    red: bool


def file(desk: Desk, typed: Mapping[str, str]) -> str:
    """Take a complaint down; its id. Fields: ``text`` (needed), ``case_no channel about name phone opened_by
    opened_with``. Of a case it is also one of its steps; without ``about`` it concerns the case's handler,
    without a case the room. Refusals name the field; ``two-people`` where a box was opened alone.
    """
    fields = {name: value for name, value in typed.items() if value and name != "case_no"}
    case_no = typed.get("case_no", "")
    if case_no:
        changed: CaseChanged = case_steps.record(desk, case_no, "complained", data=fields)
        return _latest_of(desk, changed.case_id)
    with desk.write() as work:
        if fields.get("about"):
            about = agent_named(work.session, desk.register.site_code, fields["about"], "about").id
            fields["about"] = about
        made = complaint_records.add(work, desk, fields)
        work.commit()
        return made.id


def answer(desk: Desk, complaint_id: str, words: str, *, upheld: bool) -> None:
    """The room's answer, and whether the complaint was right.

    Refusals: ``no-complaint``, ``answered``, ``answer``; the agent concerned sees none of it and answers none.
    """
    with desk.write() as work:
        entry = _seen(work.get(Complaint, complaint_id), desk.actor.agent_id)
        if entry.answered_on is not None:
            raise Refusal(
                f"这件投诉已在 {entry.answered_on:%Y-%m-%d} 答复过。", field="complaint", code="answered"
            )
        entry.answer, entry.answered_on = said(words, "answer", "答复"), today(desk.clock)
        entry.upheld = upheld
        work.commit()


def rule(desk: Desk, complaint_id: str, ruling: str) -> None:
    """The tier above rules on a room's complaint; Refusals ``no-complaint``, ``not-yours``, ``ruling``."""
    own = desk.register.site_code
    with desk.register.reading() as session:
        sites = [site.site_code for site in _sites(session)]
    with desk.write() as work:
        found = (work.get(Complaint, complaint_id, site) for site in sites)
        entry = next((one for one in found if one is not None), None)
        if entry is None:
            raise Refusal("没有这件投诉。", field="complaint", code="no-complaint")
        if entry.site_code == own:
            raise Refusal("处理意见由上级填写；本室请用答复。", field="complaint", code="not-yours")
        entry.ruling, entry.ruled_on = said(ruling, "ruling", "处理意见"), today(desk.clock)
        work.commit()


def listed(
    register: Register, clock: Clock, *, viewer: str, open_only: bool = False
) -> tuple[ComplaintRow, ...]:
    """The complaints that ``viewer`` may see, the most pressing first; at a township those of its rooms too."""
    day = today(clock)
    with register.reading() as session:
        rows = [
            row
            for site in _sites(session)
            for row in _rows(session, site.site_code, viewer, day)
            if not (open_only and row.answered_on is not None)
        ]
    return tuple(sorted(rows, key=lambda row: (row.answered_on is not None, row.due_on, row.complaint_id)))


def due_now(session: Session, site_code: str, viewer: str, on: date) -> int:
    """How many unanswered complaints that ``viewer`` may see are due today or late."""
    rows = _rows(session, site_code, viewer, on)
    return sum(row.answered_on is None and row.due_on <= on for row in rows)


def _latest_of(desk: Desk, case_id: str) -> str:
    with desk.register.reading() as session:
        return records.of_site(session, Complaint, desk.register.site_code, case_id=case_id)[-1].id


def _seen(entry: Complaint | None, viewer: str) -> Complaint:
    """To the agent concerned a complaint is not there at all."""
    if entry is None or not may_see(entry.about_agent, viewer):
        raise Refusal("没有这件投诉。", field="complaint", code="no-complaint")
    return entry


def _sites(session: Session) -> list[Site]:
    return list(records.everywhere(session, Site))


def _rows(session: Session, site_code: str, viewer: str, on: date) -> list[ComplaintRow]:
    found = [
        one for one in records.of_site(session, Complaint, site_code) if may_see(one.about_agent, viewer)
    ]
    named = agents.actors(session, (one.about_agent for one in found))
    cases = records.cases_by_id(session, site_code, [one.case_id for one in found])
    return [
        _row(one, named[one.about_agent].name if one.about_agent in named else "", cases, on) for one in found
    ]


def _row(one: Complaint, about: str, cases: Mapping[str, ServiceCase], on: date) -> ComplaintRow:
    return ComplaintRow(
        complaint_id=one.id,
        site_code=one.site_code,
        case_no=cases[one.case_id].case_no if one.case_id in cases else "",
        about=about,
        channel=COMPLAINT_CHANNELS.get(one.channel, one.channel),
        name=one.name or "",
        phone=one.phone or "",
        text=one.text,
        received_on=one.received_on,
        due_on=one.due_on,
        opened_by=one.opened_by or "",
        opened_with=one.opened_with or "",
        answer=one.answer or "",
        answered_on=one.answered_on,
        upheld=bool(one.upheld),
        sent_up=bool(one.sent_up),
        ruling=one.ruling or "",
        ruled_on=one.ruled_on,
        red=one.answered_on is None and on > one.due_on,
    )
