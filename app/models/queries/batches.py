"""Reading batches: their persons, and how far they are by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.domain.batches import BatchPersonRow, BatchRow, GroupProgress, PersonStatus
from app.models.queries.agents import actors
from app.models.tables import Batch, BatchPerson, ServiceCase, Villager


def by_id(session: Session, site_code: str, batch_id: str) -> Batch | None:
    """The batch with this id."""
    return session.get(Batch, (site_code, batch_id))


def person(session: Session, site_code: str, person_id: str) -> BatchPerson | None:
    """One line of a batch's list."""
    return session.get(BatchPerson, (site_code, person_id))


def person_of(
    session: Session, site_code: str, batch_id: str, villager_ids: Sequence[str]
) -> BatchPerson | None:
    """The line of this person (any of their records) on a batch's list."""
    query = select(BatchPerson).where(
        BatchPerson.site_code == site_code,
        BatchPerson.batch_id == batch_id,
        BatchPerson.villager_id.in_(villager_ids),
    )
    return session.scalars(query.order_by(BatchPerson.id).limit(1)).first()


def villager_ids(session: Session, site_code: str, batch_id: str) -> tuple[str, ...]:
    """Everybody on a list who has not died, in its order."""
    query = select(BatchPerson.villager_id).where(
        BatchPerson.site_code == site_code,
        BatchPerson.batch_id == batch_id,
        BatchPerson.status != PersonStatus.DIED.value,
    )
    return tuple(session.scalars(query.order_by(BatchPerson.id)))


def persons(
    session: Session, site_code: str, batch_id: str, status: PersonStatus | None
) -> tuple[BatchPersonRow, ...]:
    """A batch's list by group and name; only one status where it is given."""
    line, people, case = BatchPerson, Villager, ServiceCase
    query = (
        select(line, people.liaison, people.id_number, people.phone, case.case_no)
        .outerjoin(people, and_(people.site_code == line.site_code, people.id == line.villager_id))
        .outerjoin(case, and_(case.site_code == line.site_code, case.id == line.case_id))
        .where(line.site_code == site_code, line.batch_id == batch_id)
        .order_by(line.group_name, line.name, line.id)
    )
    if status is not None:
        query = query.where(line.status == status.value)
    return tuple(
        BatchPersonRow(
            person_id=one.id,
            villager_id=one.villager_id,
            name=one.name,
            group=one.group_name,
            liaison=liaison or "",
            id_number=id_number or "",
            phone=phone or "",
            status=PersonStatus(one.status),
            case_no=case_no or "",
            note=one.note,
        )
        for one, liaison, id_number, phone, case_no in session.execute(query)
    )


def progress(session: Session, site_code: str, batch_id: str) -> tuple[GroupProgress, ...]:
    """How far each villagers' group is, by name of the group."""
    counts: dict[str, dict[PersonStatus, int]] = defaultdict(dict)
    for group, status, number in session.execute(
        select(BatchPerson.group_name, BatchPerson.status, func.count())
        .where(BatchPerson.site_code == site_code, BatchPerson.batch_id == batch_id)
        .group_by(BatchPerson.group_name, BatchPerson.status)
    ):
        counts[group][PersonStatus(status)] = number
    return tuple(GroupProgress(group, sum(found.values()), found) for group, found in sorted(counts.items()))


def rows(session: Session, site_code: str) -> tuple[BatchRow, ...]:
    """Every batch, the newest first."""
    query = select(Batch).where(Batch.site_code == site_code)
    found = session.scalars(query.order_by(Batch.started_on.desc(), Batch.id.desc())).all()
    names = {key: agent.name for key, agent in actors(session, (one.by_agent for one in found)).items()}
    made = []
    for one in found:
        groups = progress(session, site_code, one.id)
        made.append(
            BatchRow(
                batch_id=one.id,
                item_code=one.item_code,
                title=one.title,
                started_on=one.started_on,
                by_name=names.get(one.by_agent, ""),
                note=one.note,
                closed_on=one.closed_on,
                total=sum(group.total for group in groups),
                done=sum(group.done for group in groups),
                left=sum(group.left for group in groups),
            )
        )
    return tuple(made)
