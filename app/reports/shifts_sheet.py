"""值班: who stood on the roster, day by day; left out of a workbook where nobody keeps a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.sheet import Column, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import PeriodReport
    from app.reports.styles import Styles

NAME = "值班"
COLUMNS = (
    Column("序号", 6, "number"),
    Column("日期", 14, "day"),
    Column("班次", 16, "text_centre"),
    Column("时间", 18, "text_centre"),
    Column("值班人", 18, "text_centre"),
    Column("AB岗", 18, "text_centre"),
    Column("说明", 50, "text"),
)


def write(book: Workbook, styles: Styles, report: PeriodReport) -> None:
    """Add the sheet."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    left = f"填报单位：{report.room}（{report.site_code}）"
    sheet.title_block(f"{report.title}值班情况", left, f"共 {len(report.shifts)} 班")
    head = sheet.headings(24)
    for number, line in enumerate(report.shifts, 1):
        sheet.line((number, line.on, line.kind, line.hours, line.agent, line.backup, line.note))
    sheet.page.autofilter(head, 0, sheet.row - 1, sheet.last_column)
    sheet.finish(report.room, report.definition_version)
