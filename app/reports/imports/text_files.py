"""Reading .csv and tab-parted text in the encodings that Chinese offices write."""

from __future__ import annotations

import csv
from io import StringIO

from app.domain.rosters import Cell
from app.errors import Refusal
from app.reports.imports.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    SheetFile,
    damaged,
    too_many_columns,
    too_many_rows,
)

MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
PARTERS = (",", "\t", ";", "\uff0c")
LONGEST_CELL = 32_767
WEB_PAGES = ("<html", "<!doctype html", "<table", "<?xml")


def read_text(content: bytes, name: str) -> SheetFile:
    """The one sheet of a text file; Refusal ``encoding``, ``web-page``, ``damaged`` or as ``too_many_rows``."""
    text = _decoded(content)
    if text.lstrip().lower().startswith(WEB_PAGES):
        raise Refusal(
            "这个文件其实是网页格式，什么也没有导入。请用 WPS 或 Excel 打开，另存为 .xlsx 再试。",
            field="file",
            code="web-page",
        )
    if "\x00" in text:
        raise damaged("，或者不是表格")
    csv.field_size_limit(LONGEST_CELL * 4)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=_parter(text)):
            rows.append([cell if cell.strip() else None for cell in row])
            if len(rows) > MOST_ROWS:
                raise too_many_rows(name, len(rows))
            if len(row) > MOST_COLUMNS:
                raise too_many_columns(name, len(row))
    except csv.Error as error:
        raise damaged("（引号不成对，或有一格特别长）") from error
    return SheetFile((Sheet(name, rows),))


def _decoded(content: bytes) -> str:
    """UTF-8, with or without its mark; UTF-16 with its mark; GB 18030 (which holds GBK and GB 2312)."""
    for mark, encoding in MARKED:
        if content.startswith(mark):
            return _strictly(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            "这个文件的文字编码认不出来（不是 UTF-8，也不是 GB18030），什么也没有导入。"
            "请用 WPS 或 Excel 打开，另存为 .xlsx 再试。",
            field="file",
            code="encoding",
        ) from error


def _parter(text: str) -> str:
    """The mark that parts most cells in the first lines."""
    first = "\n".join(text.splitlines()[:20])
    return max(PARTERS, key=first.count)
