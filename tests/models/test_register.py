"""Opening a register: each way the world says no has its own sentence, and nothing is changed by it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import keystore, paths
from app.clock import SetClock
from app.errors import Refusal
from app.models import shape
from app.models.engine import connector
from app.models.register import Register
from app.models.verify import verify
from tests.models.rooms import PASSPHRASE, add_case, add_villager, new_register, reopened


def test_what_was_committed_is_there_after_reopening(tmp_path: Path, clock: SetClock) -> None:
    register = new_register(tmp_path)
    with register.write("a", clock) as unit:
        add_case(unit, clock)
        unit.commit()
    register.close()
    again = reopened(tmp_path)
    assert verify(again).ok
    assert verify(again).records == 3
    again.close()


def test_no_byte_of_a_name_stands_in_any_file_of_the_register(tmp_path: Path, clock: SetClock) -> None:
    register = new_register(tmp_path)
    with register.write("a", clock) as unit:
        add_villager(unit, "欧阳㛃𬸣", phone="13812345678")
        unit.commit()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert "欧阳".encode() not in content
            assert b"13812345678" not in content
            assert not content.startswith(b"SQLite format 3")
    register.close()


def test_the_file_is_written_through_to_the_disk_at_every_commit(tmp_path: Path) -> None:
    register = new_register(tmp_path)
    with register.writing() as session:
        connection = session.connection()
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    register.close()


def test_only_what_may_be_forgotten_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    register = new_register(tmp_path)
    seen = []
    for begun in (register.noting, register.noting, register.writing, register.noting, register.writing):
        with begun() as session:
            seen.append(session.connection().exec_driver_sql("PRAGMA synchronous").scalar())
            session.commit()
    assert seen == [1, 1, 2, 1, 2]
    register.close()


def test_a_reading_session_cannot_write(tmp_path: Path) -> None:
    register = new_register(tmp_path)
    with pytest.raises(Refusal), register.reading() as session:
        session.connection().exec_driver_sql("DELETE FROM villager")
    register.close()


def test_another_key_cannot_unlock_and_is_not_called_damage(tmp_path: Path) -> None:
    new_register(tmp_path / "a").close()
    stranger = keystore.create(tmp_path / "b", passphrase=PASSPHRASE, site_code="620902101202")
    with pytest.raises(Refusal) as refused:
        Register.open(tmp_path / "a", stranger)
    assert refused.value.code == "unlock-failed"
    assert "无法解锁" in refused.value.sentence


def test_a_key_of_the_wrong_length_is_never_taken_for_a_passphrase(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        connector(tmp_path / "register.db", b"short", 1000)
    assert refused.value.code == "unlock-failed"
    assert not (tmp_path / "register.db").exists()


def test_a_missing_register_is_said_and_not_made(tmp_path: Path) -> None:
    keys = keystore.create(tmp_path, passphrase=PASSPHRASE, site_code="620902101201")
    with pytest.raises(Refusal) as refused:
        Register.open(tmp_path, keys)
    assert refused.value.code == "no-register"
    assert not paths.register_file(tmp_path).exists()


def test_a_damaged_page_is_noticed_and_named(tmp_path: Path, clock: SetClock) -> None:
    register = new_register(tmp_path)
    with register.write("a", clock) as unit:
        for number in range(200):
            add_villager(unit, f"王{number}")
        unit.commit()
    register.close()
    file = paths.register_file(tmp_path)
    content = bytearray(file.read_bytes())
    for page in range(len(content) // 4096 // 2, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    file.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        verify(reopened(tmp_path))
    assert refused.value.code in {"damaged", "unlock-failed"}


def test_a_register_of_a_newer_program_is_refused_kindly_and_left_alone(tmp_path: Path) -> None:
    register = new_register(tmp_path)
    with register.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        session.commit()
    register.close()
    with pytest.raises(Refusal) as refused:
        reopened(tmp_path)
    assert refused.value.code == "newer"
    assert not paths.copies_folder(tmp_path).exists()


def test_the_file_is_copied_aside_before_its_shape_changes(tmp_path: Path) -> None:
    keys = keystore.create(tmp_path, passphrase=PASSPHRASE, site_code="620902101201")
    old = connector(paths.register_file(tmp_path), keys.register_key, 1000)()
    old.execute("CREATE TABLE notes(words TEXT)")
    old.execute("INSERT INTO notes VALUES ('before')")
    old.close()
    register = Register.open(tmp_path, keys)
    (copy,) = paths.copies_folder(tmp_path).iterdir()
    kept = connector(copy, keys.register_key, 1000)()
    assert kept.execute("SELECT words FROM notes").fetchone() == ("before",)
    assert kept.execute("SELECT count(*) FROM sqlite_master WHERE name = 'villager'").fetchone() == (0,)
    kept.close()
    with register.reading() as session:
        assert shape.version_of(session.connection()) == shape.CURRENT
    register.close()


def test_a_full_disk_loses_this_one_only_and_work_goes_on_when_there_is_room(
    tmp_path: Path, clock: SetClock
) -> None:
    register = new_register(tmp_path)
    with register.write("a", clock) as unit:
        add_villager(unit, "李大山")
        unit.commit()
    with register.writing() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refusal) as refused, register.write("a", clock) as unit:
        for number in range(300):
            add_villager(unit, f"赵{number}", note="很长的备注" * 50)
        unit.commit()
    assert refused.value.code == "disk-full"
    with register.writing() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")
    with register.write("a", clock) as unit:
        add_villager(unit, "孙二虎")
        unit.commit()
    report = verify(register)
    assert report.ok
    assert report.records == 2
    register.close()


HOLD = """
import sys
from app.models.engine import connector
from pathlib import Path
connection = connector(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), 1000)()
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_register_held_by_another_program_says_so_and_saves_nothing(
    tmp_path: Path, clock: SetClock
) -> None:
    register = new_register(tmp_path)
    command = [
        sys.executable,
        "-c",
        HOLD,
        str(paths.register_file(tmp_path)),
        register.keys.register_key.hex(),
    ]
    holder = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": os.getcwd()}
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"held\n"
    with register._writing.connect() as connection:
        connection.connection.cursor().execute("PRAGMA busy_timeout = 50")
    with pytest.raises(Refusal) as refused, register.write("a", clock) as unit:
        add_villager(unit)
        unit.commit()
    assert refused.value.code == "locked"
    holder.stdin.close()
    holder.wait()
    holder.stdout.close()
    with register.write("a", clock) as unit:
        add_villager(unit)
        unit.commit()
    assert verify(register).records == 1
    register.close()
