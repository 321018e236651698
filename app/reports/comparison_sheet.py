"""与上期比较: a longer period beside the one before it, and month by month, with a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.percent import share, share_formula
from app.reports.sheet import Column, Sheet, cell
from app.reports.styles import BODY_FONT, COMPLETED_FILL, INK, LINE, RECEIVED_FILL

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import ComparisonLine, MonthLine, PeriodReport
    from app.reports.styles import Styles

NAME = "与上期比较"
COLUMNS = (
    Column("序号", 6, "number"),
    Column("指标", 26, "text"),
    Column("本期", 13, "number"),
    Column("本期分母", 13, "number"),
    Column("本期比率", 13, "share"),
    Column("上期", 13, "number"),
    Column("上期分母", 13, "number"),
    Column("上期比率", 13, "share"),
    Column("增减", 13, "number"),
)
NOW, NOW_WHOLE, NOW_SHARE, BEFORE, BEFORE_WHOLE, BEFORE_SHARE, CHANGE = range(2, 9)
CHART_ROWS, CHART_ROW_POINTS = 18, 15


def write(book: Workbook, styles: Styles, report: PeriodReport) -> None:
    """Add the sheet; rates and changes are formulas of the numbers beside them."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    right = f"上期：{report.period.before.words}"
    sheet.title_block(f"{report.title}与上期比较", f"填报单位：{report.room}（{report.site_code}）", right)
    sheet.headings(24)
    for number, line in enumerate(report.comparison, 1):
        _line(sheet, number, line)
    sheet.remark("比率的增减看两列比率；上期没有报送的，按现在的登记簿重新计算。")
    if report.months:
        sheet.row += 1
        _months(book, sheet, report.months)
    sheet.finish(report.room, report.definition_version, one_page=True)


def _line(sheet: Sheet, number: int, line: ComparisonLine) -> None:
    row = sheet.row
    sheet.line(
        (number, line.name, line.now, line.now_whole, None, line.before, line.before_whole, None, None)
    )
    sheet.formula(row, CHANGE, f"={cell(row, NOW)}-{cell(row, BEFORE)}", "number", line.now - line.before)
    pairs = (
        (NOW, NOW_WHOLE, NOW_SHARE, line.now, line.now_whole),
        (BEFORE, BEFORE_WHOLE, BEFORE_SHARE, line.before, line.before_whole),
    )
    for part, whole, column, value, of in pairs:
        if of is not None:
            formula = share_formula(cell(row, part), cell(row, whole))
            sheet.formula(row, column, formula, "share", share(value, of))


def _months(book: Workbook, sheet: Sheet, months: tuple[MonthLine, ...]) -> None:
    """Month by month in words and numbers, and the same as a line chart."""
    head = sheet.row
    for column, words in enumerate(("", "月份", "受理", "办结")):
        sheet.text(head, column, words, "head")
    for number, month in enumerate(months, 1):
        row = head + number
        sheet.number(row, 0, number, "number")
        sheet.text(row, 1, month.words, "text_centre")
        sheet.number(row, 2, month.accepted, "number")
        sheet.number(row, 3, month.completed, "number")
    last = head + len(months)
    chart = book.add_chart({"type": "line"})
    for words, column, colour in (("受理", 2, RECEIVED_FILL), ("办结", 3, COMPLETED_FILL)):
        values = [month.accepted if column == 2 else month.completed for month in months]
        chart.add_series(
            {
                "name": words,
                "categories": [NAME, head + 1, 1, last, 1],
                "values": [NAME, head + 1, column, last, column],
                "categories_data": [month.words for month in months],
                "values_data": values,
                "line": {"color": colour, "width": 2.25},
                "marker": {"type": "square" if column == 2 else "diamond", "size": 7},
            }
        )
    font = {"name": BODY_FONT, "size": 10, "color": INK}
    chart.set_title({"name": "各月受理与办结（件）", "name_font": {**font, "size": 13}, "overlay": False})
    chart.set_x_axis({"num_font": font, "line": {"color": LINE}})
    chart.set_y_axis({"num_font": font, "min": 0, "num_format": "0"})
    chart.set_legend({"position": "top", "font": font})
    chart.set_size({"width": 900, "height": 340})
    sheet.row = last + 2
    for row in range(sheet.row, sheet.row + CHART_ROWS):
        sheet.page.set_row(row, CHART_ROW_POINTS)
    sheet.page.insert_chart(sheet.row, 0, chart, {"object_position": 2, "x_offset": 2})
    sheet.row += CHART_ROWS
