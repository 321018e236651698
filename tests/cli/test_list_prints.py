"""Prints of papers of no case are counted, and the very same list printed again says so."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Daiban
from tests.printing.readings import all_text


def book(daiban: Daiban, folder: Path) -> str:
    """The words of this year's register book, printed once more."""
    target = folder / "book.pdf"
    assert daiban("print", "2026", "--paper", "register-book", "--to", target).status == 0
    return all_text(target.read_bytes())


def test_the_same_list_again_is_a_second_print(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    assert "补打" not in book(daiban, tmp_path)
    assert "补打（第2次）" in book(daiban, tmp_path)
    assert "补打（第3次）" in book(daiban, tmp_path)


def test_a_list_that_says_something_else_is_a_first_print(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    book(daiban, tmp_path)
    daiban.accepted(tmp_path, item="YB02")
    assert "补打" not in book(daiban, tmp_path)


def test_who_printed_what_when_and_how_often_is_listed(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    book(daiban, tmp_path)
    book(daiban, tmp_path)
    daiban("print", "--paper", "items-poster", "--to", tmp_path / "poster.pdf")
    daiban("print", "--paper", "reply-card", "--to", tmp_path / "empty.pdf")
    rows = daiban("prints").json
    assert [(row["paper"], row["of"], row["times"], row["by"], row["sent_to"]) for row in rows] == [
        ("reply-card", "", 1, "王芳", "PDF"),
        ("items-poster", "", 1, "王芳", "PDF"),
        ("register-book", "2026", 2, "王芳", "PDF"),
        ("register-book", "2026", 1, "王芳", "PDF"),
    ]
    assert len(daiban("prints", "--paper", "register-book").json) == 2
    assert "第2次" in daiban.plain("prints").out


def test_an_empty_form_bears_no_mark_however_often_it_is_printed(daiban: Daiban, tmp_path: Path) -> None:
    for _ in range(2):
        daiban("print", "--paper", "reply-card", "--to", tmp_path / "empty.pdf")
    assert "补打" not in all_text((tmp_path / "empty.pdf").read_bytes())


def test_a_file_that_cannot_be_written_counts_as_no_print(daiban: Daiban, tmp_path: Path) -> None:
    target = tmp_path / "no" / "folder" / "book.pdf"
    assert daiban("print", "2026", "--paper", "register-book", "--to", target).status == 1
    assert daiban("prints").json == []
