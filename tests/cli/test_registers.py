"""A register that cannot be used is said so in a sentence of its own, and is left as it was."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app import paths
from app.models.engine import BUSY_TIMEOUT_MS
from app.models.register import Register
from app.services import rooms
from tests.architecture.sources import ROOT
from tests.cli.program import PASSPHRASE, ROOM_CODE, Daiban, request, run


def refused(said: object, code: str) -> str:
    from tests.cli.program import Said

    assert isinstance(said, Said)
    assert said.status == 1, said.out
    answer = said.lines[-1]
    assert answer["code"] == code, answer
    assert answer["error"].endswith("。")
    return str(answer["error"])


def test_there_is_no_register_yet(daiban: Daiban, tmp_path: Path) -> None:
    daiban.home = tmp_path / "nowhere"
    for words in (["list"], ["status"], ["verify"], ["items"], ["backup", tmp_path / "b"]):
        assert "初始设置" in refused(daiban(*words), "no-register")
    assert not daiban.home.exists()


def test_a_wrong_or_missing_passphrase_does_not_open_it(
    daiban: Daiban, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAIBAN_PASSPHRASE", "不是这个")
    assert "口令不对" in refused(daiban("list"), "wrong-passphrase")
    monkeypatch.delenv("DAIBAN_PASSPHRASE")
    assert "DAIBAN_PASSPHRASE" in refused(daiban("list"), "passphrase-needed")


def test_a_register_keyed_otherwise_is_not_opened(daiban: Daiban, tmp_path: Path) -> None:
    other = tmp_path / "other"
    words = ("init", "--room-code", ROOM_CODE, "--room-name", "别村", "--home", other)
    assert run("app", *words).status == 0
    file = paths.register_file(daiban.home)
    file.write_bytes(paths.register_file(other).read_bytes())
    before = hashlib.sha256(file.read_bytes()).digest()
    assert "密钥不对" in refused(daiban("list"), "unlock-failed")
    assert hashlib.sha256(file.read_bytes()).digest() == before


def test_another_kind_of_file_in_its_place_is_not_opened(daiban: Daiban) -> None:
    file = paths.register_file(daiban.home)
    file.unlink()
    plain = sqlite3.connect(file)
    plain.execute("CREATE TABLE t (x)")
    plain.commit()
    plain.close()
    refused(daiban("list"), "unlock-failed")


def test_a_damaged_register_is_said_and_not_written_to(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    file = paths.register_file(daiban.home)
    content = bytearray(file.read_bytes())
    for page in range(4, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    file.write_bytes(content)
    said = daiban("list")
    assert said.status == 1
    assert said.json["code"] in {"damaged", "unlock-failed", "storage"}
    assert "Traceback" not in said.err
    assert file.read_bytes() == bytes(content)


def test_a_truncated_register_is_said(daiban: Daiban) -> None:
    file = paths.register_file(daiban.home)
    file.write_bytes(file.read_bytes()[:6000])
    said = daiban("list")
    assert said.status == 1 and said.json["code"] in {"damaged", "unlock-failed"}


def test_a_newer_register_is_not_opened(daiban: Daiban) -> None:
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    _sql(register, "UPDATE alembic_version SET version_num = '9999'")
    register.close()
    assert "升级程序" in refused(daiban("list"), "newer")


def test_an_edit_behind_its_back_is_found_by_verify(daiban: Daiban, tmp_path: Path) -> None:
    daiban.accepted(tmp_path)
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    _sql(register, "UPDATE service_case SET applicant_name = '别人'")
    register.close()
    said = daiban("verify")
    assert said.status == 1 and not said.json["ok"]
    assert "applicant_name" in said.json["problems"][0]
    assert "别人" not in said.out


def test_a_damaged_key_file_is_said(daiban: Daiban) -> None:
    paths.key_file(daiban.home).write_text("{}")
    refused(daiban("list"), "key-file-damaged")


def test_a_register_carried_to_another_machine_is_said(daiban: Daiban) -> None:
    file = paths.key_file(daiban.home)
    kept = json.loads(file.read_bytes())
    kept["machine"] = "0" * 64
    file.write_text(json.dumps(kept))
    assert "恢复备份" in refused(daiban("list"), "copied")


LOCKED = """
import sys
from app.models import engine
engine.BUSY_TIMEOUT_MS = 200
from app import __main__ as program
sys.exit(program.main(sys.argv[1:]))
"""


def test_a_locked_register_is_said_and_the_request_is_not_accepted(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(request()), encoding="utf-8")
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    with register.writing() as session:
        session.connection()
        done = subprocess.run(
            [sys.executable, "-c", LOCKED, "accept", str(file), "--home", str(daiban.home), "--json"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ,
            check=False,
        )
    register.close()
    answer = json.loads(done.stdout)
    assert done.returncode == 1 and "占用" in answer["error"] and answer["line"] == 1
    assert daiban("list").json == []
    assert daiban("accept", file).status == 0


def test_looking_never_waits_for_somebody_who_writes(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    with register.writing() as session:
        session.connection()
        done = subprocess.run(
            [sys.executable, "-m", "app", "show", number, "--home", str(daiban.home), "--json"],
            capture_output=True,
            cwd=ROOT,
            env=os.environ,
            check=True,
            timeout=BUSY_TIMEOUT_MS / 1000 * 0.8,
        )
    register.close()
    assert json.loads(done.stdout)["case_no"] == number


def test_a_paper_whose_print_cannot_be_recorded_is_not_left_lying(daiban: Daiban, tmp_path: Path) -> None:
    number = daiban.accepted(tmp_path)
    paper = tmp_path / "receipt.pdf"
    words = ["print", number, "--paper", "receipt", "--to", str(paper), "--home", str(daiban.home)]
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    with register.writing() as session:
        session.connection()
        done = subprocess.run(
            [sys.executable, "-c", LOCKED, *words], capture_output=True, text=True, cwd=ROOT, check=False
        )
    register.close()
    assert done.returncode == 1 and "占用" in done.stderr
    assert not paper.exists()
    assert daiban(*words[:-2]).json["times"] == 1


FULL = """
import resource, signal, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from app import __main__ as program
sys.exit(program.main(sys.argv[2:]))
"""


@pytest.mark.needs("unix")
def test_on_a_full_disk_what_was_answered_is_kept_and_nothing_is_half(daiban: Daiban, tmp_path: Path) -> None:
    """A file size limit stands in for the full disk: the log beside the register cannot grow."""
    from tests.services.requests import id_number

    file = tmp_path / "many.jsonl"
    lines = [
        request("QT09", name=f"张{number}", id_number=id_number(order=number + 1)) for number in range(40)
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FULL, "900000", "accept", str(file), "--home", str(daiban.home), "--json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    accepted = [answer["case_no"] for answer in answers if "case_no" in answer]
    refusals = {answer["error"] for answer in answers if "error" in answer}
    assert done.returncode == 1 and len(answers) == 40
    assert accepted and refusals
    assert all("磁盘" in sentence and "没有保存" in sentence for sentence in refusals)
    assert sorted(row["case_no"] for row in daiban("list").json) == sorted(accepted)
    assert daiban("verify").json["ok"]


@pytest.mark.needs("unix")
def test_on_a_full_disk_no_paper_is_left_that_stands_in_no_record(daiban: Daiban, tmp_path: Path) -> None:
    """Somebody reads meanwhile, so that the log beside the register can only grow, and it may not."""
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    paper = tmp_path / "slip.pdf"
    with register.reading() as session:
        session.connection()
        numbers = [daiban.accepted(tmp_path, again=f"第{turn}次") for turn in range(8)]
        log = paths.register_file(daiban.home).with_name("register.db-wal").stat().st_size
        words = ["print", numbers[0], "--paper", "slip", "--to", str(paper), "--home", str(daiban.home)]
        done = subprocess.run(
            [sys.executable, "-c", FULL, str(log), *words],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
    register.close()
    assert done.returncode == 1 and "没有保存" in done.stderr
    assert not paper.exists()
    assert daiban(*words[:-2]).json["times"] == 1
    assert paper.stat().st_size < log, "the limit stopped the record, not the paper"


def _sql(register: Register, statement: str) -> None:
    from sqlalchemy import text

    with register.writing() as session:
        session.execute(text(statement))
        session.commit()
