"""Taking a complaint down: in words of its own, apart from the case's steps, with the day it must be answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.clock import today
from app.domain import deadlines, phones, text
from app.domain.case_events import BOX_CHANNELS, COMPLAINT_CHANNELS
from app.errors import Refusal
from app.models.calendars import working_calendar
from app.models.queries import Session
from app.models.tables import Complaint, ServiceCase
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.typed_fields import agent_named

ANSWER_DAYS = 15
"""Working days to answer. The seed documents name no number; this is ours, to be set by the township."""

SAID_APART = ("text", "about", "name", "phone", "opened_by", "opened_with")
"""What stands in the complaint's own record and never in the case's steps, which everybody reads."""


def taken_down(
    work: UnitOfWork, desk: Desk, case: ServiceCase, said: Mapping[str, object]
) -> dict[str, object]:
    """A new complaint about a case, of its handler unless another is named; what the step itself may say."""
    typed = {name: str(said.get(name, "")) for name in (*SAID_APART, "channel")}
    about = (
        agent_named(work.session, case.site_code, typed["about"], "about").id
        if typed["about"]
        else case.handler
    )
    complaint = add(work, desk, typed | {"about": about}, case=case)
    work.session.flush()
    kept = {name: value for name, value in said.items() if name not in SAID_APART and name != "reason"}
    return kept | {"complaint_id": complaint.id}


def add(
    work: UnitOfWork, desk: Desk, typed: Mapping[str, str], *, case: ServiceCase | None = None
) -> Complaint:
    """One more complaint; ``about`` is an agent's id or "". Refusals name the field."""
    received_on = today(desk.clock)
    channel = typed.get("channel") or "counter"
    if channel not in COMPLAINT_CHANNELS:
        listed = "、".join(f"{words}（{stored}）" for stored, words in COMPLAINT_CHANNELS.items())
        raise Refusal(f"投诉渠道只能是：{listed}。", field="channel", code="unknown-channel")
    words = text.note(typed.get("text", ""), field="text", words="投诉内容")
    if not words:
        raise Refusal("请填投诉内容。", field="text", code="complaint-empty")
    opened_by, opened_with = _two_people(channel, typed)
    about = typed.get("about", "")
    return work.add(
        Complaint(
            site_code=desk.register.site_code,
            case_id=case.id if case is not None else "",
            about_agent=about,
            channel=channel,
            name=text.name(typed["name"], words="投诉人") if typed.get("name") else "",
            phone=phones.check(typed.get("phone", "")),
            text=words,
            received_on=received_on,
            by_agent=desk.actor.agent_id,
            opened_by=opened_by,
            opened_with=opened_with,
            due_on=_due_on(work.session, desk, received_on),
            sent_up=bool(about),
        )
    )


def _due_on(session: Session, desk: Desk, received_on: date) -> date:
    calendar = working_calendar(session, desk.register.site_code)
    return deadlines.due(received_on, ANSWER_DAYS, calendar).due_on


def _two_people(channel: str, typed: Mapping[str, str]) -> tuple[str, str]:
    """A box is opened by two different people, and both stand in the record."""
    opened_by = text.line(typed.get("opened_by", ""), field="opened_by", words="开箱人")
    opened_with = text.line(typed.get("opened_with", ""), field="opened_with", words="一同开箱的人")
    if channel in BOX_CHANNELS and (not opened_by or not opened_with or opened_by == opened_with):
        field = "opened_by" if not opened_by else "opened_with"
        raise Refusal(
            f"{COMPLAINT_CHANNELS[channel]}要由两个人一起打开，请写上两位开箱人的姓名。没有登记。",
            field=field,
            code="two-people",
        )
    return opened_by, opened_with
