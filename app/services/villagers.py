"""People served: found as typed, shown with their cases, saved with one rule for all."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import Clock, today
from app.domain import identity_numbers, text
from app.domain.identity_numbers import IdentityNumber
from app.domain.rows import CaseFilter, CaseRow, VillagerRow
from app.errors import Refusal
from app.models.queries import Session, case_rows
from app.models.queries import villagers as queries
from app.models.register import Register
from app.models.tables import Villager
from app.models.unit_of_work import UnitOfWork
from app.services.applicants import add_other_name, other_name
from app.services.case_pages import sync_marks_of
from app.services.desk import Desk
from app.services.request_checks import check_group, check_identity, check_phone

MOST_CASES = 500


@dataclass(frozen=True, slots=True)
class VillagerPage:
    """``rows`` of one page; ``total`` of all that match."""

    rows: tuple[VillagerRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class VillagerDraft:
    """A villager as typed. Empty ``villager_id``: a new one.

    ``same_number_reason`` says why one more record may carry an ID number that another name already has.
    """

    name: str
    id_number: str = ""
    phone: str = ""
    group: str = ""
    id_missing_reason: str = ""
    villager_id: str = ""
    same_number_reason: str = ""


def find(register: Register, text: str, limit: int = 20) -> tuple[VillagerRow, ...]:
    """Villagers whose name, pinyin initials, ID number or telephone match every word of ``text``."""
    with register.reading() as session:
        return queries.find(session, text, limit)


def page(register: Register, text: str = "", limit: int = 100, offset: int = 0) -> VillagerPage:
    """One page of all villagers, or of those that match ``text``."""
    with register.reading() as session:
        return VillagerPage(*queries.page(session, text, limit, offset))


def get(register: Register, villager_id: str) -> VillagerRow:
    """The villager with this id, or the record it was joined into; Refusal ``no-such-villager``."""
    with register.reading() as session:
        villager = queries.anywhere(session, register.site_code, villager_id)
        if villager is None:
            raise _unknown()
        return queries.rows(session, [villager])[0]


def same_number(register: Register, id_number: str) -> tuple[VillagerRow, ...]:
    """Every record with this ID number, however it was typed."""
    number = identity_numbers.normalise(id_number)
    if not number:
        return ()
    with register.reading() as session:
        return queries.rows(session, queries.with_number(session, register.site_code, number))


def cases_of(register: Register, villager_id: str, clock: Clock) -> tuple[CaseRow, ...]:
    """All cases of a villager, the newest first, at most 500."""
    wanted = CaseFilter(villager_id=villager_id)
    with register.reading() as session:
        marks = sync_marks_of(session, register)
        return case_rows.page(session, wanted, today(clock), marks, MOST_CASES, 0)


def save(desk: Desk, draft: VillagerDraft) -> VillagerRow:
    """Make or change a villager; sex and birth date follow from the ID number.

    Refusals name ``name id_number id_missing_reason phone group villager_id``; among their codes
    ``no-such-villager``, ``same-number-other-name`` and ``villager-known`` (same number, same name).
    """
    day = today(desk.clock)
    name = text.name(draft.name)
    reason = text.line(draft.id_missing_reason, field="id_missing_reason", words="没有身份证号的原因")
    identity = None if reason and not draft.id_number.strip() else check_identity(draft.id_number, day)
    phone, group = check_phone(draft.phone), check_group(draft.group)
    because = text.line(draft.same_number_reason, field="same_number_reason", words="同号另行登记的原因")
    with desk.write() as work:
        villager = _record(work, desk, draft)
        if identity is not None:
            _refuse_taken_number(work.session, desk, villager, identity, name, because)
        _put(villager, name, identity, reason)
        villager.phone, villager.group_name = phone, group
        if because:
            villager.note = f"{villager.note or ''}\n同号另行登记：{because}".strip()
        if not draft.villager_id:
            work.add(villager)
        work.commit()
    with desk.register.reading() as session:
        saved = queries.anywhere(session, desk.register.site_code, villager.id)
        return queries.rows(session, [saved] if saved else [])[0]


def _record(work: UnitOfWork, desk: Desk, draft: VillagerDraft) -> Villager:
    if not draft.villager_id:
        return Villager()
    villager = queries.by_id(work.session, desk.register.site_code, draft.villager_id)
    if villager is None:
        raise _unknown()
    return villager


def _refuse_taken_number(
    session: Session, desk: Desk, villager: Villager, identity: IdentityNumber, name: str, because: str
) -> None:
    """One number, two records: the same name is the same person, another name is a person's decision."""
    others = queries.with_number(session, desk.register.site_code, identity.number)
    others = [other for other in others if other.id != villager.id]
    if villager.id and villager.id_number == identity.number:
        return  # nothing new is claimed
    if any(other.name == name for other in others):
        raise Refusal(
            f"“{name}”已在名单里，身份证号相同，没有另建。请直接从名单里选他。",
            field="id_number",
            code="villager-known",
        )
    if others and not because:
        raise other_name(identity.number, queries.rows(session, others))


def _put(villager: Villager, name: str, identity: IdentityNumber | None, reason: str) -> None:
    before, villager.name = villager.name, name
    if before and before != name:
        add_other_name(villager, before)  # whoever asks for the old name still finds the person
    villager.id_number = identity.number if identity else ""
    villager.sex = identity.sex if identity else ""
    villager.birth_on = identity.birth_on if identity else None
    villager.id_missing_reason = "" if identity else reason


def _unknown() -> Refusal:
    return Refusal("名单里找不到这位群众。请重新查找。", field="villager_id", code="no-such-villager")
