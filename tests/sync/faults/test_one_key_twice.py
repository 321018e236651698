"""Two PCs with one key: a register's folder was copied, key and all, and both work on. Nothing of either is lost."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from app import keystore
from app.clock import SetClock
from app.models.register import Register
from app.models.tables import Villager
from sync.client.transport import Carrier, HttpAnswer
from tests.sync.faults.nursery import Child
from tests.sync.lines import add_villagers, assert_equal, change, state_of, stored, villager, written
from tests.sync.stations import PASSPHRASE, VILLAGE, Faulty, Room, RunningTownship


@dataclass
class Ear:
    """Hears the statuses of a pass's answers."""

    heard: list[int] = field(default_factory=list)

    def between(self, inner: Carrier) -> Carrier:
        return Faulty(inner, after=self._hear)

    def _hear(self, _count: int, answer: HttpAnswer) -> HttpAnswer:
        self.heard.append(answer.status)
        return answer


@contextmanager
def twin_of(room: Room, home: Path) -> Iterator[Room]:
    """The folder as it lies there, copied with its key, and opened on the same machine."""
    shutil.copytree(room.register.home, home)
    twin = Room(Register.open(home, keystore.open(home, passphrase=PASSPHRASE)), room.clock)
    assert twin.register.identity == room.register.identity
    yield twin
    twin.register.close()


def settle(*rooms: Room) -> None:
    """The one whose key was taken over becomes another, too; then each hears what the others said."""
    for _ in range(2):
        for room in rooms:
            room.sync(give_up_s=30.0)


def names(township: RunningTownship) -> list[str]:
    with township.register.reading() as session:
        return sorted(session.scalars(select(Villager.name).where(Villager.site_code == VILLAGE)))


def test_one_of_two_pcs_with_one_key_is_forked_and_everything_of_both_arrives_once(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    add_villagers(room, "复制前未传")
    with twin_of(room, tmp_path / "twin") as twin:
        add_villagers(room, "甲机一", "甲机二")
        add_villagers(twin, "乙机一")
        room.sync()
        ear = Ear()
        twin.sync(through=ear.between)
        assert 409 in ear.heard
        assert twin.register.identity.replica_id != room.register.identity.replica_id
        assert twin.register.identity.pc_code != room.register.identity.pc_code
        settle(room, twin)
        assert names(township) == sorted(["复制前未传", "甲机一", "甲机二", "乙机一"])
        assert_equal(township, [room, twin])


def test_the_copy_may_come_first(township: RunningTownship, room: Room, tmp_path: Path) -> None:
    with twin_of(room, tmp_path / "twin") as twin:
        add_villagers(twin, "乙机一", "乙机二")
        add_villagers(room, "甲机一")
        twin.sync()
        ear = Ear()
        room.sync(through=ear.between)
        assert 409 in ear.heard
        settle(room, twin)
        assert names(township) == sorted(["甲机一", "乙机一", "乙机二"])
        assert_equal(township, [room, twin])


def test_a_later_change_of_one_field_by_the_twin_is_set_aside_and_not_lost(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    [record_id] = add_villagers(room, "王秀英")
    room.sync()
    with twin_of(room, tmp_path / "twin") as twin:
        change(room, record_id, phone="13900000001")
        change(twin, record_id, phone="13900000002", address="村东")
        room.sync()
        twin.sync()
        settle(room, twin)
        found = villager(township.register, record_id)
        assert found is not None and (found.phone, found.address) == ("13900000001", "村东")
        assert any(b"13900000002" in line for line in stored(township, twin.register.identity.replica_id))
        assert_equal(township, [room, twin])


def test_three_copies_that_sync_at_the_same_moment_all_end_with_an_identity_of_their_own(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    with twin_of(room, tmp_path / "b") as second, twin_of(room, tmp_path / "c") as third:
        rooms = (room, second, third)
        for one, name in zip(rooms, ("甲", "乙", "丙"), strict=True):
            add_villagers(one, f"{name}机一", f"{name}机二")
        begun = [threading.Thread(target=one.sync, kwargs={"give_up_s": 30.0}) for one in rooms]
        for thread in begun:
            thread.start()
        for thread in begun:
            thread.join()
        settle(*rooms)
        assert len({one.register.identity.replica_id for one in rooms}) == 3
        assert names(township) == sorted(f"{name}机{n}" for name in "甲乙丙" for n in "一二")
        assert_equal(township, rooms)


@pytest.mark.needs("unix")
def test_a_repair_that_is_killed_anywhere_is_taken_up_again(
    township: RunningTownship, room: Room, tmp_path: Path, clock: SetClock
) -> None:
    """``daiban sync`` of the copy, killed after each answer that it waits for, until one pass gets through."""
    seed = random.SystemRandom().randrange(2**32)
    dice = random.Random(seed)
    with twin_of(room, tmp_path / "twin") as twin:
        add_villagers(room, *[f"甲{n}" for n in range(5)])
        add_villagers(twin, *[f"乙{n}" for n in range(5)])
        home = twin.register.home
    room.sync()
    for life_s in (dice.uniform(0.0, 0.8) for _ in range(8)):
        child = Child("daiban", ("sync", "--home", str(home)))
        child.start()
        child.wait(life_s)
        child.kill()
    last = Child("daiban", ("sync", "--wait", "--home", str(home)), tmp_path / "said")
    last.start()
    assert last.wait(60.0) == 0, f"{(tmp_path / 'said').read_text()} seed {seed}"
    register = Register.open(home, keystore.open(home, passphrase=PASSPHRASE))
    try:
        twin = Room(register, clock)
        settle(room, twin)
        assert names(township) == sorted(f"{name}{n}" for name in "甲乙" for n in range(5)), f"seed {seed}"
        assert state_of(twin).acked_seq == len(written(register))
        assert_equal(township, [room, twin])
    finally:
        register.close()
