"""Which sheet, header and columns a person chose for an import, where the guess was not right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.rosters import FIELDS, ImportKind, Row, column_at, field_named, plain_header
from app.errors import Refusal


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """``columns`` maps a field to a column's letters or to the words above it, "" for none.

    ``sheet`` "" and ``header_row`` None leave it to the guess; ``header_row`` counts as the spreadsheet does,
    0 means that there is no header.
    """

    sheet: str = ""
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def choice_of(kind: ImportKind, said: object) -> ImportChoice:
    """What a program said: ``{"sheet": "二组", "header_row": 3, "name": "B", "phone": "联系方式"}``; Refusal on ``columns``."""
    if not isinstance(said, Mapping):
        raise _wrong('要写成一个 JSON 对象，如 {"name": "B", "phone": "联系方式"}')
    sheet, header_row = said.get("sheet", ""), said.get("header_row")
    if not isinstance(sheet, str):
        raise _wrong("sheet 要写表的名字")
    if header_row is not None and (type(header_row) is not int or header_row < 0):
        raise _wrong("header_row 要写表头在第几行，没有表头写 0")
    columns = {name: value for name, value in said.items() if name not in ("sheet", "header_row")}
    for name, value in columns.items():
        if field_named(kind, name) is None:
            known = "、".join(f"{one.name}（{one.words}）" for one in FIELDS[kind])
            raise _wrong(f"没有“{str(name)[:40]}”这一项，可写：{known}")
        if not isinstance(value, str):
            raise _wrong(f"{name} 要写列的字母（如 B）或表头的文字")
    return ImportChoice(sheet, header_row, columns)


def chosen_columns(
    choice: ImportChoice, guessed: Mapping[str, int], header: Row, width: int
) -> dict[str, int]:
    """The guess with what was chosen in its place; Refusal ``columns`` where there is no such column."""
    words = [plain_header(cell) for cell in header]
    chosen = {name: _column(value, words, width) for name, value in choice.columns.items() if value.strip()}
    taken = set(chosen.values())
    if len(taken) < len(chosen):
        raise _wrong("同一列不能当作两项")
    kept = {
        name: column for name, column in guessed.items() if name not in choice.columns and column not in taken
    }
    return kept | chosen


def _column(value: str, words: Sequence[str], width: int) -> int:
    plain = plain_header(value)
    if plain in words:
        return words.index(plain)
    column = column_at(value)
    if column is None or column >= width:
        raise _wrong(f"表里没有“{value[:40]}”这一列")
    return column


def _wrong(why: str) -> Refusal:
    return Refusal(f"列的对应写得不对：{why}。什么也没有导入。", field="columns", code="columns")
