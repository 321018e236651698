"""Postings and forms on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.program import Daiban
from tests.printing.readings import all_text


def test_what_is_posted_is_listed_and_what_is_not_public_is_named(daiban: Daiban) -> None:
    made = daiban("posting", "add", "--paper", "items-poster", "--place", "村务公开栏").json
    said = daiban("postings").json
    assert [row["id"] for row in said["postings"]] == [made["id"]]
    public = {row["code"] for row in said["disclosures"] if row["done"]}
    assert public == {"items", "materials", "limits", "fees"}
    down = daiban("posting", "down", made["id"][-6:])
    assert down.status == 0
    assert not any(row["done"] for row in daiban("postings").json["disclosures"])


def test_a_posting_without_a_place_or_paper_is_refused(daiban: Daiban) -> None:
    assert daiban("posting", "add", "--paper", "items-poster").json["code"] == "place-empty"
    assert daiban("posting", "add", "--place", "门口").json["code"] == "no-such-paper"
    assert daiban("posting", "down").json["code"] == "no-such-posting"


def test_a_form_is_previewed_taken_in_and_shown(daiban: Daiban, tmp_path: Path) -> None:
    file, sample = tmp_path / "form.json", tmp_path / "sample.pdf"
    document = {"format": "daiban-form", "format_version": 1, "paper": "receipt", "title": "材料凭单"}
    file.write_text(json.dumps(document), encoding="utf-8")
    assert daiban("form", "import", file, "--preview", sample).json["in_force"] is False
    assert "材料凭单" in all_text(sample.read_bytes())
    assert daiban("form", "list").json == []
    assert daiban("form", "import", file).json["in_force"] is True
    shown = daiban("form", "show", "receipt").json
    assert shown["title"] == "材料凭单"
    assert "申请人" in shown["available"]
    empty = tmp_path / "empty.pdf"
    assert daiban("print", "--paper", "receipt", "--to", empty).status == 0
    assert "材料凭单" in all_text(empty.read_bytes())
    refused = daiban("form", "import", tmp_path / "none.json")
    assert (refused.status, refused.json["code"]) == (1, "form-file")
