"""Whose request it is: a known villager found again and brought up to date, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.rows import VillagerRow
from app.errors import Refusal
from app.models.queries import Session
from app.models.queries import villagers as queries
from app.models.tables import Villager
from app.models.unit_of_work import UnitOfWork
from app.services.request_checks import CheckedRequest


@dataclass(frozen=True, slots=True)
class KnownApplicant:
    """``record`` is None for a new villager; ``records`` are the ids of all records of the same person."""

    record: Villager | None
    records: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def known(session: Session, site_code: str, asked: CheckedRequest) -> KnownApplicant:
    """The villager meant by a checked request; writes nothing.

    Refusals: ``no-such-villager``, ``id-differs``, ``same-number-other-name``.
    """
    if asked.villager_id:
        return _picked(session, site_code, asked)
    if asked.identity is None:
        found = queries.without_number(session, site_code, asked.name, asked.phone)
        return _of_records(asked, found[0] if found else None, found)
    same_number = queries.with_number(session, site_code, asked.identity.number)
    same_name = [villager for villager in same_number if villager.name == asked.name]
    if same_number and not same_name:
        raise other_name(asked.identity.number, queries.rows(session, same_number))
    return _of_records(asked, same_name[0] if same_name else None, same_name)


def other_name(id_number: str, there: tuple[VillagerRow, ...]) -> Refusal:
    """One ID number, two names: shown, and a person decides."""
    listed = "、".join(row.name + (f"（{row.group}）" if row.group else "") for row in there)
    return Refusal(
        f"身份证号尾号 {id_number[-4:]} 已登记给“{listed}”，姓名与现在填的不同，没有保存。"
        "请对照证件由人判断：是同一人就从群众名单里选他再受理；号码写错了就改正；"
        "确是两人同号，请先在群众页说明原因另行登记。",
        field="id_number",
        code="same-number-other-name",
    )


def settle(work: UnitOfWork, asked: CheckedRequest, applicant: KnownApplicant) -> Villager:
    """The villager's record, made where there is none; what changed at the counter is brought up to date."""
    if applicant.record is None:
        villager = work.add(Villager(name=asked.name, id_missing_reason=asked.id_missing_reason))
    else:
        villager = applicant.record
    if asked.identity is not None and not villager.id_number:
        villager.id_number = asked.identity.number
        villager.sex = asked.identity.sex
        villager.birth_on = asked.identity.birth_on
        villager.id_missing_reason = ""
    if asked.phone and asked.phone != villager.phone:
        villager.phone = asked.phone
    if asked.group and asked.group != villager.group_name:
        villager.group_name = asked.group
    add_other_name(villager, asked.name)
    return villager


def add_other_name(villager: Villager, name: str) -> None:
    """Other names stand in one text, parted by spaces."""
    others = (villager.other_names or "").split()
    one_word = name.replace(" ", "·")
    if name and name != villager.name and one_word not in others:
        villager.other_names = " ".join((*others, one_word))


def _picked(session: Session, site_code: str, asked: CheckedRequest) -> KnownApplicant:
    villager = queries.by_id(session, site_code, asked.villager_id)
    if villager is None:
        raise Refusal(
            "名单里找不到选中的这位群众。请重新查找，或按新群众登记。",
            field="villager_id",
            code="no-such-villager",
        )
    number = asked.identity.number if asked.identity else ""
    if number and villager.id_number and number != villager.id_number:
        raise Refusal(
            f"填的身份证号与“{villager.name}”登记的不同（尾号 {villager.id_number[-4:]}）。"
            "请对照证件；登记错了请先在群众页改正。",
            field="id_number",
            code="id-differs",
        )
    return _of_records(asked, villager, _others_of(session, villager))


def _others_of(session: Session, villager: Villager) -> list[Villager]:
    if not villager.id_number:
        return [villager]
    same_number = queries.with_number(session, villager.site_code, villager.id_number)
    return [villager, *(v for v in same_number if v.name == villager.name and v.id != villager.id)]


def _of_records(
    asked: CheckedRequest, record: Villager | None, records: Sequence[Villager]
) -> KnownApplicant:
    warnings = []
    if record is not None and asked.phone and record.phone and asked.phone != record.phone:
        warnings.append(f"电话与登记的不同，保存时改为 {asked.phone}（原来是 {record.phone}）。")
    if record is not None and asked.name and asked.name != record.name:
        warnings.append(f"姓名与登记的“{record.name}”不同，会作为曾用名或别名一并记下。")
    return KnownApplicant(record, tuple(one.id for one in records), tuple(warnings))
