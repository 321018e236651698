"""月统计表 (季, 半年, 年 likewise): what each category received, finished and was told about it, with totals and a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.percent import share, share_formula
from app.reports.period_report import CategoryLine
from app.reports.sheet import Column, Sheet, cell, down
from app.reports.styles import BODY_FONT, COMPLETED_FILL, INK, LINE, RECEIVED_FILL

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from app.reports.period_report import PeriodReport
    from app.reports.styles import Styles

NAMES = {"month": "月统计表", "quarter": "季统计表", "half": "半年统计表", "year": "年统计表"}
BANDS = (("事项", 0, 1), ("受理情况（件）", 2, 6), ("办结情况（件）", 7, 9), ("群众评价（件）", 10, 12))
COLUMNS = (
    Column("序号", 6, "number"),
    Column("事项类别", 22, "text"),
    Column("受理合计", 10, "number"),
    Column("即办件", 9, "number"),
    Column("承诺件", 9, "number"),
    Column("补办件", 9, "number"),
    Column("上报件", 9, "number"),
    Column("办结", 9, "number"),
    Column("按期办结", 10, "number"),
    Column("超期", 9, "number"),
    Column("参评", 9, "number"),
    Column("基本满意\n及以上", 11, "number"),
    Column("满意率", 10, "share"),
)
RECEIVED, COMPLETED, ON_TIME, OVERDUE, RATED, SATISFIED, SHARE = 2, 7, 8, 9, 10, 11, 12
TALLEST_ONE_PAGE = 26
CHART_ROWS, CHART_ROW_POINTS = 20, 15


@dataclass(frozen=True, slots=True)
class Totals:
    """Where the totals stand and what they are, for the cover; ``values`` in the order of the columns 2–11."""

    sheet: str
    row: int
    values: tuple[int, ...]

    def of(self, column: int) -> tuple[str, int]:
        """Formula that fetches the total of a column, and its value."""
        return f"='{self.sheet}'!{cell(self.row, column)}", self.values[column - RECEIVED]


def name_of(report: PeriodReport) -> str:
    """The sheet's name in this workbook."""
    return NAMES[report.period.kind]


def figures(line: CategoryLine) -> tuple[int, ...]:
    """The line's numbers in the order of the columns 2–11."""
    kinds = (line.immediate, line.promised, line.supplement, line.escalated)
    finished = (line.completed, line.on_time, line.overdue)
    return (line.received, *kinds, *finished, line.rated, line.satisfied)


def totals_of(report: PeriodReport, row: int) -> Totals:
    """Sums of every column over all categories."""
    columns = zip(*(figures(line) for line in report.categories), strict=True)
    sums = tuple(sum(column) for column in columns)
    return Totals(name_of(report), row, sums or (0,) * (SHARE - RECEIVED))


def write(book: Workbook, styles: Styles, report: PeriodReport) -> Totals:
    """Add the sheet; gives where its totals stand."""
    sheet = Sheet(book.get_worksheet_by_name(name_of(report)), styles, COLUMNS)
    span = f"统计期间：{report.first_on:%Y-%m-%d} 至 {report.last_on:%Y-%m-%d}"
    title = f"{report.title}代办服务统计表"
    sheet.title_block(title, f"填报单位：{report.room}（{report.site_code}）", span, report.sample_notice)
    _bands(sheet)
    first = sheet.headings(36) + 1
    for number, line in enumerate(report.categories, 1):
        _category(sheet, number, line)
    if not report.categories:
        sheet.nothing(f"{report.period.this}没有受理、办结的事项。")
    totals = totals_of(report, sheet.row)
    _total(sheet, first, totals)
    _remarks(sheet, report)
    if report.categories:
        _chart(book, sheet, report, first)
    one_page = len(report.categories) <= TALLEST_ONE_PAGE
    sheet.finish(report.room, report.definition_version, one_page=one_page)
    return totals


def _bands(sheet: Sheet) -> None:
    sheet.page.set_row(sheet.row, 22)
    for words, first, last in BANDS:
        sheet.band(sheet.row, first, last, words, "head")
    sheet.row += 1


def _category(sheet: Sheet, number: int, line: CategoryLine) -> None:
    row = sheet.row
    sheet.line((number, line.name, *figures(line), None))
    formula = share_formula(cell(row, SATISFIED), cell(row, RATED))
    sheet.formula(row, SHARE, formula, "share", share(line.satisfied, line.rated))


def _total(sheet: Sheet, first: int, totals: Totals) -> None:
    row = sheet.row
    sheet.page.set_row(row, 24)
    sheet.band(row, 0, 1, "合  计", "total")
    for column in range(RECEIVED, SHARE):
        formula = f"=SUM({down(first, row - 1, column)})"
        sheet.formula(row, column, formula, "total_number", totals.values[column - RECEIVED])
    share_value = share(totals.of(SATISFIED)[1], totals.of(RATED)[1])
    formula = share_formula(cell(row, SATISFIED), cell(row, RATED))
    sheet.formula(row, SHARE, formula, "total_share", share_value)
    sheet.row += 1


def _remarks(sheet: Sheet, report: PeriodReport) -> None:
    this = report.period.this
    sheet.remark(
        f"说明：受理合计＝即办件＋承诺件＋补办件＋上报件；办结为{this}办结的件（含以前受理的）；"
        f"超期含{this}逾期办结和期末仍未办结的超期件；未参评的件不算满意；补录 {report.old_book} 件不计入。"
    )


def _chart(book: Workbook, sheet: Sheet, report: PeriodReport, first: int) -> None:
    """Received and completed side by side for each category; the numbers travel with the picture."""
    name = name_of(report)
    chart = book.add_chart({"type": "column"})
    last = first + len(report.categories) - 1
    names = [line.name for line in report.categories]
    for words, column, fill in (("受理", RECEIVED, RECEIVED_FILL), ("办结", COMPLETED, COMPLETED_FILL)):
        chart.add_series(
            {
                "name": words,
                "categories": [name, first, 1, last, 1],
                "values": [name, first, column, last, column],
                "categories_data": names,
                "values_data": [figures(line)[column - RECEIVED] for line in report.categories],
                "fill": {"color": fill},
                "border": {"none": True},
                "gap": 80,
                "overlap": -5,
                "data_labels": {"value": True, "font": {"name": BODY_FONT, "size": 9, "color": INK}},
            }
        )
    font = {"name": BODY_FONT, "size": 10, "color": INK}
    chart.set_title({"name": "各类事项受理与办结（件）", "name_font": {**font, "size": 13}, "overlay": False})
    chart.set_x_axis({"num_font": font, "line": {"color": LINE}})
    chart.set_y_axis(
        {"num_font": font, "min": 0, "num_format": "0", "major_gridlines": _grid(), "line": {"none": True}}
    )
    chart.set_legend({"position": "top", "font": font})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size({"width": 984, "height": 380})
    chart.show_blanks_as("gap")
    sheet.row += 1
    for row in range(sheet.row, sheet.row + CHART_ROWS):
        sheet.page.set_row(row, CHART_ROW_POINTS)
    sheet.page.insert_chart(sheet.row, 0, chart, {"object_position": 2, "x_offset": 2})
    sheet.row += CHART_ROWS


def _grid() -> dict[str, object]:
    return {"visible": True, "line": {"color": "#E2E7E6", "width": 0.75}}
