"""A register or a server that was put back from a copy repairs itself at the next pass, and nothing is lost."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app import keystore
from app.errors import Refusal
from app.models.register import Register
from app.models.verify import verify
from app.services import backups, problems, rooms
from sync.client import rotating
from sync.client.transport import Carrier
from sync.server import revoking
from sync.server.tables import ServerEpoch
from tests.sync.lines import add_villagers, assert_equal, change, results, state_of, stored, tables, villager
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship, cut_at

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


def reopened(room: Room) -> None:
    room.register.close()
    room.register = rooms.open_room(room.register.home, passphrase=PASSPHRASE)


def assert_alike(township: RunningTownship, pcs: list[Room]) -> None:
    """The same records everywhere, and each register proves itself; former selves' lines stand only there."""
    for register in (township.register, *(one.register for one in pcs)):
        assert verify(register).problems == ()
        assert tables(register) == tables(township.register)


def test_a_register_put_back_and_written_on_becomes_another_and_loses_nothing(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    former = room.register.identity
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英", "李建国")
    room.sync()
    there = stored(township, former.replica_id)
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")
    assert room.sync().said_again == 1
    assert room.register.identity.replica_id != former.replica_id
    assert room.register.identity.pc_code != former.pc_code
    assert stored(township, former.replica_id) == there
    names = {row.get("name") for row in tables(township.register).values()}
    assert {"王秀英", "李建国", "赵六"} <= names
    assert_alike(township, [room])
    assert list((room.register.home / "copies").glob("before-repair-*"))
    add_villagers(room, "钱七")
    assert room.sync().said_again is None
    reopened(room)
    add_villagers(room, "孙八")
    room.sync()
    assert_alike(township, [room])
    keys = {row["public_key"] for row in tables(township.register).values() if "public_key" in row}
    assert {former.signing_public.hex(), room.register.identity.signing_public.hex()} <= keys


def test_a_register_put_back_and_not_written_on_gets_back_what_it_lacks(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英", "李建国")
    room.sync()
    put_back(room, tmp_path / "copy")
    assert room.sync().said_again == 0
    assert {"王秀英", "李建国"} <= {row.get("name") for row in tables(room.register).values()}
    assert_alike(township, [room])


def test_lines_sent_before_and_lost_since_are_not_said_twice(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    (shared,) = add_villagers(room, "王秀英")  # in the copy, not yet acknowledged there
    copied(room, tmp_path / "copy")
    room.sync()
    change(room, shared, phone="13800000001")
    room.sync()
    put_back(room, tmp_path / "copy")
    change(room, shared, note="恢复之后")
    assert room.sync().said_again == 1
    found = villager(township.register, shared)
    assert found is not None and (found.phone, found.note) == ("13800000001", "")
    (told,) = results(room.register)  # written without having seen what stands there: kept, and shown
    assert (told.code, told.late_value) == ("conflict", "恢复之后")
    assert [one.late_value for one in problems.listed(room.register)] == ["恢复之后"]
    assert_alike(township, [room])


def test_two_pcs_with_one_key_both_become_others_and_nothing_is_missing(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    twin_home = tmp_path / "twin"
    room.register.close()
    shutil.copytree(room.register.home, twin_home)
    reopened(room)
    twin = Room(rooms.open_room(twin_home, passphrase=PASSPHRASE), room.clock)
    try:
        add_villagers(room, "甲一")
        room.sync()
        add_villagers(twin, "乙一")
        assert twin.sync().said_again == 1
        add_villagers(room, "甲二")
        assert room.sync().said_again == 1  # told that its old self has become another
        for one in (twin, room, twin):
            one.sync()
        assert room.register.identity.replica_id != twin.register.identity.replica_id
        assert room.register.identity.pc_code != twin.register.identity.pc_code
        for one in (room, twin):
            names = {row.get("name") for row in tables(one.register).values()}
            assert {"甲一", "甲二", "乙一"} <= names
        assert_alike(township, [room, twin])
    finally:
        twin.register.close()


def test_what_was_set_aside_is_still_shown_to_a_register_that_has_become_another(
    township: RunningTownship, room: Room, make_room: MakeRoom, tmp_path: Path
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    (shared,) = add_villagers(room, "王秀英")
    for one in (room, second):
        one.sync()
    change(second, shared, note="听力不好")
    second.sync()
    change(room, shared, note="住东头")
    room.sync()
    copied(room, tmp_path / "copy")
    add_villagers(room, "写在副本之后")
    room.sync()
    put_back(room, tmp_path / "copy")
    assert room.sync().said_again == 0
    assert [one.late_value for one in problems.listed(room.register)] == ["住东头"]


@pytest.mark.parametrize("broken_at", range(1, 6))
@pytest.mark.parametrize("after_it_arrived", [False, True])
def test_a_repair_that_is_cut_off_anywhere_is_taken_up_again(
    township: RunningTownship, room: Room, tmp_path: Path, broken_at: int, after_it_arrived: bool
) -> None:
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英")
    room.sync()
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")

    def through(carrier: Carrier) -> Carrier:
        return cut_at(carrier, broken_at, after_it_arrived=after_it_arrived)

    with contextlib.suppress(Refusal):
        room.sync(give_up_s=-1.0, through=through)
    reopened(room)
    room.sync()
    names = {row.get("name") for row in tables(township.register).values()}
    assert {"王秀英", "赵六"} <= names
    assert_alike(township, [room])


def test_a_revoked_pc_cannot_come_back_under_another_name(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英")
    room.sync()
    revoking.revoke(township.township, f"{VILLAGE}-A1", "电脑被盗")
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")
    with pytest.raises(Refusal) as caught:
        room.sync()
    assert caught.value.code == "revoked"


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


@pytest.mark.parametrize("said", [0, 1])
def test_a_register_put_back_to_before_a_change_of_keys_that_nobody_heard_of_becomes_another(
    township: RunningTownship, room: Room, tmp_path: Path, said: int
) -> None:
    """Its key file has the new keys, its log does not speak of them, and the township knows older ones."""
    copied(room, tmp_path / "copy")
    before = room.register.identity.replica_id
    for time in range(2):
        rotating.rotate(room.register, "a" * 32, room.clock)
        if time < said:
            room.sync()
    put_back(room, tmp_path / "copy")
    (late,) = add_villagers(room, "王秀英")
    add_villagers(room, "李建国", "张玉兰")
    room.sync()
    room.sync()
    assert room.register.identity.replica_id != before
    assert villager(township.register, late) is not None
    assert_alike(township, [room])
