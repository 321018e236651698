"""One worksheet as a township keeps it: title block, framed table, A4 landscape, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from app.reports.cell_text import could_run, lines_needed, tidy

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from app.reports.styles import Styles

A4 = 9
ROW_POINTS = 20.0
LINE_POINTS = 14.5
TALLEST_ROW_POINTS = 409.0
FOOTER_NAME_LENGTH = 40
INDENT_WIDTH = 1.2
SPARE_POINTS = 30


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, width in half-width characters, how its cells look."""

    heading: str
    width: float
    look: str = "text"


Value = str | int | float | date | None


class Sheet:
    """Writes rows from top to bottom, which also suits files that are too long to be held in memory."""

    def __init__(self, page: Worksheet, styles: Styles, columns: Sequence[Column]) -> None:
        self.page = page
        self.styles = styles
        self.columns = tuple(columns)
        self.row = 0
        for number, column in enumerate(self.columns):
            page.set_column(number, number, column.width)
        self._formats = tuple(
            (styles.plain(column.look), styles.quoted(column.look)) for column in self.columns
        )
        self._room = tuple(
            column.width - (INDENT_WIDTH if column.look == "text" else 0) for column in self.columns
        )
        self._alike = False
        page.hide_gridlines(2)

    @property
    def last_column(self) -> int:
        return len(self.columns) - 1

    def text(self, row: int, column: int, words: str, look: str) -> None:
        """Write words as words: whatever they begin with, they stay text."""
        shown = tidy(words)
        style = self.styles.quoted(look) if could_run(shown) else self.styles.plain(look)
        self.page.write_string(row, column, shown, style)

    def number(self, row: int, column: int, value: float, look: str) -> None:
        self.page.write_number(row, column, value, self.styles.plain(look))

    def formula(self, row: int, column: int, formula: str, look: str, value: float | str) -> None:
        """Write a formula together with its value, which phone viewers show and spreadsheets work out again."""
        self.page.write_formula(row, column, formula, self.styles.plain(look), value)

    def band(self, row: int, first: int, last: int, words: str, look: str) -> None:
        """Write words once over the columns ``first`` to ``last`` of one row."""
        shown = tidy(words)
        style = self.styles.quoted(look) if could_run(shown) else self.styles.plain(look)
        if first < last:
            self.page.merge_range(row, first, row, last, "", style)
        self.page.write_string(row, first, shown, style)

    def title_block(self, title: str, left: str, right: str, notice: str = "") -> None:
        """Title, then one line of whose and when, then the notice if there is one."""
        middle = self._middle_column()
        self.page.set_row(self.row, 34)
        self.band(self.row, 0, self.last_column, title, "title")
        self.row += 1
        self.page.set_row(self.row, 22)
        self.band(self.row, 0, middle, left, "subtitle")
        self.band(self.row, middle + 1, self.last_column, right, "subtitle_right")
        self.row += 1
        if notice:
            self.page.set_row(self.row, 20)
            self.band(self.row, 0, self.last_column, notice, "notice")
            self.row += 1

    def headings(self, points: float = 34) -> int:
        """Write the row of headings, keep it on screen and on every printed page; gives its row."""
        here = self.row
        self.page.set_row(here, points)
        for number, column in enumerate(self.columns):
            self.text(here, number, column.heading, "head")
        self.row += 1
        self.page.freeze_panes(self.row, 0)
        self.page.repeat_rows(0, here)
        return here

    def expect_single_lines(self) -> None:
        """For long tables: rows of one line take the sheet's own height instead of each saying its own."""
        self._alike = True
        self.page.set_default_row(ROW_POINTS)

    def line(self, values: Sequence[Value], *, at_least: int = 1) -> None:
        """Write one framed row, as tall as its longest text needs or ``at_least`` so many lines."""
        row, page, lines = self.row, self.page, at_least
        for column, (value, (plain, quoted), room) in enumerate(
            zip(values, self._formats, self._room, strict=True)
        ):
            if isinstance(value, str):
                shown = value if value.isprintable() else tidy(value)
                if len(shown) * 2 > room - 1:
                    shown = tidy(shown)
                    lines = max(lines, lines_needed(shown, room))
                page.write_string(row, column, shown, quoted if could_run(shown) else plain)
            elif value is None:
                page.write_blank(row, column, None, plain)
            elif isinstance(value, date):
                page.write_datetime(row, column, value, plain)
            else:
                page.write_number(row, column, value, plain)
        if lines > 1 or not self._alike:
            page.set_row(row, row_points(lines))
        self.row += 1

    def nothing(self, words: str) -> None:
        """One framed row that says why the table is empty."""
        self.page.set_row(self.row, 30)
        self.band(self.row, 0, self.last_column, words, "empty")
        self.row += 1

    def remark(self, words: str) -> None:
        """A small line over the whole width, below the table."""
        whole = sum(column.width for column in self.columns)
        self.page.set_row(self.row, row_points(lines_needed(tidy(words), whole)))
        self.band(self.row, 0, self.last_column, words, "remark")
        self.row += 1

    def finish(self, room: str, version: str, *, one_page: bool = False) -> None:
        """Set the paper: A4 landscape, as wide as the page, margins, footer, print area."""
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.set_margins(left=0.45, right=0.45, top=0.55, bottom=0.65)
        self.page.center_horizontally()
        self.page.fit_to_pages(1, 1 if one_page else 0)
        if (
            one_page
        ):  # LibreOffice drops a last row that misses the page by a few points: let it be an empty one
            self.page.set_row(self.row, SPARE_POINTS)
            self.row += 1
        name = footer_text(room)
        footer = f"&L&9 {name}&C&9第 &P 页  共 &N 页&R&9口径版本 {footer_text(version)} "
        self.page.set_footer(footer, {"scale_with_doc": False})
        self.page.print_area(0, 0, max(self.row - 1, 0), self.last_column)

    def _middle_column(self) -> int:
        """The column whose right edge lies nearest to the middle of the sheet."""
        half = sum(column.width for column in self.columns) / 2
        edges = [sum(column.width for column in self.columns[: n + 1]) for n in range(self.last_column)]
        return min(range(len(edges)), key=lambda number: abs(edges[number] - half), default=0)


def row_points(lines: int) -> float:
    """Height of a row with so many lines of text, in points."""
    return min(TALLEST_ROW_POINTS, max(ROW_POINTS, LINE_POINTS * lines + 5))


def footer_text(words: str) -> str:
    """Words for a page footer, where & would start a code and length is scarce."""
    return tidy(words).replace("\n", " ")[:FOOTER_NAME_LENGTH].replace("&", "&&")


def cell(row: int, column: int) -> str:
    """The cell's name in a formula, e.g. ``C12``."""
    return str(xl_rowcol_to_cell(row, column))


def down(first_row: int, last_row: int, column: int) -> str:
    """A column's stretch in a formula, e.g. ``C5:C18``."""
    return f"{cell(first_row, column)}:{cell(last_row, column)}"
