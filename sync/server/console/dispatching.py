"""Who could take a case: agents of its village or of the township, by speciality, term and load (003 (二))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.clock import today
from app.domain.cases import OPEN_STATES, CaseState
from app.models.tables import Agent, CaseStatus, ServiceCase
from sync.server.console import paging
from sync.server.console.case_lists import TrayRow, open_cases, rows_of
from sync.server.console.paging import Paged
from sync.server.township import Township


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent who may be sent a case. ``fits`` names the speciality that matches, "" where none does."""

    agent_id: str
    name: str
    post: str
    specialities: str
    fits: str
    load: int
    term_over: bool


def candidates(township: Township, kept: ServiceCase) -> tuple[Candidate, ...]:
    """Those of the case's own site, or of the township while the case lies there; the fittest first.

    A speciality fits where its words stand in the item or its category; among equals the lesser load is first.
    An agent whose term is over is shown last.
    """
    on = today(township.clock)
    with township.register.reading() as session:
        status = session.get(CaseStatus, (kept.site_code, kept.id))
        above = status is not None and status.state == CaseState.ESCALATED.value
        site = township.register.site_code if above else kept.site_code
        loads = _loads(session, site)
        rows = session.scalars(select(Agent).where(Agent.site_code == site, Agent.active)).all()
        found = [_candidate(agent, kept, loads.get(agent.id, 0), on) for agent in rows]
    return tuple(sorted(found, key=lambda one: (one.term_over, not one.fits, one.load, one.name)))


def waiting(township: Township, sites: tuple[str, ...], first: int = 0) -> Paged[TrayRow]:
    """Cases that a village handles and nobody has taken beyond their first handler, the most pressing first."""
    states = (CaseState.WAITING_MATERIALS.value, CaseState.IN_PROGRESS.value)
    query = (
        open_cases()
        .where(CaseStatus.site_code.in_(sites), CaseStatus.state.in_(states))
        .order_by(func.coalesce(CaseStatus.due_on, "9999"), ServiceCase.case_no)
    )
    with township.register.reading() as session:
        page = paging.read(session, query, first)
        return page.of(rows_of(session, township, page.rows))


def _loads(session: Session, site: str) -> dict[str, int]:
    """How many open cases each agent of a site has in hand."""
    open_states = [state.value for state in OPEN_STATES]
    query = (
        select(CaseStatus.handler, func.count())
        .where(and_(CaseStatus.site_code == site, CaseStatus.state.in_(open_states)))
        .group_by(CaseStatus.handler)
    )
    return {handler: count for handler, count in session.execute(query)}  # noqa: C416 - a Result has keys()


def _candidate(agent: Agent, kept: ServiceCase, load: int, on: date) -> Candidate:
    about = f"{kept.item_name} {kept.item_category} {kept.department}"
    words = (
        agent.specialities.replace("、", " ").replace("，", " ").replace(",", " ").replace("；", " ").split()
    )
    fits = next((word for word in words if word in about), "")
    over = agent.term_to_on is not None and agent.term_to_on < on
    return Candidate(agent.id, agent.name, agent.post, agent.specialities, fits, load, over)
