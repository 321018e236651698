"""超期与延期: which promises were missed or moved, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.sheet import Column, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import PeriodReport
    from app.reports.styles import Styles

NAME = "超期与延期"
COLUMNS = (
    Column("序号", 6, "number"),
    Column("情形", 8, "text_centre"),
    Column("受理编号", 23, "text_centre"),
    Column("代办事项", 28, "text"),
    Column("申请人", 11, "text"),
    Column("代办员", 10, "text_centre"),
    Column("承诺期限", 12, "day"),
    Column("现期限", 12, "day"),
    Column("办结日期", 12, "day"),
    Column("超出\n工作日", 9, "number"),
    Column("延期批准人", 12, "text_centre"),
    Column("原因说明", 30, "text"),
)


def write(book: Workbook, styles: Styles, report: PeriodReport) -> None:
    """Add the sheet, with a plain sentence when there is nothing to confess."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    title = f"{report.title}超期与延期情况"
    late = sum(line.sort == "超期" for line in report.overdue)
    right = f"超期 {late} 件  延期 {len(report.overdue) - late} 件"
    sheet.title_block(title, f"填报单位：{report.room}（{report.site_code}）", right)
    head = sheet.headings(36)
    for number, line in enumerate(report.overdue, 1):
        who = (number, line.sort, line.case_no, line.item, line.applicant, line.handler)
        days = (line.promised_on, line.due_on, line.completed_on, line.days_late or None)
        sheet.line((*who, *days, line.approved_by, line.explanation))
    if not report.overdue:
        sheet.nothing(f"{report.period.this}没有超期件和延期件。")
    sheet.page.autofilter(head, 0, sheet.row - 1, sheet.last_column)
    sheet.finish(report.room, report.definition_version)
