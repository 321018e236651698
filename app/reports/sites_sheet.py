"""各服务点: every room of a merged report on one line, with totals that are formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.case_counts import COUNT_WORDS
from app.reports.percent import share, share_formula
from app.reports.sheet import Column, Sheet, cell, down

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import PeriodReport
    from app.reports.styles import Styles

NAME = "各服务点"
COUNTS = ("received", "completed", "due", "on_time", "overdue", "open_at_end", "rated", "satisfied")
FIRST = 3
DUE, ON_TIME = FIRST + COUNTS.index("due"), FIRST + COUNTS.index("on_time")
SHARE = FIRST + len(COUNTS)
COLUMNS = (
    Column("序号", 6, "number"),
    Column("机构代码", 16, "text_centre"),
    Column("服务点", 28, "text"),
    *(Column(COUNT_WORDS[name], 11, "number") for name in COUNTS),
    Column("承诺期限\n兑现率", 11, "share"),
    Column("组织机构\n全部达到", 11, "text_centre"),
)


def write(book: Workbook, styles: Styles, report: PeriodReport) -> None:
    """Add the sheet."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    left = f"填报单位：{report.room}（{report.site_code}）"
    sheet.title_block(f"{report.title}各服务点情况", left, f"共 {len(report.sites)} 个服务点")
    head = sheet.headings(36)
    for number, line in enumerate(report.sites, 1):
        row = sheet.row
        counts = [line.counts[name] for name in COUNTS]
        meets = "是" if line.meets_all else "否"
        sheet.line((number, line.code, line.name, *counts, None, meets))
        kept = share(line.counts["on_time"], line.counts["due"])
        sheet.formula(row, SHARE, share_formula(cell(row, ON_TIME), cell(row, DUE)), "share", kept)
    last = sheet.row - 1
    sheet.page.autofilter(head, 0, last, sheet.last_column)
    _total(sheet, head + 1, last, report)
    sheet.finish(report.room, report.definition_version)


def _total(sheet: Sheet, first: int, last: int, report: PeriodReport) -> None:
    row = sheet.row
    sheet.page.set_row(row, 24)
    sheet.band(row, 0, 2, "合  计", "total")
    sums = {name: sum(line.counts[name] for line in report.sites) for name in COUNTS}
    for column, name in enumerate(COUNTS, FIRST):
        sheet.formula(row, column, f"=SUM({down(first, last, column)})", "total_number", sums[name])
    kept = share(sums["on_time"], sums["due"])
    sheet.formula(row, SHARE, share_formula(cell(row, ON_TIME), cell(row, DUE)), "total_share", kept)
    sheet.text(row, SHARE + 1, f"{sum(line.meets_all for line in report.sites)} 个", "total")
    sheet.row += 1
