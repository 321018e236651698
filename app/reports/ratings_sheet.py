"""评价与投诉: how many spoke at each level, and what was said; nobody who rated is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.cases import RATING_WORDS
from app.reports.sheet import Column, Sheet, cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import PeriodReport
    from app.reports.styles import Styles

NAME = "评价与投诉"
COLUMNS = (
    Column("序号", 6, "number"),
    Column("类别", 10, "text_centre"),
    Column("日期", 13, "day"),
    Column("受理编号", 23, "text_centre"),
    Column("代办事项", 30, "text"),
    Column("评价等次", 13, "text_centre"),
    Column("计入\n统计", 11, "text_centre"),
    Column("评价原因或投诉内容", 36, "text"),
    Column("答复与处理", 30, "text"),
)
SORT, LEVEL, COUNTED = 1, 5, 6
RATED, COMPLAINED = "评价", "投诉"
SUMMARY_ROWS = 3


def write(book: Workbook, styles: Styles, report: PeriodReport) -> None:
    """Add the sheet: the count of each level first, then every rating and complaint."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    title = f"{report.title}评价与投诉情况"
    right = f"统计期间：{report.first_on:%Y-%m-%d} 至 {report.last_on:%Y-%m-%d}"
    sheet.title_block(title, f"填报单位：{report.room}（{report.site_code}）", right)
    _summary(sheet, report)
    head = sheet.headings(36)
    for number, line in enumerate(report.ratings, 1):
        counted = "" if line.sort == COMPLAINED else "是" if line.counted else "否"
        said = (line.level, counted, line.words, line.answer)
        sheet.line((number, line.sort, line.on, line.case_no, line.item, *said))
    if not report.ratings:
        sheet.nothing(f"{report.period.this}没有评价和投诉。")
    sheet.page.autofilter(head, 0, sheet.row - 1, sheet.last_column)
    sheet.finish(report.room, report.definition_version)


def _summary(sheet: Sheet, report: PeriodReport) -> None:
    """Counts of the five levels and of complaints, worked out from the rows below."""
    first = sheet.row + SUMMARY_ROWS + 1
    last = first + max(1, len(report.ratings)) - 1
    sorts, levels, counted = (_fixed(first, last, column) for column in (SORT, LEVEL, COUNTED))
    row = sheet.row
    sheet.page.set_row(row, 22)
    sheet.page.set_row(row + 1, 24)
    for column, level in enumerate(RATING_WORDS.values(), 1):
        sheet.text(row, column, level, "head")
    sheet.text(row, 6, "投诉", "head")
    for column, level in enumerate(RATING_WORDS.values(), 1):
        value = sum(line.sort == RATED and line.counted and line.level == level for line in report.ratings)
        formula = f'=COUNTIFS({sorts},"{RATED}",{levels},"{level}",{counted},"是")'
        sheet.formula(row + 1, column, formula, "figure", value)
    complaints = sum(line.sort == COMPLAINED for line in report.ratings)
    sheet.formula(row + 1, 6, f'=COUNTIF({sorts},"{COMPLAINED}")', "figure", complaints)
    sheet.row += SUMMARY_ROWS


def _fixed(first: int, last: int, column: int) -> str:
    return f"{cell(first, column)}:{cell(last, column)}"
