"""A full disk, at the room or at the township: a sentence, nothing acknowledged is missing, and work goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import paths
from app.clock import SetClock
from app.errors import Refusal
from app.models.register import Register
from app.services import attachments, backups, rooms, synchronising
from tests.services.requests import accepted
from tests.sync.faults.small_disk import SmallDisk
from tests.sync.lines import add_villagers, assert_equal, replica_of, state_of, stored, written
from tests.sync.scans import attached, desk_of, new_case, scan, scan_bytes, send_scans, with_catalogue
from tests.sync.stations import PASSPHRASE, Room, RunningTownship, new_room, serving

pytestmark = pytest.mark.needs("small-disk")

FREE_KB = [int(free) for free in os.environ.get("DAIBAN_FULL_DISK_KB", "0 12 200").split()]
"""Each lets another write be the first that fails."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    small = SmallDisk(tmp_path / "disk", 24_000)
    small.mount()
    yield small
    small.unmount()


@pytest.fixture
def small_room(disk: SmallDisk, clock: SetClock, township: RunningTownship) -> Iterator[Room]:
    """A room of 槐树村 on the small disk, enrolled, with a catalogue."""
    room = new_room(disk.place / "room", clock)
    room.enrol(township)
    with_catalogue(township, room)
    yield room
    room.register.close()


@pytest.fixture
def small_township(disk: SmallDisk, clock: SetClock, founded: Path) -> Iterator[RunningTownship]:
    home = disk.place / "township"
    shutil.copytree(founded, home)
    with serving(home, clock) as running:
        yield running


def refusal_of_filling(room: Room) -> str:
    """Accept until the disk is full; the word of the refusal."""
    for n in range(500):
        try:
            accepted(
                desk_of(room),
                name=f"村民{n}",
                id_number="",
                id_missing_reason="未带证件",
                phone=f"139{n:08d}",
            )
        except Refusal as refusal:
            return refusal.code
    pytest.fail("never full")


def refusal_of_pass(room: Room) -> str:
    try:
        room.sync(give_up_s=1.0)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("free_kb", FREE_KB)
def test_a_room_whose_disk_is_full_says_so_keeps_what_it_had_and_goes_on(
    free_kb: int, disk: SmallDisk, small_room: Room, township: RunningTownship
) -> None:
    disk.leave(free_kb)
    assert refusal_of_filling(small_room) == "disk-full"
    before = written(small_room.register)
    assert refusal_of_pass(small_room) in ("", "disk-full")
    assert written(small_room.register) == before
    assert state_of(small_room).acked_seq <= len(stored(township, small_room.register.identity.replica_id))
    disk.empty()
    accepted(desk_of(small_room))
    small_room.sync()
    assert_equal(township, [small_room])
    assert backups.verify(small_room.register).ok


@pytest.mark.parametrize("free_kb", FREE_KB)
def test_a_feed_that_does_not_fit_on_the_disk_is_refused_and_comes_later(
    free_kb: int, disk: SmallDisk, small_room: Room, make_room: Callable[..., Room], township: RunningTownship
) -> None:
    other = make_room("other", pc_code="A2")
    other.enrol(township)
    other.sync()
    add_villagers(other, *[f"村民{n}" for n in range(400)], note="很长的备注" * 200)
    other.sync(give_up_s=30.0)
    disk.leave(free_kb)
    with pytest.raises(Refusal) as caught:
        small_room.sync(give_up_s=30.0)
    assert caught.value.code == "disk-full"
    assert backups.verify(small_room.register).ok
    disk.empty()
    small_room.sync(give_up_s=30.0)
    other.sync()
    assert_equal(township, [small_room, other])


@pytest.mark.parametrize("free_kb", FREE_KB)
def test_a_township_whose_disk_is_full_says_so_and_acknowledges_nothing_it_has_not(
    free_kb: int,
    disk: SmallDisk,
    small_township: RunningTownship,
    make_room: Callable[..., Room],
    expected_log: Callable[[str], None],
) -> None:
    expected_log("ERROR sync.server.web: nothing taken in: disk-full")
    room = make_room("a")
    room.enrol(small_township)
    room.sync()
    disk.leave(free_kb)
    add_villagers(room, *[f"村民{n}" for n in range(400)], note="很长的备注" * 200)
    with pytest.raises(Refusal) as caught:
        room.sync(give_up_s=1.0)
    assert caught.value.code == "no-room"
    assert "磁盘" in caught.value.sentence and "没有丢失" in caught.value.sentence
    there = stored(small_township, room.register.identity.replica_id)
    assert state_of(room).acked_seq <= len(there) == replica_of(small_township, room).last_seq
    disk.empty()
    room.sync(give_up_s=30.0)
    assert_equal(small_township, [room])


def test_a_full_township_still_answers_who_has_nothing_new(
    disk: SmallDisk, small_township: RunningTownship, make_room: Callable[..., Room]
) -> None:
    """Nothing to store: the answer says how things stand, or honestly that there is no room."""
    room = make_room("a")
    room.enrol(small_township)
    room.sync()
    disk.leave(0)
    assert refusal_of_pass(room) in ("", "no-room")
    assert synchronising.status(room.register).only_here == 0


def test_scans_wait_while_the_township_is_full_and_go_up_later(
    disk: SmallDisk, small_township: RunningTownship, make_room: Callable[..., Room], tmp_path: Path
) -> None:
    room = make_room("a")
    room.enrol(small_township)
    with_catalogue(small_township, room)
    case_no = new_case(room)
    attached(room, case_no, scan(tmp_path, content=scan_bytes(700_000)))
    room.sync()
    disk.leave(300)
    went = send_scans(room)
    assert (went.whole, went.waiting, went.stopped_by) == (0, 1, "disk-full")
    assert attachments.waiting(room.register).waiting == 1
    disk.empty()
    assert send_scans(room).whole == 1
    assert attachments.waiting(room.register).waiting == 0
    assert attachments.problems(small_township.register) == ()


def test_a_room_on_a_read_only_disk_says_so_and_opens_again_when_it_can_be_written(
    disk: SmallDisk, small_room: Room, township: RunningTownship
) -> None:
    home, keys = small_room.register.home, small_room.register.keys
    accepted(desk_of(small_room), name="王秀英")
    before = written(small_room.register)
    small_room.register.close()
    disk.read_only()
    with pytest.raises(Refusal) as caught:
        rooms.open_room(home, passphrase=PASSPHRASE)
    assert caught.value.code == "disk" and "检查磁盘" in caught.value.sentence
    disk.writable()
    small_room.register = Register.open(home, keys)
    assert written(small_room.register) == before
    small_room.sync()
    assert_equal(township, [small_room])


def test_a_repair_that_finds_the_disk_full_leaves_the_register_as_it_was_and_is_done_later(
    disk: SmallDisk, small_room: Room, township: RunningTownship, tmp_path: Path
) -> None:
    """The register was put back: its repair keeps a copy aside, and for that there is no room."""
    home, keys = small_room.register.home, small_room.register.keys
    small_room.register.close()
    shutil.copy(paths.register_file(home), tmp_path / "old.db")
    small_room.register = Register.open(home, keys)
    accepted(desk_of(small_room))
    small_room.sync()
    small_room.register.close()
    shutil.copy(tmp_path / "old.db", paths.register_file(home))
    small_room.register = Register.open(home, keys)
    accepted(
        desk_of(small_room), name="张桂兰", id_number="", id_missing_reason="未带证件", phone="13900000001"
    )
    disk.leave(200)
    assert refusal_of_pass(small_room) == "disk-full"
    assert small_room.register.identity == keys.identity
    assert list((home / "copies").iterdir()) == []
    disk.empty()
    small_room.sync()
    assert small_room.register.identity != keys.identity
    small_room.sync()
    assert_equal(township, [small_room])
