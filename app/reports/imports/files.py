"""Opening a file of cells, told by what is in it and never by its name."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import msoffcrypto
import python_calamine
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.domain.rosters import Cell
from app.errors import Refusal
from app.reports.imports.container import look_into
from app.reports.imports.sheets import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    SheetFile,
    damaged,
    too_big,
    too_many_columns,
    too_many_rows,
)
from app.reports.imports.text_files import read_text

if TYPE_CHECKING:
    RawCell = int | float | str | bool | time | date | datetime | timedelta

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS_LEFT = "文件里有宏，没有运行，只读了表格里的内容。"
HIDDEN_READ = "有隐藏的工作表，也一并看了。"
LARGEST_MERGE = 2_000
"""A merged cell that covers more is a ground for colour, not a value for many rows."""


def read_bytes(path: Path) -> bytes:
    """The file's bytes; Refusal ``file`` or ``too-big``."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_big("超过 64 MB")
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            f"文件“{path.name}”读不出来，什么也没有导入。请核对文件名，并先在 WPS 或 Excel 里关掉它。",
            field="file",
            code="file",
        ) from error


def read_sheets(content: bytes, name: str, password: str = "") -> SheetFile:
    """Every sheet with cells in it. ``name`` stands for the sheet of a text file.

    Refusals on ``file`` (``password``: field ``password``), each one sentence: ``empty``, ``password-needed``,
    ``wrong-password``, ``damaged``, ``too-big``, ``too-many-rows``, ``too-many-columns``, ``format``,
    ``encoding``, ``web-page``.
    """
    if not content.strip():
        raise Refusal("这是一个空文件，什么也没有导入。", field="file", code="empty")
    if content.startswith(OLE):
        content = _unlocked(content, password)
    if content.startswith(ZIP):
        return _read_package(content)
    if content.startswith(OLE):
        return _read_workbook(content, ())
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise Refusal(
            "这是 PDF 或图片，不是表格，什么也没有导入。请用表格文件（.xlsx、.xls、.csv）。",
            field="file",
            code="format",
        )
    return read_text(content, name)


def _read_package(content: bytes) -> SheetFile:
    found = look_into(content)
    if not found.workbook:
        raise Refusal(
            "这个文件不是 .xlsx 表格，什么也没有导入。请用 WPS 或 Excel 打开，另存为 .xlsx 再试。",
            field="file",
            code="format",
        )
    return _read_workbook(content, (MACROS_LEFT,) if found.macros else ())


def _unlocked(content: bytes, password: str) -> bytes:
    """The workbook behind a password; an old binary workbook without one comes back as it is."""
    try:
        office = msoffcrypto.OfficeFile(BytesIO(content))
        if not office.is_encrypted():
            return content
        if not password:
            raise Refusal(
                "这个文件设了打开密码，什么也没有导入。请先去掉密码另存一份，或填上打开密码再试。",
                field="password",
                code="password-needed",
            )
        office.load_key(password=password)
        opened = BytesIO()
        office.decrypt(opened)
    except (InvalidKeyError, DecryptionError) as error:
        raise Refusal(
            "文件的打开密码不对，什么也没有导入。请核对密码。", field="password", code="wrong-password"
        ) from error
    except Refusal:
        raise
    except Exception as error:  # its reader fails in many ways at a stranger's damaged file
        raise damaged() from error
    return opened.getvalue()


def _read_workbook(content: bytes, notes: tuple[str, ...]) -> SheetFile:
    try:
        with python_calamine.load_workbook(BytesIO(content)) as book:
            sheets = _sheets(book)
            hidden = any(sheet.hidden for sheet in sheets)
    except PasswordError as error:
        raise Refusal(
            "这个文件设了打开密码，什么也没有导入。请先去掉密码另存一份再试。",
            field="password",
            code="password-needed",
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader's own faults arrive
            raise
        raise damaged() from None
    if not sheets:
        raise Refusal("这个文件里没有一张有内容的表，什么也没有导入。", field="file", code="empty")
    return SheetFile(sheets, (*notes, HIDDEN_READ) if hidden else notes)


def _sheets(book: CalamineWorkbook) -> tuple[Sheet, ...]:
    made = []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if not sheet.height:
            continue
        _refuse_large(sheet)
        raw = sheet.to_python(skip_empty_area=False)
        rows = [[_cell(value) for value in row] for row in raw]
        _spread_merged(sheet, rows)
        made.append(Sheet(about.name, rows, about.visible != SheetVisibleEnum.Visible))
    return tuple(made)


def _refuse_large(sheet: CalamineSheet) -> None:
    if sheet.total_height > MOST_ROWS:
        raise too_many_rows(sheet.name, sheet.total_height)
    if sheet.total_width > MOST_COLUMNS:
        raise too_many_columns(sheet.name, sheet.total_width)


def _cell(value: RawCell) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def _spread_merged(sheet: CalamineSheet, rows: list[list[Cell]]) -> None:
    """A merged cell says its value for every row it covers that has something of its own."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (
            top >= len(rows)
            or left >= len(rows[top])
            or (bottom - top + 1) * (right - left + 1) > LARGEST_MERGE
        ):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            if any(cell is not None for cell in row):
                for column in range(left, min(right + 1, len(row))):
                    row[column] = value if row[column] is None else row[column]
