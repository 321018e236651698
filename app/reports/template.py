"""The township's own workbook, filled: its looks are kept, an unknown marker is named with its cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from app.errors import Refusal
from app.reports import markers
from app.reports.cell_text import could_run, tidy
from app.reports.markers import REPEATS, Value, Values
from app.reports.period_report import PeriodReport
from app.reports.stamping import stamp_workbook

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MARKER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
LONGEST_FILE_BYTES = 20 << 20
LONGEST_UNPACKED_BYTES = 200 << 20
MOST_ERRORS_NAMED = 8
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = ("vbaProject.bin", "macrosheets/", "activeX/")


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row that is repeated: where, and for what (每类, 每件 …)."""

    sheet: str
    row: int
    mark: str


def filled(template: bytes, report: PeriodReport) -> bytes:
    """The template with every marker replaced; the same data gives the same bytes.

    Refusals on ``template``: ``template-locked``, ``template-macros``, ``template-damaged``,
    ``template-marker`` naming each cell that cannot be filled, ``template-empty`` without any marker.
    """
    from app.reports.template_rows import repeat_row

    book = _opened(template)
    rows = check(book)
    said = markers.period_values(report)
    for marked in reversed(rows):  # from below, so that rows above keep their numbers
        sheet = book[marked.sheet]
        times = markers.length_of(report, marked.mark)
        repeat_row(book, sheet, marked.row, times)
        _fill_rows(sheet, marked, report, said)
    for sheet in book.worksheets:
        for cell in _marked_cells(sheet):
            _fill(cell, str(cell.value), said)
    _recalculate(book)
    made = BytesIO()
    book.save(made)
    return stamp_workbook(made.getvalue(), report.last_at)


def checked(template: bytes) -> None:
    """Refuse a template that could not be filled, before it is published; Refusals as of ``filled``."""
    check(_opened(template))


def marks_of(template: bytes) -> tuple[tuple[str, str], ...]:
    """(cell, its words) of every cell that is filled, in reading order; Refusals as of ``filled``."""
    book = _opened(template)
    check(book)
    return tuple(
        (f"{sheet.title} {cell.coordinate}", str(cell.value))
        for sheet in book.worksheets
        for cell in _marked_cells(sheet)
    )


def check(book: Workbook) -> tuple[MarkedRow, ...]:
    """The repeated rows in reading order; Refusal ``template-marker`` naming every wrong cell."""
    known = frozenset(markers.period_values(_nothing()))
    rows: list[MarkedRow] = []
    wrong: list[str] = []
    any_marker = False
    for sheet in book.worksheets:
        for number, cells in _rows_of(sheet).items():
            any_marker = True
            marks = [word for cell in cells for word in words_of(cell) if word in REPEATS]
            allowed = known | (markers.known_in(marks[0]) if marks else frozenset())
            for cell in cells:
                where = f"“{sheet.title}”{cell.coordinate}"
                wrong += [
                    f"{where} 的 {{{{{word}}}}}"
                    for word in words_of(cell)
                    if word not in allowed and word not in marks[:1]
                ]
            if marks:
                rows.append(MarkedRow(sheet.title, number, marks[0]))
    if wrong:
        more = f"等 {len(wrong)} 处" if len(wrong) > MOST_ERRORS_NAMED else ""
        raise _refusal(
            f"模板里有不认识的标记：{'、'.join(wrong[:MOST_ERRORS_NAMED])}{more}。"
            f"重复的行要有 {'、'.join(f'{{{{{mark}}}}}' for mark in REPEATS)} 之一",
            "marker",
        )
    if not any_marker:
        raise _refusal("模板里没有一个标记，如 {{月.受理数}}", "empty")
    return tuple(rows)


def words_of(cell: Cell) -> list[str]:
    """The markers of a cell, without their braces."""
    return MARKER.findall(cell.value) if isinstance(cell.value, str) else []


def _opened(template: bytes) -> Workbook:
    import openpyxl

    _look_at(template)
    try:
        return openpyxl.load_workbook(BytesIO(template))
    except Exception as fault:
        raise _refusal("模板打不开，可能已损坏，请另存为 .xlsx 再试", "damaged") from fault


def _look_at(template: bytes) -> None:
    """What can be told without opening it."""
    if template.startswith(_LOCKED):
        raise _refusal("模板设了密码，或是旧的 .xls 格式，请去掉密码、另存为 .xlsx", "locked")
    if len(template) > LONGEST_FILE_BYTES:
        raise _refusal("模板超过 20 MB，太大了", "damaged")
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            names = archive.namelist()
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as fault:
        raise _refusal("模板打不开，可能已损坏，请另存为 .xlsx 再试", "damaged") from fault
    if any(sign in name for name in names for sign in _MACROS):
        raise _refusal("模板里有宏，请另存为不带宏的 .xlsx", "macros")
    if size > LONGEST_UNPACKED_BYTES or "[Content_Types].xml" not in names:
        raise _refusal("模板不是可用的 Excel 工作簿，或展开后过大", "damaged")


def _rows_of(sheet: Worksheet) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in _marked_cells(sheet):
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _marked_cells(sheet: Worksheet) -> Iterator[Cell]:
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str) and "{{" in cell.value:
                yield cell


def _fill_rows(sheet: Worksheet, marked: MarkedRow, report: PeriodReport, said: Values) -> None:
    models = {cell.column: str(cell.value) for cell in sheet[marked.row] if isinstance(cell.value, str)}
    lines = list(markers.repeated(report, marked.mark))
    for number, values in enumerate(lines or [dict.fromkeys(markers.known_in(marked.mark), "")]):
        for column, words in models.items():
            cell = sheet.cell(marked.row + number, column)
            _fill(cell, words.replace(f"{{{{{marked.mark}}}}}", ""), {**said, **values})


def _fill(cell: Cell, words: str, said: Values) -> None:
    """One marker alone becomes its value; among words it becomes words; what might run is kept as text."""
    alone = MARKER.fullmatch(words.strip())
    value: Value = said[alone[1]] if alone else MARKER.sub(lambda found: _spoken(said[found[1]]), words)
    if isinstance(value, str) and words.startswith("=") and not alone:
        cell.value = value
        return
    if isinstance(value, str):
        value = tidy(value)
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = could_run(value)
        return
    cell.value = value


def _spoken(value: Value) -> str:
    return "" if value is None else str(value)


def _recalculate(book: Workbook) -> None:
    """A formula of the template has no value yet: the spreadsheet works it out when it opens."""
    from openpyxl.workbook.properties import CalcProperties

    book.calculation = CalcProperties(fullCalcOnLoad=True)


def _nothing() -> PeriodReport:
    """A report of nothing, for the names of its markers."""
    from app.domain.case_counts import COUNT_WORDS
    from app.domain.periods import PeriodKind, ReportPeriod
    from app.domain.rate_definitions import RATES, ZEROS
    from app.reports.period_report import RateLine, ZeroLine

    return PeriodReport(
        room="",
        site_code="",
        period=ReportPeriod(PeriodKind.MONTH, 2000, 1),
        made_by="",
        as_of_text="",
        definition_version="",
        sample_notice="",
        categories=(),
        ledger=(),
        rates=tuple(RateLine(rate.no, rate.name, 0, 0, "") for rate in RATES),
        zeros=tuple(ZeroLine(zero.name, zero.words, 0) for zero in ZEROS),
        counts=dict.fromkeys(COUNT_WORDS.values(), 0),
    )


def _refusal(what: str, code: str) -> Refusal:
    return Refusal(f"{what}。没有生成文件，登记簿没有改动。", field="template", code=f"template-{code}")
