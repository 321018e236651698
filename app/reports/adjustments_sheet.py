"""调整: what became known of a sent month after it was sent; the sent month itself stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.sheet import Column, Sheet, cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import PeriodReport
    from app.reports.styles import Styles

NAME = "调整"
COLUMNS = (
    Column("序号", 6, "number"),
    Column("已报送的月份", 22, "text_centre"),
    Column("指标", 30, "text"),
    Column("报送数", 16, "number"),
    Column("已调整数", 16, "number"),
    Column("现在数", 16, "number"),
    Column("本次调整", 16, "number"),
)
SENT, EARLIER, NOW, CHANGE = 3, 4, 5, 6


def write(book: Workbook, styles: Styles, report: PeriodReport) -> None:
    """Add the sheet."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    left = f"填报单位：{report.room}（{report.site_code}）"
    sheet.title_block(f"{report.title}对以前月份的调整", left, "已报送的月份不再改动")
    head = sheet.headings(24)
    for number, line in enumerate(report.adjustments, 1):
        row = sheet.row
        sheet.line((number, line.period, line.name, line.sent, line.earlier, line.now, None))
        formula = f"={cell(row, NOW)}-{cell(row, SENT)}-{cell(row, EARLIER)}"
        sheet.formula(row, CHANGE, formula, "number", line.change)
    sheet.page.autofilter(head, 0, sheet.row - 1, sheet.last_column)
    sheet.finish(report.room, report.definition_version)
