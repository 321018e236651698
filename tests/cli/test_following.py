"""The commands after acceptance: what they answer, what they refuse, and that nothing is half-done."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import SystemClock, today
from tests.cli.program import Daiban


def tomorrow() -> str:
    return (today(SystemClock()) + timedelta(1)).isoformat()


def test_a_case_says_why_it_is_due_when_it_is(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    told = daiban("deadline", number).json
    assert told["due_on"] == told["promised_on"] == told["days"][-1]["day"]
    assert told["days"][0]["reason"].endswith("受理当天不计")
    assert "最迟" in daiban.plain("deadline", number).out
    assert daiban("deadline", "101201-261122-A1-001K").json["code"] == "no-such-case"
    assert daiban("deadline", "2026-02-12", "5").json["due_on"] == "2026-02-26"


def test_what_is_due_soon_is_listed(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    days = daiban("deadline", number).json["promised_days"]
    assert [row["case_no"] for row in daiban("due", "--within", days).json] == [number]
    assert daiban("due").json == []
    assert daiban("due", "--within", "-1").json["field"] == "within"


def test_originals_are_listed_moved_and_given_back(daiban: Daiban, tmp_path: Path) -> None:
    papers = [{"name": "登记表"}, {"name": "照片", "form": "original"}]
    number = daiban.accepted(tmp_path, materials=papers)
    (row,) = daiban("materials", "held").json
    assert (row["case_no"], row["name"], row["red"]) == (number, "照片", False)
    assert daiban("materials", "move", number, "照片", "--where", "柜子").status == 0
    assert daiban("materials", "move", number, "照片").json["field"] == "where"
    assert daiban("materials", "back", number, "登记表", "--to", "x").json["code"] == "not-held"
    assert daiban("materials", "back", number).json["code"] == "word-missing"
    assert daiban("materials", "back", number, "照片", "--to", "张秀兰").json == {"left": 0}
    assert "没有留存" in daiban.plain("materials", "held").out


def test_a_correction_needs_its_reason(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    assert daiban("correct", number, "note", "村口").json["field"] == "reason"
    assert daiban("show", number).json["note"] == ""
    said = daiban("correct", number, "note", "村口", "--reason", "漏写").json
    assert (said["old"], said["new"]) == ("", "村口")


def test_a_complaint_is_not_told_to_the_agent_it_is_about(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    assert daiban("complaint", "add", "太慢", "--case", number).status == 0
    assert daiban("complaint", "list").json == []
    assert [entry["event"] for entry in daiban("show", number).json["timeline"]] == ["accepted"]
    room = daiban("complaint", "add", "门口太滑").json["complaint_id"]
    assert [row["text"] for row in daiban("complaint", "list").json] == ["门口太滑"]
    assert daiban("complaint", "answer", room, "已铺垫子").status == 0
    assert daiban("complaint", "list", "--open").json == []


def test_the_number_of_the_platform_is_taken_out_of_the_list(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    assert [row["case_no"] for row in daiban("platform", "missing").json] == [number]
    fields = {row["label"]: row["value"] for row in daiban("platform", "fields", number).json}
    assert fields["本室办件号"] == number
    assert daiban("platform", "set", number, "GS1").status == 0
    assert daiban("list", "--not-entered").json == []


def test_money_seals_and_suggestions_have_their_books(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    assert daiban("fee", "take", number, "10.5", "--payee", "派出所").json["code"] == "fee-without-basis"
    fee = daiban("fee", "take", number, "10.5", "--payee", "派出所", "--basis", "法条").json
    assert fee["amount_fen"] == 1050
    assert daiban("fee", "pass", fee["fee_id"], "--receipt", "甘1").status == 0
    seal = daiban("seal", "ask", number, "申请表").json["seal_id"]
    assert daiban("seal", "done", seal).json["field"] == "approver"
    assert daiban("seal", "skip", seal).json == {"status": "not_needed"}
    entry = daiban("suggestion", "add", "摆椅子").json["suggestion_id"]
    assert daiban("suggestion", "answer", entry, "已摆").status == 0
    assert daiban("suggestion", "list").json[0]["answer"] == "已摆"


def test_the_roster_the_appointments_and_the_tours_are_kept(daiban: Daiban) -> None:
    assert daiban("duty", "add", tomorrow(), "没有这人").json["field"] == "agent"
    shift = daiban("duty", "add", tomorrow(), "王芳", "--from", "8:30").json
    assert [row["shift_id"] for row in daiban("duty", "list").json] == [shift["shift_id"]]
    assert daiban("duty", "cancel", shift["shift_id"], "--reason", "生病").status == 0
    tour = daiban("tour", "add", tomorrow(), "巡回", "--stops", "村口、学校", "--agents", "王芳").json
    assert tour["stops"] == ["村口", "学校"]
    booked = daiban("appointment", "add", tomorrow(), "李四", "--tour", tour["tour_id"]).json
    assert [row["name"] for row in daiban("tour", "requests", tour["tour_id"]).json] == ["李四"]
    assert daiban("appointment", "done", booked["appointment_id"], "nothing").json["field"] == "status"


def test_a_bag_goes_to_town_with_its_list(daiban: Daiban, tmp_path: Path) -> None:
    assert daiban("transfer", "make", "up").json["code"] == "nothing-waits"
    number = daiban.accepted(tmp_path)
    assert daiban("event", number, "escalated").status == 0
    assert [row["case_no"] for row in daiban("transfer", "waiting").json] == [number]
    made = daiban("transfer", "make", "up", number).json
    assert daiban("transfer", "hand", made["list_no"]).json["field"] == "receiver"
    assert daiban("transfer", "hand", made["list_no"], "--receiver", "李主任").json["handed_on"]


def test_a_shift_is_handed_over_only_with_both_pins(daiban: Daiban, monkeypatch: pytest.MonkeyPatch) -> None:
    told = daiban("handover", "show").json
    assert told["open_cases"] == [] and told["unsent"] > 0
    monkeypatch.setenv("DAIBAN_NEXT_PIN", "1234")
    assert daiban("handover", "sign", "没有这人").json["code"] == "no-agent"
    assert daiban("handover", "sign", "王芳").json["code"] == "same-agent"
    assert daiban("handover", "list").json == []
