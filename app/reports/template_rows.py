"""Making one row of a worksheet into many: what stands below moves down, and formulas go on meaning the same."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING

from openpyxl.formula.tokenizer import Token, Tokenizer

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_CELL = re.compile(r"(\$?[A-Z]{1,3})(\$?)([0-9]{1,7})")


def repeat_row(book: Workbook, sheet: Worksheet, row: int, times: int) -> None:
    """Make ``row`` into ``times`` rows of its look (0: an empty one stays), everything below moves down."""
    more = max(times, 1) - 1
    if more == 0:
        return
    last = sheet.max_row
    if last > row:
        sheet.move_range(f"A{row + 1}:{_letters(sheet.max_column)}{last}", rows=more)
    _move_heights(sheet, row, more)
    _copy_looks(sheet, row, more)
    _move_merged(sheet, row, more)
    for other in book.worksheets:
        _move_formulas(other, sheet.title, row, more)
    _move_areas(sheet, row, more)


def shifted(formula: str, own: bool, sheet: str, row: int, more: int) -> str:
    """A formula after ``more`` rows were put in behind ``row`` of ``sheet``; ``own``: it stands on that sheet."""
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _shifted_range(token.value, own, sheet, row, more)
    return "=" + "".join(token.value for token in tokens.items)


def _shifted_range(words: str, own: bool, sheet: str, row: int, more: int) -> str:
    named, mark, cells = words.rpartition("!")
    if mark and named.strip("'").replace("''", "'") != sheet:
        return words
    if not mark and not own:
        return words
    first, colon, last = cells.partition(":")
    start = _moved(first, row, more, is_end=False)
    if not colon:
        return f"{named}{mark}{start}"
    return f"{named}{mark}{start}:{_moved(last, row, more, is_end=True)}"


def _moved(cell: str, row: int, more: int, *, is_end: bool) -> str:
    found = _CELL.fullmatch(cell)
    if found is None:
        return cell
    number = int(found[3])
    moves = number >= row if is_end else number > row
    return f"{found[1]}{found[2]}{number + more if moves else number}"


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _move_heights(sheet: Worksheet, row: int, more: int) -> None:
    heights = {number: one.height for number, one in sheet.row_dimensions.items() if one.height}
    for number in sorted((each for each in heights if each > row), reverse=True):
        sheet.row_dimensions[number + more].height = heights[number]
        sheet.row_dimensions[number].height = None
    for number in range(row + 1, row + more + 1):
        sheet.row_dimensions[number].height = heights.get(row)


def _copy_looks(sheet: Worksheet, row: int, more: int) -> None:
    for model in sheet[row]:
        if model.has_style:
            for number in range(row + 1, row + more + 1):
                sheet.cell(number, model.column)._style = copy(model._style)


def _move_merged(sheet: Worksheet, row: int, more: int) -> None:
    """Merged cells below move; those of the row itself are merged in every copy."""
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row > row:
            merged.shift(row_shift=more)
        elif merged.min_row == merged.max_row == row:
            for number in range(row + 1, row + more + 1):
                sheet.merge_cells(
                    start_row=number,
                    end_row=number,
                    start_column=merged.min_col,
                    end_column=merged.max_col,
                )


def _move_formulas(other: Worksheet, sheet: str, row: int, more: int) -> None:
    own = other.title == sheet
    for cells in other.iter_rows():
        for cell in cells:
            if cell.data_type == "f" and isinstance(cell.value, str):
                cell.value = shifted(cell.value, own, sheet, row, more)


def _move_areas(sheet: Worksheet, row: int, more: int) -> None:
    """The filter and the printed area grow with the rows."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _shifted_range(sheet.auto_filter.ref, True, sheet.title, row, more)
    if sheet.print_area:
        areas = sheet.print_area if isinstance(sheet.print_area, str) else ",".join(sheet.print_area)
        parts = (part.rpartition("!")[2] for part in areas.split(","))
        sheet.print_area = ",".join(_shifted_range(part, True, sheet.title, row, more) for part in parts)
