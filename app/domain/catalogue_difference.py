"""What changed between two versions of a catalogue, in plain words for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.acceptance import TIER_WORDS
from app.domain.cases import KIND_WORDS
from app.domain.catalogue.fields import FIELD_WORDS
from app.domain.catalogue.items import (
    APPLICANT_WORDS,
    COUNTING_WORDS,
    MATTER_WORDS,
    NEED_WORDS,
    PAPER_FORM_WORDS,
    SOURCE_WORDS,
    UNIT_WORDS,
    Catalogue,
    MaterialRequirement,
    ProcedureStep,
    ServiceItem,
    StageLimit,
)

_PLAIN_TEXTS = (
    "category",
    "department",
    "implementing_body",
    "tier_note",
    "days_note",
    "hotline",
    "supervisor_phone",
    "neutral_words",
)
_LISTS = ("legal_basis", "conditions", "prerequisites", "blank_forms", "aliases", "flags")
_MARKS = {
    "sensitive": ("改为敏感事项，对外不显示名称", "不再是敏感事项"),
    "outside_catalogue": ("改为目录外事项", "不再是目录外事项"),
    "original_may_be_held": ("可以留存原件了", "不再留存原件，看过即退"),
}


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """One item: ``change`` is added, removed or changed; ``sentences`` say what, without a stop."""

    code: str
    name: str
    change: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueDifference:
    """From one version to another; ``general`` concerns the catalogue as a whole."""

    old_version: str
    new_version: str
    general: tuple[str, ...]
    items: tuple[ItemDifference, ...]

    @property
    def nothing(self) -> bool:
        return not self.general and not self.items

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything as whole sentences, one a line."""
        lines = [f"{words}。" for words in self.general]
        for item in self.items:
            if item.change == "changed":
                lines.append(f"{item.code}“{item.name}”：{'；'.join(item.sentences)}。")
            else:
                lines.append(
                    f"{'新增事项' if item.change == 'added' else '取消事项'} {item.code}“{item.name}”。"
                )
        return tuple(lines)


def difference(old: Catalogue, new: Catalogue) -> CatalogueDifference:
    """What is new, gone or changed, item by item by code, in the order of the new catalogue."""
    before = {item.code: item for item in old.items}
    after = {item.code: item for item in new.items}
    found = []
    for item in new.items:
        there = before.get(item.code)
        if there is None:
            found.append(ItemDifference(item.code, item.name, "added"))
        elif sentences := item_changes(there, item):
            found.append(ItemDifference(item.code, item.name, "changed", sentences))
    found += [ItemDifference(i.code, i.name, "removed") for i in old.items if i.code not in after]
    general = []
    if old.title != new.title:
        general.append(_from_to("目录名称", f"“{old.title}”", f"“{new.title}”"))
    if old.counting is not new.counting:
        general.append(_from_to("计时起点", COUNTING_WORDS[old.counting], COUNTING_WORDS[new.counting]))
    if old.sample and not new.sample:
        general.append("不再是示例目录")
    return CatalogueDifference(old.version, new.version, tuple(general), tuple(found))


def item_changes(old: ServiceItem, new: ServiceItem) -> tuple[str, ...]:
    """What changed in one item, most important to the applicant first; each without a stop."""
    return (
        *_head_changes(old, new),
        *_limit_changes(old, new),
        *_material_changes(old, new),
        *_step_changes(old.procedure, new.procedure),
        *_text_changes(old, new),
    )


def _head_changes(old: ServiceItem, new: ServiceItem) -> list[str]:
    pairs = (
        ("名称", f"“{old.name}”", f"“{new.name}”"),
        ("决定层级", TIER_WORDS[old.tier], TIER_WORDS[new.tier]),
        ("办件类型", KIND_WORDS[old.kind], KIND_WORDS[new.kind]),
        ("事项类型", MATTER_WORDS[old.matter_type], MATTER_WORDS[new.matter_type]),
        ("申请人", APPLICANT_WORDS[old.applicants], APPLICANT_WORDS[new.applicants]),
        ("办理时间", _window(old), _window(new)),
    )
    said = [_from_to(*pair) for pair in pairs if pair[1] != pair[2]]
    for name, (on, off) in _MARKS.items():
        if getattr(old, name) != getattr(new, name):
            said.append(on if getattr(new, name) else off)
    return said


def _limit_changes(old: ServiceItem, new: ServiceItem) -> list[str]:
    pairs = (
        ("承诺时限", _promise(old.days), _promise(new.days)),
        ("部门承诺", _days(old.department_days, "working"), _days(new.department_days, "working")),
        ("报送取件", f"{old.transport_days} 个工作日", f"{new.transport_days} 个工作日"),
        (
            "法定时限",
            _days(old.statutory_days, old.statutory_unit),
            _days(new.statutory_days, new.statutory_unit),
        ),
    )
    said = [_from_to(*pair) for pair in pairs if pair[1] != pair[2]]
    before = {limit.stage: limit for limit in old.stage_limits}
    after = {limit.stage: limit for limit in new.stage_limits}
    for stage, limit in after.items():
        if stage not in before:
            said.append(f"新增“{stage}”时限：{_stage(limit)}")
        elif before[stage] != limit:
            said.append(_from_to(f"“{stage}”时限", _stage(before[stage]), _stage(limit)))
    said += [f"取消“{stage}”时限" for stage in before if stage not in after]
    if old.stage_limits != new.stage_limits and before == after:
        said.append(_reordered(FIELD_WORDS["stage_limits"]))
    return said


def _material_changes(old: ServiceItem, new: ServiceItem) -> list[str]:
    before = {material.name: material for material in old.materials}
    after = {material.name: material for material in new.materials}
    said = [f"不再要交“{name}”" for name in before if name not in after]
    for name, material in after.items():
        if name not in before:
            said.append(f"要增交“{name}”（{_need(material)}）")
        elif before[name] != material:
            said += [f"材料“{name}”{words}" for words in _paper_changes(before[name], material)]
    if old.materials != new.materials and before == after:
        said.append(_reordered(FIELD_WORDS["materials"]))
    return said


def _paper_changes(old: MaterialRequirement, new: MaterialRequirement) -> list[str]:
    pairs = (
        ("", _need(old), _need(new)),
        ("形式", _forms(old), _forms(new)),
        ("份数", f"{old.sheets} 份", f"{new.sheets} 份"),
        ("条件", old.condition or "无", new.condition or "无"),
        ("任选其一组", old.group or "无", new.group or "无"),
        ("来源", SOURCE_WORDS[old.source] or "未写明", SOURCE_WORDS[new.source] or "未写明"),
        ("出具单位", old.issued_by or "未写明", new.issued_by or "未写明"),
        ("审查要点", _list(old.checkpoints), _list(new.checkpoints)),
    )
    said = [_from_to(words, before, after) for words, before, after in pairs if before != after]
    if old.undertaking != new.undertaking:
        said.append("可以用告知承诺代替了" if new.undertaking else "不能再用告知承诺代替")
    if old.original_may_be_held != new.original_may_be_held:
        said.append("可以留存原件了" if new.original_may_be_held else "不再留存原件")
    return said


def _step_changes(old: Iterable[ProcedureStep], new: Iterable[ProcedureStep]) -> list[str]:
    before, after = " → ".join(map(_step, old)), " → ".join(map(_step, new))
    return [_from_to("办理程序", before or "未写明", after or "未写明")] if before != after else []


def _text_changes(old: ServiceItem, new: ServiceItem) -> list[str]:
    said = []
    for name in _PLAIN_TEXTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            said.append(_from_to(FIELD_WORDS[name], before or "未写明", after or "未写明"))
    if old.fee_basis != new.fee_basis:
        said.append(_from_to("收费", old.fee_basis or "无偿", new.fee_basis or "无偿"))
    for name in _LISTS:
        before, after = getattr(old, name), getattr(new, name)
        lines = [f"{FIELD_WORDS[name]}增加“{line}”" for line in after if line not in before]
        lines += [f"{FIELD_WORDS[name]}去掉“{line}”" for line in before if line not in after]
        said += lines or ([_reordered(FIELD_WORDS[name])] if before != after else [])
    return said


def _from_to(words: str, before: str, after: str) -> str:
    return f"{words}由{_spaced(before)}改为{_spaced(after)}"


def _spaced(words: str) -> str:
    """Digits stand a little apart from Chinese words."""
    return f" {words}" if words[:1].isdigit() else words


def _reordered(words: str) -> str:
    return f"{words}的顺序有调整"


def _promise(days: int) -> str:
    return f"{days} 个工作日" if days else "当日办结"


def _days(days: int | None, unit: str) -> str:
    return "未写明" if days is None else f"{days} {UNIT_WORDS[unit]}"


def _stage(limit: StageLimit) -> str:
    parts = [f"{limit.days} {UNIT_WORDS[limit.unit]}" if limit.days else "当日"]
    if limit.department_days is not None:
        parts.append(f"部门承诺 {limit.department_days}，报送取件 {limit.transport_days}")
    if limit.statutory_days is not None:
        parts.append(f"法定 {limit.statutory_days} {UNIT_WORDS[limit.statutory_unit]}")
    return "，".join(parts)


def _window(item: ServiceItem) -> str:
    return f"每年 {item.opens} 至 {item.closes}" if item.opens else "全年"


def _need(material: MaterialRequirement) -> str:
    return f"“{NEED_WORDS[material.need]}”"


def _forms(material: MaterialRequirement) -> str:
    return "、".join(PAPER_FORM_WORDS[form] for form in material.forms) or "不限"


def _list(lines: tuple[str, ...]) -> str:
    return "；".join(lines) or "无"


def _step(step: ProcedureStep) -> str:
    days = f"{step.days} {UNIT_WORDS[step.unit]}" if step.days else ""
    said = "，".join(part for part in (step.who, days, step.note) if part)
    return f"{step.name}（{said}）" if said else step.name
