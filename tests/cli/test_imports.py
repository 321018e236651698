"""Importing, taking back, and listing people on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.program import Daiban
from tests.reports.imports import workbooks


def test_a_roster_is_tried_taken_in_and_taken_back(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(workbooks.messy_roster())
    tried = daiban("import", "villagers", file, "--dry-run").json
    assert (tried["import_id"], tried["rows"], tried["new"], tried["unchanged"]) == ("", 7, 4, 0)
    assert daiban("villagers").json == []
    done = daiban("import", "villagers", file).json
    assert [sorted(bad) for bad in done["bad"]] == [["error", "field", "row"]] * 3
    assert [bad["row"] for bad in done["bad"]] == [12, 13, 14]
    assert len(daiban("villagers").json) == 4
    assert daiban("import", "villagers", file).json["unchanged"] == 4
    undone = daiban("import", "undo", done["import_id"])
    assert (undone.status, undone.json["villagers"]) == (0, 4)
    assert daiban("villagers").json == []


def test_columns_are_told_as_json(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text("甲,乙\n张秀兰," + workbooks.PEOPLE[0][1], encoding="gb18030")
    assert daiban("import", "villagers", file).json["field"] == "columns"
    columns = json.dumps({"name": "A", "id_number": "B", "header_row": 1})
    assert daiban("import", "villagers", file, "--columns", columns).json["new"] == 1
    assert daiban("import", "villagers", file, "--columns", "name=A").json["code"] == "columns"


def test_an_old_ledger_is_taken_in(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "ledger.xlsx"
    file.write_bytes(workbooks.messy_ledger())
    said = daiban.plain("import", "ledger", file)
    assert said.status == 0
    assert "新增 4" in said.out and "第 7 行" in said.out
    assert len(daiban("list").json) == 4


def test_a_bad_file_is_refused_with_a_sentence(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "locked.xlsx"
    file.write_bytes(workbooks.locked(workbooks.messy_roster(), "1234"))
    said = daiban("import", "villagers", file)
    assert said.status == 1 and "请先去掉密码" in said.json["error"]
    assert daiban("import", "villagers", file, "--password", "1234").json["new"] == 4
    assert daiban("import", "villagers", tmp_path / "none.xlsx").json["code"] == "file"
    assert daiban("import", "undo", "nonsense").json["code"] == "no-such-import"
