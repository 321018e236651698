"""The month's workbook as bytes: the same data gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from io import BytesIO
from tempfile import TemporaryDirectory

import xlsxwriter

from app.errors import Refusal
from app.reports import cover, ledger_sheet, month_table, overdue_sheet, rates_sheet, ratings_sheet
from app.reports.month import MonthReport
from app.reports.styles import BODY_FONT, Styles

LONG_LEDGER = 5_000
"""Above so many cases the sheets go line by line through temporary files, which keeps memory flat."""

SHEETS = (
    cover.NAME,
    month_table.NAME,
    ledger_sheet.NAME,
    rates_sheet.NAME,
    overdue_sheet.NAME,
    ratings_sheet.NAME,
)

Progress = Callable[[int, int], None]
"""Told how many cases of how many are written."""


def write_month(
    report: MonthReport,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The ``.xlsx`` of one month (forms: Spreadsheets; 000 §三.2).

    Values stand beside every formula, because viewers on phones show empty cells otherwise.
    Raises ``Refusal`` with code ``cancelled`` as soon as ``cancelled()`` says so; no file remains.
    """
    made = BytesIO()
    with (
        TemporaryDirectory(prefix="daiban-") as scratch,
        xlsxwriter.Workbook(made, _options(report, scratch)) as book,
    ):
        _describe(book, report)
        for name in SHEETS:
            book.add_worksheet(name)
        _write_sheets(book, report, _step(len(report.ledger), progress, cancelled))
    return made.getvalue()


def _options(report: MonthReport, scratch: str) -> dict[str, object]:
    long = len(report.ledger) > LONG_LEDGER
    return {
        "constant_memory": long,
        "in_memory": not long,
        "tmpdir": scratch,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": BODY_FONT, "font_size": 11},
    }


def _describe(book: xlsxwriter.Workbook, report: MonthReport) -> None:
    """Document properties; the time is the month's last second, so that a second run changes nothing."""
    book.set_properties(
        {
            "title": f"{report.year}年{report.month}月代办服务月报表",
            "company": report.room,
            "created": report.last_at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    book.set_size(2400, 1500)


def _write_sheets(book: xlsxwriter.Workbook, report: MonthReport, step: Callable[[int], None]) -> None:
    styles = Styles(book)
    step(0)
    totals = month_table.write(book, styles, report)
    front = cover.write(book, styles, report, totals)
    counted = ledger_sheet.write(book, styles, report, step)
    cover.close(front, report, totals, counted)
    rates_sheet.write(book, styles, report)
    overdue_sheet.write(book, styles, report)
    ratings_sheet.write(book, styles, report)


def _step(
    total: int, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Callable[[int], None]:
    def step(done: int) -> None:
        if cancelled is not None and cancelled():
            raise Refusal("已停止导出，没有生成文件；登记簿没有变动，可以随时重新导出。", code="cancelled")
        if progress is not None:
            progress(done, total)

    return step
