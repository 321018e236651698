"""What a file of cells is to everybody else: sheets of rows, as the spreadsheet numbers them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.rosters import Cell
from app.errors import Refusal

MOST_ROWS = 100_000
MOST_COLUMNS = 256
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows[0]`` is row 1 of the spreadsheet; every row is as wide as it was filled."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file read whole. ``notes`` are sentences of what was noticed and not taken in."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def damaged(why: str = "") -> Refusal:
    """The sentence for a file that cannot be read."""
    return Refusal(
        f"这个文件读不出来，可能已损坏{why}，什么也没有导入。请用 WPS 或 Excel 打开，另存为 .xlsx 再试。",
        field="file",
        code="damaged",
    )


def too_big(what: str) -> Refusal:
    """The sentence for a file beyond what a village ever keeps; nothing of it was opened."""
    return Refusal(
        f"这个文件太大了：{what}，什么也没有导入。请把要导入的名单另存成一个小文件再试。",
        field="file",
        code="too-big",
    )


def too_many_rows(sheet: str, rows: int) -> Refusal:
    """The sentence for a sheet with more rows than are taken in at once."""
    return Refusal(
        f"“{sheet}”里写到了第 {rows:,} 行，一次最多导入 {MOST_ROWS:,} 行，什么也没有导入。"
        "请删去下面多余的内容，或分成几个文件。",
        field="file",
        code="too-many-rows",
    )


def too_many_columns(sheet: str, columns: int) -> Refusal:
    """The sentence for a sheet that is wider than any roster."""
    return Refusal(
        f"“{sheet}”里写到了第 {columns:,} 列，最多 {MOST_COLUMNS} 列，什么也没有导入。"
        "请删去右边多余的内容再试。",
        field="file",
        code="too-many-columns",
    )
