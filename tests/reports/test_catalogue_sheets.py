"""A township edits the catalogue in a spreadsheet program: it comes back whole, or every wrong cell is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

from app import assets
from app.domain.catalogue import Catalogue, from_document
from app.errors import Refusal
from app.reports.catalogue_reading import read_catalogue
from app.reports.catalogue_sheets import write_catalogue
from tests.domain.catalogues import catalogues
from tests.reports.spreadsheet_program import worked_out

SAMPLE = from_document(assets.text("catalogue", "sample.json"))
SMALL = replace(SAMPLE, items=SAMPLE.items[:3])


def edited(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The small catalogue's workbook after somebody worked in it."""
    book = openpyxl.load_workbook(BytesIO(write_catalogue(SMALL)))
    change(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def cell_of(page: Worksheet, heading: str, row: int) -> str:
    column = next(cell.column_letter for cell in page[1] if cell.value == heading)
    return f"{column}{row}"


def put(sheet: str, heading: str, row: int, value: object) -> Callable[[openpyxl.Workbook], object]:
    def change(book: openpyxl.Workbook) -> None:
        page = book[sheet]
        page[cell_of(page, heading, row)] = value

    return change


def test_the_sample_comes_back_the_same() -> None:
    assert read_catalogue(write_catalogue(SAMPLE)).catalogue == SAMPLE


@settings(max_examples=25)
@given(catalogues())
def test_any_catalogue_comes_back_the_same(made: Catalogue) -> None:
    listed = replace(made, items=tuple(replace(item, withdrawn=False) for item in made.items))
    read = read_catalogue(write_catalogue(listed))
    assert read.problems == ()
    assert read.catalogue == listed


@pytest.mark.needs("soffice")
def test_a_catalogue_saved_by_a_spreadsheet_program_comes_back_the_same(tmp_path: Path) -> None:
    saved = BytesIO()
    worked_out(write_catalogue(SAMPLE), tmp_path).save(saved)
    assert read_catalogue(saved.getvalue()).catalogue == SAMPLE


def test_words_that_look_like_a_formula_stay_words() -> None:
    odd = replace(SMALL.items[0], conditions=("=1+1", "-2"), department="+86")
    made = replace(SMALL, items=(odd, *SMALL.items[1:]))
    assert read_catalogue(write_catalogue(made)).catalogue == made


def test_a_day_that_the_spreadsheet_made_a_date_is_understood() -> None:
    read = read_catalogue(
        edited(
            lambda book: [
                put("事项", "每年开始办理", 2, datetime(2026, 9, 1))(book),  # noqa: DTZ001 - a cell has no zone
                put("事项", "每年截止办理", 2, "12-31")(book),
            ]
        )
    )
    assert read.catalogue is not None
    assert (read.catalogue.items[0].opens, read.catalogue.items[0].closes) == ("09-01", "12-31")


@pytest.mark.parametrize(
    ("sheet", "heading", "row", "value", "said"),
    [
        ("事项", "承诺天数", 2, "三十", "工作表“事项” G2“三十”不对，要填整数"),
        ("事项", "承诺天数", 2, 2.5, "“2.5”不对，要填整数"),
        ("事项", "承诺天数", 2, 0, "G2：即办件的承诺天数是 0"),
        ("事项", "办件类型", 3, "快办件", "F3“快办件”不对，只能填：即办件、承诺件、上报件"),
        ("事项", "编码", 3, "MZ01", "A3的编码“MZ01”和 A2 重复"),
        ("事项", "名称", 4, "农村最低生活保障申请", "B4的名称“农村最低生活保障申请”和 B2 重复"),
        ("事项", "编码", 2, "民政一", "A2"),
        ("事项", "名称", 2, None, "B2缺少“名称”"),
        ("事项", "敏感", 2, "也许", "“也许”不对，填“是”或不填"),
        ("事项", "每年开始办理", 2, "13-01", "要写成 月-日"),
        ("材料", "事项编码", 2, "ZZ77", "工作表“材料” A2的事项编码“ZZ77”在“事项”表里没有"),
        ("材料", "份数", 3, 0, "工作表“材料” E3的"),
        ("材料", "名称", 3, "申请书", "写了两次"),
        ("材料", "形式", 2, "原件、传真", "“传真”不对"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_taken(
    sheet: str, heading: str, row: int, value: object, said: str
) -> None:
    read = read_catalogue(edited(put(sheet, heading, row, value)))
    assert read.catalogue is None
    assert any(said in problem.sentence for problem in read.problems), read.problems


def test_every_wrong_cell_is_named_at_once() -> None:
    read = read_catalogue(
        edited(
            lambda book: [
                put("事项", "承诺天数", 2, "多")(book),
                put("材料", "份数", 2, "多")(book),
            ]
        )
    )
    assert {problem.sheet for problem in read.problems} == {"事项", "材料"}


def test_a_missing_column_or_sheet_is_named() -> None:
    def drop(book: openpyxl.Workbook) -> None:
        page = book["事项"]
        page.delete_cols(openpyxl.utils.column_index_from_string(cell_of(page, "设定依据", 1)[:-1]))
        del book["程序"]

    said = [problem.sentence for problem in read_catalogue(edited(drop)).problems]
    assert "工作表“事项”缺少“设定依据”一栏，请在第 1 行补上" in said
    assert "工作表“程序”不在工作簿里" in said


def test_a_catalogue_without_a_version_is_refused() -> None:
    def forget(book: openpyxl.Workbook) -> None:
        book["说明"]["B2"] = None

    (problem,) = read_catalogue(edited(forget)).problems
    assert problem.sentence == "工作表“说明” B2缺少“目录版本”"


def test_columns_of_ones_own_and_empty_rows_do_not_matter() -> None:
    def add(book: openpyxl.Workbook) -> None:
        page = book["事项"]
        page.cell(1, page.max_column + 1, "本镇备注")
        page.cell(40, 3, "  ")

    assert read_catalogue(edited(add)).catalogue == SMALL


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", "编码,名称".encode()])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refusal:
        read_catalogue(content)
    assert refusal.value.code == "catalogue-workbook"
