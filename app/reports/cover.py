"""封面: whose month it is, the figures at a glance, where to find the rest, and who signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.periods import KIND_WORDS
from app.reports import (
    adjustments_sheet,
    category_table,
    comparison_sheet,
    ledger_sheet,
    overdue_sheet,
    rates_sheet,
    ratings_sheet,
    shifts_sheet,
    sites_sheet,
)
from app.reports.cell_text import lines_needed
from app.reports.percent import share, share_formula
from app.reports.sheet import INDENT_WIDTH, Column, Sheet, cell, row_points

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import PeriodReport
    from app.reports.styles import Styles

NAME = "封面"
COLUMNS = tuple(Column("", width) for width in (4, 20, 20, 20, 20, 20, 20, 4))
FIRST, LAST = 1, 6
WORDS_WIDTH = 40 - INDENT_WIDTH
"""Two columns together hold what is said of the room."""
CONTENTS = {
    **dict.fromkeys(category_table.NAMES.values(), "各类事项的受理、办结、按期、超期和评价，附图"),
    ledger_sheet.NAME: "本期受理的每一件",
    rates_sheet.NAME: "六项指标的分子、分母、比率和口径，五零",
    overdue_sheet.NAME: "超期、延期的件和原因",
    ratings_sheet.NAME: "群众评价、投诉和答复",
    shifts_sheet.NAME: "值班安排",
    comparison_sheet.NAME: "与上一期的比较，附图",
    sites_sheet.NAME: "每个服务点的数字",
    adjustments_sheet.NAME: "以前月份报送后才知道的变动",
}


def write(book: Workbook, styles: Styles, report: PeriodReport, totals: category_table.Totals) -> Sheet:
    """Add everything but the check of the register, which is known once that is written."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    sheet.page.set_row(0, 18)
    sheet.page.set_row(1, 44)
    sheet.band(1, FIRST, LAST, f"代办服务{KIND_WORDS[report.period.kind]}表", "cover_title")
    sheet.page.set_row(2, 30)
    sheet.band(2, FIRST, LAST, report.period.words, "title")
    sheet.page.set_row(3, 26)
    sheet.band(3, FIRST, LAST, report.sample_notice, "notice_centre")
    sheet.page.set_row(4, 8)
    sheet.row = 5
    _about(sheet, report)
    _glance(sheet, totals)
    return sheet


def close(
    sheet: Sheet,
    report: PeriodReport,
    totals: category_table.Totals,
    counted: int,
    names: Sequence[str],
) -> None:
    """Add the check against the register, the list of sheets and the places to sign."""
    row = sheet.row
    formula, received = totals.of(category_table.RECEIVED)
    sheet.page.set_row(row, 26)
    sheet.text(row, 1, "登记簿计入", "label")
    sheet.formula(row, 2, ledger_sheet.counted_formula(report), "figure", counted)
    sheet.text(row, 3, "与受理合计核对", "label")
    agreed = "相符" if counted == received else "不符，请核对"
    check = f'=IF({cell(row, 2)}={formula[1:]},"相符","不符，请核对")'
    sheet.formula(row, 4, check, "text_centre", agreed)
    sheet.text(row, 5, "登记簿全部", "label")
    sheet.number(row, 6, len(report.ledger), "figure")
    sheet.row += 2
    _contents(sheet, names)
    _signatures(sheet)
    sheet.finish(report.room, report.definition_version, one_page=True)


def _about(sheet: Sheet, report: PeriodReport) -> None:
    span = f"{report.first_on:%Y-%m-%d} 至 {report.last_on:%Y-%m-%d}"
    pairs = (
        (("填报单位", report.room), ("机构代码", report.site_code)),
        (("统计期间", span), ("口径版本", report.definition_version)),
        (("制表人", report.made_by), ("数据截至", report.as_of_text)),
    )
    for left, right in pairs:
        lines = max(lines_needed(words, WORDS_WIDTH) for _, words in (left, right))
        sheet.page.set_row(sheet.row, max(26, row_points(lines)))
        for column, (label, words) in zip((1, 4), (left, right), strict=True):
            sheet.text(sheet.row, column, label, "label")
            sheet.band(sheet.row, column + 1, column + 2, words, "text")
        sheet.row += 1
    sheet.row += 1


def _glance(sheet: Sheet, totals: category_table.Totals) -> None:
    """Six figures, each fetched from the month's table."""
    head, row = sheet.row, sheet.row + 1
    sheet.page.set_row(head, 24)
    sheet.page.set_row(row, 34)
    shown = (
        ("受理（件）", category_table.RECEIVED),
        ("办结（件）", category_table.COMPLETED),
        ("按期办结（件）", category_table.ON_TIME),
        ("超期（件）", category_table.OVERDUE),
        ("参评（件）", category_table.RATED),
    )
    for column, (label, _) in enumerate(shown, FIRST):
        sheet.text(head, column, label, "head")
    sheet.text(head, LAST, "群众评价满意率", "head")
    for column, (_, source) in enumerate(shown, FIRST):
        formula, value = totals.of(source)
        sheet.formula(row, column, formula, "figure", value)
    (good, good_value), (all_, all_value) = (
        totals.of(category_table.SATISFIED),
        totals.of(category_table.RATED),
    )
    sheet.formula(row, LAST, share_formula(good[1:], all_[1:]), "figure_share", share(good_value, all_value))
    sheet.row += 2


def _contents(sheet: Sheet, names: Sequence[str]) -> None:
    sheet.page.set_row(sheet.row, 24)
    sheet.text(sheet.row, 1, "本簿各表", "head")
    sheet.band(sheet.row, 2, LAST, "内容", "head")
    sheet.row += 1
    for name in names:
        sheet.page.set_row(sheet.row, 20)
        link = sheet.styles.plain("link")
        sheet.page.write_url(sheet.row, 1, f"internal:'{name}'!A1", link, name)
        sheet.band(sheet.row, 2, LAST, CONTENTS[name], "text")
        sheet.row += 1


def _signatures(sheet: Sheet) -> None:
    sheet.row += 1
    sheet.page.set_row(sheet.row, 30)
    words = ("填报人（签字）：", "负责人（签字）：", "单位（盖章）：")
    for column, label in zip((1, 3, 5), words, strict=True):
        sheet.band(sheet.row, column, column + 1, label, "subtitle")
    sheet.row += 1
    sheet.page.set_row(sheet.row, 24)
    sheet.band(sheet.row, 5, LAST, "报送日期：      年    月    日", "subtitle")
    sheet.row += 1
