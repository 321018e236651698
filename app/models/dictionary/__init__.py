"""The data dictionary: every replicated table and field with its meaning, as what is exported and documented."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Boolean, Column, Integer, Table
from sqlalchemy.types import JSON, TypeEngine

from app.errors import Defect
from app.models.base import Day, Instant
from app.models.dictionary.meanings import FIELDS, TABLES
from app.models.tables import RECORD_TYPES, CaseStatus

DERIVED = "case_status"
ID_NUMBERS = frozenset({"id_number", "representative_id_number"})
PHONES = frozenset({"phone", "applicant_phone", "representative_phone"})
NOT_EXPORTED = frozenset({("case_status", "complained"), ("case_status", "last_seq")})
"""``complained`` would tell of complaints that are hidden; ``last_seq`` says something about one PC only."""
KEYS = {
    "site_code": ("服务机构代码", "12-digit code of the site"),
    "id": ("记录编号", "record id, 32 hex digits"),
}


@dataclass(frozen=True, slots=True)
class FieldMeaning:
    """``kind`` is text, integer, true/false, day, instant or json; ``masked`` is "", id or phone."""

    name: str
    kind: str
    chinese: str
    english: str
    masked: str = ""


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """A record type with its fields, keys first."""

    name: str
    chinese: str
    english: str
    fields: tuple[FieldMeaning, ...]


def dictionary() -> tuple[TableMeaning, ...]:
    """Every table in the order of the register; a Defect where a table or field has no meaning written."""
    tables, fields = _read(TABLES), _read(FIELDS)
    known = {name: model.__table__ for name, model in RECORD_TYPES.items()}
    known[DERIVED] = CaseStatus.__table__
    return tuple(
        TableMeaning(name, *_of(tables, name), tuple(_fields(name, table, fields)))  # type: ignore[arg-type]
        for name, table in known.items()
    )


def table_word(record_type: str) -> str:
    """What a record type is called in Chinese; "" for one that is not known."""
    return _read(TABLES).get(record_type, ("", ""))[0]


def field_word(field: str) -> str:
    """What a field is called in Chinese, whatever record it is of; "" for one that is not known."""
    return _read(FIELDS).get(field, ("", ""))[0]


def page() -> str:
    """docs/data-dictionary.md."""
    lines = [
        "# 数据字典 · Data dictionary",
        "",
        "Made from the models by `python -m app.models.dictionary`; a test keeps it so.",
        "This is what `daiban export --format jsonl --to register.jsonl` writes, one table a record type. Days are `2026-11-22`, instants UTC"
        " (`2026-11-22T02:03:04.567Z`), codes English. ⊘ is masked unless `--whole-ids` gives a reason;"
        " numbers inside texts and json are masked alike.",
        "",
    ]
    for table in dictionary():
        lines += [f"## {table.name} {table.chinese}", "", f"{table.english}.", ""]
        lines += ["| field | 中文 | meaning | kind |", "|---|---|---|---|"]
        lines += [
            f"| `{field.name}`{' ⊘' if field.masked else ''} | {field.chinese} | {field.english} | {field.kind} |"
            for field in table.fields
        ]
        lines.append("")
    return "\n".join(lines)


def _fields(name: str, table: Table, meanings: dict[str, tuple[str, str]]) -> list[FieldMeaning]:
    made = []
    for column in sorted(table.columns, key=lambda column: not column.primary_key):
        if column.key == "ver" or (name, column.key) in NOT_EXPORTED:
            continue
        words = KEYS.get(column.key) or meanings.get(f"{name}.{column.key}") or _of(meanings, column.key)
        made.append(FieldMeaning(column.key, _kind(column), *words, _masked(column)))
    return made


def _kind(column: Column[object]) -> str:
    kinds: tuple[tuple[type[TypeEngine[object]], str], ...] = (
        (Day, "day"),
        (Instant, "instant"),
        (Boolean, "true/false"),
        (Integer, "integer"),
        (JSON, "json"),
    )  # type: ignore[assignment]
    return next((words for kind, words in kinds if isinstance(column.type, kind)), "text")


def _masked(column: Column[object]) -> str:
    if column.key in ID_NUMBERS:
        return "id"
    return "phone" if column.key in PHONES else ""


def _read(text: str) -> dict[str, tuple[str, str]]:
    rows = (line.split("|") for line in text.strip().splitlines())
    return {name: (chinese, english) for name, chinese, english in rows}


def _of(meanings: dict[str, tuple[str, str]], name: str) -> tuple[str, str]:
    if name not in meanings:
        raise Defect(f"{name} has no meaning in app/models/dictionary/meanings.py")
    return meanings[name]
