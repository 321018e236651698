"""Whose request it is: a known villager or organisation found again and brought up to date, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.cases import ServiceMode
from app.domain.rows import VillagerRow
from app.errors import Defect, Refusal
from app.models.queries import Session
from app.models.queries import villagers as queries
from app.models.tables import Organisation, Villager
from app.models.unit_of_work import UnitOfWork
from app.services import organisations
from app.services.circumstances import Reach
from app.services.request_checks import CheckedRequest

HOME_TAG = "行动不便"
"""Whoever carries this tag is served at home unless they wish otherwise."""
NAMESAKES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class KnownApplicant:
    """``record`` and ``organisation`` are None for a new applicant.

    ``records`` are the ids of all records of the same person, or of the organisation.
    """

    record: Villager | None
    records: tuple[str, ...]
    organisation: Organisation | None = None
    warnings: tuple[str, ...] = ()

    def reach(self, asked: CheckedRequest) -> Reach:
        """Where they live and how they are reached, as typed or as on record."""
        person, organisation = self.record, self.organisation
        home = asked.group
        if person is not None:
            home = person.address or home or person.group_name
        elif organisation is not None:
            home = organisation.address
        there = (person.phone if person else "") or (organisation.phone if organisation else "")
        return Reach(home, asked.phone or there)

    @property
    def usual_mode(self) -> ServiceMode | None:
        """How they are served by default, where that is not at the counter."""
        tags = self.record.tags.split() if self.record is not None else ()
        return ServiceMode.HOME if HOME_TAG in tags else None


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, with a record of their own: exactly one of the two."""

    villager: Villager | None
    organisation: Organisation | None

    @property
    def villager_id(self) -> str:
        return self.villager.id if self.villager else ""

    @property
    def organisation_id(self) -> str:
        return self.organisation.id if self.organisation else ""

    @property
    def name(self) -> str:
        if self.villager is not None:
            return self.villager.name
        if self.organisation is not None:
            return self.organisation.name
        raise Defect("an applicant is a villager or an organisation")

    @property
    def group(self) -> str:
        return (self.villager.group_name or "") if self.villager else ""

    @property
    def phone(self) -> str:
        record = self.villager or self.organisation
        return (record.phone or "") if record else ""


def known(session: Session, site_code: str, asked: CheckedRequest) -> KnownApplicant:
    """The applicant meant by a checked request; writes nothing.

    Refusals: ``no-such-villager``, ``id-differs``, ``same-number-other-name``, and those of ``organisations.meant``.
    """
    if asked.of_organisation:
        there = organisations.meant(session, site_code, asked)
        return KnownApplicant(None, (there.id,) if there else (), there)
    if asked.villager_id:
        return _picked(session, site_code, asked)
    if asked.identity is None:
        found = queries.without_number(session, site_code, asked.name, asked.phone)
        return (
            _of_records(session, asked, found[0], found) if found else _new_person(session, site_code, asked)
        )
    same_number = queries.with_number(session, site_code, asked.identity.number)
    same_name = [villager for villager in same_number if _is_called(villager, asked.name)]
    if same_number and not same_name:
        raise other_name(asked.identity.number, queries.rows(session, same_number))
    if not same_name:
        return _new_person(session, site_code, asked)
    return _of_records(session, asked, same_name[0], same_name)


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


def check_alive(applicant: KnownApplicant, asked: CheckedRequest, on: date, field: str) -> tuple[str, ...]:
    """Sentences about a person who is registered as dead; Refusal ``before-birth`` on ``field``."""
    person = applicant.record
    birth_on = asked.identity.birth_on if asked.identity else person.birth_on if person else None
    if birth_on is not None and on < birth_on:
        raise Refusal(
            f"受理日期 {on:%Y-%m-%d} 早于申请人的出生日期 {birth_on:%Y-%m-%d}，没有保存。请核对纸面日期和证件。",
            field=field,
            code="before-birth",
        )
    if person is not None and person.deceased_on is not None:
        return (f"“{person.name}”登记为 {person.deceased_on:%Y-%m-%d} 去世，请核对是不是由亲属申请。",)
    return ()


def settle(work: UnitOfWork, asked: CheckedRequest, applicant: KnownApplicant) -> Applicant:
    """The applicant's record, made where there is none; what changed at the counter is brought up to date."""
    if asked.of_organisation:
        return Applicant(None, organisations.settle(work, asked, applicant.organisation))
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
    return Applicant(villager, None)


def add_other_name(villager: Villager, name: str) -> None:
    """Other names stand in one text, parted by spaces."""
    others = (villager.other_names or "").split()
    one_word = name.replace(" ", "·")
    if name and name != villager.name and one_word not in others:
        villager.other_names = " ".join((*others, one_word))


def _is_called(villager: Villager, name: str) -> bool:
    """By the name, or by one a person has already said is theirs."""
    return villager.name == name or name.replace(" ", "·") in (villager.other_names or "").split()


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
    return _of_records(session, asked, villager, _others_of(session, villager))


def _others_of(session: Session, villager: Villager) -> list[Villager]:
    if not villager.id_number:
        return [villager]
    same_number = queries.with_number(session, villager.site_code, villager.id_number)
    return [villager, *(v for v in same_number if v.name == villager.name and v.id != villager.id)]


def _new_person(session: Session, site_code: str, asked: CheckedRequest) -> KnownApplicant:
    """Nobody known; who has the same name is named, so that one person does not get two records unseen."""
    alike = [
        one
        for one in queries.called(session, site_code, asked.name, NAMESAKES_SHOWN)
        if not (asked.identity and one.id_number)  # two numbers are two people
    ]
    if not alike:
        return KnownApplicant(None, ())
    told = "、".join(_told_apart(one) for one in alike)
    return KnownApplicant(
        None,
        (),
        warnings=(f"名单里已有同名的“{asked.name}”：{told}。是同一人请从名单里选他，不是就照常保存。",),
    )


def _told_apart(villager: Villager) -> str:
    number = villager.id_number or ""
    known = (
        villager.group_name,
        number and f"证件尾号{number[-4:]}",
        villager.phone and f"电话尾号{villager.phone[-4:]}",
    )
    return "，".join(word for word in known if word) or "没有留电话和证件"


def _of_records(
    session: Session, asked: CheckedRequest, record: Villager, records: Sequence[Villager]
) -> KnownApplicant:
    warnings = []
    if asked.phone and record.phone and asked.phone != record.phone:
        warnings.append(f"电话与登记的不同，保存时改为 {asked.phone}（原来是 {record.phone}）。")
    if asked.name and not _is_called(record, asked.name):
        warnings.append(f"姓名与登记的“{record.name}”不同，会作为曾用名或别名一并记下。")
    joined = queries.joined_into(session, [one.id for one in records])
    ids = [one for villager in records for one in (villager.id, *joined.get(villager.id, ()))]
    return KnownApplicant(record, tuple(ids), warnings=tuple(warnings))
