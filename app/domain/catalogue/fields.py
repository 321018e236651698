"""Reading one row of a catalogue field by field, and naming what is wrong with which field of which row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.text import problems
from app.errors import Refusal

NAME_LIMIT = 100
TEXT_LIMIT = 1000
LONGEST_DAYS = 1000
LONGEST_LIST = 60

FIELD_WORDS = {
    "code": "编码",
    "name": "名称",
    "category": "类别",
    "tier": "决定层级",
    "tier_note": "层级说明",
    "kind": "办件类型",
    "days": "承诺天数",
    "days_note": "时限说明",
    "department": "办理部门",
    "implementing_body": "实施主体",
    "legal_basis": "设定依据",
    "conditions": "申请条件",
    "prerequisites": "前置手续",
    "procedure": "办理程序",
    "department_days": "部门承诺天数",
    "transport_days": "报送取件天数",
    "statutory_days": "法定天数",
    "statutory_unit": "法定天数单位",
    "stage_limits": "其他时限",
    "fee_basis": "收费依据",
    "hotline": "咨询电话",
    "supervisor_phone": "监督电话",
    "blank_forms": "空白表格",
    "matter_type": "事项类型",
    "opens": "每年开始办理",
    "closes": "每年截止办理",
    "applicants": "申请人",
    "outside_catalogue": "目录外",
    "original_may_be_held": "可留原件",
    "aliases": "别名",
    "neutral_words": "对外名称",
    "sensitive": "敏感",
    "flags": "标记",
    "withdrawn": "停办",
    "materials": "材料",
    "need": "必要性",
    "forms": "形式",
    "sheets": "份数",
    "condition": "条件",
    "group": "任选其一组",
    "source": "材料来源",
    "issued_by": "出具单位",
    "checkpoints": "审查要点",
    "undertaking": "可告知承诺",
    "who": "由谁办理",
    "unit": "单位",
    "note": "说明",
    "stage": "环节",
    "version": "目录版本",
    "title": "目录名称",
    "counting": "计时起点",
    "parent_version": "上一版本",
}
"""What a field is called for people, in refusals and as the heading of a workbook's column."""


class Flaw(Refusal):
    """One field of one row is wrong: ``name`` of the field, ``what`` in bare words, ``place`` which row.

    ``place`` is ("", 0) for the item itself, else the part (materials, procedure, stage_limits) and its index.
    """

    def __init__(self, where: str, what: str, code: str, name: str, place: tuple[str, int] = ("", 0)) -> None:
        super().__init__(
            f"这份目录{where}{what}。没有导入，原来的目录仍在使用。",
            field="catalogue",
            code=f"catalogue-{code}",
        )
        self.what = what
        self.name = name
        self.place = place


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one row as a document or a workbook gives them; every reading may raise ``Flaw``."""

    values: Mapping[str, object]
    where: str
    place: tuple[str, int] = ("", 0)

    def flaw(self, name: str, what: str, code: str = "") -> Flaw:
        """The flaw of a field of this row, to be raised."""
        return Flaw(self.where, what, code or name, name, self.place)

    def text(self, name: str, *, may_be_empty: bool = True, limit: int = NAME_LIMIT) -> str:
        value = self.values.get(name, "")
        words = FIELD_WORDS[name]
        if not isinstance(value, str) or (not value.strip() and not may_be_empty):
            raise self.flaw(name, f"缺少“{words}”")
        if problems(value) or len(value) > limit:
            raise self.flaw(name, f"的“{words}”里有不能用的字符，或超过 {limit} 个字")
        return value.strip()

    def lines(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.values.get(name, [])
        words = FIELD_WORDS[name]
        if not isinstance(value, list) or len(value) > LONGEST_LIST:
            raise self.flaw(name, f"的“{words}”不是清单，或超过 {LONGEST_LIST} 条", "item")
        for line in value:
            if not isinstance(line, str) or not line.strip() or problems(line) or len(line) > TEXT_LIMIT:
                raise self.flaw(name, f"的“{words}”有一条是空的、太长，或有不能用的字符", "item")
        return tuple(line.strip() for line in value)

    def rows(self, name: str) -> list[Mapping[str, object]]:
        """A list of further rows."""
        value = self.values.get(name, [])
        words = FIELD_WORDS[name]
        if not isinstance(value, list) or len(value) > LONGEST_LIST:
            raise self.flaw(name, f"的“{words}”不是清单，或超过 {LONGEST_LIST} 条", "item")
        for row in value:
            if not isinstance(row, dict):
                raise self.flaw(name, f"的“{words}”有一条写法不对", name.rstrip("s"))
        return value

    def one_of(self, name: str, allowed: tuple[str, ...], otherwise: str | None = None) -> str:
        value = self.values.get(name, otherwise)
        if not isinstance(value, str) or value not in allowed:
            shown = "、".join(str(word) for word in allowed if word)
            raise self.flaw(name, f"的“{FIELD_WORDS[name]}”只能是 {shown}")
        return value

    def number(
        self, name: str, *, least: int = 0, most: int = LONGEST_DAYS, otherwise: int | None = None
    ) -> int:
        value = self.values.get(name, otherwise)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.flaw(name, f"的“{FIELD_WORDS[name]}”要是 {least} 到 {most} 的整数")
        return value

    def number_or_none(self, name: str) -> int | None:
        return None if self.values.get(name) is None else self.number(name)

    def yes(self, name: str) -> bool:
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.flaw(name, f"的“{FIELD_WORDS[name]}”只能是“是”或“否”")
        return value

    def day_of_year(self, name: str) -> str:
        """``MM-DD`` or ""."""
        value = self.text(name)
        days = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
        if value and not (
            re.fullmatch(r"\d\d-\d\d", value)
            and 1 <= int(value[:2]) <= 12
            and 1 <= int(value[3:]) <= days.get(int(value[:2]), 31)
        ):
            raise self.flaw(name, f"的“{FIELD_WORDS[name]}”要写成 月-日，如 09-01")
        return value
