"""Batch acceptance in the peak season: one item, one list of people, one ID number scanned after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.clock import today
from app.domain import text
from app.domain.batches import STATUS_WORDS, BatchPersonRow, BatchRow, GroupProgress, PersonStatus
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import CaseAccepted
from app.errors import Defect, Refusal
from app.models.queries import Session
from app.models.queries import batches as queries
from app.models.queries import villagers as people
from app.models.register import Register
from app.models.tables import Batch, BatchPerson, Villager
from app.models.unit_of_work import UnitOfWork
from app.services import items
from app.services.acceptance import accept_within
from app.services.desk import Desk
from app.services.request_checks import check_identity, find_item

MOST_PEOPLE = 5000


def open_batch(
    desk: Desk, item: str, title: str, villager_ids: Sequence[str] = (), note: str = ""
) -> BatchRow:
    """A new batch of one item with a list of villagers (it may also grow while IDs are scanned).

    Refusals name ``item title villager_ids note``; ``no-such-villager``, ``batch-too-many``.
    """
    called = text.line(title, field="title", words="批次名称", limit=60)
    said = text.note(note)
    if not called:
        raise Refusal("请给这一批起个名称，如“2027 年医保缴费”。", field="title", code="title-empty")
    if len(villager_ids) > MOST_PEOPLE:
        raise Refusal(
            f"一批最多 {MOST_PEOPLE} 人，没有建立。请按村民小组分几批。",
            field="villager_ids",
            code="batch-too-many",
        )
    with desk.write() as work:
        held = items.held(work.session, desk.register.site_code, today(desk.clock))
        batch = work.add(
            Batch(
                item_code=find_item(item, held.catalogue).code,
                title=called,
                started_on=today(desk.clock),
                by_agent=desk.actor.agent_id,
                note=said,
            )
        )
        listed = [_villager(work.session, desk, one, "villager_ids") for one in villager_ids]
        for villager in {one.id: one for one in listed}.values():
            _add_person(work, batch, villager)
        work.commit()
    return get(desk.register, batch.id)


def open_again(desk: Desk, last_batch_id: str, title: str, note: str = "") -> BatchRow:
    """A new batch from last year's list; who has died since is left out. Refusals as ``open_batch``."""
    with desk.register.reading() as session:
        site_code = desk.register.site_code
        last = _batch(session, desk, last_batch_id)
        wanted = [
            villager.id
            for one in queries.villager_ids(session, site_code, last.id)
            if (villager := people.by_id(session, site_code, one)) and villager.deceased_on is None
        ]
        item_code = last.item_code
    return open_batch(desk, item_code, title, wanted, note)


def accept(
    desk: Desk, batch_id: str, id_number: str, papers: Sequence[MaterialGiven] = (), name: str = ""
) -> CaseAccepted:
    """Accept the batch's item for whoever has this ID number, with the same papers as everybody; one unit of work.

    Who is not on the list is added to it; who is not in the register needs ``name``. Refusals on ``id_number``
    (``id-…``, ``already-in-batch``, ``unknown-person``), ``batch_id`` (``no-such-batch``, ``batch-closed``), and
    those of ``acceptance.accept``.
    """
    return accept_as(desk, batch_id, id_number, AcceptRequest(name=name, item="", materials=tuple(papers)))


def accept_as(desk: Desk, batch_id: str, id_number: str, like: AcceptRequest) -> CaseAccepted:
    """As ``accept``, with mode, place, note and whatever else ``like`` says of everybody."""
    number = check_identity(id_number, today(desk.clock)).number
    with desk.write() as work:
        batch = _open_batch(work.session, desk, batch_id)
        villager = _with_number(work.session, desk, number, like.name)
        asked = replace(
            like, item=batch.item_code, batch_id=batch.id, name=like.name if villager is None else ""
        )
        if villager is None:
            asked = replace(asked, id_number=number)
        else:
            _refuse_done(work.session, desk, batch, villager)
            asked = replace(asked, villager_id=villager.id)
        accepted = accept_within(work, desk, asked)
        person = _person(work, desk, batch, accepted.villager_id)
        person.status, person.case_id = PersonStatus.DONE.value, accepted.case_id
        work.commit()
    return accepted


def mark(desk: Desk, person_id: str, status: PersonStatus, note: str = "") -> None:
    """Say how far a person on the list is without a case: away, died, declined, or to do again.

    Refusals: ``no-such-person``, ``person-done`` on ``person_id``; ``person-status`` on ``status``;
    ``no-such-batch``, ``batch-closed``.
    """
    said = text.line(note, field="note", words="备注")
    if status not in set(PersonStatus) or status == PersonStatus.DONE:
        listed = "、".join(words for one, words in STATUS_WORDS.items() if one is not PersonStatus.DONE)
        raise Refusal(f"这里只能标：{listed}。已办要逐个受理。", field="status", code="person-status")
    with desk.write() as work:
        person = queries.person(work.session, desk.register.site_code, person_id)
        if person is None:
            raise Refusal("名单里找不到这个人。请重新选择。", field="person_id", code="no-such-person")
        _open_batch(work.session, desk, person.batch_id)
        if person.status == PersonStatus.DONE:
            raise Refusal(
                f"“{person.name}”已经受理，没有改动。受理错了请作废那一件。",
                field="person_id",
                code="person-done",
            )
        person.status, person.note = PersonStatus(status).value, said
        work.commit()


def close(desk: Desk, batch_id: str) -> BatchRow:
    """End a batch; who is still to do stays on its list for the next. Refusals ``no-such-batch``, ``batch-closed``."""
    with desk.write() as work:
        _open_batch(work.session, desk, batch_id).closed_on = today(desk.clock)
        work.commit()
    return get(desk.register, batch_id)


def rows(register: Register) -> tuple[BatchRow, ...]:
    """Every batch, the newest first."""
    with register.reading() as session:
        return queries.rows(session, register.site_code)


def get(register: Register, batch_id: str) -> BatchRow:
    """The batch with this id; Refusal ``no-such-batch``."""
    found = next((row for row in rows(register) if row.batch_id == batch_id), None)
    if found is None:
        raise _no_such_batch()
    return found


def persons(
    register: Register, batch_id: str, status: PersonStatus | None = None
) -> tuple[BatchPersonRow, ...]:
    """A batch's list by group and name; only one status where it is given."""
    with register.reading() as session:
        return queries.persons(session, register.site_code, batch_id, status)


def progress(register: Register, batch_id: str) -> tuple[GroupProgress, ...]:
    """How far each villagers' group is."""
    with register.reading() as session:
        return queries.progress(session, register.site_code, batch_id)


def _batch(session: Session, desk: Desk, batch_id: str) -> Batch:
    batch = queries.by_id(session, desk.register.site_code, batch_id)
    if batch is None:
        raise _no_such_batch()
    return batch


def _open_batch(session: Session, desk: Desk, batch_id: str) -> Batch:
    batch = _batch(session, desk, batch_id)
    if batch.closed_on is not None:
        raise Refusal(
            f"“{batch.title}”已于 {batch.closed_on:%Y-%m-%d} 结束，没有改动。请另开一批，或单独受理。",
            field="batch_id",
            code="batch-closed",
        )
    return batch


def _with_number(session: Session, desk: Desk, number: str, name: str) -> Villager | None:
    """The one person with this number; None for a new person whose name is given."""
    found = people.with_number(session, desk.register.site_code, number)
    called = [one for one in found if one.name == text.clean(name)] if name.strip() else found
    if len(called) == 1:
        return called[0]
    if not found and name.strip():
        return None
    if not found:
        raise Refusal(
            f"群众名单里没有尾号 {number[-4:]} 的身份证号，没有受理。请填姓名再扫一次，或先登记这位群众。",
            field="id_number",
            code="unknown-person",
        )
    raise Refusal(
        f"尾号 {number[-4:]} 的身份证号登记在几条记录上，没有受理。请填姓名，或先把同一人的记录合并。",
        field="name",
        code="several-people",
    )


def _refuse_done(session: Session, desk: Desk, batch: Batch, villager: Villager) -> None:
    site_code = desk.register.site_code
    records = people.joined_records(session, site_code, villager.id)
    person = queries.person_of(session, site_code, batch.id, records)
    if person is not None and person.status == PersonStatus.DONE:
        raise Refusal(
            f"“{person.name}”在这一批里已经受理，没有重复受理。请扫下一个。",
            field="id_number",
            code="already-in-batch",
        )


def _person(work: UnitOfWork, desk: Desk, batch: Batch, villager_id: str) -> BatchPerson:
    site_code = desk.register.site_code
    records = people.joined_records(work.session, site_code, villager_id)
    person = queries.person_of(work.session, site_code, batch.id, records)
    if person is not None:
        return person
    villager = people.by_id(work.session, site_code, villager_id)
    if villager is None:
        raise Defect("an accepted villager is on record")
    return _add_person(work, batch, villager)


def _add_person(work: UnitOfWork, batch: Batch, villager: Villager) -> BatchPerson:
    return work.add(
        BatchPerson(
            batch_id=batch.id, villager_id=villager.id, name=villager.name, group_name=villager.group_name
        )
    )


def _villager(session: Session, desk: Desk, villager_id: str, field: str) -> Villager:
    found = people.by_id(session, desk.register.site_code, villager_id)
    if found is None:
        raise Refusal("名单里有人找不到，没有建立。请重新选择。", field=field, code="no-such-villager")
    return found


def _no_such_batch() -> Refusal:
    return Refusal("找不到这一批。请重新选择。", field="batch_id", code="no-such-batch")
