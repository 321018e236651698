"""Keys change while work goes on: nothing is lost, old papers stay true, and nobody is led to a stranger's key."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from app import keystore
from app.domain.rows import Actor
from app.errors import Refusal
from app.models import next_keys
from app.models.tables import JournalLine
from app.services import catalogue_signatures, key_rotation, rooms, slip_codes
from app.services.desk import Desk
from sync.client import rotating, sticks
from sync.client.transport import Carrier, HttpAnswer
from sync.protocol import key_changes
from sync.protocol.envelope import read_header
from sync.protocol.key_changes import KeyChange, signed_change
from sync.server import own_keys, restoring
from sync.server import sticks as server_sticks
from sync.server.tables import FormerKey, ServerKey
from tests.sync.lines import ACTOR, add_villagers, assert_equal, replica_of, state_of, villager, written
from tests.sync.stations import PASSPHRASE, Faulty, Room, RunningTownship, cut_at

MakeRoom = Callable[..., Room]
CASE_NO = "101201-261123-A1-001U"


def rotate(room: Room) -> None:
    rotating.rotate(room.register, ACTOR, room.clock)


def former_keys(township: RunningTownship) -> list[FormerKey]:
    with township.register.reading() as session:
        return list(session.scalars(select(FormerKey).order_by(FormerKey.until_seq)))


def test_a_room_changes_its_keys_and_goes_on(township: RunningTownship, room: Room) -> None:
    before = room.register.identity
    add_villagers(room, "王秀英")
    rotate(room)
    add_villagers(room, "李建国")
    assert room.register.identity.signing_public != before.signing_public
    assert room.register.identity.replica_id == before.replica_id
    room.sync()
    assert_equal(township, [room])
    known = replica_of(township, room)
    assert known.signing_public == room.register.identity.signing_public.hex()
    assert known.receiving_public == room.register.identity.receiving_public.hex()
    (former,) = former_keys(township)
    assert former.signing_public == before.signing_public.hex()
    assert former.until_seq == len(written(room.register)) - 1


def test_a_slip_printed_before_the_change_still_checks_and_one_after_too(
    township: RunningTownship, room: Room
) -> None:
    old = slip_codes.code_text(room.register.keys, CASE_NO)
    rotate(room)
    new = slip_codes.code_text(room.register.keys, CASE_NO)
    room.sync()
    assert old.split("*")[2] != new.split("*")[2]
    for register in (room.register, township.register):
        for code in (old, new):
            assert slip_codes.check(register, code).case_no == CASE_NO


def test_an_opened_room_has_its_new_keys_and_the_old_ones_still_open_what_was_sent_to_them(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    add_villagers(room, "王秀英")
    sticks.write_out(room.register, stick)
    server_sticks.take_in(township.township, stick)  # the answer is for the key of that time
    rotate(room)
    room.register.close()
    room.register = rooms.open_room(room.register.home, passphrase=PASSPHRASE)
    assert room.register.identity.signing_public == room.register.keys.identity.signing_public
    assert len(room.register.keys.former) == 1
    assert sticks.take_in(room.register, room.clock, stick).left_alone == ()
    assert state_of(room).acked_seq == len(written(room.register)) - 1
    room.sync()
    assert_equal(township, [room])


@pytest.mark.parametrize("broken_at", [1, 2, 3])
@pytest.mark.parametrize("after_it_arrived", [False, True])
def test_a_change_while_batches_are_under_way_is_taken_up_wherever_the_line_broke(
    township: RunningTownship, room: Room, broken_at: int, after_it_arrived: bool
) -> None:
    for number in range(3):
        add_villagers(room, f"村民{number}")
        rotate(room)
    add_villagers(room, "王秀英")

    def through(carrier: Carrier) -> Carrier:
        return cut_at(carrier, broken_at, after_it_arrived=after_it_arrived)

    with pytest.raises(Refusal):
        room.sync(give_up_s=-1.0, through=through)
    add_villagers(room, "李建国")
    room.sync()
    assert_equal(township, [room])
    assert len(former_keys(township)) == 3


def test_the_old_key_says_nothing_new_after_a_change(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    """Somebody has a copy of the PC as it was, with its old key."""
    copied = tmp_path / "copied"
    shutil.copytree(room.register.home, copied)
    rotate(room)
    room.sync()
    before = len(written(room.register))
    keys = keystore.open(copied, passphrase=PASSPHRASE, machine_id="")
    stolen = Room(type(room.register).open(copied, keys), room.clock)
    add_villagers(stolen, "冒名")
    add_villagers(stolen, "冒名")
    with pytest.raises(Refusal) as refused:
        stolen.sync(give_up_s=-1.0)
    assert refused.value.code in ("bad-signature", "forked", "no-answer")
    stolen.register.close()
    assert replica_of(township, room).last_seq == before
    room.sync()
    assert_equal(township, [room])


def test_an_entry_that_the_old_key_did_not_sign_changes_nothing(
    township: RunningTownship, room: Room
) -> None:
    stranger = Ed25519PrivateKey.generate()
    entry = rotating.entry_of(room.register.keys, keystore.fresh_keys(room.register.keys), room.clock)
    entry.signed = stranger.sign(b"anything").hex()
    with room.register.write(ACTOR, room.clock) as work:
        work.add(entry)
        work.commit()
    add_villagers(room, "王秀英")
    room.sync()
    assert former_keys(township) == []
    assert_equal(township, [room])


def test_by_stick_a_change_arrives_with_the_lines_around_it(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    add_villagers(room, "王秀英")
    rotate(room)
    add_villagers(room, "李建国")
    sticks.write_out(room.register, stick)
    taken = server_sticks.take_in(township.township, stick)
    assert {one.code for one in taken.files} == {"ok"}
    assert sticks.take_in(room.register, room.clock, stick).left_alone == ()
    assert state_of(room).acked_seq == len(written(room.register))
    room.sync()
    assert_equal(township, [room])


def test_a_file_behind_a_missing_change_of_keys_waits_for_the_file_before_it(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    stick, aside = tmp_path / "stick", tmp_path / "aside"
    stick.mkdir()
    aside.mkdir()
    rotate(room)
    add_villagers(room, "李建国")
    first, second, *_rest = sticks.write_out(room.register, stick).files
    first.rename(aside / first.name)
    (told,) = server_sticks.take_in(township.township, stick).files
    number = read_header((aside / first.name).read_bytes()).from_seq
    assert (told.name, told.code) == (second.name, "gap")
    assert told.sentence.startswith(f"请先带来第 {number} 到 {number} 条的文件")
    (aside / first.name).rename(first)
    assert {one.code for one in server_sticks.take_in(township.township, stick).files} == {"ok"}


def test_stick_and_network_may_carry_the_same_change(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    rotate(room)
    add_villagers(room, "李建国")
    sticks.write_out(room.register, stick)
    room.sync()
    assert {one.code for one in server_sticks.take_in(township.township, stick).files} == {"ok"}
    sticks.take_in(room.register, room.clock, stick)
    room.sync()
    assert_equal(township, [room])
    assert len(former_keys(township)) == 1


def put_back(township: RunningTownship, backup: Path, home: Path, clock: object) -> None:
    township.stop()
    shutil.rmtree(home)
    restoring.restore(backup, home, clock, passphrase=PASSPHRASE)  # type: ignore[arg-type]
    township.start()


@pytest.mark.parametrize("others_wrote_since", [False, True])
def test_a_township_put_back_to_before_a_rooms_change_comes_to_know_it_again(
    township: RunningTownship, make_room: MakeRoom, room: Room, tmp_path: Path, others_wrote_since: bool
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    second.sync()
    backup = restoring.back_up(township.township, tmp_path, on_database=False)
    add_villagers(room, "王秀英")
    rotate(room)
    (late,) = add_villagers(room, "李建国")
    room.sync()
    if others_wrote_since:
        second.sync()
        add_villagers(second, "赵六")
    put_back(township, backup, township.home, township.clock)
    if others_wrote_since:
        second.sync()
    for one in (room, second, room):
        one.sync()
    assert villager(township.register, late) is not None
    assert_equal(township, [room, second])
    assert replica_of(township, room).signing_public == room.register.identity.signing_public.hex()


@contextmanager
def cut_off_before_the_key_file(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The power goes when the new keys are in the register and not yet in the key file."""

    def power_cut(*_words: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(keystore, "become", power_cut)
        yield


def test_a_room_cut_off_in_the_middle_of_a_change_finishes_it_when_it_is_opened(
    township: RunningTownship, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = room.register.identity.signing_public

    with cut_off_before_the_key_file(monkeypatch):
        rotate(room)
    assert keystore.read_identity(room.register.home).signing_public == before
    room.register.close()
    room.register = rooms.open_room(room.register.home, passphrase=PASSPHRASE)
    assert room.register.identity.signing_public != before
    assert not next_keys.finish(room.register)
    add_villagers(room, "王秀英")
    room.sync()
    assert_equal(township, [room])


def test_a_window_that_was_open_while_another_program_changed_the_keys_goes_on(
    township: RunningTownship, room: Room
) -> None:
    other = Room(rooms.open_room(room.register.home, passphrase=PASSPHRASE), room.clock)
    rotate(other)
    other.register.close()
    add_villagers(room, "王秀英")
    room.sync()
    assert_equal(township, [room])


# The township's own keys


def test_rooms_follow_a_township_that_changed_its_keys(
    township: RunningTownship, make_room: MakeRoom, room: Room
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    before = township.register.identity
    own_keys.rotate(township.township)
    add_villagers(room, "王秀英")
    for one in (room, second, room):
        one.sync()
    assert_equal(township, [room, second])
    now = township.register.identity
    assert now.signing_public != before.signing_public
    for one in (room, second):
        assert state_of(one).server_public_key == now.signing_public.hex()
        assert state_of(one).server_receiving_key == now.receiving_public.hex()


def test_a_room_away_for_three_changes_follows_them_one_by_one(township: RunningTownship, room: Room) -> None:
    for _time in range(3):
        own_keys.rotate(township.township)
    with township.offline():
        pass
    add_villagers(room, "王秀英")
    room.sync()
    assert_equal(township, [room])
    assert len(key_changes.read(state_of(room).server_changes.encode())) == 3


def forged(township: RunningTownship, kind: str) -> bytes:
    """Ways to a stranger's key that the township never signed."""
    identity, stranger = township.register.identity, Ed25519PrivateKey.generate()
    change = KeyChange(
        replica_id=identity.replica_id,
        before=identity.signing_public.hex(),
        signing_public=stranger.public_key().public_bytes_raw().hex(),
        receiving_public="11" * 32,
    )
    signed = signed_change(change, stranger, stranger)
    unsigned = change
    elsewhere = signed_change(
        KeyChange(**{**_fields(change), "before": signed.signing_public}), stranger, stranger
    )
    other_server = signed_change(
        KeyChange(**{**_fields(change), "replica_id": "ab" * 16}), township.township.signing_key, stranger
    )
    return {
        "signed by itself": key_changes.written([signed]),
        "not signed": key_changes.written([unsigned]),
        "from another key": key_changes.written([elsewhere]),
        "of another server": key_changes.written([other_server]),
        "no list": b'{"code":"ok"}',
        "a login page": b"<html>please log in</html>",
        "odd": b'[{"replica_id":"x","before":"zz","signing_public":"q","receiving_public":""}]',
    }[kind]


def _fields(change: KeyChange) -> dict[str, str]:
    return {name: getattr(change, name) for name in change.__struct_fields__}


@pytest.mark.parametrize(
    "kind",
    [
        "signed by itself",
        "not signed",
        "from another key",
        "of another server",
        "no list",
        "a login page",
        "odd",
    ],
)
def test_nobody_is_led_to_a_key_that_the_known_one_did_not_sign(
    township: RunningTownship, room: Room, kind: str
) -> None:
    said = forged(township, kind)
    known = state_of(room).server_public_key
    own_keys.rotate(township.township)
    add_villagers(room, "王秀英")
    paths: list[str] = []

    class Meddling(Faulty):
        def post(self, path: str, body: bytes, *words: object, **more: object) -> HttpAnswer:
            paths.append(path)
            if path == key_changes.PATH:
                return HttpAnswer(200, said)
            return super().post(path, body, *words, **more)  # type: ignore[arg-type]

    with pytest.raises(Refusal) as refused:
        room.sync(give_up_s=-1.0, through=Meddling)
    assert refused.value.code == "no-answer"
    assert paths == ["/v1/exchange", key_changes.PATH]
    assert state_of(room).server_public_key == known
    room.sync()
    assert_equal(township, [room])


def test_by_stick_a_room_follows_the_township_too(township: RunningTownship, room: Room, stick: Path) -> None:
    add_villagers(room, "王秀英")
    sticks.write_out(room.register, stick)  # encrypted to the township's key of then
    own_keys.rotate(township.township)
    assert {one.code for one in server_sticks.take_in(township.township, stick).files} == {"ok"}
    taken = sticks.take_in(room.register, room.clock, stick)
    assert (taken.left_alone, taken.acked_seq) == ((), len(written(room.register)))
    assert state_of(room).server_public_key == township.register.identity.signing_public.hex()
    add_villagers(room, "李建国")
    sticks.write_out(room.register, stick)
    assert {one.code for one in server_sticks.take_in(township.township, stick).files} == {"ok"}


def test_a_false_list_of_keys_on_a_stick_is_not_believed(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    add_villagers(room, "王秀英")
    sticks.write_out(room.register, stick)
    server_sticks.take_in(township.township, stick)
    (stick / key_changes.FILE).write_bytes(forged(township, "signed by itself"))
    assert sticks.take_in(room.register, room.clock, stick).left_alone == ()
    assert state_of(room).server_public_key == township.register.identity.signing_public.hex()


def test_what_the_township_signed_before_its_change_stays_signed(
    township: RunningTownship, room: Room
) -> None:
    signer = township.register.identity.signing_public.hex()
    own_keys.rotate(township.township)
    room.sync()
    with room.register.reading() as session:
        trusted = catalogue_signatures.trusted_keys(session, room.register.site_code)
    assert {signer, township.register.identity.signing_public.hex()} <= trusted


def test_a_township_put_back_after_its_change_takes_back_what_it_signed_before_it(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    add_villagers(room, "王秀英")
    room.sync()  # sealed under the first key
    own_keys.rotate(township.township)
    backup = restoring.back_up(township.township, tmp_path, on_database=False)
    (late,) = add_villagers(room, "李建国")
    room.sync()
    put_back(township, backup, township.home, township.clock)
    room.sync()
    assert villager(township.register, late) is not None
    assert_equal(township, [room])


def test_a_server_cut_off_in_the_middle_of_a_change_finishes_it_when_it_is_opened(
    township: RunningTownship, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = township.register.identity.signing_public

    with cut_off_before_the_key_file(monkeypatch):
        own_keys.rotate(township.township)
    with township.offline():
        pass
    assert township.register.identity.signing_public != before
    with township.register.reading() as session:
        assert len(session.scalars(select(ServerKey)).all()) == 1
    add_villagers(room, "王秀英")
    room.sync()
    assert_equal(township, [room])


def test_a_pc_enrolled_after_the_change_knows_the_key_of_today(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    own_keys.rotate(township.township)
    late = make_room("late")
    late.enrol(township)
    late.sync()
    assert state_of(late).server_public_key == township.register.identity.signing_public.hex()
    assert_equal(township, [late])


def test_the_service_names_both_keys(township: RunningTownship, room: Room) -> None:
    desk = Desk(room.register, Actor(ACTOR, "李建国"), room.clock)
    before = room.register.identity.key_id
    changed = key_rotation.rotate(desk)
    assert (changed.before, changed.now) == (before, room.register.identity.key_id)
    with room.register.reading() as session:
        raw = session.scalars(select(JournalLine.raw).order_by(JournalLine.n.desc()).limit(1)).one()
    assert b"slip_key" in raw and room.register.keys.signing.hex().encode() not in raw
