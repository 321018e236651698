"""How the township's program speaks: one sentence where it refuses, never a trace, the same words from every terminal."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from app.clock import CHINA
from sync.server import __main__ as program
from sync.server import sites
from tests.sync.child import START, ask, surroundings
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship


@pytest.fixture
def home(tmp_path: Path, founded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAIBAN_PASSPHRASE", PASSPHRASE)
    return Path(shutil.copytree(founded, tmp_path / "township"))


def test_a_refusal_stands_on_standard_error_and_for_programs_on_standard_output_too(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["enrol-code", "--site", "620902101299", "--home", str(home)]
    assert program.main(words) == 1
    plain = capsys.readouterr()
    assert program.main([*words, "--json"]) == 1
    said = capsys.readouterr()
    assert plain.out == "" and plain.err == said.err
    assert json.loads(said.out)["error"] == said.err.strip()


def test_a_fault_of_ours_leaves_a_report_without_names_and_no_trace(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_words: object) -> object:
        raise ZeroDivisionError("阿依古丽·买买提")

    monkeypatch.setattr(sites, "standings", fault)
    assert program.main(["status", "--home", str(home), "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["code"] == "fault" and "Traceback" not in said.err
    (report,) = (home / "logs").glob("fault-status-*.txt")
    assert "ZeroDivisionError" in report.read_text("utf-8") and "阿依古丽" not in report.read_text("utf-8")


@pytest.mark.parametrize(
    "words", [["serve", "--port", "99999"], ["status", "--hom", "x"], ["status", "--no-such"], []]
)
def test_wrong_usage_ends_with_two(home: Path, words: list[str]) -> None:
    assert program.main([*words, "--home", str(home)] if words else []) == 2


def test_the_passphrase_is_the_same_in_a_terminal_without_a_language(home: Path) -> None:
    bare = surroundings() | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*START, "status", "--home", str(home), "--json"], capture_output=True, env=bare, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_the_last_contact_is_said_in_the_time_of_the_room(
    township: RunningTownship, room: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert room.register.site_code == VILLAGE
    monkeypatch.setenv("DAIBAN_PASSPHRASE", PASSPHRASE)
    (site,) = [one for one in ask(township.home, "status")["sites"] if one["code"] == VILLAGE]
    contact = datetime.fromisoformat(site["last_contact"])
    assert contact.utcoffset() == CHINA.utcoffset(None) and contact.microsecond == 0
    assert program.main(["status", "--home", str(township.home)]) == 0
    assert f"{contact:%Y-%m-%d %H:%M}" in capsys.readouterr().out


def test_the_townships_help_and_complaints_are_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["serve", "--help"]) == 0
    assert program.main(["serve", "--port", "99999999"]) == 2
    said = capsys.readouterr()
    words = said.out + said.err
    assert "用法：" in words and "--port 不对：端口是 0 到 65535 的整数" in words
    assert not any(english in words for english in ("usage:", "options:", "argument", "show this help"))
