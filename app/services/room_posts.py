"""Who answers for the room and how it is open: head, manager, complaints, sign, open days (004; domain: Site)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import phones
from app.errors import Defect, Refusal
from app.ids import site_record_id
from app.models.queries import agents
from app.models.register import Register
from app.models.tables import Site
from app.services.desk import Desk

WEEKDAYS = "1234567"
AGENT_WORDS = ("", "代理员")


@dataclass(frozen=True, slots=True)
class RoomPosts:
    """``head`` 站长 and ``manager`` 日常管理人 are agents' ids or "". ``open_days`` are ISO weekdays, "" = every
    working day. ``counterpart`` is the township's to say. ``agent_word`` "" = 代办员, else 代理员: papers say 代办 or 代理.
    """

    head: str = ""
    manager: str = ""
    complaint_phone: str = ""
    complaint_box: bool = False
    sign_put_up: bool = False
    open_days: str = ""
    counterpart: str = ""
    agent_word: str = ""


def posts(register: Register) -> RoomPosts:
    """What stands in the room's own record."""
    with register.reading() as session:
        site = session.get(Site, (register.site_code, site_record_id(register.site_code)))
        if site is None:
            raise Defect("a room without its own record")
        return _read(site)


def change(desk: Desk, wanted: RoomPosts) -> RoomPosts:
    """Put them right; Refusals name ``head manager complaint_phone open_days agent_word``."""
    phone = phones.check(wanted.complaint_phone, field="complaint_phone")
    days = "".join(sorted(set(wanted.open_days)))
    if days.strip(WEEKDAYS):
        raise Refusal("开放日请用 1 到 7 表示周一到周日。", field="open_days", code="open-days")
    if wanted.agent_word not in AGENT_WORDS:
        raise Refusal("对经办人的称呼只能是代办员或代理员。", field="agent_word", code="agent-word")
    own = desk.register.site_code
    with desk.write() as work:
        known = {tile.agent_id for tile in agents.tiles(work.session, own)}
        for name, agent_id in (("head", wanted.head), ("manager", wanted.manager)):
            if agent_id and agent_id not in known:
                raise Refusal("请从现在的代办员里选。", field=name, code="no-agent")
        site = work.get(Site, site_record_id(own))
        if site is None:
            raise Defect("a room without its own record")
        site.head_agent_id, site.manager_agent_id = wanted.head, wanted.manager
        site.complaint_phone, site.open_days = phone, days
        site.complaint_box, site.sign_put_up = wanted.complaint_box, wanted.sign_put_up
        site.agent_word = wanted.agent_word
        work.commit()
        return _read(site)


def _read(site: Site) -> RoomPosts:
    return RoomPosts(
        site.head_agent_id or "",
        site.manager_agent_id or "",
        site.complaint_phone or "",
        bool(site.complaint_box),
        bool(site.sign_put_up),
        site.open_days or "",
        site.counterpart or "",
        site.agent_word or "",
    )
