"""Catalogues and calendars from the command line: out, edited, in again, compared, and a bad file named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import assets
from tests.cli.program import Daiban

OWN = {
    "code": "CUN-1",
    "name": "借用桌椅",
    "category": "公益事业",
    "tier": "village",
    "kind": "immediate",
    "days": 0,
}


def published_year(folder: Path) -> Path:
    document = json.loads(assets.text("calendar", "2027.json")) | {"published": True}
    document["on"] = {"2027-01-02": "元旦", "2027-01-03": "元旦"}
    file = folder / "2027.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["catalogue.json", "catalogue.xlsx"])
def test_a_catalogue_goes_out_and_comes_in(daiban: Daiban, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert daiban("catalogue", "export", file).json["items"] == 117
    again = daiban("catalogue", "import", file).json
    assert (again["imported"], again["changes"]) == (True, [])
    (row,) = daiban("catalogue", "list").json
    assert (row["version"], row["in_force"], row["items"]) == ("sample-2026-2", True, 117)


def test_an_edited_catalogue_is_looked_at_imported_and_compared(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "new.json"
    daiban("catalogue", "export", file)
    document = json.loads(file.read_text("utf-8"))
    document |= {"version": "2026-1", "sample": False}
    document["items"][0]["days"] = 25
    file.write_text(json.dumps(document), encoding="utf-8")
    looked = daiban("catalogue", "import", file, "--look").json
    assert not looked["imported"] and "由 30 个工作日改为 25 个工作日" in looked["changes"][1]
    assert len(daiban("catalogue", "list").json) == 1
    assert daiban("catalogue", "import", file).json["version"] == "2026-1"
    told = daiban("catalogue", "diff", "sample-2026-2", "2026-1").json
    assert [one["code"] for one in told["items"]] == ["MZ01"]
    assert daiban("catalogue", "diff", file, "2026-1").json["items"] == []
    assert "新增" not in daiban.plain("catalogue", "diff", "2026-1", "sample-2026-2").out


def test_one_item_is_shown_whole(daiban: Daiban) -> None:
    assert daiban("catalogue", "show", "mz01").json["days"] == 30
    said = daiban.plain("catalogue", "show", "MZ01").out
    assert "材料：申请书（必要" in said and "时限：承诺 30 个工作日" in said


def test_an_own_item_is_added_and_withdrawn(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps(OWN), encoding="utf-8")
    assert daiban("catalogue", "add-item", file).json["code"] == "CUN-1"
    assert daiban("catalogue", "show", "CUN-1").json["own"] is True
    assert daiban("catalogue", "list").json[0]["own_items"] == 1
    daiban("catalogue", "withdraw", "CUN-1")
    assert daiban("catalogue", "show", "CUN-1").json["code"] == "unknown-item"


def test_a_case_is_moved_to_the_version_in_force(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    assert daiban("catalogue", "move", number).json["code"] == "same-version"
    file = tmp_path / "new.json"
    daiban("catalogue", "export", file)
    document = json.loads(file.read_text("utf-8")) | {"version": "2026-1", "sample": False}
    file.write_text(json.dumps(document), encoding="utf-8")
    daiban("catalogue", "import", file)
    assert daiban("catalogue", "move", number).json["moved"] is False
    assert daiban("catalogue", "move", number, "--reason", "新版公布").json["moved"] is True


def test_a_year_arrives_once(daiban: Daiban, tmp_path: Path) -> None:
    file = published_year(tmp_path)
    assert daiban("calendar", "import", file).json == {
        "year": 2027,
        "published": True,
        "changed": True,
        "moved": [],
    }
    assert daiban("calendar", "import", file).json["changed"] is False
    assert daiban("deadline", "2026-12-31", 1).json["due_on"] == "2027-01-02"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("catalogue", "import", "nothing.json"), "file"),
        (("catalogue", "import"), "usage"),
        (("catalogue", "diff", "1", "2"), "no-such-version"),
        (("catalogue", "show", "XX"), "unknown-item"),
        (("catalogue", "withdraw", "MZ01"), "unknown-item"),
        (("calendar", "import", "nothing.csv"), "file"),
    ],
)
def test_what_cannot_be_done_is_said(daiban: Daiban, words: tuple[str, ...], code: str) -> None:
    said = daiban(*words)
    assert (said.status, said.json["code"]) == (1, code)
