"""The township's own workbook is filled with its looks kept, and every wrong cell is named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook

from app.domain.case_counts import COUNT_WORDS
from app.errors import Refusal
from app.reports import template
from app.reports.locking import locked
from app.reports.period_report import PeriodReport, SiteLine
from app.reports.template_rows import shifted
from app.reports.workbook import write_report
from tests.reports.months import DANGEROUS, ledger_line, ordinary_month
from tests.reports.spreadsheet_program import worked_out

FILL = PatternFill("solid", fgColor="FFEEDDCC")


def saved(book: Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def own_form(change: Callable[[Workbook], None] | None = None) -> bytes:
    """A township's monthly form as somebody made it in a spreadsheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "月报"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "{{室名}}{{期间}}代办情况"
    sheet["A1"].font = Font(name="黑体", size=20, bold=True)
    sheet["A2"], sheet["B2"], sheet["C2"] = "受理", "{{月.受理数}}", "满意率 {{月.群众评价满意率.文字}}"
    for column, words in enumerate(("类别", "受理", "办结", "满意率"), 1):
        sheet.cell(4, column, words)
    row = ("{{每类}}{{类.名称}}", "{{类.受理数}}", "{{类.办结数}}", "{{类.满意率}}")
    for column, words in enumerate(row, 1):
        sheet.cell(5, column, words).fill = FILL
    sheet["D5"].number_format = "0.0%"
    sheet.row_dimensions[5].height = 33
    sheet["A6"], sheet["B6"], sheet["C6"] = "合计", "=SUM(B5:B5)", "=SUM(C5:C5)"
    sheet["D6"] = "=B6-B2"
    sheet.merge_cells("A7:D7")
    sheet["A7"] = "填表人：{{制表人}}"
    sheet.print_area = "A1:D7"
    other = book.create_sheet("核对")
    other["A1"] = "=月报!B6"
    other["A3"], other["B3"] = "{{每件}}{{件.编号}}", "{{件.申请人}}"
    other["C3"], other["D3"] = "{{件.受理日期}}", "{{件.证件号}}"
    if change is not None:
        change(book)
    return saved(book)


def opened(made: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(made))


def report() -> PeriodReport:
    counts = dict.fromkeys(COUNT_WORDS.values(), 0) | {"受理数": 39}
    return replace(ordinary_month(), counts=counts)


def test_every_marker_is_filled_and_looks_are_kept() -> None:
    sheet = opened(template.filled(own_form(), report()))["月报"]
    assert sheet["A1"].value == "石泉村便民服务站2026年10月代办情况"
    assert (sheet["A1"].font.name, sheet["A1"].font.sz) == ("黑体", 20)
    assert sheet["B2"].value == 39
    names = [sheet.cell(row, 1).value for row in range(5, 10)]
    assert names == [line.name for line in report().categories]
    for row in range(5, 10):
        assert sheet.cell(row, 2).fill.fgColor.rgb == "FFEEDDCC"
        assert sheet.row_dimensions[row].height == 33
        assert sheet.cell(row, 4).number_format == "0.0%"
    assert sheet["A11"].value == "填表人：赵代办"
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:D1", "A11:D11"}
    assert sheet.print_area.endswith("$A$1:$D$11")


def test_formulas_below_a_repeated_row_go_on_meaning_the_same() -> None:
    book = opened(template.filled(own_form(), report()))
    assert book["月报"]["B10"].value == "=SUM(B5:B9)"
    assert book["月报"]["D10"].value == "=B10-B2"
    assert book["核对"]["A1"].value == "=月报!B10"


@pytest.mark.needs("soffice")
def test_a_spreadsheet_works_the_filled_form_out(tmp_path: Path) -> None:
    book = worked_out(template.filled(own_form(), report()), tmp_path)
    received = sum(line.received for line in report().categories)
    assert book["月报"]["B10"].value == book["核对"]["A1"].value == received == 39


def test_each_case_stands_on_its_row_masked() -> None:
    sheet = opened(template.filled(own_form(), report()))["核对"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[0] for row in rows] == [line.case_no for line in report().ledger]
    assert rows[0][3] == "620921********402X"
    whole = opened(template.filled(own_form(), replace(report(), whole_numbers=True)))["核对"]
    assert whole["D3"].value == ledger_line(0).id_number


def test_the_same_data_fills_the_same_bytes() -> None:
    form = own_form()
    first = template.filled(form, report())
    assert template.filled(form, report()) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 10, 31, 23, 59, 58)}
        assert b"2026-10-31T15:59:59Z" in archive.read("docProps/core.xml")


def test_an_unknown_marker_is_named_with_its_cell() -> None:
    def change(book: Workbook) -> None:
        book["月报"]["C2"] = "{{月.受里数}}"
        book["核对"]["B9"] = "{{件.编号}}"

    with pytest.raises(Refusal) as caught:
        template.filled(own_form(change), report())
    assert caught.value.code == "template-marker"
    assert "“月报”C2 的 {{月.受里数}}" in caught.value.sentence
    assert "“核对”B9 的 {{件.编号}}" in caught.value.sentence


def test_rooms_of_a_merged_report_stand_on_rows() -> None:
    def change(book: Workbook) -> None:
        book["核对"]["A3"], book["核对"]["B3"] = "{{每室}}{{室.名称}}", "{{室.受理数}}"
        book["核对"]["C3"] = book["核对"]["D3"] = None

    counts = dict.fromkeys(COUNT_WORDS, 7)
    sites = tuple(SiteLine(str(n), f"{n}村", counts, False) for n in range(3))
    sheet = opened(template.filled(own_form(change), replace(report(), sites=sites)))["核对"]
    assert [row[:2] for row in sheet.iter_rows(min_row=3, values_only=True)] == [
        ("0村", 7),
        ("1村", 7),
        ("2村", 7),
    ]


@pytest.mark.parametrize("words", [words for words in DANGEROUS if words[0] in "=+-@"])
def test_what_people_typed_never_runs_from_a_filled_form(words: str) -> None:
    line = replace(ledger_line(0), applicant=words)
    sheet = opened(template.filled(own_form(), replace(report(), ledger=(line,), made_by=words)))["核对"]
    assert (sheet["B3"].value, sheet["B3"].data_type) == (words, "s")
    assert sheet["B3"].quotePrefix


def test_a_category_without_cases_leaves_one_empty_row() -> None:
    sheet = opened(template.filled(own_form(), replace(report(), categories=())))["月报"]
    assert sheet["A5"].value in ("", None)
    assert sheet["B6"].value == "=SUM(B5:B5)"


def with_macros() -> bytes:
    made = BytesIO(own_form())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return made.getvalue()


def bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * (201 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("form", "code", "words"),
    [
        (b"", "damaged", "打不开"),
        (b"PK\x03\x04 not a workbook", "damaged", "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "locked", ".xls"),
        (with_macros(), "macros", "宏"),
        (bomb(), "damaged", "过大"),
        (own_form()[:-900], "damaged", "打不开"),
        (saved(Workbook()), "empty", "没有一个标记"),
    ],
    ids=["empty-file", "torn", "locked", "macros", "bomb", "cut", "no-marker"],
)
def test_bad_templates_are_refused_with_a_sentence(form: bytes, code: str, words: str) -> None:
    with pytest.raises(Refusal) as caught:
        template.checked(form)
    assert (caught.value.field, caught.value.code) == ("template", f"template-{code}")
    assert words in caught.value.sentence and "没有生成文件" in caught.value.sentence


@pytest.mark.parametrize(
    ("formula", "own", "after"),
    [
        ("=SUM(B5:B5)", True, "=SUM(B5:B8)"),
        ("=SUM(B$2:B4)", True, "=SUM(B$2:B4)"),
        ("=$A$6+A4", True, "=$A$9+A4"),
        ("=月报!A6+A6", False, "=月报!A9+A6"),
        ("='另一张'!A6", True, "='另一张'!A6"),
        ('=IF(A6="A6","B7",A:A)', True, '=IF(A9="A6","B7",A:A)'),
    ],
)
def test_references_move_with_the_rows(formula: str, own: bool, after: str) -> None:
    assert shifted(formula, own, "月报", 5, 3) == after


def test_a_locked_workbook_opens_with_its_password_only() -> None:
    made = write_report(ordinary_month())
    kept = locked(made, "青石村2026年报")
    assert not kept.startswith(b"PK")
    file = msoffcrypto.OfficeFile(BytesIO(kept))
    file.load_key(password="青石村2026年报")
    plain = BytesIO()
    file.decrypt(plain)
    assert plain.getvalue() == made
    with pytest.raises(Refusal) as caught:
        locked(made, "short")
    assert caught.value.field == "password"
