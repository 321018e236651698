"""Reading what papers about many cases say: the register book, hand-over lists, batches, seals, originals kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.cases import OPEN_STATES
from app.models.tables import (
    Agent,
    Batch,
    BatchPerson,
    CaseStatus,
    FeePassed,
    Material,
    ReservedNumber,
    SealRequest,
    ServiceCase,
    SlipPart,
    TransferList,
    Villager,
)


@dataclass(frozen=True, slots=True)
class BookLine:
    """One case as the register book shows it."""

    case_no: str
    accepted_on: date
    applicant: str
    group: str
    item_name: str
    kind: str
    agent: str
    promised_on: date | None
    completed_on: date | None
    state: str
    result: str
    rating: str


@dataclass(frozen=True, slots=True)
class KeptOriginal:
    """An original that is still in the room."""

    case_no: str
    name: str
    sheets: int
    where: str


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One person of a batch."""

    name: str
    group: str
    id_number: str
    case_no: str
    note: str


def book(session: Session, site_code: str, first: date, last: date) -> tuple[BookLine, ...]:
    """Every case of a site accepted in the period, by number."""
    case, status = ServiceCase, CaseStatus
    query = (
        select(case, status, Agent.name)
        .join(status, (status.site_code == case.site_code) & (status.case_id == case.id))
        .join(Agent, Agent.id == case.handler, isouter=True)
        .where(case.site_code == site_code, case.accepted_on >= first, case.accepted_on <= last)
        .order_by(case.accepted_on, case.case_no)
    )
    return tuple(_book_line(one, its, name) for one, its, name in session.execute(query))


def _book_line(case: ServiceCase, status: CaseStatus, agent: str | None) -> BookLine:
    return BookLine(
        case_no=case.case_no,
        accepted_on=case.accepted_on,
        applicant=case.applicant_name,
        group=case.applicant_group,
        item_name=case.item_name,
        kind=status.kind,
        agent=agent or "",
        promised_on=case.promised_on,
        completed_on=status.completed_on,
        state=status.state,
        result=status.result,
        rating=status.rating,
    )


def reserved(session: Session, site_code: str) -> dict[str, str]:
    """The reserved numbers that became no case, each with why it was spoiled or ""."""
    query = select(ReservedNumber.case_no, ReservedNumber.spoiled_reason).where(
        ReservedNumber.site_code == site_code, ReservedNumber.used_by_case == ""
    )
    return {row.case_no: row.spoiled_reason for row in session.execute(query)}


def transfer_list(session: Session, site_code: str, list_no: str, direction: str) -> TransferList | None:
    """The hand-over list with this number."""
    query = select(TransferList).where(
        TransferList.site_code == site_code,
        TransferList.list_no == list_no,
        TransferList.direction == direction,
    )
    return session.scalars(query.limit(1)).first()


def batch(session: Session, site_code: str, wanted: str) -> Batch | None:
    """The batch with this id or this title, the newest of that title."""
    query = select(Batch).where(Batch.site_code == site_code, (Batch.id == wanted) | (Batch.title == wanted))
    return session.scalars(query.order_by(Batch.started_on.desc(), Batch.id).limit(1)).first()


def batch_lines(session: Session, site_code: str, batch_id: str) -> tuple[BatchLine, ...]:
    """The persons of a batch by group and name."""
    person, case = BatchPerson, ServiceCase
    query = (
        select(person, case.case_no, Villager.id_number)
        .join(case, (case.site_code == person.site_code) & (case.id == person.case_id), isouter=True)
        .join(
            Villager,
            (Villager.site_code == person.site_code) & (Villager.id == person.villager_id),
            isouter=True,
        )
        .where(person.site_code == site_code, person.batch_id == batch_id)
        .order_by(person.group_name, person.name, person.id)
    )
    return tuple(
        BatchLine(one.name, one.group_name, number or "", case_no or "", one.note)
        for one, case_no, number in session.execute(query)
    )


def seals(
    session: Session, site_code: str, first: date, last: date
) -> tuple[tuple[SealRequest, str, str], ...]:
    """The seal requests of a period with the number and the applicant of their case, by day."""
    query = (
        select(SealRequest, ServiceCase.case_no, ServiceCase.applicant_name)
        .join(
            ServiceCase,
            (ServiceCase.site_code == SealRequest.site_code) & (ServiceCase.id == SealRequest.case_id),
        )
        .where(
            SealRequest.site_code == site_code, SealRequest.asked_on >= first, SealRequest.asked_on <= last
        )
        .order_by(SealRequest.asked_on, SealRequest.id)
    )
    return tuple((request, case_no, name) for request, case_no, name in session.execute(query))


def originals_kept(session: Session, site_code: str, agent_id: str = "") -> tuple[KeptOriginal, ...]:
    """Originals that are in the room, of all cases or of one agent's."""
    case = ServiceCase
    query = (
        select(case.case_no, Material)
        .join(case, (case.site_code == Material.site_code) & (case.id == Material.case_id))
        .where(
            Material.site_code == site_code,
            Material.received,
            Material.form == "original",
            Material.returned_on.is_(None),
        )
        .order_by(case.case_no, Material.position)
    )
    if agent_id:
        query = query.where(case.handler == agent_id)
    return tuple(
        KeptOriginal(case_no, material.name, material.sheets, material.kept_where)
        for case_no, material in session.execute(query)
    )


def fees_open(session: Session, site_code: str) -> tuple[tuple[FeePassed, str], ...]:
    """Money taken and not yet passed on, with the number of its case."""
    query = (
        select(FeePassed, ServiceCase.case_no)
        .join(
            ServiceCase,
            (ServiceCase.site_code == FeePassed.site_code) & (ServiceCase.id == FeePassed.case_id),
        )
        .where(FeePassed.site_code == site_code, FeePassed.passed_on.is_(None))
        .order_by(FeePassed.received_on, FeePassed.id)
    )
    return tuple((fee, case_no) for fee, case_no in session.execute(query))


def open_cases(session: Session, site_code: str, agent_id: str = "") -> tuple[BookLine, ...]:
    """The open cases of a site, or those one agent handles, by due date."""
    case, status = ServiceCase, CaseStatus
    query = (
        select(case, status, Agent.name)
        .join(status, (status.site_code == case.site_code) & (status.case_id == case.id))
        .join(Agent, Agent.id == case.handler, isouter=True)
        .where(case.site_code == site_code, status.state.in_([state.value for state in OPEN_STATES]))
        .order_by(status.due_on, case.case_no)
    )
    if agent_id:
        query = query.where(case.handler == agent_id)
    return tuple(_book_line(one, its, name) for one, its, name in session.execute(query))


def slip_parts(session: Session, site_code: str, case_id: str) -> tuple[SlipPart, ...]:
    """Where the parts of a case's slip were, by part, each part's last place last."""
    query = select(SlipPart).where(SlipPart.site_code == site_code, SlipPart.case_id == case_id)
    return tuple(session.scalars(query.order_by(SlipPart.part, SlipPart.id)))
