"""Requests line by line: what is right is accepted, what is wrong is named, and no line stops another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.clock import SystemClock, today
from tests.cli.program import Daiban, request, run
from tests.services.requests import id_number


def test_each_line_gets_its_answer_in_order(daiban: Daiban, tmp_path: Path) -> None:
    said = daiban.accept(
        tmp_path,
        request("YB02"),
        "",
        request("没有这个事项"),
        "   ",
        request("QT09", name="李四", id_number=id_number("19500505"), materials=[]),
    )
    first, second, third = said.lines
    assert said.status == 1
    assert set(first) == {"line", "case_no", "kind", "due_on", "missing"}
    assert (first["line"], first["kind"], first["missing"]) == (1, "immediate", [])
    assert first["due_on"] == str(today(SystemClock()))
    assert set(second) == {"line", "error", "field"}
    assert (second["line"], second["field"]) == (3, "item")
    assert (third["line"], third["kind"], third["due_on"]) == (5, "supplement", None)
    assert third["missing"] == ["登记表"]
    assert [row["case_no"] for row in daiban("list").json] == [third["case_no"], first["case_no"]]


def test_all_right_ends_with_0_and_an_item_may_be_named(daiban: Daiban, tmp_path: Path) -> None:
    said = daiban.accept(tmp_path, request("路灯、道路、水渠等公共设施报修", materials=[]))
    assert said.status == 0
    assert daiban("show", said.lines[0]["case_no"]).json["item"] == "GY07"


def test_an_empty_file_is_nothing_to_do(daiban: Daiban, tmp_path: Path) -> None:
    said = daiban.accept(tmp_path, "", "")
    assert (said.status, said.out) == (0, "")


WRONG: dict[str, tuple[dict[str, object] | str, str, str]] = {
    "checksum": (request(id_number="620902196203170211"), "id_number", "对不上"),
    "birth date": (request(id_number="620902196202300217"), "id_number", "不存在"),
    "fifteen digits": (request(id_number="620902620317021"), "id_number", "15 位"),
    "id length": (request(id_number="6209021962"), "id_number", "18 位"),
    "unknown item": (request("XX99"), "item", ""),
    "no item": (request(item=""), "item", ""),
    "no name": (request(name=""), "name", "姓名"),
    "missing name": ({k: v for k, v in request().items() if k != "name"}, "name", "姓名"),
    "no id": (request(id_number=""), "id_number", "身份证号"),
    "long name": (request(name="张" * 300), "name", "300"),
    "phone length": (request(phone="1381234567"), "phone", "10 位"),
    "phone start": (request(phone="12345678901"), "phone", "第二位"),
    "phone words": (request(phone="打村里"), "phone", "数字"),
    "control": (request(name="张\u0007秀兰"), "name", "控制字符"),
    "zero width": (request(name="张\u200b秀兰"), "name", "控制字符"),
    "bidi": (request(name="张\u202e秀兰"), "name", "方向"),
    "emoji": (request(name="张秀兰😀"), "name", "表情"),
    "emoji note": (request(note="谢谢👍"), "note", "表情"),
    "bidi group": (request(group="三\u2066组"), "group", "方向"),
    "control in id": (request(id_number="62090219620317\u0000021X"), "id_number", "控制字符"),
    "lone surrogate": (
        '{"name": "张\\ud800", "item": "QT09", "id_missing_reason": "无"}',
        "name",
        "控制字符",
    ),
    "not json": ('{"name": "张三"', "", "JSON"),
    "not an object": ('["张三"]', "", "对象"),
    "a number": ("12", "", "对象"),
    "said twice": ('{"name": "张三", "name": "李四", "item": "QT09"}', "name", "两遍"),
    "said twice of a paper": (
        '{"name": "张三", "item": "QT09", "materials": [{"name": "登记表", "name": "照片"}]}',
        "name",
        "两遍",
    ),
    "too deep": ("[" * 100_000, "", "JSON"),
    "wrong type": (request(name=12), "name", "文字"),
    "phone as number": (request(phone=13812345678), "phone", "文字"),
    "unknown key": (request(nmae="张三"), "nmae", "不认识"),
    "materials no list": (request(materials="身份证"), "materials", "清单"),
    "material no object": (request(materials=["身份证"]), "materials", "name"),
    "material no name": (request(materials=[{"form": "copy"}]), "materials", "名称"),
    "material unknown key": (request(materials=[{"name": "照片", "x": 1}]), "materials", "不认识"),
    "form": (request(materials=[{"name": "照片", "form": "scan"}]), "materials", "form"),
    "no sheets": (request(materials=[{"name": "照片", "sheets": 0}]), "materials", "sheets"),
    "sheets as text": (request(materials=[{"name": "照片", "sheets": "1"}]), "materials", "sheets"),
    "sheets true": (request(materials=[{"name": "照片", "sheets": True}]), "materials", "sheets"),
    "part of a sheet": (request(materials=[{"name": "照片", "sheets": 1.5}]), "materials", "sheets"),
    "mode": (request(mode="fax"), "mode", "mode"),
    "mode type": (request(mode=1), "mode", "mode"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named_with_its_field_and_the_next_line_goes_on(
    daiban: Daiban, tmp_path: Path, wrong: tuple[dict[str, object] | str, str, str]
) -> None:
    line, field, words = wrong
    said = daiban.accept(tmp_path, line, request("QT09"))
    refused, accepted = said.lines
    assert said.status == 1
    assert refused["field"] == field
    assert words in refused["error"] and refused["error"].endswith("。")
    assert accepted["case_no"]
    assert len(daiban("list").json) == 1


def test_every_wrong_input_has_a_sentence_of_its_own(daiban: Daiban, tmp_path: Path) -> None:
    kinds = (
        "checksum",
        "birth date",
        "unknown item",
        "no name",
        "long name",
        "phone length",
        "control",
        "bidi",
        "emoji",
    )
    said = daiban.accept(tmp_path, *(WRONG[kind][0] for kind in kinds))
    sentences = [line["error"] for line in said.lines]
    assert len(set(sentences)) == len(kinds)


def test_bytes_that_are_no_utf8_are_named(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "gbk.jsonl"
    good = json.dumps(request("QT09"), ensure_ascii=False).encode()
    file.write_bytes('{"name": "张三"}'.encode("gbk") + b"\r\n" + good + b"\r\n")
    said = daiban("accept", file)
    assert "UTF-8" in said.lines[0]["error"]
    assert said.lines[1]["case_no"]


def test_a_byte_order_mark_and_an_unfinished_last_line_do_no_harm(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "bom.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(request("QT09")).encode())
    assert daiban("accept", file).status == 0


def test_a_missing_file_is_said(daiban: Daiban, tmp_path: Path) -> None:
    said = daiban("accept", tmp_path / "none.jsonl")
    assert said.status == 1 and said.json["field"] == "file"


def test_standard_input_is_a_file_too(daiban: Daiban) -> None:
    lines = json.dumps(request("QT09", name="𫘜小明"), ensure_ascii=False).encode() + b"\n"
    said = run("app", "accept", "-", "--home", daiban.home, "--json", stdin=lines, PYTHONUTF8="0", LC_ALL="C")
    assert said.status == 0
    assert daiban("show", said.lines[0]["case_no"]).json["applicant"] == "𫘜小明"


def test_an_open_case_of_the_same_person_and_item_is_named_and_again_accepts(
    daiban: Daiban, tmp_path: Path
) -> None:
    first = daiban.accepted(tmp_path)
    said = daiban.accept(tmp_path, request())
    assert said.status == 1 and said.lines[0]["field"] == "again" and first in said.lines[0]["error"]
    assert daiban.accepted(tmp_path, again="另一盏路灯") != first
    assert daiban.accept(tmp_path, request("QT09")).status == 0  # another item is no duplicate


def test_one_id_number_with_two_names_is_shown_and_a_person_decides(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    said = daiban.accept(tmp_path, request("QT09", name="张秀莲"))
    assert said.status == 1 and said.lines[0]["field"] == "id_number"
    assert "张秀兰" in said.lines[0]["error"] and "0216" in said.lines[0]["error"]
    assert len(daiban("list").json) == 1


def test_the_person_meant_can_be_picked_by_the_key_that_search_shows(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    (key,) = {hit["key"] for hit in daiban("search", "张秀兰").json if hit["kind"] == "villager"}
    number = daiban.accepted(tmp_path, "QT09", name="张秀莲", villager_id=key)
    assert daiban("show", number).json["applicant"] == "张秀莲"
    assert len([hit for hit in daiban("search", "张秀兰").json if hit["kind"] == "villager"]) == 1
    said = daiban.accept(tmp_path, request("YB02", villager_id="0" * 32))
    assert said.lines[0]["field"] == "villager_id"


def test_rare_characters_and_long_names_of_minorities_are_kept(daiban: Daiban, tmp_path: Path) -> None:
    for number, name in enumerate(("张㛃", "䶮建平", "刘𬸣", "𠅤𪚥", "买热古丽•阿卜杜热合曼·艾山江")):
        case_no = daiban.accepted(tmp_path, "QT09", name=name, id_number=id_number(order=number + 1))
        assert daiban("show", case_no).json["applicant"] == name.replace("•", "·")


def test_people_read_plain_lines(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text(json.dumps(request()) + "\nx\n", encoding="utf-8")
    said = daiban.plain("accept", file)
    first, second = said.out.splitlines()
    assert first.startswith("第 1 行 已受理 101201-") and "承诺件" in first
    assert second.startswith("第 2 行 没有受理：")
