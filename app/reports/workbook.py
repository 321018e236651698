"""A report's workbook as bytes: the same data gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Protocol

import xlsxwriter

from app.domain.periods import KIND_WORDS
from app.errors import Refusal
from app.reports import (
    adjustments_sheet,
    category_table,
    comparison_sheet,
    cover,
    ledger_sheet,
    overdue_sheet,
    rates_sheet,
    ratings_sheet,
    shifts_sheet,
    sites_sheet,
)
from app.reports.period_report import PeriodReport
from app.reports.stamping import stamp_entries
from app.reports.styles import BODY_FONT, Styles

LONG_LEDGER = 5_000
"""Above so many cases the sheets go line by line through temporary files, which keeps memory flat."""


class ExtraSheet(Protocol):
    """A sheet that a workbook has only when there is something on it."""

    NAME: str

    def write(self, book: xlsxwriter.Workbook, styles: Styles, report: PeriodReport) -> None: ...


Progress = Callable[[int, int], None]
"""Told how many cases of how many are written."""


def write_report(
    report: PeriodReport,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The ``.xlsx`` of one report (forms: Spreadsheets; 000 §三.2).

    Values stand beside every formula, because viewers on phones show empty cells otherwise.
    Raises ``Refusal`` with code ``cancelled`` as soon as ``cancelled()`` says so; no file remains.
    """
    made = BytesIO()
    with (
        TemporaryDirectory(prefix="daiban-") as scratch,
        xlsxwriter.Workbook(made, _options(report, scratch)) as book,
    ):
        _describe(book, report)
        for name in sheet_names(report):
            book.add_worksheet(name)
        _write_sheets(book, report, _step(len(report.ledger), progress, cancelled))
    return stamp_entries(made.getvalue(), report.last_at)


def sheet_names(report: PeriodReport) -> tuple[str, ...]:
    """The workbook's sheets; what the register knows nothing of has none, rather than zeros."""
    always = (
        cover.NAME,
        category_table.name_of(report),
        ledger_sheet.NAME,
        rates_sheet.NAME,
        overdue_sheet.NAME,
        ratings_sheet.NAME,
    )
    return (*always, *(module.NAME for module, has_data in _extra(report) if has_data))


def _extra(report: PeriodReport) -> tuple[tuple[ExtraSheet, bool], ...]:
    return (
        (shifts_sheet, bool(report.shifts)),
        (sites_sheet, bool(report.sites)),
        (comparison_sheet, bool(report.comparison)),
        (adjustments_sheet, bool(report.adjustments)),
    )


def _options(report: PeriodReport, scratch: str) -> dict[str, object]:
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


def _describe(book: xlsxwriter.Workbook, report: PeriodReport) -> None:
    """Document properties; the time is the period's last second, so that a second run changes nothing."""
    book.set_properties(
        {
            "title": f"{report.period.words}代办服务{KIND_WORDS[report.period.kind]}表",
            "company": report.room,
            "created": report.last_at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    book.set_size(2400, 1500)


def _write_sheets(book: xlsxwriter.Workbook, report: PeriodReport, step: Callable[[int], None]) -> None:
    styles = Styles(book)
    step(0)
    totals = category_table.write(book, styles, report)
    front = cover.write(book, styles, report, totals)
    counted = ledger_sheet.write(book, styles, report, step)
    rates_sheet.write(book, styles, report)
    overdue_sheet.write(book, styles, report)
    ratings_sheet.write(book, styles, report)
    cover.close(front, report, totals, counted, sheet_names(report)[1:])
    for module, has_data in _extra(report):
        if has_data:
            module.write(book, styles, report)


def _step(
    total: int, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Callable[[int], None]:
    def step(done: int) -> None:
        if cancelled is not None and cancelled():
            raise Refusal("已停止导出，没有生成文件；登记簿没有变动，可以随时重新导出。", code="cancelled")
        if progress is not None:
            progress(done, total)

    return step
