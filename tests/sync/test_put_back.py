"""A register or a server that was put back from a copy is noticed at the next pass, and nothing is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app import keystore
from app.errors import Refusal
from app.models.register import Register
from app.models.verify import verify
from app.services import backups, rooms
from sync.server.tables import ServerEpoch
from tests.sync.lines import add_villagers, assert_equal, change, state_of, stored, tables, villager, written
from tests.sync.stations import PASSPHRASE, Room, RunningTownship

MakeRoom = Callable[..., Room]


def copied(room: Room, to: Path) -> None:
    """A copy of the register's file as a cadre makes one: with the program closed."""
    home = room.register.home
    room.register.close()
    to.mkdir()
    for file in home.glob("register.db*"):
        shutil.copy2(file, to / file.name)
    room.register = Register.open(home, keystore.open(home, passphrase=PASSPHRASE))


def put_back(room: Room, copy: Path) -> None:
    home = room.register.home
    room.register.close()
    for file in home.glob("register.db*"):
        file.unlink()
    for file in copy.iterdir():
        shutil.copy2(file, home / file.name)
    room.register = Register.open(home, keystore.open(home, passphrase=PASSPHRASE))


def code_of(room: Room) -> str:
    with pytest.raises(Refusal) as caught:
        room.sync()
    return caught.value.code


def test_a_register_put_back_and_written_on_is_told_apart(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英", "李建国")
    room.sync()
    there = stored(township, room.register.identity.replica_id)
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")
    here = written(room.register)
    assert code_of(room) == "forked"
    assert stored(township, room.register.identity.replica_id) == there
    assert written(room.register) == here


def test_a_register_put_back_and_not_written_on_is_told_apart_too(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英", "李建国")
    room.sync()
    put_back(room, tmp_path / "copy")
    assert code_of(room) == "forked"


def test_a_server_that_begins_another_life_with_the_same_feed_is_gone_on_with(
    township: RunningTownship, room: Room
) -> None:
    with township.register.writing() as session:
        session.get_one(ServerEpoch, 1).epoch = "ab" * 16
        session.commit()
    add_villagers(room, "王秀英")
    room.sync()
    assert state_of(room).epoch == "ab" * 16
    assert_equal(township, [room])


def test_a_restored_backup_comes_back_under_a_new_name_and_nothing_is_missing_anywhere(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    (shared, only_in_backup) = add_villagers(room, "王秀英", "李建国")
    room.sync()
    change(room, only_in_backup, phone="13800000001")
    backup = backups.back_up(room.register, tmp_path / "stick", room.clock)
    room.sync()
    add_villagers(room, "写在备份之后")
    change(room, shared, note="备份之后改的")
    room.sync()
    home = backups.restore(backup, tmp_path / "restored", passphrase=PASSPHRASE, clock=room.clock)
    restored = Room(rooms.open_room(home, passphrase=PASSPHRASE), room.clock)
    try:
        assert restored.register.identity.replica_id != room.register.identity.replica_id
        restored.enrol(township)
        restored.sync()
        room.sync()
        assert tables(restored.register) == tables(township.register) == tables(room.register)
        for register in (restored.register, township.register, room.register):
            assert verify(register).problems == ()
            found = villager(register, shared)
            assert found is not None and found.note == "备份之后改的"
            names = {row.get("name") for row in tables(register).values()}
            assert "写在备份之后" in names
    finally:
        restored.register.close()
