"""A register or a township that was put back is repaired by sticks alone, and by any mixture of stick and network."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import Refusal
from app.models.verify import verify
from app.services import rooms
from sync.client import repairing, sticks
from sync.server import revoking
from sync.server import sticks as township_sticks
from tests.sync.lines import add_villagers, state_of, stored, tables
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship
from tests.sync.test_put_back import assert_alike, copied, put_back, reopened
from tests.sync.test_server_put_back import backed_up
from tests.sync.test_server_put_back import put_back as township_put_back

MakeRoom = Callable[..., Room]
MOST_TRIPS = 8


def trip(township: RunningTownship, room: Room, stick: Path) -> sticks.TakenIn:
    """To the township and home again; the stick is emptied first, as a cadre's may or may not be."""
    shutil.rmtree(stick)
    stick.mkdir()
    sticks.write_out(room.register, stick)
    township_sticks.take_in(township.township, stick)
    return sticks.take_in(room.register, room.clock, stick)


def trips(township: RunningTownship, room: Room, stick: Path) -> int:
    """As often as the sticks say themselves, and once more for what was said again; how often."""
    for count in range(1, MOST_TRIPS):
        taken = trip(township, room, stick)
        if not taken.once_more and not taken.said_again:
            return count
    raise AssertionError("sticks do not come to an end")


def names(room: Room | RunningTownship) -> set[object]:
    return {row.get("name") for row in tables(room.register).values()}


def test_a_register_put_back_is_repaired_by_three_sticks(
    township: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    former = room.register.identity
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英", "李建国")
    trip(township, room, stick)
    there = stored(township, former.replica_id)
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")
    told = trip(township, room, stick)  # the township's answer shows that we were put back
    assert told.once_more and room.register.identity.replica_id != former.replica_id
    assert repairing.must_introduce(room.register)
    told = trip(township, room, stick)  # introduced, and the feed came home
    assert (told.said_again, told.left_alone) == (1, ())
    assert room.register.identity.pc_code != former.pc_code
    trip(township, room, stick)
    assert stored(township, former.replica_id) == there
    assert {"王秀英", "李建国", "赵六"} <= names(township)
    assert_alike(township, [room])


def test_two_pcs_with_one_key_are_parted_by_sticks(
    township: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    room.register.close()
    shutil.copytree(room.register.home, tmp_path / "twin")
    reopened(room)
    twin = Room(rooms.open_room(tmp_path / "twin", passphrase=PASSPHRASE), room.clock)
    try:
        add_villagers(room, "甲一")
        trips(township, room, stick)
        add_villagers(twin, "乙一")
        trips(township, twin, stick)
        add_villagers(room, "甲二")
        trips(township, room, stick)  # its old self has become another: told so by stick, too
        for one in (twin, room):
            trips(township, one, stick)
        assert room.register.identity.pc_code != twin.register.identity.pc_code
        for one in (room, twin):
            assert {"甲一", "甲二", "乙一"} <= names(one)
        assert_alike(township, [room, twin])
    finally:
        twin.register.close()


@pytest.mark.parametrize("network_after", [0, 1, 2])
def test_a_repair_begun_by_stick_is_ended_by_network(
    township: RunningTownship, room: Room, stick: Path, tmp_path: Path, network_after: int
) -> None:
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英")
    room.sync()
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")
    sticks.write_out(room.register, stick)
    township_sticks.take_in(township.township, stick)
    if network_after > 0:
        sticks.take_in(room.register, room.clock, stick)
    if network_after > 1:
        sticks.write_out(room.register, stick)
        township_sticks.take_in(township.township, stick)
    room.sync()
    with contextlib.suppress(Refusal):  # what still lies there is for whom we were, or overtaken
        sticks.take_in(room.register, room.clock, stick)
    room.sync()
    assert {"王秀英", "赵六"} <= names(township)
    assert_alike(township, [room])


def test_an_older_register_put_back_again_during_the_repair_loses_nothing(
    township: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英")
    trip(township, room, stick)
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")
    copied(room, tmp_path / "second-copy")
    trip(township, room, stick)  # becomes another, which nobody knows of yet
    put_back(room, tmp_path / "second-copy")
    trips(township, room, stick)
    assert {"王秀英", "赵六"} <= names(township)
    assert_alike(township, [room])


def test_a_township_put_back_is_agreed_with_by_sticks_alone(
    township: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    add_villagers(room, "王秀英")
    trips(township, room, stick)
    add_villagers(room, "李建国")
    trips(township, room, stick)
    epoch = state_of(room).epoch
    township_put_back(township, backup, tmp_path / "back")
    assert "王秀英" not in names(township)
    add_villagers(room, "恢复之后")
    assert trip(township, room, stick).once_more
    trips(township, room, stick)
    assert state_of(room).epoch != epoch
    assert {"王秀英", "李建国", "恢复之后"} <= names(township)
    assert_alike(township, [room])


def test_an_answer_from_before_the_township_was_put_back_is_left_alone(
    township: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    add_villagers(room, "王秀英")
    sticks.write_out(room.register, stick)
    township_sticks.take_in(township.township, stick)
    room.clock.advance(hours=1)
    township_put_back(township, backup, tmp_path / "back")
    room.sync()
    us = room.register.identity
    taken = sticks.take_in(room.register, room.clock, stick)
    assert ["过时" in one.sentence for one in taken.left_alone] == [True]
    assert room.register.identity == us and not taken.once_more
    room.sync()
    assert_alike(township, [room])


def test_a_township_put_back_to_before_the_repair_is_told_the_identity_again(
    township: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英")
    room.sync()
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")
    room.sync()
    township_put_back(township, backup, tmp_path / "back")
    add_villagers(room, "恢复之后")
    trips(township, room, stick)
    assert {"王秀英", "赵六", "恢复之后"} <= names(township)
    assert_alike(township, [room])


def test_by_network_a_forgotten_identity_is_introduced_again(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    copied(room, tmp_path / "copy")
    add_villagers(room, "王秀英")
    room.sync()
    put_back(room, tmp_path / "copy")
    add_villagers(room, "赵六")
    room.sync()
    township_put_back(township, backup, tmp_path / "back")
    room.sync()
    assert {"王秀英", "赵六"} <= names(township)
    assert_alike(township, [room])


def test_a_revoked_pc_is_told_so_by_stick_and_keeps_its_identity(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    us = room.register.identity
    revoking.revoke(township.township, f"{VILLAGE}-A1", "电脑被盗")
    add_villagers(room, "王秀英")
    taken = trip(township, room, stick)
    assert ["已停用" in one.sentence for one in taken.left_alone] == [True]
    assert room.register.identity == us and not repairing.is_under_way(room.register)


class Mixture:
    """Two PCs do at random what people do; ``safe`` are the names that no copy put back can take away."""

    ACTS = "wwwwoottiiissscpbr"

    def __init__(self, township: RunningTownship, pcs: list[Room], folder: Path, seed: int) -> None:
        self.township, self.pcs, self._folder = township, pcs, folder
        self._dice = random.Random(seed)
        self._turn = 0
        self._copies: dict[int, Path] = {}
        self._fresh: dict[int, set[str]] = {number: set() for number in range(len(pcs))}
        self._backup: Path | None = None
        self.safe: set[str] = set()
        self._does: dict[str, Callable[[int, Room, Path], None]] = {
            "w": self._write,
            "o": lambda _at, pc, stick: _ignored(sticks.write_out(pc.register, stick)),
            "t": lambda _at, _pc, stick: _ignored(township_sticks.take_in(township.township, stick)),
            "i": self._read,
            "s": self._sync,
            "c": self._copy,
            "p": self._put_back,
            "b": self._back_up,
            "r": self._restore,
        }

    def live(self, turns: int) -> None:
        for _ in range(turns):
            self._turn += 1
            self.township.clock.advance(minutes=7)
            at = self._dice.randrange(len(self.pcs))
            stick = self._folder / f"stick-{at}"
            stick.mkdir(exist_ok=True)
            self._does[self._dice.choice(self.ACTS)](at, self.pcs[at], stick)

    def end(self) -> set[str]:
        """Everybody syncs; the names that must be at the township now."""
        for pc in self.pcs * 3:
            self.township.clock.advance(minutes=7)
            pc.sync()
        return self.safe.union(*self._fresh.values())

    def _write(self, at: int, pc: Room, _stick: Path) -> None:
        add_villagers(pc, f"群众{self._turn}")
        self._fresh[at].add(f"群众{self._turn}")

    def _read(self, _at: int, pc: Room, stick: Path) -> None:
        with contextlib.suppress(Refusal):  # nothing on it for this PC
            sticks.take_in(pc.register, pc.clock, stick)

    def _sync(self, at: int, pc: Room, _stick: Path) -> None:
        pc.sync()
        self.safe |= self._fresh[at]
        self._fresh[at] = set()

    def _copy(self, at: int, pc: Room, _stick: Path) -> None:
        self._copies[at] = self._folder / f"copy-{self._turn}"
        copied(pc, self._copies[at])

    def _put_back(self, at: int, pc: Room, _stick: Path) -> None:
        if at in self._copies:
            put_back(pc, self._copies[at])
            self._fresh[at] = set()  # what was only in the file that was replaced is gone with it

    def _back_up(self, _at: int, _pc: Room, _stick: Path) -> None:
        self._backup = backed_up(self.township, self._folder / f"backup-{self._turn}")

    def _restore(self, _at: int, _pc: Room, _stick: Path) -> None:
        if self._backup is not None:
            township_put_back(self.township, self._backup, self._folder / f"back-{self._turn}")
            held = set[object]().union(names(self.township), *(names(pc) for pc in self.pcs))
            self.safe = {name for name in self.safe if name in held}
            self._backup = None


def _ignored(_what: object) -> None:
    """What a stick says of itself is asked elsewhere."""


@pytest.mark.parametrize("seed", range(4))
def test_every_mixture_of_stick_network_copies_and_restores_ends_alike(
    township: RunningTownship, room: Room, make_room: MakeRoom, tmp_path: Path, seed: int
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    second.sync()
    mixture = Mixture(township, [room, second], tmp_path, seed)
    mixture.live(26)
    assert mixture.end() <= names(township)
    assert room.register.identity.pc_code != second.register.identity.pc_code
    for pc in (room, second):
        assert verify(pc.register).problems == ()
        assert tables(pc.register) == tables(township.register)
    assert verify(township.register).problems == ()
