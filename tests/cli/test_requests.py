"""Every kind of request on the command line: a bad line is named and never stops the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.clock import SystemClock, today
from tests.cli.program import Daiban, request
from tests.services.requests import id_number

ORGANISATION = {
    "organisation": "下河清种植合作社",
    "credit_code": "91330100799655058B",
    "contact": "李强",
    "name": "",
    "id_number": "",
    "group": "",
}


def test_everything_that_may_be_said_of_a_request_is_taken(daiban: Daiban, tmp_path: Path) -> None:
    (number,) = daiban("reserve", "take", 1, "--purpose", "tour").json["numbers"]
    said = daiban.accept(
        tmp_path,
        request(**ORGANISATION),
        request("QT09", urgency="urgent", urgency_reason="明天住院", urgency_approver="站长", help="with"),
        request("YB02", mode="tour", place="东山", paper_no=number, paper_on=str(today(SystemClock()))),
    )
    assert said.status == 0, said.out
    assert said.lines[2]["case_no"] == number
    assert daiban("show", said.lines[0]["case_no"]).json["applicant"] == "下河清种植合作社"
    assert [row["state"] for row in daiban("reserve", "list").json] == ["used"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "quick"}, "kind"),
        ({"kind": "supplement"}, "kind"),
        ({"kind": "promised"}, "kind_reason"),
        ({"urgency": "urgent"}, "urgency_reason"),
        ({"agency": "all"}, "agency"),
        ({"paper_on": "24.11.2026"}, "paper_on"),
        ({"paper_on": 5}, "paper_on"),
        ({"paper_no": "123", "paper_on": "2026-11-20"}, "paper_no"),
        ({"organisation": "合作社"}, "organisation"),
        ({"materials": [{"name": "身份证", "undertaken": "yes"}]}, "materials"),
        ({"first_asked": "王芳"}, "first_asked"),
    ],
)
def test_what_is_wrong_is_named(
    daiban: Daiban, tmp_path: Path, fields: dict[str, object], field: str
) -> None:
    said = daiban.accept(tmp_path, request("YB02", **fields), request("QT09"))
    assert (said.status, said.lines[0]["field"]) == (1, field)
    assert said.lines[1]["case_no"]


def test_declined_requests_are_numbered_line_by_line(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "declined.jsonl"
    lines = (request(), request("没有"), request("QT09", name="李强", id_number=id_number(order=33)))
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert daiban("decline", file, "--ground", "材料不齐").lines[0]["field"] == "ground"
    said = daiban("decline", file, "--ground", "不属于代办范围", "--where-to-go", "县供电所")
    assert said.status == 1
    first, second, third = said.lines
    assert (first["ground"], second["field"]) == ("not_in_scope", "item")
    states = {row["case_no"]: row["state"] for row in daiban("list").json}
    assert states == {first["case_no"]: "declined", third["case_no"]: "declined"}


def test_old_book_lines_are_taken_once(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "book.jsonl"
    line = {"book_no": "1", "page_no": "2", "name": "老王", "item": "农业税减免", "accepted_on": "2025-01-02"}
    more: tuple[dict[str, object], ...] = (
        {},
        {},
        {"page_no": "3", "completed_on": "2025-01-01", "result": "好"},
        {"accepted_on": None},
    )
    file.write_text("\n".join(json.dumps(line | one) for one in more), encoding="utf-8")
    said = daiban("old-book", file)
    assert said.status == 1
    assert said.lines[0]["state"] == "in_progress"
    assert [row["field"] for row in said.lines[1:]] == ["page_no", "completed_on", "accepted_on"]


def test_an_inquiry_becomes_a_case(daiban: Daiban, tmp_path: Path) -> None:
    asked = daiban("inquiry", "ask", "灯坏了找谁", "--request").json
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(request()), encoding="utf-8")
    number = daiban("inquiry", "accept", asked["inquiry_id"], file).json["case_no"]
    (row,) = daiban("inquiry", "list", "--outcome", "case").json
    assert (row["case_no"], row["outcome"]) == (number, "case")
    assert daiban("inquiry", "answer", asked["inquiry_id"], "又答").json["code"] == "inquiry-over"
    assert daiban("inquiry", "answer").json["code"] == "word-missing"
    assert daiban("inquiry", "list", "--outcome", "gone").json["field"] == "outcome"


def test_scanned_ids_are_answered_one_by_one(daiban: Daiban, tmp_path: Path) -> None:
    batch = daiban("batch", "open", "YB01", "缴费").json["batch_id"]
    ids = tmp_path / "ids.txt"
    ids.write_text(f"{id_number(order=1)} 周一\n123\n{id_number(order=2)} 周二\n", encoding="utf-8")
    said = daiban("batch", "accept", batch, "--ids", ids)
    assert said.status == 1
    assert [("case_no" in row) for row in said.lines] == [True, False, True]
    (progress,) = daiban("batch", "progress", batch).json
    assert progress["total"] == 2
    assert daiban("batch", "accept", batch, "--ids", tmp_path / "none").json["field"] == "file"


def test_two_records_are_joined_and_parted(daiban: Daiban, tmp_path: Path) -> None:
    numbers = (
        daiban.accepted(tmp_path),
        daiban.accepted(tmp_path, "QT09", id_number="", id_missing_reason="证件丢失"),
    )
    keep, other = (daiban("show", number).json["villager_id"] for number in numbers)
    (pair,) = daiban("alike").json
    assert pair["why"] == ["姓名和电话相同", "姓名和村民小组相同"]
    made = daiban("join", keep, other, "--reason", "本人说明").json["joining_id"]
    assert daiban("join", keep, other, "--reason", "再来").json["code"] == "already-joined"
    assert daiban("unjoin", made, "--reason", "不是一个人").status == 0
    assert daiban("joinings").json[0]["undone_reason"] == "不是一个人"


def test_a_case_waits_for_its_tasks(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    (row,) = daiban("tasks", "add", number, "环评登记", "--days", 5).json
    done = ("event", number, "completed", "--data", '{"result": "好"}')
    assert daiban(*done).json["code"] == "tasks-open"
    assert daiban("tasks", "done", row["task_id"], "已登记").status == 0
    assert daiban(*done).status == 0


def test_a_number_that_became_a_case_is_not_spoiled(daiban: Daiban, tmp_path: Path) -> None:
    (number,) = daiban("reserve", "take", 1, "--purpose", "home").json["numbers"]
    daiban.accept(tmp_path, request("QT09", paper_no=number, paper_on=str(today(SystemClock()))))
    said = daiban("reserve", "spoil", number, "撕坏了")
    assert (said.status, said.json["code"]) == (1, "number-used") and "不能作废" in said.json["error"]


def test_while_a_paper_is_out_the_next_step_names_it(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path, "GY07", materials=[])
    first = daiban("event", number, "supplemented", "--data", '{"materials": ["照片"]}').json
    assert (first["state"], first["todo"]) == ("waiting_materials", "还缺 登记表，请申请人补齐")
    last = daiban("event", number, "supplemented", "--data", '{"materials": ["登记表"]}').json
    assert (last["state"], last["todo"]) == ("in_progress", "材料已齐，开始办理")


def test_who_asks_for_another_and_what_is_urgent_stand_on_the_page(daiban: Daiban, tmp_path: Path) -> None:
    said = {"urgency": "urgent", "urgency_reason": "明天住院", "urgency_approver": "站长"}
    number = daiban.accepted(tmp_path, representative="李小军", representative_relation="父子", **said)
    page = daiban.plain("show", number).out
    assert "代申请人 李小军  父子" in page and "急事" in page
