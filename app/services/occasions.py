"""When, by whom and under which number a request counts as accepted: now, or on the paper that came first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from app.clock import CHINA, today
from app.domain.requests import AcceptRequest, Origin
from app.errors import Refusal
from app.models.queries import Session
from app.models.queries import agents as queries
from app.models.tables import Inquiry, ReservedNumber
from app.services import reserved_numbers
from app.services.desk import Desk

NOON = time(12)
"""Of a paper only the day is known."""
STILL_OPEN = frozenset({"open", "answered", "referred"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """``accepted_by`` and ``first_asked`` are agents' ids; ``entered_by`` is whoever acts now."""

    on: date
    at: datetime
    accepted_by: str
    first_asked: str
    origin: Origin = Origin.COUNTER
    reserved: ReservedNumber | None = None
    inquiry: Inquiry | None = None


def occasion_of(session: Session, desk: Desk, request: AcceptRequest) -> Occasion:
    """Refusals: those of ``reserved_numbers.taken``, of ``agent_id``, ``no-such-inquiry``, ``inquiry-over``."""
    by = agent_id(session, desk, request.accepted_by, "accepted_by")
    inquiry = _inquiry(session, desk, request)
    first_asked = inquiry.first_asked if inquiry is not None else by
    if not request.paper_no:
        return Occasion(today(desk.clock), desk.clock.now(), by, first_asked, inquiry=inquiry)
    reserved = reserved_numbers.taken(session, desk, request.paper_no, request.paper_on)
    on = request.paper_on or today(desk.clock)
    return Occasion(on, instant_of(desk, on), by, first_asked, Origin.RESERVED_SLIP, reserved, inquiry)


def instant_of(desk: Desk, on: date) -> datetime:
    """An instant on that day: now where it is today, else noon in China."""
    return desk.clock.now() if on == today(desk.clock) else datetime.combine(on, NOON, CHINA)


def agent_id(session: Session, desk: Desk, typed: str, field: str) -> str:
    """The agent of this id or exact name, whoever acts now where nothing is typed; Refusal ``no-agent``."""
    wanted = typed.strip()
    if not wanted:
        return desk.actor.agent_id
    if wanted in queries.actors(session, [wanted]):
        return wanted
    named = queries.named(session, desk.register.site_code, wanted)
    if not named:
        raise Refusal(
            f"本室没有“{wanted[:20]}”这位代办员，没有保存。请从名单里选。", field=field, code="no-agent"
        )
    return named[0].agent_id


def _inquiry(session: Session, desk: Desk, request: AcceptRequest) -> Inquiry | None:
    if not request.inquiry_id:
        return None
    inquiry = session.get(Inquiry, (desk.register.site_code, request.inquiry_id))
    if inquiry is None:
        raise Refusal("找不到选中的咨询，没有保存。请重新选择。", field="inquiry_id", code="no-such-inquiry")
    if inquiry.outcome not in STILL_OPEN:
        raise Refusal(
            "这次咨询已经受理成办件、不予受理或撤回，没有保存。还要办的，请重新登记。",
            field="inquiry_id",
            code="inquiry-over",
        )
    return inquiry
