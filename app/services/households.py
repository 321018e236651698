"""户: its head and members, its booklet; one villager is in one household at a time."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import text
from app.domain.villager_facts import HouseholdRow
from app.errors import Refusal
from app.models.queries import Session
from app.models.queries import households as queries
from app.models.queries import villagers as people
from app.models.register import Register
from app.models.tables import Household, Villager
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.request_checks import check_group


@dataclass(frozen=True, slots=True)
class HouseholdDraft:
    """A household as typed. Empty ``household_id``: a new one. ``members`` are villager ids; the head is one."""

    head_id: str
    members: tuple[str, ...] = ()
    group: str = ""
    booklet_no: str = ""
    address: str = ""
    household_id: str = ""


def save(desk: Desk, draft: HouseholdDraft) -> HouseholdRow:
    """Make or change a household; who is named no more leaves it, who was in another one moves.

    Refusals name ``head_id members group booklet_no address household_id``; ``no-such-villager``,
    ``no-such-household``.
    """
    group = check_group(draft.group)
    booklet_no = text.line(draft.booklet_no, field="booklet_no", words="户口簿号", limit=40)
    address = text.line(draft.address, field="address", words="住址")
    with desk.write() as work:
        head = _villager(work.session, desk, draft.head_id, "head_id")
        others = [_villager(work.session, desk, one, "members") for one in draft.members]
        household = _record(work, desk, draft.household_id)
        household.head_villager_id = head.id
        household.group_name = group or head.group_name
        household.booklet_no, household.address = booklet_no, address
        work.session.flush()
        wanted = {one.id: one for one in (head, *others)}
        for member in queries.members(work.session, desk.register.site_code, household.id):
            if member.id not in wanted:
                member.household_id = ""
        for member in wanted.values():
            if member.household_id != household.id:
                member.household_id = household.id
        work.session.flush()
        row = queries.row(work.session, household)
        work.commit()
    return row


def of(register: Register, villager_id: str) -> HouseholdRow | None:
    """The household a villager is in; None where none is known."""
    with register.reading() as session:
        villager = people.by_id(session, register.site_code, villager_id)
        if villager is None or not villager.household_id:
            return None
        household = queries.by_id(session, register.site_code, villager.household_id)
        return None if household is None else queries.row(session, household)


def _record(work: UnitOfWork, desk: Desk, household_id: str) -> Household:
    if not household_id:
        return work.add(Household())
    found = queries.by_id(work.session, desk.register.site_code, household_id)
    if found is None:
        raise Refusal("找不到这一户。请重新选择。", field="household_id", code="no-such-household")
    return found


def _villager(session: Session, desk: Desk, villager_id: str, field: str) -> Villager:
    found = people.by_id(session, desk.register.site_code, villager_id)
    if found is None:
        raise Refusal("名单里找不到选中的人，没有保存。请重新选择。", field=field, code="no-such-villager")
    return found
