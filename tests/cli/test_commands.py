"""Every command does its work on a real register, end to end."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import SystemClock, today
from tests.cli.program import PASSPHRASE, ROOM_CODE, Daiban, request, run
from tests.reports.spreadsheet_program import values_of
from tests.services.requests import id_number


def test_init_says_who_the_register_is(tmp_path: Path) -> None:
    words = ("init", "--room-code", ROOM_CODE, "--room-name", "石泉村", "--home", tmp_path / "new", "--json")
    said = run("app", *words)
    assert said.status == 0
    assert (said.json["room_code"], said.json["pc_code"], said.json["agent"]) == (ROOM_CODE, "A1", "值班员")
    assert len(said.json["replica_id"]) == 32
    again = run("app", *words)
    assert again.status == 1 and again.json["code"] == "room-exists"


def test_init_without_keyring_and_passphrase_names_the_variable(tmp_path: Path) -> None:
    words = ("init", "--room-code", ROOM_CODE, "--room-name", "石泉村", "--home", tmp_path / "new", "--json")
    said = run("app", *words, DAIBAN_PASSPHRASE="")
    assert said.status == 1 and said.json["code"] == "passphrase-needed"
    assert "DAIBAN_PASSPHRASE" in said.json["error"]
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("code", ["62090210120", "abc", "620902101000", "６２０９０２１０１２０１"])
def test_init_refuses_a_wrong_room_code(tmp_path: Path, code: str) -> None:
    said = run(
        "app", "init", "--room-code", code, "--room-name", "石泉村", "--home", tmp_path / "n", "--json"
    )
    assert said.status == 1 and said.json["field"] == "room_code"


def test_items_are_the_catalogue(daiban: Daiban) -> None:
    rows = daiban("items").json
    assert len(rows) == 117
    assert all(set(row) == {"code", "name", "category", "kind", "days", "materials"} for row in rows)
    row = next(row for row in rows if row["code"] == "MZ05")
    assert (row["kind"], row["days"]) == ("escalated", 10)
    assert {"name": "身份证", "required": True} in row["materials"]
    assert {"name": "户口簿", "required": False} in row["materials"]
    assert "示例目录" in daiban.plain("items").out


def test_show_gives_everything_of_a_case(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path, note="村口")
    case = daiban("show", number).json
    assert (case["applicant"], case["id_number"], case["phone"]) == (
        "张秀兰",
        "620902196203170216",
        "13812345678",
    )
    assert (case["state"], case["kind"], case["where"], case["note"]) == (
        "in_progress",
        "promised",
        "only_here",
        "村口",
    )
    assert [paper["name"] for paper in case["materials"]] == ["登记表", "照片"]
    assert [entry["event"] for entry in case["timeline"]] == ["accepted"]
    assert "completed" in case["allowed"] and "delivered" not in case["allowed"]
    page = daiban.plain("show", number.replace("-", " ").lower()).out
    assert number in page and "现在可以" in page


def test_a_number_that_is_none_or_unknown_is_refused(daiban: Daiban) -> None:
    assert daiban("show", "101201-261122-A1-0079").json["code"] == "case-no-check"
    assert daiban("show", "hello").json["code"] == "case-no-form"
    assert daiban("show", "101201-261122-A1-001K").json["code"] == "no-such-case"


def test_search_finds_cases_villagers_and_items(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    for words in (["张秀兰"], ["zxl"], ["5678"], [number]):
        hits = daiban("search", *words).json
        assert number in [hit["key"] for hit in hits if hit["kind"] == "case"], words
        assert all(set(hit) == {"kind", "key", "title", "subtitle"} for hit in hits)
    assert "GY07" in [hit["key"] for hit in daiban("search", "路灯").json]
    assert daiban("search", "没有这样的人").json == []


def test_list_filters_by_state_kind_item_and_due_date(daiban: Daiban, tmp_path: Path) -> None:
    first = daiban.accepted(tmp_path)
    second = daiban.accepted(tmp_path, "YB02")
    third = daiban.accepted(tmp_path, "QT09", name="李四", id_number=id_number("19500505"), materials=[])
    daiban("event", second, "completed", "--data", '{"result": "已缴"}')

    def listed(*words: str) -> list[str]:
        return [row["case_no"] for row in daiban("list", *words).json]

    assert listed() == [third, second, first]
    assert listed("--state", "completed") == listed("--state", "已办结待反馈") == [second]
    assert listed("--state", "in_progress,waiting_materials") == [third, first]
    assert listed("--kind", "promised") == listed("--item", "GY07") == [first]
    assert listed("--open") == [third, first]
    assert listed("--limit", "2") == [third, second]
    due = str(daiban("show", first).json["due_on"])
    assert first in listed("--due-before", due)
    assert first not in listed("--due-before", str(today(SystemClock()) + timedelta(1)))
    assert daiban("list", "--due-before", "2026-02-30").json["field"] == "due_before"
    assert daiban("list", "--item", "没有").json["field"] == "item"


def test_a_case_is_taken_through_its_steps(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path, "QT09", materials=[])
    steps: list[tuple[str, list[str], str]] = [
        ("supplemented", [], "in_progress"),
        ("progressed", ["--reason", "已联系"], "in_progress"),
        ("办结", ["--data", '{"result": "已答复"}'], "completed"),
        ("delivered", ["--data", '{"to_whom": "本人"}'], "delivered"),
        ("rated", ["--data", '{"level": "满意"}'], "closed"),
    ]
    for event, words, state in steps:
        said = daiban("event", number, event, *words)
        assert said.status == 0, said.out
        assert said.json["case_no"] == number and said.json["state"] == state
    case = daiban("show", number).json
    assert (case["result"], case["rating"]) == ("已答复", "satisfied")
    assert len([entry for entry in case["timeline"] if entry["event"]]) == 6


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["delivered", "--data", '{"to_whom": "本人"}'], "event"),
        (["flown"], "event"),
        (["completed"], "result"),
        (["completed", "--data", '{"reslt": "x"}'], "reslt"),
        (["completed", "--data", "[1]"], "data"),
        (["completed", "--data", "{"], "data"),
        (["extended", "--data", '{"days": 400, "approved_by": "赵", "reason": "x"}'], "days"),
        (["withdrawn"], "reason"),
        (["declined", "--data", '{"ground": "材料不全"}'], "ground"),
    ],
)
def test_a_step_that_is_not_allowed_or_not_complete_is_refused(
    daiban: Daiban, tmp_path: Path, words: list[str], field: str
) -> None:
    number = daiban.accepted(tmp_path)
    said = daiban("event", number, *words)
    assert said.status == 1 and said.json["field"] == field
    assert len(daiban("show", number).json["timeline"]) == 1


def test_events_lists_each_event_with_its_fields(daiban: Daiban) -> None:
    rows = {row["event"]: row for row in daiban("events").json}
    assert len(rows) == 26
    level = rows["rated"]["fields"][0]
    assert (level["name"], level["type"], level["required"]) == ("level", "choice", True)
    assert level["choices"]["satisfied"] == "满意"


@pytest.mark.parametrize("paper", ["receipt", "card", "slip"])
def test_each_paper_is_saved_and_counted(daiban: Daiban, tmp_path: Path, paper: str) -> None:
    number = daiban.accepted(tmp_path, name="刘𬸣")
    target = tmp_path / "out.pdf"
    assert daiban("print", number, "--paper", paper, "--to", target).json == {
        "file": str(target),
        "paper": paper,
        "times": 1,
    }
    assert target.read_bytes().startswith(b"%PDF")
    assert daiban("print", number, "--paper", paper, "--to", target).json["times"] == 2
    assert daiban("show", number).json["papers_printed"] == {paper: 2}


def test_a_paper_that_cannot_be_written_is_refused_and_not_counted(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    said = daiban("print", number, "--paper", "slip", "--to", tmp_path / "none" / "out.pdf")
    assert said.status == 1
    assert daiban("show", number).json["papers_printed"] == {}


def test_the_month_is_written_as_a_workbook(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    now = today(SystemClock())
    target = tmp_path / "month.xlsx"
    assert daiban("report", "month", f"{now:%Y-%m}", "--to", target).status == 0
    words = [
        cell
        for row in values_of(target.read_bytes())["受理登记簿"].iter_rows(values_only=True)
        for cell in row
    ]
    assert "张秀兰" in words and "620902********0216" in words
    for month in ("2026-13", "2026", "十月"):
        said = daiban("report", "month", month, "--to", target)
        assert said.status == 1 and said.json["field"] == "period"
    assert daiban("report", "month", "2026-10", "--to", tmp_path / "none" / "x.xlsx").json["field"] == "to"


def test_a_due_date_is_explained_day_by_day(daiban: Daiban, tmp_path: Path) -> None:
    said = daiban("deadline", "2026-02-12", "5").json
    assert (said["due_on"], said["provisional"]) == ("2026-02-26", False)
    assert [day["day"] for day in said["days"] if day["counts"]] == [
        *("2026-02-13", "2026-02-14", "2026-02-24", "2026-02-25", "2026-02-26")
    ]
    nowhere = run("app", "deadline", "2026-02-12", "5", "--json", "--home", tmp_path / "none")
    assert nowhere.json == said
    assert daiban("deadline", "2027-02-12", "5").json["provisional"]
    assert daiban("deadline", "2026-02-30", "5").json["field"] == "accepted_on"
    assert daiban("deadline", "2026-02-12", "-1").json["field"] == "days"


def test_status_before_enrolment(daiban: Daiban) -> None:
    said = daiban("status").json
    assert set(said) == {"only_here", "at_township", "taken_in", "last_contact", "attachments_waiting"}
    assert said["only_here"] > 0 and said["last_contact"] is None
    assert "还没有在乡镇登记" in daiban.plain("status").out
    assert daiban("sync").json["code"] == "not-enrolled"


def test_verify_proves_the_register(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    said = daiban("verify")
    assert said.status == 0 and said.json["ok"] and said.json["problems"] == []
    assert said.json["entries"] == said.json["records"] > 5


def test_backup_and_restore(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    made = daiban("backup", tmp_path / "stick")
    assert made.status == 0
    said = daiban("restore", made.json["file"], "--to", tmp_path / "new")
    assert said.status == 0
    assert said.json["room_code"] == ROOM_CODE and said.json["pc_code"] != "A1"
    there = Daiban(tmp_path / "new", daiban._capture)
    assert there("show", number).json["applicant"] == "张秀兰"
    assert there("verify").json["ok"]
    assert daiban("restore", made.json["file"], "--to", tmp_path / "new").json["code"] == "room-exists"
    assert daiban("restore", tmp_path / "none", "--to", tmp_path / "x").json["code"] == "no-backup"


def test_a_true_slip_is_known_and_a_changed_one_is_not(daiban: Daiban, tmp_path: Path) -> None:
    from app.services import rooms, slip_codes

    number = daiban.accepted(tmp_path)
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    code = slip_codes.code_text(register.keys, number)
    register.close()
    assert daiban("check-slip", code).json == {"case_no": number, "known": True}
    assert daiban("check-slip", "https://example.com").json["code"] == "not-a-slip"
    other = daiban.accepted(tmp_path, "YB02")
    assert daiban("check-slip", code.replace(number, other)).json["code"] == "false-slip"


def test_commands_work_while_another_program_has_the_register_open(daiban: Daiban, tmp_path: Path) -> None:
    from app.services import rooms

    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    with register.reading():
        number = daiban.accepted(tmp_path)
        assert daiban("event", number, "progressed", "--reason", "已联系").status == 0
        assert daiban("verify").json["ok"]
        assert daiban("backup", tmp_path / "stick").status == 0
    register.close()


def test_names_with_dangerous_beginnings_stay_words(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path, note="=cmd|' /c calc'!A0")
    assert json.loads(daiban("show", number).out)["note"] == "=cmd|' /c calc'!A0"
    assert request()["note"] == ""
