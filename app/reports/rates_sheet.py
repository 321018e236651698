"""六率考核: each rate with its numerator, its denominator and what both mean; segments and 五零 below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.rate_definitions import EMPTY, ZERO_SOURCE
from app.reports.percent import share, share_formula
from app.reports.sheet import Column, Sheet, cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import PeriodReport, RateLine
    from app.reports.styles import Styles

NAME = "六率考核"
COLUMNS = (
    Column("序号", 6, "number"),
    Column("指标", 22, "text"),
    Column("分子", 9, "number"),
    Column("分母", 9, "number"),
    Column("比率", 11, "share"),
    Column("比率\n（文字）", 12, "text_centre"),
    Column("口径（分子 ÷ 分母）及说明", 66, "text"),
    Column("出处", 18, "text"),
)
NUMERATOR, DENOMINATOR, RATE = 2, 3, 4


def write(book: Workbook, styles: Styles, report: PeriodReport) -> None:
    """Add the sheet; the rate is a formula of the two numbers beside it."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    right = f"统计期间：{report.first_on:%Y-%m-%d} 至 {report.last_on:%Y-%m-%d}"
    left = f"填报单位：{report.room}（{report.site_code}）"
    sheet.title_block(f"{report.title}六率考核表", left, right, report.sample_notice)
    sheet.headings(36)
    for line in report.rates:
        _rate(sheet, line)
    if not report.rates:
        sheet.nothing(f"{report.period.this}没有可计算的指标。")
    if report.segments:
        _heading(sheet, "第5项按环节")
        for line in report.segments:
            _rate(sheet, line)
    if report.zeros:
        _zeros(sheet, report)
    sheet.remark(f"口径版本：{report.definition_version}")
    sheet.remark(
        f"比率四舍五入到0.1%，分子不等于分母时不写100%；分母为零写“{EMPTY}”；"
        "作废件、补录件不计入；未评价的件不算满意。"
    )
    sheet.finish(report.room, report.definition_version, one_page=True)


def _heading(sheet: Sheet, words: str) -> None:
    sheet.page.set_row(sheet.row, 22)
    sheet.band(sheet.row, 0, sheet.last_column, words, "head")
    sheet.row += 1


def _rate(sheet: Sheet, line: RateLine) -> None:
    row = sheet.row
    counts = (line.numerator, line.denominator, None, line.text)
    sheet.line(
        (line.no or None, line.name, *counts, line.note, line.source), at_least=1 if not line.no else 2
    )
    formula = share_formula(cell(row, NUMERATOR), cell(row, DENOMINATOR))
    sheet.formula(row, RATE, formula, "share", share(line.numerator, line.denominator))


def _zeros(sheet: Sheet, report: PeriodReport) -> None:
    _heading(sheet, "五零服务")
    for number, line in enumerate(report.zeros, 1):
        sheet.line((number, line.name, line.count, None, None, line.text, line.words, ZERO_SOURCE))
