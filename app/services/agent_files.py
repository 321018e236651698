"""What the room knows of each agent: post, term 一年一聘, training 培训上岗, AB岗, and a PIN that was forgotten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain import phones, text
from app.errors import Refusal
from app.ids import site_record_id
from app.models import local_store
from app.models.queries import records
from app.models.register import Register
from app.models.tables import Agent, Correction, Site
from app.services.desk import Desk
from app.services.typed_fields import said


@dataclass(frozen=True, slots=True)
class AgentFile:
    """One agent. ``active`` False has left: no tile, no PIN. ``has_pin`` is about this PC."""

    agent_id: str
    name: str
    post: str = ""
    phone: str = ""
    source: str = ""
    specialities: str = ""
    backup: str = ""  # an agent's id
    party_member: bool = False
    term_from_on: date | None = None
    term_to_on: date | None = None
    trained_on: date | None = None
    active: bool = True
    has_pin: bool = False


def files(register: Register) -> tuple[AgentFile, ...]:
    """Everybody who works here or did, those here first, in the order they came."""
    with register.reading() as session:
        found = records.of_site(session, Agent, register.site_code)
        rows = [replace(_read(one), has_pin=local_store.pin_of(session, one.id) is not None) for one in found]
    return tuple(sorted(rows, key=lambda row: not row.active))


def change(desk: Desk, wanted: AgentFile) -> AgentFile:
    """Put an agent's file right. Refusals name the field: ``name post phone backup term_to_on``; ``no-agent``."""
    name = text.name(wanted.name)
    post = text.line(wanted.post, field="post", words="职务", limit=40)
    phone = phones.check(wanted.phone)
    source = text.line(wanted.source, field="source", words="人员来源", limit=40)
    skills = text.line(wanted.specialities, field="specialities", words="特长")
    if wanted.backup == wanted.agent_id:
        raise Refusal("A岗和B岗不能是同一个人。", field="backup", code="same-agent")
    begins, ends = wanted.term_from_on, wanted.term_to_on
    if begins and ends and ends <= begins:
        raise Refusal("聘期的结束要晚于开始。请核对后再填。", field="term_to_on", code="date-order")
    with desk.write() as work:
        agent = _agent(work.get(Agent, wanted.agent_id))
        agent.name, agent.post, agent.phone = name, post, phone
        agent.source, agent.specialities, agent.backup_agent_id = source, skills, wanted.backup
        agent.party_member, agent.trained_on = wanted.party_member, wanted.trained_on
        agent.term_from_on, agent.term_to_on = begins, ends
        work.commit()
        return _read(agent)


def leave(desk: Desk, agent_id: str, reason: str) -> None:
    """The agent leaves: no tile any more, and the PIN on this PC dies.

    Refusals: ``no-agent``, ``oneself``, ``reason``.
    """
    if agent_id == desk.actor.agent_id:
        raise Refusal("不能给自己办离任，请由接手的人来办。", field="agent", code="oneself")
    with desk.write() as work:
        agent = _agent(work.get(Agent, agent_id))
        agent.active = False
        work.add(_reason(desk, agent_id, "active", said(reason, "reason", "离任的原因")))
        local_store.drop_pin(work.session, agent_id)
        work.commit()


def reset_pin(desk: Desk, agent_id: str, reason: str) -> None:
    """A forgotten PIN is taken away on this PC; the next sign-in sets a new one. The reason stays in the register.

    Refusals: ``not-the-head`` for anybody but the room's head or manager, ``oneself``, ``no-agent``, ``reason``.
    """
    own = desk.register.site_code
    with desk.write() as work:
        site = work.get(Site, site_record_id(own))
        heads = {site.head_agent_id, site.manager_agent_id} - {""} if site is not None else set()
        if desk.actor.agent_id not in heads:
            missing = "" if heads else "现在还没有登记负责人，请先在“服务室”里登记。"
            raise Refusal(
                f"重设口令只能由服务室负责人或日常管理人办理。{missing}", field="agent", code="not-the-head"
            )
        if agent_id == desk.actor.agent_id:
            raise Refusal("自己的口令请用“改我的口令”。", field="agent", code="oneself")
        _agent(work.get(Agent, agent_id))
        work.add(_reason(desk, agent_id, "pin", said(reason, "reason", "重设口令的原因")))
        local_store.drop_pin(work.session, agent_id)
        work.commit()


def _agent(found: Agent | None) -> Agent:
    if found is None or not found.active:
        raise Refusal("这位代办员已不在本室的名单里。", field="agent", code="no-agent")
    return found


def _reason(desk: Desk, agent_id: str, field: str, reason: str) -> Correction:
    return Correction(
        target_type="agent",
        target_id=agent_id,
        field=field,
        old_value="",
        new_value="",
        reason=reason,
        by_agent=desk.actor.agent_id,
        by_name=desk.actor.name,
        at=desk.clock.now(),
    )


def _read(agent: Agent) -> AgentFile:
    return AgentFile(
        agent_id=agent.id,
        name=agent.name,
        post=agent.post or "",
        phone=agent.phone or "",
        source=agent.source or "",
        specialities=agent.specialities or "",
        backup=agent.backup_agent_id or "",
        party_member=bool(agent.party_member),
        term_from_on=agent.term_from_on,
        term_to_on=agent.term_to_on,
        trained_on=agent.trained_on,
        active=bool(agent.active),
    )
