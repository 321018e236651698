"""Reading what postings say: agents, shifts, lately finished cases, what is asked for most, what hangs where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.cases import CaseState
from app.domain.disclosures import PostingRow
from app.ids import site_record_id
from app.models.tables import Agent, CaseStatus, DutyShift, Posting, ServiceCase, Site

FINISHED = (CaseState.COMPLETED.value, CaseState.DELIVERED.value, CaseState.CLOSED.value)


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the room says of itself beside its name; ``managers`` are (what, name, phone)."""

    complaint_phone: str = ""
    complaint_box: bool = False
    counterpart: str = ""
    managers: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """One active agent as a posting shows them."""

    name: str
    post: str
    phone: str
    specialities: str
    party_member: bool
    backup: str


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """One shift of the roster."""

    on_day: date
    kind: str
    from_time: str
    to_time: str
    agent: str
    phone: str
    backup: str
    note: str


@dataclass(frozen=True, slots=True)
class FinishedCase:
    """A case whose result was reached; no number, no phone, nothing that stays private."""

    applicant: str
    item_name: str
    accepted_on: date
    completed_on: date
    result: str


def site_facts(session: Session, site_code: str) -> SiteFacts:
    """The room's own facts; empty where the register does not know it."""
    site = session.get(Site, (site_code, site_record_id(site_code)))
    if site is None:
        return SiteFacts()
    managers = []
    for words, agent_id in (("服务室负责人", site.head_agent_id), ("日常管理人", site.manager_agent_id)):
        agent = session.get(Agent, (site_code, agent_id)) if agent_id else None
        if agent is not None and agent.active:
            managers.append((words, agent.name, agent.phone))
    return SiteFacts(site.complaint_phone, site.complaint_box, site.counterpart, tuple(managers))


def active_agents(session: Session, site_code: str) -> tuple[AgentFacts, ...]:
    """The active agents of a site, the first made first."""
    query = select(Agent).where(Agent.site_code == site_code).order_by(Agent.id)
    agents = list(session.scalars(query))
    names = {agent.id: agent.name for agent in agents}
    return tuple(
        AgentFacts(
            agent.name,
            agent.post,
            agent.phone,
            agent.specialities,
            agent.party_member,
            names.get(agent.backup_agent_id, ""),
        )
        for agent in agents
        if agent.active
    )


def shifts(session: Session, site_code: str, first: date, last: date) -> tuple[ShiftFacts, ...]:
    """The shifts that stand from ``first`` to ``last``, in the order of time."""
    agents = {agent.id: agent for agent in session.scalars(select(Agent).where(Agent.site_code == site_code))}
    query = (
        select(DutyShift)
        .where(DutyShift.site_code == site_code, DutyShift.on_day.between(first, last), ~DutyShift.cancelled)
        .order_by(DutyShift.on_day, DutyShift.from_time, DutyShift.id)
    )
    return tuple(_shift(shift, agents) for shift in session.scalars(query))


def _shift(shift: DutyShift, agents: dict[str, Agent]) -> ShiftFacts:
    agent, backup = agents.get(shift.agent_id), agents.get(shift.backup_agent_id)
    return ShiftFacts(
        shift.on_day,
        shift.kind,
        shift.from_time,
        shift.to_time,
        agent.name if agent else "",
        agent.phone if agent else "",
        backup.name if backup else "",
        shift.note,
    )


def uses_since(session: Session, site_code: str, first: date) -> dict[str, int]:
    """Item code → how often it was asked for since ``first``, the most asked first."""
    count = func.count()
    query = (
        select(CaseStatus.item_code, count)
        .where(CaseStatus.site_code == site_code, CaseStatus.accepted_on >= first)
        .where(CaseStatus.state.not_in((CaseState.VOIDED.value, CaseState.DECLINED.value)))
        .group_by(CaseStatus.item_code)
        .order_by(count.desc(), CaseStatus.item_code)
    )
    return dict(session.execute(query).all())


def finished_since(session: Session, site_code: str, first: date, limit: int) -> tuple[FinishedCase, ...]:
    """Cases of ordinary matters finished since ``first``, the newest first; sensitive ones are left out."""
    query = (
        select(
            ServiceCase.applicant_name,
            ServiceCase.item_name,
            CaseStatus.accepted_on,
            CaseStatus.completed_on,
            CaseStatus.result,
        )
        .join_from(
            CaseStatus,
            ServiceCase,
            (ServiceCase.site_code == CaseStatus.site_code) & (ServiceCase.id == CaseStatus.case_id),
        )
        .where(CaseStatus.site_code == site_code, CaseStatus.completed_on >= first, ~ServiceCase.sensitive)
        .where(CaseStatus.state.in_(FINISHED))
        .order_by(CaseStatus.completed_on.desc(), ServiceCase.case_no.desc())
        .limit(limit)
    )
    return tuple(
        FinishedCase(name, item, accepted_on, completed_on, result)
        for name, item, accepted_on, completed_on, result in session.execute(query)
        if completed_on is not None
    )


def rows(session: Session, site_code: str) -> tuple[PostingRow, ...]:
    """Every posting of a site, the newest first."""
    query = (
        select(Posting, Agent.name)
        .join_from(
            Posting,
            Agent,
            (Agent.site_code == Posting.site_code) & (Agent.id == Posting.by_agent),
            isouter=True,
        )
        .where(Posting.site_code == site_code)
        .order_by(Posting.posted_on.desc(), Posting.id.desc())
    )
    return tuple(
        PostingRow(
            posting.id,
            posting.subject,
            posting.catalogue_id,
            tuple(str(code) for code in posting.item_codes),
            posting.place,
            posting.posted_on,
            name or "",
            posting.take_down_on,
            posting.taken_down_on,
            posting.note,
        )
        for posting, name in session.execute(query)
    )
