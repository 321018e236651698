"""A stick carries the same bytes as the wire: nothing lost, nothing twice, whatever the order and the mixture."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from app.errors import Refusal
from app.models.tables import SyncState
from sync.client import sticks
from sync.client.sticks import WrittenOut
from sync.protocol.envelope import Crypt, read_header
from sync.server import sticks as township_sticks
from tests.sync.lines import add_villagers, assert_equal, state_of, written
from tests.sync.stations import OTHER_VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]


def out(room: Room, stick: Path) -> WrittenOut:
    return sticks.write_out(room.register, stick)


def at_township(township: RunningTownship, stick: Path) -> list[str]:
    return [one.code for one in township_sticks.take_in(township.township, stick).files]


def home(room: Room, stick: Path) -> sticks.TakenIn:
    return sticks.take_in(room.register, room.clock, stick)


def test_a_village_without_any_network_is_taken_in_by_stick(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    add_villagers(room, "王秀英", "𬸣建国", "㛃")
    assert out(room, stick).lines == 3
    assert at_township(township, stick) == ["ok"]
    taken = home(room, stick)
    assert (taken.acked_seq, taken.left_alone) == (len(written(room.register)), ())
    state = state_of(room)
    assert state.acked_seq == state.applied_seq == len(written(room.register))
    assert_equal(township, [room])


def test_nobody_else_can_read_a_lost_stick(township: RunningTownship, room: Room, stick: Path) -> None:
    add_villagers(room, "王秀英")
    (place,) = out(room, stick).files
    wire = place.read_bytes()
    assert read_header(wire).crypt is Crypt.AGE
    assert "王秀英".encode() not in wire
    with pytest.raises(Refusal, match="没有给本机的回执"):
        home(room, stick)  # our own batch is not an answer


def test_another_rooms_answer_is_not_taken_in(
    township: RunningTownship, room: Room, make_room: MakeRoom, stick: Path
) -> None:
    other = make_room("other", site=OTHER_VILLAGE)
    other.enrol(township)
    other.sync()
    add_villagers(other, "李大山")
    out(other, stick)
    assert at_township(township, stick) == ["ok"]
    with pytest.raises(Refusal) as caught:
        home(room, stick)
    assert caught.value.code == "no-answers"
    assert home(other, stick).left_alone == ()


def test_the_same_stick_twice_changes_nothing(township: RunningTownship, room: Room, stick: Path) -> None:
    add_villagers(room, "王秀英")
    out(room, stick)
    assert at_township(township, stick) == ["ok"]
    assert at_township(township, stick) == ["ok"]
    home(room, stick)
    before = state_of(room)
    assert home(room, stick).fed == 0
    assert state_of(room).feed_n == before.feed_n
    assert_equal(township, [room])


def test_a_stick_whose_earlier_file_is_missing_says_what_must_come_first(
    township: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    add_villagers(room, "王秀英")
    first = tmp_path / "first"
    first.mkdir()
    out(room, first)
    with room.register.writing() as session:  # the answer to the first stick is on its way: the room goes on
        session.execute(update(SyncState).values(acked_seq=len(written(room.register))))
        session.commit()
    add_villagers(room, "李大山")
    out(room, stick)
    taken = township_sticks.take_in(township.township, stick)
    last = len(written(room.register))
    assert [one.code for one in taken.files] == ["gap"]
    assert f"请先带来第 {last - 1} 到 {last - 1} 条" in taken.files[0].sentence
    assert at_township(township, first) == ["ok"]
    assert at_township(township, stick) == ["ok"]
    home(room, first)
    home(room, stick)
    assert_equal(township, [room])


def test_the_network_may_be_faster_than_the_stick(township: RunningTownship, room: Room, stick: Path) -> None:
    add_villagers(room, "王秀英")
    out(room, stick)
    at_township(township, stick)
    add_villagers(room, "李大山")
    room.sync()
    before = state_of(room)
    assert home(room, stick).left_alone == ()
    after = state_of(room)
    assert (after.acked_seq, after.feed_n, after.server_offset_ms) == (
        before.acked_seq,
        before.feed_n,
        before.server_offset_ms,
    )
    assert_equal(township, [room])


def test_two_pcs_of_a_room_learn_of_each_other_by_stick(
    township: RunningTownship, room: Room, make_room: MakeRoom, stick: Path
) -> None:
    second = make_room("second", pc_code="A2")
    second.enrol(township)
    second.sync()
    add_villagers(room, "王秀英")
    out(room, stick)
    out(second, stick)
    assert at_township(township, stick) == ["ok", "ok"]
    home(second, stick)
    home(room, stick)
    assert_equal(township, [room, second])


def test_a_file_that_was_cut_off_is_left_alone_and_the_rest_goes_on(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    add_villagers(room, "王秀英")
    (place,) = out(room, stick).files
    shutil.copy(place, stick / "a-copy.dbn")
    place.write_bytes(place.read_bytes()[:-7])
    (stick / "照片.jpg").write_bytes(b"not ours")
    taken = township_sticks.take_in(township.township, stick)
    assert sorted(one.code for one in taken.files) == ["ok", "truncated"]
    home(room, stick)
    assert_equal(township, [room])


def test_a_changed_file_is_refused_and_kept_for_the_administrator(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    add_villagers(room, "王秀英")
    (place,) = out(room, stick).files
    wire = bytearray(place.read_bytes())
    wire[-20] ^= 1
    place.write_bytes(bytes(wire))
    assert at_township(township, stick) == ["bad-hash"]
    assert list((township.register.home / "quarantine").rglob("bad-hash-*"))


def test_a_stick_that_cannot_be_written_says_so_and_loses_nothing(room: Room, stick: Path) -> None:
    add_villagers(room, "王秀英")
    shutil.rmtree(stick)
    with pytest.raises(Refusal) as caught:
        out(room, stick)
    assert caught.value.code == "stick"
    assert len(written(room.register)) > state_of(room).acked_seq


def test_a_long_feed_comes_home_in_several_files(
    township: RunningTownship, room: Room, make_room: MakeRoom, stick: Path
) -> None:
    add_villagers(room, *(f"王秀英{number}" for number in range(2_100)))
    room.sync(give_up_s=60)
    second = make_room("second", pc_code="A2")
    second.enrol(township)
    out(second, stick)
    taken = township_sticks.take_in(township.township, stick)
    assert len(taken.answers) > 1
    assert home(second, stick).left_alone == ()
    room.sync()
    assert_equal(township, [room, second])
