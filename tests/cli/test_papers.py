"""Papers from the command line: every one is listed, comes out empty, and says why it does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.printing.papers import PAPERS
from tests.cli.program import Daiban
from tests.printing.readings import codes, read


def test_every_paper_is_listed_with_its_size(daiban: Daiban) -> None:
    rows = daiban("papers").json
    assert [row["name"] for row in rows] == [kind.name for kind in PAPERS]
    for row in rows:
        assert set(row) == {"name", "title", "width_mm", "height_mm", "about"}
        assert row["width_mm"] > 0 and row["height_mm"] > 0


def test_every_paper_comes_out_empty_at_its_size(daiban: Daiban, tmp_path: Path) -> None:
    for kind in PAPERS:
        target = tmp_path / f"{kind.name}.pdf"
        assert daiban("print", "--paper", kind.name, "--to", target).status == 0, kind.name
        page = read(target.read_bytes())[0]
        assert page.width_mm == pytest.approx(kind.width_mm, abs=0.2), kind.name
        assert page.height_mm == pytest.approx(kind.height_mm, abs=0.2), kind.name


def test_a_paper_that_does_not_fit_ends_with_1_and_says_why(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    said = daiban("print", number, "--paper", "reply-card", "--to", tmp_path / "x.pdf")
    assert said.status == 1
    assert "还没有交给申请人" in said.err + said.out
    assert not (tmp_path / "x.pdf").exists()


def test_a_pad_of_slips_reserves_a_number_for_each(daiban: Daiban, tmp_path: Path) -> None:
    target = tmp_path / "pad.pdf"
    assert daiban("print", "--paper", "blank-slips", "--count", "2", "--to", target).status == 0
    found = codes(target.read_bytes(), dpi=200)
    assert len(found) == 6
    assert len(set(found)) == 2
    assert daiban("check-slip", found[0]).status == 0


def test_a_file_or_a_printer_must_be_named(daiban: Daiban, tmp_path: Path) -> None:
    assert daiban("print", "--paper", "receipt").status == 2


def test_an_unknown_layout_is_refused(daiban: Daiban, tmp_path: Path) -> None:
    said = daiban("print", "--paper", "slip", "--layout", "a7", "--to", tmp_path / "x.pdf")
    assert said.status == 1
    assert "carbon93" in said.err + said.out
