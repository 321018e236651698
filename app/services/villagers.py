"""People served: found as typed, shown with their cases, saved with one rule for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.clock import Clock, today
from app.domain import identity_numbers, text
from app.domain.identity_numbers import IdentityNumber
from app.domain.rows import CaseFilter, CaseRow, VillagerRow
from app.domain.villager_facts import FIELD_WORDS, VillagerChange, check_death
from app.errors import Refusal
from app.models.queries import Session, agents, case_rows, histories
from app.models.queries import villagers as queries
from app.models.register import Register
from app.models.tables import Villager
from app.models.unit_of_work import UnitOfWork
from app.services.applicants import add_other_name, other_name
from app.services.case_pages import sync_marks_of
from app.services.desk import Desk
from app.services.request_checks import check_group, check_identity, check_phone

MOST_CASES = 500
ALIVE = "alive"
SHOWN_HISTORY = frozenset(FIELD_WORDS)
TAG_LIMIT = 20


@dataclass(frozen=True, slots=True)
class VillagerPage:
    """``rows`` of one page; ``total`` of all that match."""

    rows: tuple[VillagerRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class VillagerDraft:
    """A villager as typed. Empty ``villager_id``: a new one.

    ``same_number_reason`` says why one more record may carry an ID number that another name already has.
    What is None stays as it is. ``other_names`` may be names such as 石头 or 李强家的. ``deceased_on``
    ``ALIVE`` takes a wrong day of death back.
    """

    name: str
    id_number: str = ""
    phone: str = ""
    group: str = ""
    id_missing_reason: str = ""
    villager_id: str = ""
    same_number_reason: str = ""
    other_names: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    liaison: str | None = None
    address: str | None = None
    reach_by: str | None = None
    deceased_on: date | str | None = None


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
    """All cases of a person, those of joined records too, the newest first, at most 500."""
    with register.reading() as session:
        marks = sync_marks_of(session, register)
        found = [
            row
            for one in queries.joined_records(session, register.site_code, villager_id)
            for row in case_rows.page(
                session, CaseFilter(villager_id=one), today(clock), marks, MOST_CASES, 0
            )
        ]
    return tuple(sorted(found, key=lambda row: row.accepted_at, reverse=True)[:MOST_CASES])


def history(register: Register, villager_id: str) -> tuple[VillagerChange, ...]:
    """When name, number, telephone and the like of a person were put otherwise, the oldest first."""
    with register.reading() as session:
        records = queries.joined_records(session, register.site_code, villager_id)
        changes = histories.changes(session, register.site_code, records)
        by = agents.actors(session, (change.by_agent for change in changes))
    return tuple(
        VillagerChange(
            at=change.at,
            field=change.field,
            words=FIELD_WORDS[change.field],
            old=str(change.old or ""),
            new=str(change.new or ""),
            by=by[change.by_agent].name if change.by_agent in by else "",
        )
        for change in changes
        if change.field in SHOWN_HISTORY
    )


def save(desk: Desk, draft: VillagerDraft) -> VillagerRow:
    """Make or change a villager; sex and birth date follow from the ID number.

    Refusals name ``name id_number id_missing_reason phone group villager_id other_names tags liaison address``
    ``reach_by deceased_on``; among their codes ``no-such-villager``, ``same-number-other-name``,
    ``villager-known`` (same number, same name), ``death-future`` and ``before-birth``.
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
        _put_more(villager, draft, day)
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


def _put_more(villager: Villager, draft: VillagerDraft, day: date) -> None:
    """What stands beside name and number; None stays as it is."""
    if draft.other_names is not None:
        villager.other_names = _words(draft.other_names, "other_names", "别名", text.NAME_LIMIT)
    if draft.tags is not None:
        villager.tags = _words(draft.tags, "tags", "标签", TAG_LIMIT)
    if draft.liaison is not None:
        villager.liaison = text.line(draft.liaison, field="liaison", words="联络员", limit=text.NAME_LIMIT)
    if draft.address is not None:
        villager.address = text.line(draft.address, field="address", words="住址")
    if draft.reach_by is not None:
        villager.reach_by = text.line(draft.reach_by, field="reach_by", words="联系方式")
    if draft.deceased_on == ALIVE:
        villager.deceased_on = None
    elif isinstance(draft.deceased_on, date):
        check_death(draft.deceased_on, villager.birth_on, day)
        villager.deceased_on = draft.deceased_on


def _words(typed: tuple[str, ...], field: str, words: str, limit: int) -> str:
    """Several short words kept in one text, parted by spaces."""
    checked = (text.line(one, field=field, words=words, limit=limit).replace(" ", "·") for one in typed)
    return " ".join(dict.fromkeys(word for word in checked if word))


def _unknown() -> Refusal:
    return Refusal("名单里找不到这位群众。请重新查找。", field="villager_id", code="no-such-villager")
