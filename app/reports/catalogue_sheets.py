"""A catalogue as a workbook that a township edits in WPS; ``catalogue_reading`` takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.catalogue.documents import item_document
from app.domain.catalogue.items import SAMPLE_NOTICE, Catalogue
from app.reports.catalogue_columns import (
    ABOUT,
    COUNTINGS,
    HEAD,
    HEAD_WORDS,
    ITEM_CODE,
    SHEETS,
    YES_WORDS,
    Column,
    SheetPlan,
)
from app.reports.cell_text import lines_needed

FONT = "宋体"
A3 = 8
LINE_POINTS = 14.5
TALLEST_ROW_POINTS = 409.0
LAST_CHECKED_ROW = 3000
_EXPLAINED = (
    "第一行是栏目名称，请不要改名或删去；可以加行、删行，不认识的栏目不读。",
    "一格里有几条的，一条一行（按 Alt+回车 换行）。",
    "“材料”“程序”“时限”三张表用“事项编码”对应“事项”表，按行的先后排列。",
    "即办件的承诺天数填 0；其他办件至少 1 个工作日，受理到取回结果全部算在内。",
    "承诺天数不得超过部门承诺天数加报送取件天数，后者不得超过法定天数，否则不能公布。",
    "“必要性”：必要、符合条件时必要、非必要、容缺（先受理，后补交）。",
    "同一事项里“任选其一组”写得一样的材料，交其中一样就可以。",
    "“可告知承诺”“可留原件”“敏感”“目录外”填“是”或不填。",
    "每年开始、截止办理写成 月-日，如 09-01 和 12-31；全年办理的不填。",
    "改好以后请换一个“目录版本”再导入，如 2026-2。",
)


def write_catalogue(catalogue: Catalogue) -> bytes:
    """The ``.xlsx`` of a catalogue: sheets 事项, 材料, 程序, 时限, 说明."""
    book = Workbook()
    book.remove(book.active)
    documents = [item_document(item) for item in catalogue.items]
    for plan in SHEETS:
        _write_sheet(book.create_sheet(plan.name), plan, documents)
    _write_about(book.create_sheet(ABOUT), catalogue)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _write_sheet(page: Worksheet, plan: SheetPlan, documents: list[dict[str, object]]) -> None:
    for number, column in enumerate(plan.columns, 1):
        cell = page.cell(1, number, column.heading)
        cell.font, cell.border, cell.fill = Font(FONT, size=11, bold=True), _frame(), _shade()
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(number)].width = column.width
        _offer_choices(page, number, column)
    for row, values in enumerate(_rows(plan, documents), 2):
        lines = 1
        for number, column in enumerate(plan.columns, 1):
            _write_cell(page, row, number, column, values)
            lines = max(lines, lines_needed(str(page.cell(row, number).value or ""), column.width))
        page.row_dimensions[row].height = min(lines * LINE_POINTS + 4, TALLEST_ROW_POINTS)
    page.freeze_panes = "C2"
    _set_up_printing(page)
    page.auto_filter.ref = f"A1:{get_column_letter(len(plan.columns))}{max(page.max_row, 2)}"


def _set_up_printing(page: Worksheet) -> None:
    """As wide as one A3 sheet, the headings on every page."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _rows(plan: SheetPlan, documents: list[dict[str, object]]) -> list[dict[str, object]]:
    if not plan.part:
        return documents
    rows = []
    for document in documents:
        parts = document.get(plan.part, [])
        assert isinstance(parts, list)
        rows += [{ITEM_CODE: document["code"]} | part for part in parts]
    return rows


def _write_cell(page: Worksheet, row: int, number: int, column: Column, values: Mapping[str, object]) -> None:
    cell = page.cell(row, number)
    cell.font, cell.border = Font(FONT, size=11), _frame()
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    shown = _shown(column, values.get(column.field))
    if isinstance(shown, int):
        cell.value = shown
    elif shown:
        cell.value = shown
        cell.data_type = "s"  # words that begin with = stay words
        cell.number_format = "@"
    elif column.look != "number":
        cell.number_format = "@"


def _shown(column: Column, value: object) -> str | int:
    if column.look == "number":
        if value is None:
            return {"sheets": 1, "transport_days": 0, "days": 0}.get(column.field, "")
        assert isinstance(value, int)
        return value
    if column.look == "yes":
        return YES_WORDS[value is True]
    if column.look in ("choice", "choices"):
        assert column.words is not None
        if column.look == "choice":
            return column.words[str(value) if value is not None else next(iter(column.words))]
        return "、".join(column.words[str(one)] for one in _list(value))
    return "\n".join(str(one) for one in _list(value)) if column.look == "lines" else str(value or "")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _offer_choices(page: Worksheet, number: int, column: Column) -> None:
    """The words that may stand in the column, offered by the spreadsheet program."""
    words = list(column.words.values()) if column.look == "choice" and column.words else []
    words = ["是"] if column.look == "yes" else [word for word in words if word]
    if not words:
        return
    offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    letter = get_column_letter(number)
    offered.add(f"{letter}2:{letter}{LAST_CHECKED_ROW}")
    page.add_data_validation(offered)


def _write_about(page: Worksheet, catalogue: Catalogue) -> None:
    values = {
        "title": catalogue.title,
        "version": catalogue.version,
        "parent_version": catalogue.parent_version,
        "counting": COUNTINGS[catalogue.counting.value],
        "sample": YES_WORDS[catalogue.sample],
    }
    page.column_dimensions["A"].width = 16
    page.column_dimensions["B"].width = 90
    for row, name in enumerate(HEAD, 1):
        page.cell(row, 1, HEAD_WORDS[name]).font = Font(FONT, size=11, bold=True)
        cell = page.cell(row, 2, values[name])
        cell.font, cell.number_format, cell.border = Font(FONT, size=11), "@", _frame()
        cell.data_type = "s"
    lines = ([SAMPLE_NOTICE] if catalogue.sample else []) + list(_EXPLAINED)
    for row, line in enumerate(lines, len(HEAD) + 2):
        cell = page.cell(row, 2, line)
        cell.font, cell.alignment = Font(FONT, size=11), Alignment(wrap_text=True)


def _frame() -> Border:
    thin = Side(style="thin", color="FF999999")
    return Border(thin, thin, thin, thin)


def _shade() -> PatternFill:
    return PatternFill("solid", fgColor="FFE8EEF4")
