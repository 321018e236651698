"""The published list of what is served: items, their materials, and how a document of them is read.

A catalogue is one immutable, versioned document; a case keeps the version it was accepted under
(000 §三.3; 001 "不公开的不得实施").
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.cases import CaseKind, Tier
from app.domain.text import problems
from app.errors import Refusal

SAMPLE_NOTICE = "示例目录，以乡镇公布为准"
DOCUMENT_FORMAT = "daiban-catalogue"
DOCUMENT_VERSION = 1
NEEDS = ("required", "conditional", "optional")
FORMS = ("original", "copy", "form", "statement")
LONGEST_DAYS = 1000
NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class MaterialRequirement:
    """One paper an item asks for. ``need``: required 必要 | conditional 有则交等 | optional 可免."""

    name: str
    need: str = "required"
    forms: tuple[str, ...] = ()  # as the catalogue says: original, copy, form, statement
    sheets: int = 1
    condition: str = ""

    @property
    def required(self) -> bool:
        return self.need == "required"


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One 代办事项. ``days`` are promised working days all in; 0 = the same day."""

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


@dataclass(frozen=True, slots=True)
class Catalogue:
    version: str
    title: str
    sample: bool
    items: tuple[ServiceItem, ...]

    def item(self, code_or_name: str) -> ServiceItem | None:
        """The item with exactly this code or this name, whatever its case, width and spaces; or None."""
        wanted = _plain(code_or_name)
        return next((i for i in self.items if wanted in (_plain(i.code), _plain(i.name))), None)


def from_document(text: str) -> Catalogue:
    """A catalogue from its JSON document; Refusal ``catalogue-…`` naming the item and what is wrong.

    ``{"format": "daiban-catalogue", "format_version": 1, "version": "…", "title": "…", "sample": false,
    "items": [{"code", "name", "category", "tier", "kind", "days", "materials": [{"name", "need", "forms",
    "sheets", "condition"}], "department", "days_note", "flags", "sensitive", "tier_note"}]}``; of an item
    everything from ``materials`` on may be left out.
    """
    try:
        document = json.loads(text)
    except ValueError:
        raise _refusal("不是可读的 JSON 文本", "format") from None
    if not isinstance(document, dict) or document.get("format") != DOCUMENT_FORMAT:
        raise _refusal("不是代办事项目录", "format")
    if document.get("format_version") != DOCUMENT_VERSION:
        raise _refusal("是更新版本的格式，请先升级本程序", "version")
    rows = document.get("items")
    if not isinstance(rows, list) or not rows:
        raise _refusal("里没有事项", "empty")
    items = tuple(_item(row, number) for number, row in enumerate(rows, 1))
    _refuse_twice(items)
    title = _text(document, "title", "目录")
    return Catalogue(_text(document, "version", "目录"), title, document.get("sample") is True, items)


def to_document(catalogue: Catalogue) -> str:
    """The JSON document of a catalogue; ``from_document`` gives the same catalogue back."""
    document = {
        "format": DOCUMENT_FORMAT,
        "format_version": DOCUMENT_VERSION,
        "version": catalogue.version,
        "title": catalogue.title,
        "sample": catalogue.sample,
        "items": [_item_document(item) for item in catalogue.items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _item_document(item: ServiceItem) -> dict[str, object]:
    return {
        "code": item.code,
        "name": item.name,
        "category": item.category,
        "tier": item.tier.value,
        "kind": item.kind.value,
        "days": item.days,
        "days_note": item.days_note,
        "department": item.department,
        "tier_note": item.tier_note,
        "flags": list(item.flags),
        "sensitive": item.sensitive,
        "materials": [
            {
                "name": material.name,
                "need": material.need,
                "forms": list(material.forms),
                "sheets": material.sheets,
                "condition": material.condition,
            }
            for material in item.materials
        ],
    }


def _item(row: object, number: int) -> ServiceItem:
    where = f"第 {number} 项"
    if not isinstance(row, dict):
        raise _refusal(f"{where}不是一个事项", "item")
    code = _text(row, "code", where)
    where = f"{where}（{code}）"
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,15}", code):
        raise _refusal(f"{where}的编码只能用大写字母、数字和横线，最多 16 位", "code")
    kind = _one_of(row, "kind", (CaseKind.IMMEDIATE, CaseKind.PROMISED, CaseKind.ESCALATED), where)
    materials = row.get("materials", [])
    flags = row.get("flags", [])
    if not isinstance(materials, list) or not isinstance(flags, list):
        raise _refusal(f"{where}的材料或标记不是清单", "item")
    item = ServiceItem(
        code=code,
        name=_text(row, "name", where),
        category=_text(row, "category", where),
        tier=Tier(_one_of(row, "tier", tuple(Tier), where)),
        kind=CaseKind(kind),
        days=_number(row, "days", where, least=0, most=LONGEST_DAYS),
        materials=tuple(_material(material, where) for material in materials),
        department=_text(row, "department", where, may_be_empty=True),
        days_note=_text(row, "days_note", where, may_be_empty=True),
        flags=tuple(str(flag) for flag in flags),
        sensitive=row.get("sensitive") is True,
        tier_note=_text(row, "tier_note", where, may_be_empty=True),
    )
    _check_together(item, where)
    return item


def _check_together(item: ServiceItem, where: str) -> None:
    if (item.kind is CaseKind.IMMEDIATE) != (item.days == 0):
        raise _refusal(f"{where}：即办件的承诺天数是 0，其他办件至少 1 天", "days")
    names = [_plain(material.name) for material in item.materials]
    for name in names:
        if names.count(name) > 1:
            raise _refusal(f"{where}的材料“{name}”写了两次", "material-twice")


def _material(row: object, where: str) -> MaterialRequirement:
    if not isinstance(row, dict):
        raise _refusal(f"{where}有一项材料写法不对", "material")
    name = _text(row, "name", f"{where}的材料")
    where = f"{where}的材料“{name}”"
    forms = row.get("forms", [])
    if not isinstance(forms, list) or not all(form in FORMS for form in forms):
        raise _refusal(f"{where}的形式只能是 {'、'.join(FORMS)}", "forms")
    return MaterialRequirement(
        name=name,
        need=_one_of(row, "need", NEEDS, where),
        forms=tuple(forms),
        sheets=_number(row, "sheets", where, least=1, most=99),
        condition=_text(row, "condition", where, may_be_empty=True),
    )


def _text(row: Mapping[str, object], name: str, where: str, *, may_be_empty: bool = False) -> str:
    value = row.get(name, "")
    if not isinstance(value, str) or (not value.strip() and not may_be_empty):
        raise _refusal(f"{where}缺少 {name}", name)
    if problems(value) or len(value) > NAME_LIMIT:
        raise _refusal(f"{where}的 {name} 里有不能用的字符，或超过 {NAME_LIMIT} 个字", name)
    return value.strip()


def _one_of(row: Mapping[str, object], name: str, allowed: tuple[str, ...], where: str) -> str:
    value = row.get(name, allowed[0] if name == "need" else None)
    if not isinstance(value, str) or value not in allowed:
        shown = "、".join(str(word) for word in allowed)
        raise _refusal(f"{where}的 {name} 只能是 {shown}", name)
    return value


def _number(row: Mapping[str, object], name: str, where: str, *, least: int, most: int) -> int:
    value = row.get(name, 1 if name == "sheets" else None)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _refusal(f"{where}的 {name} 要是 {least} 到 {most} 的整数", name)
    return value


def _refuse_twice(items: tuple[ServiceItem, ...]) -> None:
    codes: set[str] = set()
    names: dict[str, str] = {}
    for item in items:
        if item.code in codes:
            raise _refusal(f"里编码 {item.code} 出现了两次", "code-twice")
        if _plain(item.name) in names:
            raise _refusal(f"里 {names[_plain(item.name)]} 和 {item.code} 同名“{item.name}”", "name-twice")
        codes.add(item.code)
        names[_plain(item.name)] = item.code


def _plain(text: str) -> str:
    """For comparing only: width, case and spaces do not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def _refusal(what: str, code: str) -> Refusal:
    return Refusal(
        f"这份目录{what}。没有导入，原来的目录仍在使用。", field="catalogue", code=f"catalogue-{code}"
    )
