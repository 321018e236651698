"""A workbook read back by openpyxl: the rows under each sheet's headings, blank lines and titles left out."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl

Row = tuple[object, ...]


class Book:
    """Values as a reader sees them: days as dates, empty cells as ""."""

    def __init__(self, content: bytes) -> None:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        self._rows = {
            sheet.title: [tuple(map(_value, row)) for row in sheet.iter_rows(values_only=True)]
            for sheet in book
        }

    @property
    def sheets(self) -> list[str]:
        return list(self._rows)

    def everything(self) -> list[tuple[str, Row]]:
        """Every row of every sheet, to see where two workbooks part."""
        return [(sheet, row) for sheet, rows in self._rows.items() for row in rows]

    def rows(self, sheet: str, heading: str) -> list[Row]:
        """The numbered rows under the row that holds ``heading``, up to the first that has no number."""
        rows = self._rows[sheet]
        start = next(at for at, row in enumerate(rows) if heading in row) + 1
        found = []
        for row in rows[start:]:
            if not isinstance(row[0], int):
                break
            found.append(row)
        return found

    def named(self, sheet: str) -> dict[str, Row]:
        """The rows by what stands in their first or second cell; of equal ones the first."""
        found: dict[str, Row] = {}
        for row in self._rows[sheet]:
            for cell in row[:2]:
                if isinstance(cell, str) and cell:
                    found.setdefault(cell, row)
        return found

    def after(self, sheet: str, first_cell: str) -> list[Row]:
        """The rows below the one that begins so."""
        rows = self._rows[sheet]
        start = next(at for at, row in enumerate(rows) if row[0] == first_cell or row[1] == first_cell)
        return rows[start + 1 :]


def plain(rows: list[Row]) -> list[Row]:
    """Expected rows as a reader would see them."""
    return [tuple(map(_value, row)) for row in rows]


def _value(cell: object) -> object:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date()
    assert isinstance(cell, str | int | float | bool | date), cell
    return cell
