"""Both programs together: enrolling, syncing, and the same everywhere, through the commands alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.cli.program import PASSPHRASE, ROOM_CODE, Daiban, Said, run, serving
from tests.services.requests import id_number

TOWNSHIP = "620902101"


class Town:
    """``daiban-township`` in one home, serving at ``url``."""

    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        self.url = url

    def __call__(self, *words: object) -> Said:
        return run("sync.server", *words, "--home", self.home, "--json")

    def code(self) -> str:
        return str(self("enrol-code", "--site", ROOM_CODE).json["code"])


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    home = tmp_path / "township"
    made = Town(home, "")
    assert made("init", "--code", TOWNSHIP, "--name", "下河清镇").status == 0
    assert made("add-site", "--code", ROOM_CODE, "--name", "石泉村").status == 0
    with serving(home) as url:
        made.url = url
        yield made


@pytest.fixture
def second(tmp_path: Path, daiban: Daiban) -> Daiban:
    """The room's other PC."""
    home = tmp_path / "second"
    words = ("init", "--room-code", ROOM_CODE, "--room-name", "石泉村便民服务站", "--home", home)
    assert run("app", *words).status == 0
    return Daiban(home, daiban._capture)


def test_two_registers_and_the_township_are_equal_after_sync(
    daiban: Daiban, second: Daiban, town: Town, tmp_path: Path
) -> None:
    assert daiban("enrol", town.url, town.code()).json == {"township": "下河清镇", "pc_code": "A1"}
    assert second("enrol", town.url, town.code()).json["pc_code"] == "A2"
    first = daiban.accepted(tmp_path, "YB02")
    escalated = daiban.accepted(tmp_path, "GY07")
    said = daiban("sync")
    assert said.status == 0
    assert set(said.json) == {
        "only_here",
        "at_township",
        "taken_in",
        "last_contact",
        "attachments_waiting",
        "same_records",
    }
    assert said.json["only_here"] == 0 and said.json["at_township"] == said.json["taken_in"] > 0
    assert second("sync").status == 0
    other = second.accepted(tmp_path, "QT09", name="李四", id_number=id_number("19500505"))
    assert other.split("-")[2] == "A2"
    assert second("event", first, "completed", "--data", '{"result": "已缴"}').status == 0
    assert daiban("event", escalated, "escalated").status == 0
    for program in (second, daiban, second):
        assert program("sync").json["only_here"] == 0
    for event, said_with in (("received", '{"reference": "柳1"}'), ("completed", '{"result": "已修好"}')):
        assert town("event", escalated, event, "--data", said_with).status == 0
    for program in (daiban, second):
        assert program("sync").json["only_here"] == 0
    assert town("event", first, "delivered").status == 1

    def held(program: Daiban) -> set[tuple[str, str, str]]:
        return {(row["case_no"], row["state"], row["applicant"]) for row in program("list").json}

    assert held(daiban) == held(second)
    assert {(number, state) for number, state, _name in held(daiban)} == {
        (first, "completed"),
        (escalated, "to_fetch"),
        (other, "in_progress"),
    }
    at_town = Daiban(town.home, daiban._capture)
    assert held(at_town) == held(daiban)
    (site,) = town("status").json["sites"]
    assert (site["code"], site["cases"]) == (ROOM_CODE, 3) and site["last_contact"]
    for said in (daiban("verify"), second("verify"), town("verify")):
        assert said.status == 0 and said.json["ok"], said.out


def test_a_wrong_code_address_and_a_silent_township_are_said(
    daiban: Daiban, town: Town, tmp_path: Path
) -> None:
    code = town.code()
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert daiban("enrol", town.url, wrong).json["code"] == "wrong-code"
    assert daiban("enrol", town.url, "abc").json["code"] == "code-form"
    assert daiban("enrol", "http://192.168.1.10", code).json["code"] == "plain-http"
    assert daiban("enrol", "https://127.0.0.1:9", code).json["code"] == "no-answer"
    assert daiban("enrol", town.url).json["code"] == "code-missing"
    assert daiban("enrol", f"{town.url}#{code}", "0000").json["code"] == "two-codes"
    assert daiban("enrol", f"{town.url}#{code}").status == 0
    assert daiban("status").json["at_township"] == 0


def test_sync_gives_up_with_a_sentence_when_nobody_answers(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "township"
    made = Town(home, "")
    made("init", "--code", TOWNSHIP, "--name", "下河清镇")
    made("add-site", "--code", ROOM_CODE, "--name", "石泉村")
    with serving(home) as url:
        assert daiban("enrol", url, made.code()).status == 0
    from app.services import synchronising

    monkeypatch.setattr(synchronising.sync_once, "__kwdefaults__", {"give_up_s": 0.5})
    number = daiban.accepted(tmp_path)
    said = daiban("sync")
    assert said.status == 1 and said.json["code"] == "no-answer" and "没有丢失" in said.json["error"]
    assert daiban("status").json["only_here"] > 0
    assert daiban("show", number).json["where"] == "only_here"


def test_sync_that_waits_ends_when_the_township_answers(daiban: Daiban, tmp_path: Path) -> None:
    home = tmp_path / "township"
    made = Town(home, "")
    made("init", "--code", TOWNSHIP, "--name", "下河清镇")
    made("add-site", "--code", ROOM_CODE, "--name", "石泉村")
    with serving(home) as url:
        assert daiban("enrol", url, made.code()).status == 0
    words = [sys.executable, "-m", "app", "sync", "--wait", "--home", str(daiban.home), "--json"]
    waiting = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)
    with serving(home, int(url.rsplit(":", 1)[1])):
        out, _err = waiting.communicate(timeout=90)
    assert waiting.returncode == 0
    assert json.loads(out)["only_here"] == 0


def test_the_office_opens_with_the_environments_passphrase_too(town: Town) -> None:
    words = ("status", "--home", town.home, "--json")
    said = run("sync.server", *words, DAIBAN_PASSPHRASE="不是这个")
    assert said.status == 1 and said.json["code"] == "wrong-passphrase"
    assert run("sync.server", *words, DAIBAN_PASSPHRASE=PASSPHRASE).status == 0


def test_a_dead_pc_is_replaced_and_the_rooms_register_comes_back(
    daiban: Daiban, town: Town, tmp_path: Path
) -> None:
    assert daiban("enrol", town.url, town.code()).status == 0
    number = daiban.accepted(tmp_path)
    assert daiban("sync").status == 0
    code = town("enrol-code", "--site", ROOM_CODE, "--replaces", f"{ROOM_CODE}-A1").json["code"]
    new = Daiban(tmp_path / "new-pc", daiban._capture)
    said = new("replace", "--room-code", ROOM_CODE, f"{town.url}#{code}")
    assert said.status == 0, said.out
    assert (said.json["cases"], said.json["last_case_no"], said.json["pc_code"]) == (1, number, "A2")
    assert new("show", number).json["case_no"] == number
    assert new("replace").json["code"] == "room-exists"
    assert daiban("sync").json["code"] == "revoked"
    (former, _new) = town("replicas").json["replicas"]
    assert former["revoked"] and "A2" in former["reason"]
