"""Words, options and exit statuses stay as they are: other programs count on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import __main__ as program
from app.cli import grammar
from app.clock import SystemClock
from app.errors import Defect
from app.services import agents, rooms
from app.services.desk import Desk
from tests.cli.program import PASSPHRASE, Daiban, run

COMMANDS = (
    *("init", "restore", "items", "show", "search", "list", "deadline", "check-slip", "accept", "event"),
    *("events", "print", "enrol", "sync", "status", "report", "verify", "backup", "demo-day"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert "--home" in out and "--json" in out
    assert any("\u4e00" <= character <= "\u9fff" for character in out)
    assert not any(english in out for english in ("usage:", "options:", "arguments:", "show this help"))


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["show"],
        ["list", "--state", "nonsense"],
        ["list", "--stat", "closed"],
        ["print", "101201-261122-A1-007K", "--paper", "poster", "--to", "x.pdf"],
        ["report", "decade", "2026", "--to", "x.xlsx"],
        ["deadline", "2026-02-12", "five"],
        ["init", "--room-code", "620902101201"],
        ["events", "--hoem", "x"],
    ],
)
def test_wrong_usage_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(words) == 2
    out, err = capsys.readouterr()
    assert out == "" and "用法：" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show"], "还缺 NO"),
        (["list", "--hoem", "x"], "不认识 --hoem x"),
        (["due", "--within", "two"], "--within 要填整数，现在是 'two'"),
        (["materials", "lost"], "不能写 'lost'，可以写 'held'"),
        (["due", "--within"], "--within 后面要写内容"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_chinese(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(words) == 2
    assert said in capsys.readouterr().err


def test_home_and_json_stand_anywhere_behind_the_commands_own_words(daiban: Daiban) -> None:
    home = ["--home", str(daiban.home)]
    for words in (
        ["list", *home, "--json"],
        ["list", "--json", *home],
        ["list", f"--home={daiban.home}", "--json"],
    ):
        assert program.main(words) == 0
    assert program.main(["search", *home, "--json", "张"]) == 0
    assert program.main(["deadline", "--json", "2026-02-12", *home, "5"]) == 0


def test_json_is_utf8_and_unescaped_whatever_the_machines_language(prepared_home: Path) -> None:
    for language in ("C", "POSIX", "en_US.ISO-8859-1"):
        said = run("app", "items", "--home", prepared_home, "--json", LC_ALL=language, PYTHONUTF8="0")
        assert said.status == 0
        assert "农村最低生活保障申请" in said.out and "\\u" not in said.out


def test_a_refusal_is_a_sentence_on_stderr_and_with_json_also_an_object(daiban: Daiban) -> None:
    plain = daiban.plain("show", "101201-261122-A1-0078")
    assert plain.status == 1 and plain.out == "" and plain.err.strip().endswith("。")
    said = daiban("show", "101201-261122-A1-0078")
    assert said.status == 1
    assert set(said.json) == {"error", "field", "code"}
    assert said.json["error"] == said.err.strip()


def test_a_fault_of_ours_leaves_a_report_without_anybodys_data(
    daiban: Daiban, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_words: object, **_more: object) -> object:
        raise Defect("张秀兰 620902196203170216")

    monkeypatch.setattr("app.services.search.everything", fault)
    said = daiban("search", "张秀兰")
    assert said.status == 1 and said.json["code"] == "fault"
    assert "Traceback" not in said.err and "张秀兰" not in said.err
    (report,) = (daiban.home / "logs").glob("fault-*.txt")
    assert str(report) in said.json["error"]
    words = report.read_text(encoding="utf-8")
    assert "Defect" in words and "张秀兰" not in words and "6209" not in words


def named_agent(daiban: Daiban, name: str, pin: str = "") -> None:
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    desk = Desk(register, agents.first_actor(register), SystemClock())
    tile = agents.add(desk, name)
    if pin:
        agents.set_pin(register, tile.agent_id, pin)
    register.close()


def test_the_rooms_first_agent_acts_unless_another_is_named(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named_agent(daiban, "李建国", "2580")
    named_agent(daiban, "赵六")
    file = tmp_path / "one.jsonl"
    line = {"name": "张一", "id_missing_reason": "新生儿", "item": "QT09", "materials": [{"name": "登记表"}]}
    acted = {}
    for number, (name, pin) in enumerate({"": "", "李建国": "2580", "赵六": ""}.items()):
        file.write_text(json.dumps(line | {"name": f"张{'一二三'[number]}"}), encoding="utf-8")
        monkeypatch.setenv("DAIBAN_PIN", pin)
        said = daiban("accept", file, *(["--as", name] if name else []))
        acted[name] = daiban("show", said.lines[0]["case_no"]).json["handler"]
    assert acted == {"": "王芳", "李建国": "李建国", "赵六": "赵六"}


def test_a_wrong_or_missing_pin_and_an_unknown_agent_are_refused(
    daiban: Daiban, monkeypatch: pytest.MonkeyPatch
) -> None:
    named_agent(daiban, "李建国", "2580")
    said = daiban("list", "--as", "李建国")
    assert said.status == 1 and said.json["code"] == "wrong-pin" and "DAIBAN_PIN" in said.json["error"]
    monkeypatch.setenv("DAIBAN_PIN", "1111")
    assert daiban("list", "--as", "李建国").json["code"] == "wrong-pin"
    monkeypatch.setenv("DAIBAN_PIN", "2580")
    assert daiban("list", "--as", "李建国").status == 0
    said = daiban("list", "--as", "没有这人")
    assert said.json["code"] == "no-agent" and "李建国" in said.json["error"]


def test_the_grammar_names_each_command_once() -> None:
    """The list above is the whole command line."""
    words = grammar.parser().format_usage() + grammar.parser().format_help()
    assert all(f"    {command} " in words or f"    {command}\n" in words for command in COMMANDS)
