"""Words for one cell: what is hidden, cut or masked."""

from __future__ import annotations

import pytest

from app.reports.cell_text import could_run, lines_needed, tidy


def test_marks_that_turn_text_around_are_taken_out() -> None:
    assert tidy("王\u202e建\u200f国\x00") == "王建国"


def test_joiners_inside_emoji_and_line_breaks_stay() -> None:
    assert tidy("👨\u200d👩\u200d👧\r\n第二行") == "👨\u200d👩\u200d👧\n第二行"


@pytest.mark.parametrize("words", ["=1", "+1", "-1", "@a", " =1", "　=1"])
def test_what_a_spreadsheet_could_run_is_noticed(words: str) -> None:
    assert could_run(words)


@pytest.mark.parametrize("words", ["王建国", "", "3组", "a=1"])
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert not could_run(words)


def test_chinese_takes_two_columns() -> None:
    assert lines_needed("中" * 10, 21) == 1
    assert lines_needed("中" * 11, 21) == 2
    assert lines_needed("一\n二", 21) == 2
