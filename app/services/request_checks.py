"""Checking what was typed at acceptance: every field put right or refused with its own sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from app.domain import acceptance, identity_numbers, organisations, phones, text
from app.domain.cases import FORM_WORDS, KIND_WORDS, CaseKind, MaterialForm
from app.domain.catalogue import Catalogue, ServiceItem
from app.domain.identity_numbers import IdentityNumber
from app.domain.requests import AcceptRequest, MaterialGiven
from app.errors import Refusal
from app.services.circumstances import Circumstances, check_circumstances

MOST_SHEETS = 999
MOST_MATERIALS = 100
GROUP_LIMIT = 40
RELATION_LIMIT = 40
MATERIAL_LIMIT = 100

Checked = TypeVar("Checked")


@dataclass(frozen=True, slots=True)
class CheckedRequest:
    """A request put right. ``item`` None and empty texts stand where ``errors`` has the reason.

    ``name`` is the villager's or, where ``of_organisation``, the organisation's. ``typed`` is what was asked.
    """

    typed: AcceptRequest
    name: str
    identity: IdentityNumber | None
    id_missing_reason: str
    phone: str
    group: str
    item: ServiceItem | None
    materials: tuple[MaterialGiven, ...]
    note: str
    again: str
    kind: CaseKind | None
    kind_reason: str
    how: Circumstances
    credit_code: str
    contact: str
    villager_id: str
    representative: str
    representative_relation: str
    errors: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def of_organisation(self) -> bool:
        return self.typed.of_organisation


@dataclass(slots=True)
class _Errors:
    found: list[Refusal] = field(default_factory=list)

    def of(self, check: Callable[[], Checked], otherwise: Checked) -> Checked:
        """What ``check`` gives, or ``otherwise`` after keeping its refusal."""
        try:
            return check()
        except Refusal as refusal:
            self.found.append(refusal)
            return otherwise


def check_request(request: AcceptRequest, catalogue: Catalogue, today: date) -> CheckedRequest:
    """All fields checked, every refusal collected in the order of the page."""
    errors = _Errors()
    name = errors.of(lambda: _name(request), "")
    identity = errors.of(lambda: _identity(request, today), None)
    credit_code = errors.of(lambda: _credit_code(request), "")
    contact = errors.of(lambda: _optional_name(request.contact, "contact", "联系人"), "")
    reason = errors.of(
        lambda: _line(request.id_missing_reason, "id_missing_reason", "没有身份证号的原因"), ""
    )
    phone = errors.of(lambda: check_phone(request.phone), "")
    group = errors.of(lambda: check_group(request.group), "")
    item = errors.of(lambda: _item(request, catalogue), None)
    nothing: tuple[MaterialGiven, ...] = ()
    materials = errors.of(lambda: _materials(request.materials, item), nothing)
    kind = errors.of(lambda: _kind(request.kind), None)
    kind_reason = errors.of(lambda: _line(request.kind_reason, "kind_reason", "改变办件类型的原因"), "")
    how, wrong = check_circumstances(request, today)
    errors.found += wrong
    return CheckedRequest(
        typed=request,
        name=name,
        identity=identity,
        id_missing_reason="" if identity else reason,
        phone=phone,
        group=group,
        item=item,
        materials=materials,
        note=errors.of(lambda: _note(request, item), ""),
        again=errors.of(lambda: _line(request.again, "again", "另立新件的原因"), ""),
        kind=kind,
        kind_reason=kind_reason,
        how=how,
        credit_code=credit_code,
        contact=contact,
        villager_id=request.villager_id,
        representative=errors.of(lambda: _representative(request), ""),
        representative_relation=errors.of(lambda: _relation(request), ""),
        errors=tuple(errors.found),
        warnings=_warnings(identity, item, materials, today),
    )


def check_phone(typed: str) -> str:
    """A telephone number or ""; Refusal on ``phone``, hidden characters named before anything else."""
    return phones.check(_line(typed, "phone", "电话"))


def check_group(typed: str) -> str:
    """A villagers' group or ""; Refusal on ``group``."""
    return text.line(typed, field="group", words="村民小组", limit=GROUP_LIMIT)


def check_identity(typed: str, today: date) -> IdentityNumber:
    """An ID number; Refusal on ``id_number``, hidden characters named before anything else."""
    return identity_numbers.check(_line(typed, "id_number", "身份证号"), today)


def _name(request: AcceptRequest) -> str:
    """A returning applicant who was picked needs no typed name; a request has one applicant."""
    if request.of_organisation:
        if request.name.strip() or request.villager_id or request.id_number.strip():
            raise Refusal(
                "申请人是个人还是单位只能选一种，没有保存。单位的经办人请填在联系人里。",
                field="organisation",
                code="two-applicants",
            )
        return _optional_name(request.organisation, "organisation", "单位名称")
    return "" if request.villager_id and not request.name.strip() else text.name(request.name)


def _optional_name(typed: str, field: str, words: str) -> str:
    return text.name(typed, field=field, words=words) if typed.strip() else ""


def _credit_code(request: AcceptRequest) -> str:
    return organisations.check_code(_line(request.credit_code, "credit_code", "统一社会信用代码"))


def _identity(request: AcceptRequest, today: date) -> IdentityNumber | None:
    """The number; None where a reason stands instead, the villager was picked, or it is an organisation."""
    excused = request.id_missing_reason.strip() or request.villager_id or request.of_organisation
    if not request.id_number.strip() and excused:
        return None
    return check_identity(request.id_number, today)


def _kind(wanted: CaseKind | None) -> CaseKind | None:
    if wanted is not None and wanted not in set(CaseKind):
        listed = "、".join(f"{words}（{kind.value}）" for kind, words in KIND_WORDS.items())
        raise Refusal(f"办件类型只能是：{listed}。", field="kind", code="kind-unknown")
    return None if wanted is None else CaseKind(wanted)


def _note(request: AcceptRequest, item: ServiceItem | None) -> str:
    """Of an item outside the catalogue the request stands in words (002 其他合理合法的服务需求)."""
    said = text.note(request.note)
    if item is not None and item.outside_catalogue and not said:
        raise Refusal(
            f"“{item.name}”是目录外的事项，请在备注里写明要办什么事。", field="note", code="note-empty"
        )
    return said


def _item(request: AcceptRequest, catalogue: Catalogue) -> ServiceItem:
    item = find_item(request.item, catalogue)
    if request.of_organisation and item.applicants == "person":
        raise Refusal(f"“{item.name}”只由个人申请，不能由单位申请。", field="item", code="item-for-persons")
    if not request.of_organisation and item.applicants == "organisation":
        raise Refusal(
            f"“{item.name}”只由单位申请。请填单位名称和统一社会信用代码。",
            field="item",
            code="item-for-organisations",
        )
    return item


def find_item(typed: str, catalogue: Catalogue) -> ServiceItem:
    """The item of this code or exact name; Refusal ``item-empty``, ``no-catalogue``, ``unknown-item`` on ``item``."""
    wanted = text.line(typed, field="item", words="代办事项")
    if not wanted:
        raise Refusal("请选择代办事项。", field="item", code="item-empty")
    if not catalogue.items:
        raise Refusal(
            "本室还没有事项目录。请先同步取得乡镇公布的目录，或在设置里使用示例目录。",
            field="item",
            code="no-catalogue",
        )
    item = catalogue.item(wanted)
    if item is None:
        near = [f"{i.code} {i.name}" for i in catalogue.items if wanted in i.name or i.name in wanted][:5]
        hint = f"是不是：{'、'.join(near)}？" if near else "请填目录里的代码或完整名称。"
        raise Refusal(f"目录里没有“{wanted}”这一事项。{hint}", field="item", code="unknown-item")
    return item


def _materials(given: tuple[MaterialGiven, ...], item: ServiceItem | None) -> tuple[MaterialGiven, ...]:
    if len(given) > MOST_MATERIALS:
        raise Refusal(
            f"材料有 {len(given)} 项，一件最多登记 {MOST_MATERIALS} 项。", field="materials", code="too-many"
        )
    return tuple(_material(material, item) for material in given)


def _material(given: MaterialGiven, item: ServiceItem | None) -> MaterialGiven:
    name = text.line(given.name, field="materials", words="材料名称", limit=MATERIAL_LIMIT)
    if not name:
        raise Refusal("有一项材料没有写名称。请补上或删去。", field="materials", code="material-empty")
    if given.form not in set(MaterialForm):
        listed = "、".join(f"{words}（{form.value}）" for form, words in FORM_WORDS.items())
        raise Refusal(f"材料“{name}”的形式只能是：{listed}。", field="materials", code="material-form")
    if type(given.sheets) is not int or not 1 <= given.sheets <= MOST_SHEETS:
        raise Refusal(
            f"材料“{name}”的份数要在 1 到 {MOST_SHEETS} 之间。", field="materials", code="material-sheets"
        )
    asked_for = acceptance.requirement_of(item, name) if item is not None else None
    if given.undertaken and not (asked_for and asked_for.undertaking):
        raise Refusal(
            f"目录没有说“{name}”可以用告知承诺代替。请收取材料，或按补办件受理。",
            field="materials",
            code="undertaking-not-allowed",
        )
    return MaterialGiven(
        name,
        MaterialForm(given.form),
        given.sheets,
        text.line(given.note, field="materials", words="材料备注"),
        given.undertaken,
        text.line(given.kept_where, field="materials", words="原件存放的地方"),
        given.held_until,
    )


def _representative(request: AcceptRequest) -> str:
    if not request.representative.strip():
        if request.representative_relation.strip():
            raise Refusal(
                "写了与申请人的关系，但没有写代申请人姓名。", field="representative", code="name-empty"
            )
        return ""
    return text.name(request.representative, field="representative", words="代申请人姓名")


def _relation(request: AcceptRequest) -> str:
    return text.line(
        request.representative_relation,
        field="representative_relation",
        words="与申请人的关系",
        limit=RELATION_LIMIT,
    )


def _line(typed: str, name: str, words: str) -> str:
    return text.line(typed, field=name, words=words)


def _warnings(
    identity: IdentityNumber | None,
    item: ServiceItem | None,
    materials: tuple[MaterialGiven, ...],
    today: date,
) -> tuple[str, ...]:
    said = list(identity.warnings) if identity else []
    if item is not None and not item.is_open(today):
        said.append(
            f"“{item.name}”每年 {item.opens} 至 {item.closes} 办理，现在不在这段时间，请先向上级问明。"
        )
    if item is not None:
        said += acceptance.form_warnings(item, materials)
        extra = [m.name for m in materials if acceptance.requirement_of(item, m.name) is None]
        if extra:
            said.append(f"目录没有要求“{'”“'.join(extra)}”，作为申请人自愿另交的材料登记。")
    return tuple(said)
