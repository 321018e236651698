"""Reading agents: the tiles of the login page and who is meant by a name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.rows import Actor, AgentTile
from app.models.tables import Agent, AgentPin


def tiles(session: Session, site_code: str) -> tuple[AgentTile, ...]:
    """The active agents of a site, the first made first."""
    rows = session.execute(
        select(Agent.id, Agent.name, Agent.post, AgentPin.agent_id)
        .join_from(Agent, AgentPin, AgentPin.agent_id == Agent.id, isouter=True)
        .where(Agent.site_code == site_code, Agent.active)
        .order_by(Agent.id)
    )
    return tuple(AgentTile(agent_id, name, post, pin is not None) for agent_id, name, post, pin in rows)


def actor(session: Session, site_code: str, agent_id: str) -> Actor | None:
    """The active agent with this id."""
    agent = session.get(Agent, (site_code, agent_id))
    return _actor(agent) if agent is not None and agent.active else None


def first_actor(session: Session, site_code: str) -> Actor | None:
    """The active agent who was made first."""
    query = select(Agent).where(Agent.site_code == site_code, Agent.active).order_by(Agent.id).limit(1)
    agent = session.scalars(query).first()
    return None if agent is None else _actor(agent)


def named(session: Session, site_code: str, name: str) -> tuple[Actor, ...]:
    """The active agents with exactly this name."""
    query = select(Agent).where(Agent.site_code == site_code, Agent.active, Agent.name == name)
    return tuple(_actor(agent) for agent in session.scalars(query.order_by(Agent.id)))


def actors(session: Session, agent_ids: Iterable[str]) -> dict[str, Actor]:
    """Agents of any site, active or not, by id; unknown ids are left out."""
    wanted = sorted({agent_id for agent_id in agent_ids if agent_id})
    found = session.scalars(select(Agent).where(Agent.id.in_(wanted))) if wanted else ()
    return {agent.id: _actor(agent) for agent in found}


def _actor(agent: Agent) -> Actor:
    return Actor(agent.id, agent.name, agent.post, agent.phone)
