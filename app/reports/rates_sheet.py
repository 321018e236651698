"""六率考核: each rate with its numerator, its denominator and what both mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.rates import EMPTY
from app.reports.percent import share, share_formula
from app.reports.sheet import Column, Sheet, cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.month import MonthReport, RateLine
    from app.reports.styles import Styles

NAME = "六率考核"
COLUMNS = (
    Column("序号", 6, "number"),
    Column("指标", 24, "text"),
    Column("分子", 10, "number"),
    Column("分母", 10, "number"),
    Column("比率", 12, "share"),
    Column("比率\n（文字）", 14, "text_centre"),
    Column("口径（分子 ÷ 分母）及说明", 74, "text"),
)
NUMERATOR, DENOMINATOR, RATE = 2, 3, 4


def write(book: Workbook, styles: Styles, report: MonthReport) -> None:
    """Add the sheet; the rate is a formula of the two numbers beside it."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    title = f"{report.room}{report.year}年{report.month}月六率考核表"
    right = f"统计期间：{report.first_on:%Y-%m-%d} 至 {report.last_on:%Y-%m-%d}"
    sheet.title_block(title, f"填报单位：{report.room}（{report.site_code}）", right, report.sample_notice)
    sheet.headings(36)
    for line in report.rates:
        _rate(sheet, line)
    if not report.rates:
        sheet.nothing("本月没有可计算的指标。")
    sheet.remark(f"口径版本：{report.definition_version}")
    sheet.remark(
        f"比率四舍五入到0.1%，分子不等于分母时不写100%；分母为零写“{EMPTY}”；"
        "作废件、补录件不计入；未评价的件不算满意。"
    )
    sheet.finish(report.room, report.definition_version, one_page=True)


def _rate(sheet: Sheet, line: RateLine) -> None:
    row = sheet.row
    sheet.line((line.no, line.name, line.numerator, line.denominator, None, line.text, line.note), at_least=2)
    formula = share_formula(cell(row, NUMERATOR), cell(row, DENOMINATOR))
    sheet.formula(row, RATE, formula, "share", share(line.numerator, line.denominator))
