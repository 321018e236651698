"""受理登记簿: every case of the month, one a line, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.masking import mask_id
from app.reports.sheet import Column, Sheet, Value, cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import LedgerLine, PeriodReport
    from app.reports.styles import Styles

NAME = "受理登记簿"
COUNTED = 16
COLUMNS = (
    Column("序号", 5, "number"),
    Column("受理编号", 22, "text_centre"),
    Column("受理日期", 11, "day"),
    Column("申请人", 10, "text"),
    Column("身份证号", 19, "text_centre"),
    Column("联系电话", 12, "text_centre"),
    Column("村民\n小组", 8, "text"),
    Column("代办事项", 24, "text"),
    Column("事项类别", 13, "text_centre"),
    Column("办件\n类型", 7, "text_centre"),
    Column("办理\n方式", 5, "text_centre"),
    Column("承诺期限", 11, "day"),
    Column("办理状态", 13, "text_centre"),
    Column("办结日期", 11, "day"),
    Column("代办员", 8, "text_centre"),
    Column("首问\n责任人", 8, "text_centre"),
    Column("计入\n统计", 5, "text_centre"),
    Column("备注", 12, "text"),
)
PROGRESS_EVERY = 200


def counted_formula(report: PeriodReport) -> str:
    """Formula that counts, in the register itself, the cases which stand in the figures."""
    first = 3 + (1 if report.sample_notice else 0)
    last = first + max(1, len(report.ledger)) - 1
    return f"=COUNTIF('{NAME}'!{cell(first, COUNTED)}:{cell(last, COUNTED)},\"是\")"


def write(book: Workbook, styles: Styles, report: PeriodReport, step: Callable[[int], None]) -> int:
    """Add the sheet; ``step(n)`` hears how many lines are written and may raise to stop. Gives the counted cases."""
    sheet = Sheet(book.get_worksheet_by_name(NAME), styles, COLUMNS)
    sheet.expect_single_lines()
    title = f"{report.title}受理登记簿"
    right = f"共 {len(report.ledger)} 件  制表：{report.made_by}"
    sheet.title_block(title, f"填报单位：{report.room}（{report.site_code}）", right, report.sample_notice)
    head = sheet.headings(36)
    counted = 0
    for number, line in enumerate(report.ledger, 1):
        sheet.line(_values(number, line, whole=report.whole_numbers))
        counted += line.counted
        if number % PROGRESS_EVERY == 0:
            step(number)
    if not len(report.ledger):
        sheet.nothing(f"{report.period.this}没有受理记录。")
    sheet.page.autofilter(head, 0, max(head + 1, sheet.row - 1), sheet.last_column)
    sheet.page.freeze_panes(head + 1, 4)
    sheet.finish(report.room, report.definition_version)
    step(len(report.ledger))
    return counted


def _values(number: int, line: LedgerLine, *, whole: bool) -> tuple[Value, ...]:
    return (
        number,
        line.case_no,
        line.accepted_on,
        line.applicant,
        line.id_number if whole else mask_id(line.id_number),
        line.phone,
        line.group,
        line.item,
        line.category,
        line.kind,
        line.mode,
        line.promised_on,
        line.state,
        line.completed_on,
        line.handler,
        line.first_asked,
        "是" if line.counted else "否",
        line.remark,
    )
