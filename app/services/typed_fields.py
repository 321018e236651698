"""What is typed into small lists: a time of day, words that must be said, an agent by name, a case of our own."""

from __future__ import annotations

import re
from datetime import date

from app.domain import text
from app.errors import Refusal
from app.models.queries import Session, agents
from app.models.tables import Agent, ServiceCase
from app.services.case_lookup import find_case

LONGEST_AHEAD_DAYS = 366


def clock_time(typed: str, field: str) -> str:
    """``9:00`` as ``09:00``, "" for none; Refusal ``time-form``."""
    plain = text.clean(typed).replace("\uff1a", ":")
    if not plain:
        return ""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", plain)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise Refusal("时间请写成 09:00 这样。", field=field, code="time-form")
    return f"{int(found[1]):02d}:{found[2]}"


def hours(from_time: str, to_time: str) -> tuple[str, str]:
    """Two times in their order, either may be ""; Refusals ``time-form``, ``time-order``."""
    begins, ends = clock_time(from_time, "from_time"), clock_time(to_time, "to_time")
    if begins and ends and ends <= begins:
        raise Refusal("结束时间要晚于开始时间。请核对后再填。", field="to_time", code="time-order")
    return begins, ends


def said(typed: str, field: str, words: str) -> str:
    """Words that must be said; Refusal ``field-missing``, ``text-…``."""
    found = text.note(typed, field=field, words=words)
    if not found:
        raise Refusal(f"请写明{words}。", field=field, code="field-missing")
    return found


def coming_day(on_day: date, today: date, field: str = "on_day") -> date:
    """A day from today on, within a year; Refusal ``date-order``."""
    if on_day < today:
        raise Refusal(f"{on_day:%Y-%m-%d} 已经过去了。请选今天或以后的日期。", field=field, code="date-order")
    if (on_day - today).days > LONGEST_AHEAD_DAYS:
        raise Refusal("日期最多排到一年之内。请核对后再填。", field=field, code="date-order")
    return on_day


def agent_named(session: Session, site_code: str, typed: str, field: str) -> Agent:
    """The active agent with this name or id; Refusal ``no-agent`` listing who there is."""
    tiles = agents.tiles(session, site_code)
    tile = next((tile for tile in tiles if typed in (tile.agent_id, tile.name)), None)
    agent = session.get(Agent, (site_code, tile.agent_id)) if tile else None
    if agent is None:
        listed = "、".join(tile.name for tile in tiles)
        raise Refusal(f"没有叫“{typed[:40]}”的代办员。现有：{listed}。", field=field, code="no-agent")
    return agent


def own_case(session: Session, own_site: str, case_no: str) -> ServiceCase:
    """A case that this site accepted; Refusals ``no-such-case``, ``not-yours``."""
    case = find_case(session, own_site, case_no)
    if case.site_code != own_site:
        raise Refusal(
            "这件是别的服务机构受理的，由受理它的机构登记。没有改动。", field="case_no", code="not-yours"
        )
    return case
