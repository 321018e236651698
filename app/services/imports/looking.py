"""Opening a file and saying what each column is taken for, to be corrected before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.import_choice import ImportChoice, chosen_columns
from app.domain.roster_rows import Cells, cell_text, stands_for_nobody
from app.domain.rosters import (
    ENOUGH,
    FIELDS,
    KIND_WORDS,
    Cell,
    Guess,
    ImportKind,
    column_letters,
    guess,
)
from app.errors import Refusal
from app.reports.imports.files import read_bytes, read_sheets
from app.reports.imports.sheets import Sheet, SheetFile

FIRST_ROWS = 12
SHOWN_COLUMNS = 40
ONE_DAY = "表里没有办结日期一列：办结日期按受理日期登记。"


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What is seen before an import. ``columns`` maps a field to a column's letters.

    ``heads`` are (letters, words of the header) of every column; ``first_rows`` (row number, cells as text) the
    first ones below the header. ``missing`` are the words of required fields without a column.
    """

    kind: ImportKind
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    columns: Mapping[str, str]
    heads: tuple[tuple[str, str], ...]
    first_rows: tuple[tuple[int, tuple[str, ...]], ...]
    rows: int
    missing: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """One sheet of a file with its columns settled; ``columns`` maps a field to a column, 0 for A."""

    kind: ImportKind
    sha256: str
    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    sheets: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The words of required fields without a column."""
        lacking = ENOUGH[self.kind] - set(self.columns)
        return tuple(field.words for field in FIELDS[self.kind] if field.name in lacking)

    def data_rows(self) -> Iterator[tuple[int, Cells]]:
        """(row number, cells by field) of every row that stands for somebody."""
        for number, row in enumerate(self.sheet.rows[self.header_row :], self.header_row + 1):
            cells = {name: row[at] if at < len(row) else None for name, at in self.columns.items()}
            if not stands_for_nobody(self.kind, cells, tuple(row)):
                yield number, cells


def look(
    file: Path, kind: ImportKind, choice: ImportChoice | None = None, password: str = ""
) -> ImportPreview:
    """What the file holds and what each column is taken for; a file without a header can be told by ``choice``.

    Refusals as ``app.reports.imports.files.read_sheets``, and ``columns``.
    """
    table = open_table(file, kind, choice or ImportChoice(), password)
    rows = list(table.data_rows())
    width = min(max((len(row) for row in table.sheet.rows), default=0), SHOWN_COLUMNS)
    header = table.sheet.rows[table.header_row - 1] if table.header_row else []
    first = [
        (number, tuple(cell_text(_at(table.sheet.rows[number - 1], column)) for column in range(width)))
        for number, _cells in rows[:FIRST_ROWS]
    ]
    return ImportPreview(
        kind=kind,
        sheet=table.sheet.name,
        sheets=table.sheets,
        header_row=table.header_row,
        columns={name: column_letters(at) for name, at in table.columns.items()},
        heads=tuple((column_letters(at), cell_text(_at(header, at))) for at in range(width)),
        first_rows=tuple(first),
        rows=len(rows),
        missing=table.missing,
        notes=table.notes,
    )


def open_table(file: Path, kind: ImportKind, choice: ImportChoice, password: str) -> OpenedTable:
    """The sheet that was chosen or looks most like a roster, with its columns."""
    content = read_bytes(file)
    opened = read_sheets(content, file.stem, password)
    sheet, found = _picked(opened, kind, choice)
    header_row = found.header_row if choice.header_row is None else min(choice.header_row, len(sheet.rows))
    header = sheet.rows[header_row - 1] if header_row else []
    width = max((len(row) for row in sheet.rows), default=0)
    columns = chosen_columns(choice, found.columns, header, width)
    notes = [*opened.notes, *_other_sheets(opened, kind, sheet)]
    if kind is ImportKind.LEDGER and columns and "completed_on" not in columns:
        notes.append(ONE_DAY)
    names = tuple(one.name for one in opened.sheets)
    digest = hashlib.sha256(content).hexdigest()
    return OpenedTable(kind, digest, sheet, header_row, columns, names, tuple(notes))


def refuse_unknown_header(table: OpenedTable) -> None:
    """Nothing is taken in while it is not known where the name stands; Refusal ``header``."""
    if table.missing:
        wanted = "、".join(table.missing)
        raise Refusal(
            f"“{table.sheet.name}”里没有找到{KIND_WORDS[table.kind]}的表头：缺“{wanted}”一列，什么也没有导入。"
            "请核对是不是选错了文件或工作表，也可以自己指定哪一列是什么。",
            field="columns",
            code="header",
        )


def _picked(opened: SheetFile, kind: ImportKind, choice: ImportChoice) -> tuple[Sheet, Guess]:
    """The sheet of the chosen name, else the one whose header says most."""
    sheets = opened.sheets
    if choice.sheet:
        sheets = tuple(sheet for sheet in sheets if sheet.name == choice.sheet)
        if not sheets:
            listed = "、".join(sheet.name for sheet in opened.sheets)
            raise Refusal(
                f"文件里没有叫“{choice.sheet[:40]}”的表，有：{listed}。什么也没有导入。",
                field="columns",
                code="columns",
            )
    guesses = [(sheet, guess(kind, sheet.rows)) for sheet in sheets]
    return max(guesses, key=lambda pair: (pair[1].complete(kind), not pair[0].hidden, len(pair[1].columns)))


def _other_sheets(opened: SheetFile, kind: ImportKind, read: Sheet) -> list[str]:
    """Sheets that look like rosters too are said, never read unasked."""
    others = [s.name for s in opened.sheets if s is not read and guess(kind, s.rows).complete(kind)]
    if not others:
        return []
    return [f"只读“{read.name}”这一张表；“{'”“'.join(others)}”也像{KIND_WORDS[kind]}，请另选再导入。"]


def _at(row: list[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None
