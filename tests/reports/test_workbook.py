"""The month's workbook says what the report says, in any reader, and the same twice."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.cell import Cell

from app.errors import Refusal
from app.reports import workbook
from app.reports.period_report import LedgerLine, PeriodReport
from app.reports.workbook import sheet_names, write_report
from tests.reports.months import (
    DANGEROUS,
    RARE_NAMES,
    empty_month,
    ledger_line,
    ordinary_month,
    whole_quarter,
)
from tests.reports.spreadsheet_program import formulas_of, on_paper, values_of, without_values, worked_out


def formula_cells(made: bytes) -> Iterator[tuple[str, str]]:
    """Sheet and name of every cell that holds a formula."""
    for sheet in formulas_of(made):
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def words_on(made: bytes, sheet: str) -> list[str]:
    return [
        str(value) for row in values_of(made)[sheet].iter_rows(values_only=True) for value in row if value
    ]


@pytest.mark.needs("soffice")
@pytest.mark.parametrize(
    "report", [ordinary_month(), empty_month(), whole_quarter()], ids=["ordinary", "empty", "quarter"]
)
def test_a_spreadsheet_works_out_the_same_values_as_are_written(report: PeriodReport, tmp_path: Path) -> None:
    made = write_report(report)
    written, calculated = values_of(made), worked_out(without_values(made), tmp_path)
    cells = list(formula_cells(made))
    assert len(cells) > 20
    for sheet, name in cells:
        assert calculated[sheet][name].value == written[sheet][name].value, (sheet, name)


@pytest.mark.needs("soffice")
def test_on_paper_nothing_is_cut_off_and_every_page_has_headings_and_number(tmp_path: Path) -> None:
    report = replace(ordinary_month(60), room="凉州区黄羊镇石泉村民族团结进步示范社区党群服务中心便民服务站")
    pages = on_paper(write_report(report), tmp_path)
    assert "报送日期" in pages[0] and "单位（盖章）" in pages[0]
    assert "各类事项受理与办结" in pages[1]
    register = [page for page in pages if "受理登记簿" in page][1:]
    assert len(register) > 1
    assert all("受理编号" in page and "备注" in page for page in register)
    for number, page in enumerate(pages, 1):
        assert f"第 {number} 页" in page and f"共 {len(pages)} 页" in page
        assert "###" not in page


def test_every_formula_carries_its_value() -> None:
    made = write_report(ordinary_month())
    values = values_of(made)
    assert all(values[sheet][name].value is not None for sheet, name in formula_cells(made))


def test_totals_are_formulas_over_the_categories() -> None:
    report = ordinary_month()
    made = write_report(report)
    row = next(row for row in formulas_of(made)["月统计表"].iter_rows() if row[0].value == "合  计")
    first, last = row[0].row - len(report.categories), row[0].row - 1
    assert row[2].value == f"=SUM(C{first}:C{last})"
    assert values_of(made)["月统计表"][row[2].coordinate].value == sum(c.received for c in report.categories)


def test_the_register_has_every_case_and_agrees_with_the_totals() -> None:
    report = ordinary_month(40)
    made = write_report(report)
    numbers = {line.case_no for line in report.ledger}
    assert numbers == numbers & set(words_on(made, "受理登记簿"))
    assert "相符" in words_on(made, "封面")


def test_the_cover_says_so_when_register_and_totals_disagree() -> None:
    report = replace(ordinary_month(), categories=ordinary_month().categories[1:])
    assert "不符，请核对" in words_on(write_report(report), "封面")


def test_the_same_month_gives_the_same_bytes() -> None:
    assert write_report(ordinary_month()) == write_report(ordinary_month())


def test_a_long_register_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LONG_LEDGER", 10)
    assert write_report(ordinary_month()) == write_report(ordinary_month())


def test_a_long_register_says_the_same_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    short = write_report(ordinary_month())
    monkeypatch.setattr(workbook, "LONG_LEDGER", 10)
    long = write_report(ordinary_month())
    for sheet in sheet_names(ordinary_month()):
        assert words_on(long, sheet) == words_on(short, sheet)
        assert formulas_of(long)[sheet].merged_cells == formulas_of(short)[sheet].merged_cells


def test_nothing_in_the_file_tells_when_it_was_made() -> None:
    with zipfile.ZipFile(BytesIO(write_report(ordinary_month()))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 10, 31, 23, 59, 58)}
        properties = file.read("docProps/core.xml").decode()
    assert properties.count("2026-10-31T15:59:59Z") == 2


@pytest.mark.parametrize("words", DANGEROUS)
def test_what_people_typed_stays_text(words: str) -> None:
    line = replace(ledger_line(0), applicant=words, item=words, remark=words, phone=words)
    report = replace(ordinary_month(), ledger=(line,), room=words, made_by=words)
    cells = _cells_with(write_report(report), words)
    assert len(cells) >= 6
    for cell in cells:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        if words.lstrip("　")[0] in "=+-@":
            assert cell.quotePrefix and cell.number_format == "@"


def _cells_with(made: bytes, words: str) -> list[Cell]:
    return [
        cell
        for sheet in formulas_of(made)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == words
    ]


def test_only_our_own_formulas_are_formulas() -> None:
    lines = tuple(replace(ledger_line(n), applicant=words, remark=words) for n, words in enumerate(DANGEROUS))
    usual = list(formula_cells(write_report(replace(ordinary_month(), ledger=(ledger_line(0),)))))
    assert list(formula_cells(write_report(replace(ordinary_month(), ledger=lines)))) == usual


def test_rare_names_survive() -> None:
    assert set(RARE_NAMES) <= set(words_on(write_report(ordinary_month()), "受理登记簿"))


def test_numbers_of_people_are_text_and_masked() -> None:
    sheet = formulas_of(write_report(ordinary_month()))["受理登记簿"]
    row = next(row for row in sheet.iter_rows() if row[0].value == 1)
    assert (row[4].value, row[4].number_format, row[4].data_type) == ("620921********402X", "@", "s")
    assert (row[5].value, row[5].number_format, row[5].data_type) == ("01380000000", "@", "s")


@pytest.mark.parametrize("number", ["H12345678", "810000199408230021"[:11], "620921601215402"])
def test_no_document_is_shown_whole(number: str) -> None:
    report = replace(ordinary_month(), ledger=(replace(ledger_line(0), id_number=number),))
    sheet = values_of(write_report(report))["受理登记簿"]
    shown = next(row[4] for row in sheet.iter_rows(values_only=True) if row[0] == 1)
    assert shown.count("*") >= 5 and shown.endswith(number[-4:]) and len(shown) == len(number)


def test_no_whole_id_number_is_anywhere_in_the_file() -> None:
    with zipfile.ZipFile(BytesIO(write_report(ordinary_month()))) as file:
        everything = b"".join(file.read(name) for name in file.namelist())
    assert all(line.id_number.encode() not in everything for line in ordinary_month().ledger)


def test_nobody_who_rated_is_named() -> None:
    said = " ".join(words_on(write_report(ordinary_month()), "评价与投诉"))
    assert all(line.applicant not in said for line in ordinary_month().ledger)


def test_sheets_of_what_is_not_in_the_register_are_left_out() -> None:
    usual = ("封面", "月统计表", "受理登记簿", "六率考核", "超期与延期", "评价与投诉")
    assert sheet_names(ordinary_month()) == usual
    added = ("值班", "各服务点", "与上期比较", "调整")
    assert sheet_names(whole_quarter()) == (usual[0], "季统计表", *usual[2:], *added)
    for sheet in added:
        assert words_on(write_report(whole_quarter()), sheet)


def test_a_month_without_cases_says_so() -> None:
    made = write_report(empty_month())
    assert words_on(made, "六率考核").count("—(无)") == 4
    assert "—(无)" in words_on(made, "封面")
    assert "本月没有受理记录。" in words_on(made, "受理登记簿")


def test_the_sample_notice_stands_on_cover_and_register_only_while_in_force() -> None:
    notice = ordinary_month().sample_notice
    for sheet in ("封面", "受理登记簿"):
        assert notice in words_on(write_report(ordinary_month()), sheet)
        assert notice not in words_on(write_report(replace(ordinary_month(), sample_notice="")), sheet)


def test_every_sheet_is_ready_for_paper() -> None:
    book = formulas_of(write_report(ordinary_month()))
    assert tuple(book.sheetnames) == sheet_names(ordinary_month())
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
        assert sheet.print_area
        assert "&P" in sheet.oddFooter.center.text and "&N" in sheet.oddFooter.center.text
        assert "2026-01" in sheet.oddFooter.right.text


@pytest.mark.parametrize("name", ["受理登记簿", "超期与延期", "评价与投诉"])
def test_long_tables_keep_their_headings_and_can_be_filtered(name: str) -> None:
    sheet = formulas_of(write_report(ordinary_month()))[name]
    headings = int(sheet.print_title_rows.split("$")[-1])
    assert sheet.cell(headings, 1).value == "序号"
    assert str(sheet.freeze_panes).lstrip("ABCDEFGH") == str(headings + 1)
    assert sheet.auto_filter.ref.startswith(f"A{headings}:")


def test_the_chart_compares_received_with_completed() -> None:
    with zipfile.ZipFile(BytesIO(write_report(ordinary_month()))) as file:
        chart = file.read("xl/charts/chart1.xml").decode()
    assert "受理" in chart and "办结" in chart
    assert "<c:v>民政</c:v>" in chart  # the picture carries its own numbers for viewers that do not calculate


def test_progress_is_told_and_the_export_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    write_report(ordinary_month(450), progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 450), (200, 450), (400, 450), (450, 450)]
    with pytest.raises(Refusal) as refused:
        write_report(ordinary_month(450), cancelled=lambda: True)
    assert refused.value.code == "cancelled"


def test_a_stopped_export_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(workbook, "LONG_LEDGER", 10)
    asked = iter([False, False, True])
    with pytest.raises(Refusal):
        write_report(ordinary_month(1000), cancelled=lambda: next(asked))
    assert list(tmp_path.iterdir()) == []


class Book:
    """A register book that can be read once, as a database reader can."""

    def __len__(self) -> int:
        return 30

    def __iter__(self) -> Iterator[LedgerLine]:
        return (ledger_line(number) for number in range(30))


def test_the_register_may_come_line_by_line() -> None:
    whole = replace(ordinary_month(), ledger=tuple(Book()))
    assert write_report(replace(whole, ledger=Book())) == write_report(whole)


def test_endless_and_broken_words_do_not_break_the_file() -> None:
    line = replace(ledger_line(0), applicant="长" * 300, remark="a\x0bb\u202ec\ud800", item="字" * 40_000)
    shown = words_on(write_report(replace(ordinary_month(), ledger=(line,))), "受理登记簿")
    assert "长" * 300 in shown
    assert "abc\ufffd" in shown
    assert any(words.endswith("…") and len(words) == 32_767 for words in shown)
