"""The rules of reading rosters: headers known by their words, numbers by their looks, days only where they are plain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import roster_rows
from app.domain.roster_days import SPREADSHEET_EPOCH, day_of
from app.domain.rosters import FIELDS, Cell, ImportKind, column_at, column_letters, guess
from app.errors import Refusal
from tests.services.requests import id_number

TODAY = date(2026, 11, 23)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()
)
Made = TypeVar("Made")
DAYS = st.dates(date(1955, 1, 1), date(2099, 12, 31))


def made_or_told(check: Callable[[], Made], kind: ImportKind) -> Made | None:
    """What became of a row; None where a sentence names one of its fields."""
    told: list[Refusal] = []
    try:
        return check()
    except Refusal as refusal:
        told.append(refusal)
    assert told[0].sentence.endswith("。")
    assert told[0].field in {field.name for field in FIELDS[kind]}
    return None


@given(DAYS)
def test_every_usual_way_of_writing_a_day_is_the_same_day(day: date) -> None:
    ways: tuple[Cell, ...] = (
        day,
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month:02}/{day.day:02}",
        f" {day.year} - {day.month} - {day.day} ",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        float((day - SPREADSHEET_EPOCH).days) + 0.5,
        f"{day:%Y-%m-%d} 08:30",
    )
    assert {day_of(way, field="accepted_on", words="受理日期") for way in ways} == {day}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("25.3.7", "day-short-year"),
        ("2025.3", "day-unknown"),
        (2025.3, "day-unknown"),
        ("3月7日", "day-unknown"),
        ("2025-02-30", "day-impossible"),
        (True, "day-unknown"),
        ("昨天", "day-unknown"),
        (20251341, "day-impossible"),
    ],
)
def test_a_day_that_could_be_read_in_two_ways_is_refused(cell: Cell, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        day_of(cell, field="accepted_on", words="受理日期")
    assert (refusal.value.field, refusal.value.code) == ("accepted_on", code)


@given(st.dictionaries(st.sampled_from([f.name for f in FIELDS[ImportKind.VILLAGERS]]), CELLS))
def test_any_row_of_a_roster_becomes_a_person_or_a_sentence(cells: dict[str, Cell]) -> None:
    made = made_or_told(lambda: roster_rows.person(5, cells, TODAY), ImportKind.VILLAGERS)
    assert made is None or (made.name and (made.identity or made.id_missing_reason))


@given(st.dictionaries(st.sampled_from([f.name for f in FIELDS[ImportKind.LEDGER]]), CELLS), st.booleans())
def test_any_row_of_a_ledger_becomes_an_entry_or_a_sentence(cells: dict[str, Cell], one_day: bool) -> None:
    made = made_or_told(lambda: roster_rows.entry(5, cells, TODAY, one_day=one_day), ImportKind.LEDGER)
    assert made is None or (made.name and made.item and made.accepted_on <= made.completed_on <= TODAY)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=12))
def test_any_sheet_is_looked_at_without_harm(rows: list[list[Cell]]) -> None:
    for kind in ImportKind:
        found = guess(kind, rows)
        assert len(set(found.columns.values())) == len(found.columns)
        assert 0 <= found.header_row <= len(rows)


@given(
    st.permutations(["姓名", "身份证号码", "联系电话", "村民小组", "备注"]),
    st.integers(0, 6),
    st.integers(0, 3),
)
def test_a_header_is_found_wherever_it_stands(words: list[str], above: int, left: int) -> None:
    rows: list[list[Cell]] = [["某村花名册"]]
    for _ in range(above):
        rows.append([None])
    indent: list[Cell] = [None] * left
    rows += [[*indent, *(word for word in words)], [*indent, *("x" for _ in words)]]
    found = guess(ImportKind.VILLAGERS, rows)
    assert found.header_row == above + 2
    assert {rows[above + 1][at] for at in found.columns.values()} == set(words)


@given(st.integers(0, 16_383))
def test_letters_of_columns_go_both_ways(column: int) -> None:
    assert column_at(column_letters(column)) == column


def test_a_relative_s_name_is_not_taken_for_the_person_s() -> None:
    header: list[Cell] = ["监护人姓名", "姓名", "户主姓名", "户主身份证号", "身份证号"]
    assert guess(ImportKind.VILLAGERS, [header]).columns == {"name": 1, "id_number": 4}


def test_numbers_are_known_by_their_looks_under_any_header() -> None:
    rows: list[list[Cell]] = [["甲", "姓名", "乙"]]
    rows += [["13812345678", "张三", id_number(order=n)] for n in range(5)]
    assert guess(ImportKind.VILLAGERS, rows).columns == {"name": 1, "id_number": 2, "phone": 0}


@given(st.integers(10**15, 10**19))
def test_a_number_that_lost_its_digits_is_told_and_never_guessed(number: int) -> None:
    for cell in (float(number), number):
        with pytest.raises(Refusal) as refusal:
            roster_rows.person(2, {"name": "张三", "id_number": cell}, TODAY)
        assert (refusal.value.field, refusal.value.code) == ("id_number", "id-digits-lost")


def test_a_case_is_not_older_than_its_applicant() -> None:
    cells: dict[str, Cell] = {"name": "张三", "item": "办证", "id_number": id_number("20200101")}
    cells["accepted_on"] = date(2020, 1, 1) - timedelta(1)
    with pytest.raises(Refusal) as refusal:
        roster_rows.entry(2, cells, TODAY, one_day=True)
    assert refusal.value.code == "before-birth"
