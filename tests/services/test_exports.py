"""The rules of open data: what the actor may see, masked by default, journaled, described field by field."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from app.domain.numbers_in_text import hide_numbers
from app.errors import Refusal
from app.models.dictionary import dictionary, page
from app.models.tables import CaseEvent, Complaint, Made, ServiceCase
from app.services import agents, exports, villagers
from app.services.desk import Desk
from app.services.exports import ExportFormat
from app.services.villagers import VillagerDraft
from tests.architecture.sources import ROOT
from tests.services.requests import id_number

NUMBER = id_number()
FORMATS = list(ExportFormat)


@pytest.fixture
def known(desk: Desk) -> Desk:
    villagers.save(desk, VillagerDraft("张秀兰", NUMBER, "13812345678", "三组"))
    return desk


def lines(place: Path, record: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    return [line for line in found if line["record"] == record]


def add_case(desk: Desk, **fields: object) -> str:
    """A case handled by the acting agent, written as the counter writes it."""
    with desk.write() as work:
        agent_id = desk.actor.agent_id
        named = dict.fromkeys(
            ("accepted_by", "entered_by", "first_asked", "first_handler", "handler"), agent_id
        )
        case = work.add(
            ServiceCase(
                case_no="101201-261123-A1-001X",
                applicant_name="张秀兰",
                item_code="",
                item_name="办证",
                kind="promised",
                accepted_at=desk.clock.now(),
                accepted_on=date(2026, 11, 23),
                promised_days=5,
                **{**named, **fields},
            )
        )
        work.session.flush()
        work.add(CaseEvent(case_id=case.id, event="accepted", at=desk.clock.now(), data={"kind": "promised"}))
        said = {"text": "态度不好"}
        work.add(CaseEvent(case_id=case.id, event="complained", at=desk.clock.now(), data=said))
        work.commit()
        return case.id


@pytest.mark.parametrize("format_", FORMATS)
def test_every_table_of_the_dictionary_is_written(known: Desk, tmp_path: Path, format_: ExportFormat) -> None:
    place = tmp_path / "out"
    done = exports.export(known, format_, place)
    assert set(done.counts) == {table.name for table in dictionary()}
    if format_ is ExportFormat.SQLITE:
        base = sqlite3.connect(place)
        found = base.execute("SELECT name, id_number, phone FROM villager").fetchall()
        base.close()
    elif format_ is ExportFormat.CSV:
        with (place / "villager.csv").open(encoding="utf-8-sig", newline="") as stream:
            found = [(row["name"], row["id_number"], row["phone"]) for row in csv.DictReader(stream)]
    else:
        found = [(row["name"], row["id_number"], row["phone"]) for row in lines(place, "villager")]
    assert found == [("张秀兰", "*" * 14 + NUMBER[-4:], "138****5678")]


def test_a_reason_that_says_nothing_lets_no_whole_number_out(known: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        exports.export(known, ExportFormat.JSONL, tmp_path / "whole", whole_ids="核")
    assert (refusal.value.field, refusal.value.code) == ("whole_ids", "whole-numbers")
    assert not (tmp_path / "whole").exists()


def test_whole_numbers_need_a_reason_that_is_kept(known: Desk, tmp_path: Path) -> None:
    exports.export(known, ExportFormat.JSONL, tmp_path / "masked", whole_ids="  ")
    done = exports.export(known, ExportFormat.JSONL, tmp_path / "whole", whole_ids="镇民政核对")
    assert done.whole_numbers
    assert NUMBER not in (tmp_path / "masked").read_text(encoding="utf-8")
    assert lines(tmp_path / "whole", "villager")[0]["id_number"] == NUMBER
    with known.register.reading() as session:
        made = [
            (one.what, one.kind, one.whole_numbers, one.reason)
            for one in session.query(Made).order_by(Made.id)
        ]
    assert made == [("export", "jsonl", False, ""), ("export", "jsonl", True, "镇民政核对")]


def test_numbers_inside_texts_are_masked_too(known: Desk, tmp_path: Path) -> None:
    add_case(known, note=f"女儿 {NUMBER}，电话13912345678")
    exports.export(known, ExportFormat.JSONL, tmp_path / "out")
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert NUMBER not in text and "13912345678" not in text and "139****5678" in text
    assert "101201-261123-A1-001X" in text


def test_identifiers_and_sums_are_not_taken_for_numbers_of_people() -> None:
    whole = {"id": "0" * 32, "sum": 13812345678, "list": ["a13812345678", "620902"]}
    assert hide_numbers(whole) == whole


def test_who_is_complained_of_does_not_read_it(known: Desk, tmp_path: Path) -> None:
    case_id = add_case(known)
    other = agents.add(known, "李玉梅", "文书", "")
    with known.write() as work:
        named = {"text": "投诉一", "about_agent": known.actor.agent_id}
        unnamed = {"text": "投诉二", "case_id": case_id}
        about_other = {"text": "投诉三", "about_agent": other.agent_id}
        for said in (named, unnamed, about_other):
            work.add(Complaint(received_on=date(2026, 11, 23), due_on=date(2026, 11, 30), **said))
        work.commit()
    exports.export(known, ExportFormat.JSONL, tmp_path / "mine")
    assert [one["text"] for one in lines(tmp_path / "mine", "complaint")] == ["投诉三"]
    assert "态度不好" not in (tmp_path / "mine").read_text(encoding="utf-8")
    colleague = Desk(
        known.register, agents.actor_named(known.register, "李玉梅", "2580", known.clock), known.clock
    )
    exports.export(colleague, ExportFormat.JSONL, tmp_path / "hers")
    assert [one["text"] for one in lines(tmp_path / "hers", "complaint")] == ["投诉一", "投诉二"]
    assert "态度不好" in (tmp_path / "hers").read_text(encoding="utf-8")


def test_cells_that_would_run_are_defused(known: Desk, tmp_path: Path) -> None:
    add_case(known, note="=1+1")
    exports.export(known, ExportFormat.CSV, tmp_path / "out")
    assert ",'=1+1," in (tmp_path / "out" / "case.csv").read_text(encoding="utf-8-sig")


def test_nothing_is_written_over_and_no_half_file_stays(known: Desk, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    for place, code in ((tmp_path / "there", "exists"), (tmp_path / "no" / "folder", "file")):
        for format_ in FORMATS:
            with pytest.raises(Refusal) as refusal:
                exports.export(known, format_, place)
            assert (refusal.value.field, refusal.value.code) == ("to", code)

    def stop(step: int, _steps: int, _words: str) -> None:
        if step == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exports.export(known, ExportFormat.CSV, tmp_path / "stopped", progress=stop)
    assert [path.name for path in tmp_path.iterdir() if path.name != "room"] == ["there"]


def test_the_data_dictionary_is_what_the_models_say() -> None:
    kept = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert kept == page(), "make it again: python -m app.models.dictionary > docs/data-dictionary.md"


def test_every_field_has_words_in_both_languages() -> None:
    for table in dictionary():
        for field in table.fields:
            assert field.chinese and field.english and field.kind
