"""The sheets and columns in which a township edits a catalogue in WPS; written and read by the same table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.acceptance import TIER_WORDS
from app.domain.cases import KIND_WORDS, CaseKind
from app.domain.catalogue.fields import FIELD_WORDS
from app.domain.catalogue.items import (
    APPLICANT_WORDS,
    COUNTING_WORDS,
    HANDLING_WORDS,
    MATTER_WORDS,
    NEED_WORDS,
    PAPER_FORM_WORDS,
    SOURCE_WORDS,
    MatterType,
)

ITEMS, MATERIALS, STEPS, LIMITS, ABOUT = "事项", "材料", "程序", "时限", "说明"
ITEM_CODE = "item_code"
YES_WORDS = {True: "是", False: ""}
UNIT_CHOICES = {"working": "工作日", "calendar": "自然日"}

_KINDS = {kind.value: words for kind, words in KIND_WORDS.items() if kind is not CaseKind.SUPPLEMENT}
_TIERS = {tier.value: words for tier, words in TIER_WORDS.items()}
_MATTERS = {each.value: f"{MATTER_WORDS[each]}（{HANDLING_WORDS[each]}）" for each in MatterType}
COUNTINGS = {each.value: words for each, words in COUNTING_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``look``: text, number, choice, choices (several), lines (one a line), yes, day (MM-DD)."""

    field: str
    look: str = "text"
    width: float = 14
    words: Mapping[str, str] | None = None

    @property
    def heading(self) -> str:
        return "事项编码" if self.field == ITEM_CODE else FIELD_WORDS[self.field]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet; ``part`` is the field of an item that its rows fill, "" for the items themselves."""

    name: str
    part: str
    columns: tuple[Column, ...]


_LAW = (
    Column("department_days", "number", 12),
    Column("transport_days", "number", 12),
    Column("statutory_days", "number", 10),
    Column("statutory_unit", "choice", 12, UNIT_CHOICES),
)
SHEETS = (
    SheetPlan(
        ITEMS,
        "",
        (
            Column("code", width=10),
            Column("name", width=36),
            Column("category", width=12),
            Column("tier", "choice", 14, _TIERS),
            Column("tier_note", width=20),
            Column("kind", "choice", 10, _KINDS),
            Column("days", "number", 10),
            *_LAW,
            Column("days_note", width=16),
            Column("matter_type", "choice", 18, _MATTERS),
            Column("department", width=16),
            Column("implementing_body", width=18),
            Column("legal_basis", "lines", 36),
            Column("conditions", "lines", 36),
            Column("prerequisites", "lines", 12),
            Column("applicants", "choice", 12, APPLICANT_WORDS),
            Column("fee_basis", width=24),
            Column("hotline", width=16),
            Column("supervisor_phone", width=16),
            Column("blank_forms", "lines", 20),
            Column("opens", "day", 12),
            Column("closes", "day", 12),
            Column("aliases", "lines", 16),
            Column("flags", "lines", 16),
            Column("sensitive", "yes", 8),
            Column("neutral_words", width=16),
            Column("outside_catalogue", "yes", 8),
            Column("original_may_be_held", "yes", 10),
        ),
    ),
    SheetPlan(
        MATERIALS,
        "materials",
        (
            Column(ITEM_CODE, width=10),
            Column("name", width=30),
            Column("need", "choice", 14, NEED_WORDS),
            Column("forms", "choices", 16, PAPER_FORM_WORDS),
            Column("sheets", "number", 8),
            Column("condition", width=24),
            Column("group", width=12),
            Column("source", "choice", 12, SOURCE_WORDS),
            Column("issued_by", width=20),
            Column("checkpoints", "lines", 30),
            Column("undertaking", "yes", 10),
            Column("original_may_be_held", "yes", 10),
        ),
    ),
    SheetPlan(
        STEPS,
        "procedure",
        (
            Column(ITEM_CODE, width=10),
            Column("name", width=24),
            Column("who", width=20),
            Column("days", "number", 10),
            Column("unit", "choice", 10, UNIT_CHOICES),
            Column("note", width=40),
        ),
    ),
    SheetPlan(
        LIMITS,
        "stage_limits",
        (
            Column(ITEM_CODE, width=10),
            Column("stage", width=20),
            Column("days", "number", 10),
            Column("unit", "choice", 10, UNIT_CHOICES),
            *_LAW,
        ),
    ),
)
HEAD = ("title", "version", "parent_version", "counting", "sample")
"""What stands at the top of the sheet 说明, name beside value."""
HEAD_WORDS = {**{name: FIELD_WORDS[name] for name in HEAD if name != "sample"}, "sample": "示例目录"}
