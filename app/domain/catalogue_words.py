"""One item in words, heading by heading, as screens, commands and guides show it."""

from __future__ import annotations

from app.domain.acceptance import TIER_WORDS
from app.domain.catalogue.fields import FIELD_WORDS
from app.domain.catalogue.items import (
    APPLICANT_WORDS,
    HANDLING_WORDS,
    MATTER_WORDS,
    NEED_WORDS,
    PAPER_FORM_WORDS,
    SOURCE_WORDS,
    UNIT_WORDS,
    MaterialRequirement,
    ProcedureStep,
    ServiceItem,
    StageLimit,
)
from app.domain.masking import neutral

Lines = tuple[str, tuple[str, ...]]
"""A heading and what stands under it."""


def item_lines(item: ServiceItem) -> tuple[Lines, ...]:
    """Everything the catalogue says of an item; headings without words are left out."""
    all_lines = (
        ("决定层级", _one(item.tier_note or TIER_WORDS[item.tier])),
        (FIELD_WORDS["implementing_body"], _one(item.implementing_body)),
        (FIELD_WORDS["department"], _one(item.department)),
        ("事项类型", _one(MATTER_WORDS[item.matter_type], HANDLING_WORDS[item.matter_type])),
        (FIELD_WORDS["applicants"], _one(APPLICANT_WORDS[item.applicants])),
        ("时限", limit_lines(item)),
        ("办理时间", _one(f"每年 {item.opens} 至 {item.closes}" if item.opens else "全年")),
        (FIELD_WORDS["conditions"], item.conditions),
        (FIELD_WORDS["prerequisites"], item.prerequisites),
        (FIELD_WORDS["materials"], tuple(material_words(one) for one in item.materials)),
        (FIELD_WORDS["procedure"], tuple(step_words(one) for one in item.procedure)),
        (FIELD_WORDS["legal_basis"], item.legal_basis),
        ("收费", _one(item.fee_basis or "代办无偿")),
        (FIELD_WORDS["blank_forms"], item.blank_forms),
        (FIELD_WORDS["hotline"], _one(item.hotline)),
        (FIELD_WORDS["supervisor_phone"], _one(item.supervisor_phone)),
        (FIELD_WORDS["aliases"], item.aliases),
        (FIELD_WORDS["flags"], item.flags),
        ("注意", _warnings(item)),
    )
    return tuple((words, said) for words, said in all_lines if said)


def limit_lines(item: ServiceItem) -> tuple[str, ...]:
    """The promise, the department's, the law's, and the further limits of single stages."""
    note = f"（{item.days_note}）" if item.days_note else ""
    said = [f"承诺 {item.days} 个工作日{note}" if item.days else f"当日办结{note}"]
    if item.department_days is not None:
        said.append(f"部门承诺 {item.department_days} 个工作日，另加报送取件 {item.transport_days} 个工作日")
    if item.statutory_days is not None:
        said.append(f"法定 {item.statutory_days} {UNIT_WORDS[item.statutory_unit]}")
    return (*said, *(_stage_words(stage) for stage in item.stage_limits))


def material_words(material: MaterialRequirement) -> str:
    """One paper in one line: name, need, forms, sheets, where it comes from, what may stand instead."""
    forms = "、".join(PAPER_FORM_WORDS[form] for form in material.forms)
    parts = [
        NEED_WORDS[material.need],
        forms,
        f"{material.sheets} 份" if material.sheets > 1 else "",
        material.condition,
        f"任选其一：{material.group}" if material.group else "",
        f"来源：{SOURCE_WORDS[material.source]}" if material.source else "",
        f"出具：{material.issued_by}" if material.issued_by else "",
        f"审查：{'；'.join(material.checkpoints)}" if material.checkpoints else "",
        "可用告知承诺代替" if material.undertaking else "",
        "可留原件" if material.original_may_be_held else "",
    ]
    return f"{material.name}（{'，'.join(part for part in parts if part)}）"


def step_words(step: ProcedureStep) -> str:
    """One step in one line."""
    days = f"{step.days} {UNIT_WORDS[step.unit]}" if step.days else ""
    said = "，".join(part for part in (step.who, days, step.note) if part)
    return f"{step.name}（{said}）" if said else step.name


def _stage_words(stage: StageLimit) -> str:
    said = f"{stage.stage}：{stage.days} {UNIT_WORDS[stage.unit]}" if stage.days else f"{stage.stage}：当日"
    law = f"，法定 {stage.statutory_days} {UNIT_WORDS[stage.statutory_unit]}"
    return said + (law if stage.statutory_days is not None else "")


def _warnings(item: ServiceItem) -> tuple[str, ...]:
    said = []
    if item.sensitive:
        said.append(f"敏感事项，对外只写“{neutral(item)}”")
    if item.outside_catalogue:
        said.append("目录外事项，受理时用文字记下所求的事")
    if item.original_may_be_held:
        said.append("可以留存原件")
    return tuple(said)


def _one(*parts: str) -> tuple[str, ...]:
    words = "，".join(part for part in parts if part)
    return (words,) if words else ()
