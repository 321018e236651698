"""Agents at this PC: tiles, signing in by PIN, adding one."""

from __future__ import annotations

from app.clock import Clock, SystemClock
from app.domain import phones, text
from app.domain.rows import Actor, AgentTile
from app.errors import Refusal
from app.models.queries import agents as queries
from app.models.register import Register
from app.models.tables import Agent
from app.services import pins
from app.services.desk import Desk


def tiles(register: Register) -> tuple[AgentTile, ...]:
    """The room's active agents, the first made first."""
    with register.reading() as session:
        return queries.tiles(session, register.site_code)


def first_actor(register: Register) -> Actor:
    """The room's first agent, as whom the command line acts; Refusal ``no-agent``."""
    with register.reading() as session:
        actor = queries.first_actor(session, register.site_code)
    if actor is None:
        raise Refusal("本室还没有代办员。请先在设置里添加一位。", field="agent", code="no-agent")
    return actor


def actor_named(register: Register, name: str, pin: str, clock: Clock) -> Actor:
    """The agent with exactly this name, after the PIN was proved; Refusal ``no-agent`` and as ``sign_in``."""
    with register.reading() as session:
        found = queries.named(session, register.site_code, text.clean(name))
        listed = "、".join(tile.name for tile in queries.tiles(session, register.site_code))
    if not found:
        raise Refusal(
            f"本室没有叫“{text.clean(name)}”的代办员。现有：{listed}。", field="agent", code="no-agent"
        )
    return sign_in(register, found[0].agent_id, pin, clock)


def sign_in(register: Register, agent_id: str, pin: str, clock: Clock) -> Actor:
    """The agent on duty. The first sign-in on a PC sets the PIN (4 to 6 digits).

    Refusals: ``no-agent``, ``pin-form``, ``wrong-pin``, ``pin-locked``.
    """
    with register.reading() as session:
        actor = queries.actor(session, register.site_code, agent_id)
    if actor is None:
        raise Refusal("这位代办员已不在本室的名单里。请换一位登录。", field="agent", code="no-agent")
    if pins.has_pin(register, agent_id):
        pins.prove(register, agent_id, pin, clock)
    else:
        pins.put(register, agent_id, pin)
    return actor


def set_pin(
    register: Register, agent_id: str, pin: str, old_pin: str = "", *, clock: Clock | None = None
) -> None:
    """Set or change a PIN; the old one must be right where there is one (a wrong one counts as a miss).

    Refusals: as ``sign_in``; those about the old PIN stand on ``old_pin``.
    """
    if pins.has_pin(register, agent_id):
        pins.prove(register, agent_id, old_pin, clock or SystemClock(), field="old_pin")
    pins.put(register, agent_id, pin)


def add(desk: Desk, name: str, post: str = "", phone: str = "") -> AgentTile:
    """A new agent of this room. Refusals name ``name``, ``post`` or ``phone``; ``agent-name-taken``."""
    agent = Agent(
        name=text.name(name),
        post=text.line(post, field="post", words="职务", limit=40),
        phone=phones.check(phone),
    )
    with desk.register.write(desk.actor.agent_id, desk.clock) as work:
        if queries.named(work.session, desk.register.site_code, agent.name):
            raise Refusal(
                f"已有一位代办员叫“{agent.name}”。同名的请在姓名后加组名或单位以便区分。",
                field="name",
                code="agent-name-taken",
            )
        work.add(agent)
        work.commit()
    return AgentTile(agent.id, agent.name, agent.post, has_pin=False)
