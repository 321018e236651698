"""A catalogue as a JSON document: format 2 is written, formats 1 and 2 are read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from app.domain.cases import CaseKind, Tier
from app.domain.catalogue.fields import TEXT_LIMIT, Flaw, Row
from app.domain.catalogue.items import (
    APPLICANTS,
    FORMS,
    NEEDS,
    SOURCES,
    UNITS,
    Catalogue,
    Counting,
    MaterialRequirement,
    MatterType,
    ProcedureStep,
    ServiceItem,
    StageLimit,
    plain,
)

DOCUMENT_FORMAT = "daiban-catalogue"
DOCUMENT_VERSION = 2
READ_VERSIONS = (1, 2)
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}")
KINDS = (CaseKind.IMMEDIATE, CaseKind.PROMISED, CaseKind.ESCALATED)

_SHORT_FIELDS = (
    "department",
    "days_note",
    "tier_note",
    "implementing_body",
    "hotline",
    "supervisor_phone",
    "neutral_words",
)
_LIST_FIELDS = ("flags", "legal_basis", "conditions", "prerequisites", "blank_forms", "aliases")
_NOT_WRITTEN = ("own",)


def from_document(text: str) -> Catalogue:
    """A catalogue from its JSON document; ``Flaw`` (``catalogue-…``) naming the item and what is wrong.

    ``{"format": "daiban-catalogue", "format_version": 2, "version", "title", "sample", "counting",
    "parent_version", "items": [{field of ServiceItem: value}]}``; of an item everything from ``materials`` on
    may be left out. Format 1 had the fields up to ``tier_note`` only.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise _whole("不是可读的 JSON 文本", "format") from None
    if not isinstance(document, dict) or document.get("format") != DOCUMENT_FORMAT:
        raise _whole("不是代办事项目录", "format")
    if document.get("format_version") not in READ_VERSIONS:
        raise _whole("是更新版本的格式，请先升级本程序", "version")
    rows = document.get("items")
    if not isinstance(rows, list) or not rows:
        raise _whole("里没有事项", "empty")
    items = tuple(_item(row, number) for number, row in enumerate(rows, 1))
    return whole(document, items)


def whole(head: Mapping[str, object], items: tuple[ServiceItem, ...]) -> Catalogue:
    """The catalogue of these items under the head's version and title; ``Flaw`` where two share a code or name."""
    row = Row(head, "")
    _refuse_twice(items)
    return Catalogue(
        version=row.text("version", may_be_empty=False),
        title=row.text("title", may_be_empty=False),
        sample=head.get("sample") is True,
        items=items,
        counting=Counting(row.one_of("counting", tuple(Counting), Counting.NEXT_DAY)),
        parent_version=row.text("parent_version"),
    )


def to_document(catalogue: Catalogue) -> str:
    """The JSON document of a catalogue; ``from_document`` gives the same catalogue back."""
    document: dict[str, object] = {
        "format": DOCUMENT_FORMAT,
        "format_version": DOCUMENT_VERSION,
        "version": catalogue.version,
        "title": catalogue.title,
        "sample": catalogue.sample,
        "counting": catalogue.counting.value,
        "parent_version": catalogue.parent_version,
        "items": [item_document(item) for item in catalogue.items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def item_document(item: ServiceItem) -> dict[str, object]:
    """The JSON object of one item: what stands at its default is left out."""
    return {name: value for name, value in _written(item).items() if name not in _NOT_WRITTEN}


def read_item(row: Row) -> ServiceItem:
    """One item; ``Flaw`` naming the field that is wrong."""
    code = row.text("code", may_be_empty=False)
    row = Row(row.values, f"{row.where}（{code}）", row.place)
    if not CODE.fullmatch(code):
        raise row.flaw("code", "的编码只能用大写字母、数字和横线，最多 16 位")
    kind = CaseKind(row.one_of("kind", KINDS))
    item = ServiceItem(
        code=code,
        name=row.text("name", may_be_empty=False),
        category=row.text("category", may_be_empty=False),
        tier=Tier(row.one_of("tier", tuple(Tier))),
        kind=kind,
        days=row.number("days"),
        **_parts(row),
        **_words(row),
        **_numbers(row),
        **_marks(row, kind),
    )
    _check_together(item, row)
    return item


def _parts(row: Row) -> dict[str, Any]:
    return {
        "materials": tuple(
            _material(Row(one, row.where, ("materials", number)))
            for number, one in enumerate(row.rows("materials"))
        ),
        "procedure": tuple(
            _step(Row(one, row.where, ("procedure", number)))
            for number, one in enumerate(row.rows("procedure"))
        ),
        "stage_limits": tuple(
            _stage(Row(one, row.where, ("stage_limits", number)))
            for number, one in enumerate(row.rows("stage_limits"))
        ),
    }


def _words(row: Row) -> dict[str, Any]:
    read: dict[str, Any] = {name: row.text(name) for name in _SHORT_FIELDS}
    read |= {name: row.lines(name) for name in _LIST_FIELDS}
    read |= {name: row.day_of_year(name) for name in ("opens", "closes")}
    read["fee_basis"] = row.text("fee_basis", limit=TEXT_LIMIT)
    return read


def _numbers(row: Row) -> dict[str, Any]:
    return {
        "department_days": row.number_or_none("department_days"),
        "transport_days": row.number("transport_days", otherwise=0),
        "statutory_days": row.number_or_none("statutory_days"),
        "statutory_unit": row.one_of("statutory_unit", UNITS, "working"),
    }


def _marks(row: Row, kind: CaseKind) -> dict[str, Any]:
    simple = MatterType.SIMPLE if kind is CaseKind.IMMEDIATE else MatterType.GENERAL
    return {
        "matter_type": MatterType(row.one_of("matter_type", tuple(MatterType), simple)),
        "applicants": row.one_of("applicants", APPLICANTS, "any"),
        "sensitive": row.yes("sensitive"),
        "outside_catalogue": row.yes("outside_catalogue"),
        "original_may_be_held": row.yes("original_may_be_held"),
        "withdrawn": row.yes("withdrawn"),
    }


def _check_together(item: ServiceItem, row: Row) -> None:
    if (item.kind is CaseKind.IMMEDIATE) != (item.days == 0):
        raise row.flaw("days", "：即办件的承诺天数是 0，其他办件至少 1 天")
    if bool(item.opens) != bool(item.closes):
        raise row.flaw("opens", "：每年开始和截止办理的日期要一起写，或都不写", "window")
    for code in item.prerequisites:
        if not CODE.fullmatch(code) or code == item.code:
            raise row.flaw("prerequisites", "的前置手续要写其他事项的编码")
    names: set[str] = set()
    for number, material in enumerate(item.materials):
        if plain(material.name) in names:
            wrong = Row({}, row.where, ("materials", number))
            raise wrong.flaw("name", f"的材料“{material.name}”写了两次", "material-twice")
        names.add(plain(material.name))


def _material(row: Row) -> MaterialRequirement:
    name = row.text("name", may_be_empty=False)
    row = Row(row.values, f"{row.where}的材料“{name}”", row.place)
    forms = row.lines("forms")
    if not all(form in FORMS for form in forms):
        raise row.flaw("forms", f"的形式只能是 {'、'.join(FORMS)}")
    return MaterialRequirement(
        name=name,
        need=row.one_of("need", NEEDS, "required"),
        forms=forms,
        sheets=row.number("sheets", least=1, most=99, otherwise=1),
        condition=row.text("condition"),
        group=row.text("group"),
        source=row.one_of("source", SOURCES, ""),
        issued_by=row.text("issued_by"),
        checkpoints=row.lines("checkpoints"),
        undertaking=row.yes("undertaking"),
        original_may_be_held=row.yes("original_may_be_held"),
    )


def _step(row: Row) -> ProcedureStep:
    return ProcedureStep(
        name=row.text("name", may_be_empty=False),
        who=row.text("who"),
        days=row.number("days", otherwise=0),
        unit=row.one_of("unit", UNITS, "working"),
        note=row.text("note", limit=TEXT_LIMIT),
    )


def _stage(row: Row) -> StageLimit:
    return StageLimit(
        stage=row.text("stage", may_be_empty=False),
        days=row.number("days"),
        unit=row.one_of("unit", UNITS, "working"),
        **_numbers(row),
    )


def _item(row: object, number: int) -> ServiceItem:
    where = f"第 {number} 项"
    if not isinstance(row, dict):
        raise _whole(f"{where}不是一个事项", "item")
    return read_item(Row(row, where))


def _written(record: object) -> dict[str, object]:
    """The fields of a record that do not stand at their default, as JSON has them."""
    said: dict[str, object] = {}
    for one in fields(record):  # type: ignore[arg-type]
        value = getattr(record, one.name)
        if one.default is MISSING or value != one.default or one.name == "matter_type":
            said[one.name] = _plain_value(value)
    return said


def _plain_value(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain_value(part) for part in value]
    if isinstance(value, MaterialRequirement | ProcedureStep | StageLimit):
        return _written(value)
    return str(value) if isinstance(value, CaseKind | Tier | MatterType) else value


def _refuse_twice(items: tuple[ServiceItem, ...]) -> None:
    codes: set[str] = set()
    names: dict[str, str] = {}
    for item in items:
        if item.code in codes:
            raise Flaw("", f"里编码 {item.code} 出现了两次", "code-twice", "code")
        if plain(item.name) in names:
            first = names[plain(item.name)]
            raise Flaw("", f"里 {first} 和 {item.code} 同名“{item.name}”", "name-twice", "name")
        codes.add(item.code)
        names[plain(item.name)] = item.code


def _whole(what: str, code: str) -> Flaw:
    return Flaw("", what, code, "")
