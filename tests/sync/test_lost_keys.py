"""A PC whose key the township does not believe any more gets in again, with all that only it has."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app import keystore
from app.errors import Refusal
from app.models.register import Register
from app.models.verify import verify
from sync.client import rotating, sticks
from sync.client.enrolling import enrol
from sync.client.transport import HttpAnswer, HttpCarrier
from sync.protocol.enrolment import RefusedAnswer
from sync.server import sticks as server_sticks
from tests.sync.lines import ACTOR, add_villagers, assert_equal, change, replica_of, tables, villager
from tests.sync.stations import PASSPHRASE, Faulty, Room, RunningTownship
from tests.sync.test_put_back import assert_alike, copied, put_back


@pytest.fixture
def twin(township: RunningTownship, room: Room, tmp_path: Path) -> Iterator[Room]:
    """A copy of the PC, key and all; the first has changed its keys since, and the township knows it."""
    shutil.copytree(room.register.home, tmp_path / "twin")
    other = Room(
        Register.open(tmp_path / "twin", keystore.open(tmp_path / "twin", passphrase=PASSPHRASE)), room.clock
    )
    add_villagers(room, "甲一")
    rotating.rotate(room.register, ACTOR, room.clock)
    add_villagers(room, "甲二")
    room.sync()
    yield other
    other.register.close()


def names(township: RunningTownship) -> list[str]:
    return sorted(
        str(row["name"]) for (word, _id), row in tables(township.register).items() if word == "villager"
    )


@pytest.mark.parametrize("tries_first", [False, True])
@pytest.mark.parametrize("unsent", [0, 1, 2, 7])
def test_a_copy_left_with_the_old_key_enrols_with_a_new_code_as_another_pc_and_nothing_is_lost(
    township: RunningTownship, room: Room, twin: Room, tries_first: bool, unsent: int
) -> None:
    before = twin.register.identity
    late = [f"乙{n}" for n in range(unsent)]
    add_villagers(twin, *late)
    if tries_first:
        with pytest.raises(Refusal) as refused:
            twin.sync(give_up_s=-1.0)
        assert refused.value.code == "bad-signature" and "新的登记码" in refused.value.sentence
    known = replica_of(township, room)
    twin.enrol(township)
    assert twin.register.identity.replica_id != before.replica_id
    assert twin.register.identity.pc_code != before.pc_code
    assert twin.sync().said_again == unsent
    assert twin.sync().said_again is None
    for one in (room, twin):
        one.sync()
    assert names(township) == sorted(["甲一", "甲二", *late])
    assert replica_of(township, room).signing_public == known.signing_public
    assert not replica_of(township, room).revoked
    assert_alike(township, [room, twin])


def test_a_copy_that_changed_its_own_keys_too_gets_in_with_a_new_code(
    township: RunningTownship, room: Room, twin: Room
) -> None:
    add_villagers(twin, "乙一")
    rotating.rotate(twin.register, ACTOR, twin.clock)
    add_villagers(twin, "乙二")
    with pytest.raises(Refusal) as refused:
        twin.sync(give_up_s=-1.0)
    assert refused.value.code == "bad-signature"
    twin.enrol(township)
    for one in (twin, room, twin):
        one.sync()
    assert names(township) == sorted(["甲一", "甲二", "乙一", "乙二"])
    assert_alike(township, [room, twin])


def test_a_wrong_code_changes_nothing_and_one_code_lets_in_once(
    township: RunningTownship, room: Room, twin: Room
) -> None:
    before = twin.register.identity
    right = township.new_code()
    with pytest.raises(Refusal) as refused:
        twin.enrol(township, right[:-1] + ("0" if right[-1] != "0" else "1"))
    assert refused.value.code == "wrong-code"
    assert twin.register.identity == before
    twin.enrol(township, right)
    now = twin.register.identity
    twin.enrol(township, right)  # the line broke behind the answer: the same code again
    assert twin.register.identity == now


@pytest.mark.parametrize("lied_at", [1, 2])
@pytest.mark.parametrize("proof", ["", "0" * 64, "of the grant"])
def test_who_only_says_that_the_key_is_another_makes_nobody_another_pc(
    township: RunningTownship, room: Room, lied_at: int, proof: str
) -> None:
    add_villagers(room, "甲一")
    before, code = room.register.identity, township.new_code()
    files = {place: place.stat().st_size for place in room.register.home.rglob("*.*") if place.is_file()}

    def lie(count: int, answer: HttpAnswer) -> HttpAnswer:
        if count != lied_at:
            return answer
        stolen = str(msgspec.json.decode(answer.body).get("proof", "")) if proof == "of the grant" else proof
        said = RefusedAnswer(code="another-key", sentence="骗人的", proof=stolen)
        return HttpAnswer(403, msgspec.json.encode(said))

    with HttpCarrier(township.url, None) as carrier, pytest.raises(Refusal) as refused:
        enrol(room.register, township.url, code, Faulty(carrier, after=lie))
    assert refused.value.code == "not-the-township" and "登记没有完成" in refused.value.sentence
    assert room.register.identity == before
    left = {place: place.stat().st_size for place in room.register.home.rglob("*.*") if place.is_file()}
    assert left.keys() >= files.keys()
    assert room.sync().sent == 1
    assert room.enrol(township, code) == "下河清镇" and room.register.identity == before
    room.sync()
    assert names(township) == ["甲一"]
    assert_equal(township, [room])


def test_what_both_wrote_of_one_person_stays(township: RunningTownship, room: Room, twin: Room) -> None:
    (shared,) = add_villagers(twin, "乙一")
    change(twin, shared, phone="13800000001")
    twin.enrol(township)
    twin.sync()
    found = villager(township.register, shared)
    assert found is not None and found.phone == "13800000001"


def test_after_the_new_code_a_stick_is_taken_in_without_a_word_about_the_old_key(
    township: RunningTownship, room: Room, twin: Room, stick: Path
) -> None:
    add_villagers(twin, "乙一")
    with pytest.raises(Refusal):
        twin.sync(give_up_s=-1.0)
    twin.enrol(township)
    twin.sync()
    add_villagers(twin, "乙二")
    sticks.write_out(twin.register, stick)
    assert {one.code for one in server_sticks.take_in(township.township, stick).files} == {"ok"}
    assert "乙二" in names(township)


def test_the_clerk_who_reads_a_stick_of_the_old_key_is_told_to_give_a_new_code(
    township: RunningTownship, room: Room, twin: Room, stick: Path
) -> None:
    rotating.rotate(twin.register, ACTOR, twin.clock)
    twin.register.keys = keystore.open(twin.register.home, passphrase=PASSPHRASE)
    add_villagers(twin, "乙一")
    add_villagers(twin, "乙二")
    sticks.write_out(twin.register, stick)
    told = server_sticks.take_in(township.township, stick).files
    assert any(one.code == "bad-signature" and "新的登记码" in one.sentence for one in told)


@pytest.mark.parametrize("heard", [0, 1, 2])
def test_a_register_put_back_to_before_a_change_of_keys_repairs_itself_by_stick_alone(
    township: RunningTownship, room: Room, tmp_path: Path, stick: Path, heard: int
) -> None:
    copied(room, tmp_path / "copy")
    before = room.register.identity.replica_id
    for time in range(2):
        rotating.rotate(room.register, ACTOR, room.clock)
        if time < heard:
            room.sync()
    put_back(room, tmp_path / "copy")
    add_villagers(room, "王秀英", "李建国")
    for _time in range(3):
        sticks.write_out(room.register, stick)
        server_sticks.take_in(township.township, stick)
        sticks.take_in(room.register, room.clock, stick)
    assert room.register.identity.replica_id != before
    assert {"王秀英", "李建国"} <= set(names(township))
    assert verify(township.register).ok
    room.sync()
    assert_alike(township, [room])
