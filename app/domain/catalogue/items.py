"""One 代办事项 with everything a township publishes of it, and the catalogue that holds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.cases import CaseKind, Tier

SAMPLE_NOTICE = "示例目录，以乡镇公布为准"


class MatterType(StrEnum):
    """How an item is carried out (000 §三.6)."""

    SIMPLE = "simple"  # 简易 → 直接代理
    GENERAL = "general"  # 一般 → 承诺代理
    SPECIAL = "special"  # 特殊 → 联合代理


class Counting(StrEnum):
    """The day from which a promise counts; a setting of the catalogue."""

    NEXT_DAY = "next_day"  # 受理次日起算，受理当天不计
    SAME_DAY = "same_day"  # 受理当天起算


NEEDS = ("required", "conditional", "optional", "later")
FORMS = ("original", "copy", "form", "statement")
SOURCES = ("", "applicant", "government", "intermediary")
UNITS = ("working", "calendar")
APPLICANTS = ("any", "person", "organisation")

MATTER_WORDS = {MatterType.SIMPLE: "简易", MatterType.GENERAL: "一般", MatterType.SPECIAL: "特殊"}
HANDLING_WORDS = {
    MatterType.SIMPLE: "直接代理",
    MatterType.GENERAL: "承诺代理",
    MatterType.SPECIAL: "联合代理",
}
COUNTING_WORDS = {Counting.NEXT_DAY: "受理次日起算", Counting.SAME_DAY: "受理当天起算"}
NEED_WORDS = {"required": "必要", "conditional": "符合条件时必要", "optional": "非必要", "later": "容缺"}
PAPER_FORM_WORDS = {"original": "原件", "copy": "复印件", "form": "表格", "statement": "自书"}
SOURCE_WORDS = {"": "", "applicant": "申请人", "government": "政府部门", "intermediary": "中介机构"}
UNIT_WORDS = {"working": "个工作日", "calendar": "日"}
APPLICANT_WORDS = {"any": "个人或单位", "person": "个人", "organisation": "单位"}


@dataclass(frozen=True, slots=True)
class MaterialRequirement:
    """One paper an item asks for.

    ``need``: required 必要 | conditional 有则交等 | optional 非必要 | later 容缺 (accepted without, brought later).
    Papers of one item with the same non-empty ``group`` are alternatives: any one of them is enough.
    ``undertaking``: 告知承诺 may stand in its place. ``original_may_be_held``: the room may keep the original.
    """

    name: str
    need: str = "required"
    forms: tuple[str, ...] = ()  # as the catalogue says: original, copy, form, statement
    sheets: int = 1
    condition: str = ""
    group: str = ""
    source: str = ""  # applicant, government or intermediary
    issued_by: str = ""  # where to get it
    checkpoints: tuple[str, ...] = ()
    undertaking: bool = False
    original_may_be_held: bool = False

    @property
    def required(self) -> bool:
        return self.need == "required"


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """One step of 办理程序; ``days`` inside the promise, such as 公示 7 日 (0: none of its own)."""

    name: str
    who: str = ""
    days: int = 0
    unit: str = "working"
    note: str = ""


@dataclass(frozen=True, slots=True)
class StageLimit:
    """A further limit of an item beside the promise of the whole: 受理答复, 急难救助, 报案 …

    ``days`` 0 is the same day. Other fields as of the item itself.
    """

    stage: str
    days: int
    unit: str = "working"
    department_days: int | None = None
    transport_days: int = 0
    statutory_days: int | None = None
    statutory_unit: str = "working"


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One 代办事项. ``days`` are promised working days all in; 0 = the same day.

    ``department_days`` 承诺 of the deciding department and ``statutory_days`` 法定 are None where the catalogue
    does not say; ``transport_days`` are the working days for bringing up and fetching back. ``opens`` and
    ``closes`` are ``MM-DD`` of every year, both "" where the item is open all year; a window may run over the
    turn of the year. Of ``outside_catalogue`` items the request is recorded in words. ``own`` is set where the
    village added the item itself; ``withdrawn`` ends such an own item.
    """

    code: str
    name: str
    category: str
    tier: Tier
    kind: CaseKind  # immediate, promised or escalated: with complete materials
    days: int
    materials: tuple[MaterialRequirement, ...] = ()
    department: str = ""
    days_note: str = ""  # further limits in the catalogue's own words
    flags: tuple[str, ...] = ()
    sensitive: bool = False
    tier_note: str = ""  # who decides, where it differs by county, in the catalogue's own words
    implementing_body: str = ""
    legal_basis: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()  # codes of items to be done before
    procedure: tuple[ProcedureStep, ...] = ()
    department_days: int | None = None
    transport_days: int = 0
    statutory_days: int | None = None
    statutory_unit: str = "working"
    stage_limits: tuple[StageLimit, ...] = ()
    fee_basis: str = ""  # "" = 无偿
    hotline: str = ""
    supervisor_phone: str = ""
    blank_forms: tuple[str, ...] = ()
    matter_type: MatterType = MatterType.GENERAL
    opens: str = ""
    closes: str = ""
    applicants: str = "any"
    outside_catalogue: bool = False
    original_may_be_held: bool = False
    aliases: tuple[str, ...] = ()
    neutral_words: str = ""  # what is shown in place of a sensitive item's name
    own: bool = False
    withdrawn: bool = False

    def original_held(self, material: MaterialRequirement) -> bool:
        """Whether the room may keep the original of ``material``; else it is seen and given back at once."""
        return self.original_may_be_held or material.original_may_be_held

    def is_open(self, day: date) -> bool:
        """Whether the item can be asked for on ``day`` of any year."""
        if not self.opens:
            return True
        today = f"{day:%m-%d}"
        if self.opens <= self.closes:
            return self.opens <= today <= self.closes
        return today >= self.opens or today <= self.closes

    def lacking(self, given: Collection[MaterialRequirement]) -> tuple[MaterialRequirement, ...]:
        """The required papers that are not among ``given``, one for each group of alternatives.

        Of a group nobody brought anything of, its first required paper stands for all.
        """
        here = {material.name for material in given}
        groups = {material.group for material in given if material.group}
        lacking: list[MaterialRequirement] = []
        for material in self.materials:
            if not material.required or material.name in here or material.group in groups:
                continue
            lacking.append(material)
            if material.group:
                groups.add(material.group)
        return tuple(lacking)

    def alternatives(self, material: MaterialRequirement) -> tuple[MaterialRequirement, ...]:
        """All papers of the same group, itself included; only itself where it has none."""
        if not material.group:
            return (material,)
        return tuple(other for other in self.materials if other.group == material.group)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version. ``parent_version`` is the version it follows, "" for the first."""

    version: str
    title: str
    sample: bool
    items: tuple[ServiceItem, ...]
    counting: Counting = Counting.NEXT_DAY
    parent_version: str = ""

    def item(self, code_or_name: str) -> ServiceItem | None:
        """The item with exactly this code or this name, whatever its case, width and spaces; or None."""
        wanted = plain(code_or_name)
        return next((i for i in self.items if wanted in (plain(i.code), plain(i.name))), None)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories in the catalogue's own order."""
        return tuple(dict.fromkeys(item.category for item in self.items))


def plain(text: str) -> str:
    """For comparing only: width, case and spaces do not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
