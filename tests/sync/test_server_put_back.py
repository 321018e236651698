"""A township put back to an older copy loses nothing that any of its rooms still holds, and forgets no order."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from app.errors import Refusal
from app.models.tables import JournalLine, LineSetAside, ReceivedLine, Villager
from app.models.verify import verify
from sync.client import realigning, sticks
from sync.protocol.answers import unseal_answer
from sync.protocol.offers import seal_offer, unseal_offer
from sync.server import incidents, publishing, restoring, sites
from sync.server import sticks as township_sticks
from sync.server.offering import answer_offer
from sync.server.tables import KnownReplica
from tests.clusters import copy_of
from tests.sync.child import ask
from tests.sync.lines import (
    add_villagers,
    assert_equal,
    change,
    results,
    state_of,
    tables,
    villager,
)
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]
HOME, DATABASE = "server", "database"


def backed_up(township: RunningTownship, folder: Path) -> Path:
    """The backup's file; of a township on PostgreSQL a folder: a copy of the database, and the server's folder."""
    if not township.database_url:
        return restoring.back_up(township.township, folder, on_database=False)
    with township.offline():
        shutil.copytree(township.home, folder / HOME)
        (folder / DATABASE).write_text(copy_of(township.database_url))
    return folder


def put_back(township: RunningTownship, backup: Path, to: Path) -> None:
    """The server is gone and comes back from its backup under the same address."""
    township.stop()
    on_database = bool(township.database_url)
    if on_database:
        shutil.copytree(backup / HOME, to)
        township.database_url = copy_of((backup / DATABASE).read_text())
    else:
        restoring.restore(backup, to, township.clock, passphrase=PASSPHRASE)
    township.home = to
    township.start()
    if on_database:
        restoring.begin_life(township.township)


def feed_of(township: RunningTownship) -> list[tuple[int, str, bytes]]:
    with township.register.reading() as session:
        query = select(JournalLine).where(JournalLine.site_code == VILLAGE).order_by(JournalLine.n)
        return [(line.n, line.replica_id, line.raw) for line in session.scalars(query)]


def publish(township: RunningTownship) -> None:
    there = township.township
    publishing.publish(there, publishing.sample_document(), sites.site_codes(there))


def names(room: Room) -> set[object]:
    return {row.get("name") for row in tables(room.register).values()}


@pytest.fixture
def second(township: RunningTownship, room: Room, make_room: MakeRoom) -> Room:
    other = make_room("second", pc_code="B1")
    other.enrol(township)
    other.sync()
    room.sync()
    return other


def test_no_room_has_more_than_the_copy_and_all_go_on(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    before = state_of(room).epoch
    put_back(township, backed_up(township, tmp_path / "copies"), tmp_path / "back")
    add_villagers(room, "王秀英")
    room.sync()
    assert state_of(room).epoch != before
    assert_equal(township, [room])


def test_what_one_room_has_more_comes_back_in_its_old_place(
    township: RunningTownship, room: Room, second: Room, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    publish(township)
    (shared,) = add_villagers(second, "写在备份之后")
    second.sync()
    room.sync()
    change(room, shared, phone="13800000001")
    room.sync()
    was = feed_of(township)
    put_back(township, backup, tmp_path / "back")
    assert len(feed_of(township)) < len(was)
    add_villagers(room, "恢复之后")
    room.sync()
    assert feed_of(township)[: len(was)] == was
    second.sync()
    room.sync()
    assert_equal(township, [room, second])
    with room.register.reading() as session:
        assert session.scalars(select(LineSetAside)).all() == []


def test_two_rooms_have_more_one_of_them_most(
    township: RunningTownship, room: Room, second: Room, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    add_villagers(second, "甲")
    second.sync()
    publish(township)
    room.sync()
    add_villagers(room, "乙")
    room.sync()
    was = feed_of(township)
    put_back(township, backup, tmp_path / "back")
    for one in (room, second, room):
        one.sync()
    assert feed_of(township) == was
    assert_equal(township, [room, second])


def test_rooms_that_came_first_after_the_restore_do_not_push_out_what_others_bring(
    township: RunningTownship, room: Room, second: Room, make_room: MakeRoom, tmp_path: Path
) -> None:
    third = make_room("third", pc_code="C1")
    third.enrol(township)
    for one in (third, room, second):
        one.sync()
    backup = backed_up(township, tmp_path / "copies")
    publish(township)
    (of_room,) = add_villagers(room, "甲写的")
    room.sync()
    third.sync()
    change(third, of_room, phone="13800000001")
    third.sync()
    room.sync()
    put_back(township, backup, tmp_path / "back")
    add_villagers(second, "先来的")
    second.sync()  # has nothing more than the copy: takes the numbers that were others'
    add_villagers(room, "后来的")
    room.sync()
    third.sync()
    for one in (second, third, room):
        one.sync()
    assert_equal(township, [room, second, third])
    for one in (room, second, third):
        assert {"甲写的", "先来的", "后来的"} <= names(one)
        kinds = [key[0] for key in tables(one.register)]
        assert kinds.count("catalogue") == 1  # offered twice, said once
    (told,) = results(township.register)  # written over numbers that others have now: shown, never lost
    assert (told.code, told.late_value) == ("conflict", "13800000001")
    with room.register.reading() as session:
        assert session.scalars(select(LineSetAside)).all() != []
        again = session.scalars(select(ReceivedLine)).all()
    assert len(again) == len(feed_of(township))


def test_answers_to_late_values_are_given_anew_and_once(
    township: RunningTownship, room: Room, second: Room, tmp_path: Path
) -> None:
    (shared,) = add_villagers(room, "王秀英")
    room.sync()
    second.sync()
    backup = backed_up(township, tmp_path / "copies")
    change(room, shared, phone="13800000001")
    change(second, shared, phone="13800000002")
    room.sync()
    second.sync()
    room.sync()
    put_back(township, backup, tmp_path / "back")
    publish(township)  # the office goes on at once: its line takes the first free number
    for one in (room, second, room, second):
        one.sync()
    assert [told.code for told in results(township.register)] == ["conflict"]
    assert_equal(township, [room, second])
    found = villager(township.register, shared)
    assert found is not None and found.phone == "13800000001"


def test_what_the_office_said_since_stands_over_what_it_had_said(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    sites.add_site(township.township, VILLAGE, "槐树新村")
    room.sync()
    put_back(township, backup, tmp_path / "back")
    township.clock.advance(minutes=1)
    sites.add_site(township.township, VILLAGE, "槐树社区")
    room.sync()
    assert_equal(township, [room])
    shown = {row.get("shown_name") for row in tables(room.register).values() if row.get("shown_name")}
    assert "槐树新村" not in shown


def test_a_pc_enrolled_after_the_copy_enrols_again_and_has_lost_nothing(
    township: RunningTownship, room: Room, make_room: MakeRoom, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    late = make_room("late", pc_code="B1")
    late.enrol(township)
    add_villagers(late, "新电脑写的")
    late.sync()
    room.sync()
    put_back(township, backup, tmp_path / "back")
    room.sync()
    assert "新电脑写的" in names(room)
    with township.register.reading() as session:
        assert session.get_one(KnownReplica, late.register.identity.replica_id).signing_public == ""
    with pytest.raises(Refusal) as caught:
        late.sync()
    assert caught.value.code == "unknown-replica"
    late.enrol(township)
    add_villagers(late, "接着写的")
    late.sync()
    room.sync()
    assert_equal(township, [room, late])


def offer_of(room: Room, after_n: int = 0) -> bytes:
    return next(iter(realigning.offers(room.register, state_of(room), after_n)))[0]


def code_of(township: RunningTownship, wire: bytes) -> str:
    reply = answer_offer(township.township, wire)
    public = township.register.identity.signing_public
    return unseal_answer(reply.body, lambda _header: public).answer.code


def test_forged_lines_are_refused(
    township: RunningTownship, room: Room, second: Room, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    add_villagers(second, "真的")
    second.sync()
    room.sync()
    put_back(township, backup, tmp_path / "back")
    was = feed_of(township)
    honest = unseal_offer(offer_of(room), lambda _h: room.register.identity.signing_public)
    key = Ed25519PrivateKey.from_private_bytes(room.register.keys.signing)

    def sealed(lines: list[object], **changed: object) -> bytes:
        from app.models.chain import link

        head = honest.header.prev_hash
        for line in lines:
            head = link(head, line.replica_id, line.raw)  # type: ignore[attr-defined]
        header = replace(honest.header, head_hash=head, **changed)  # type: ignore[arg-type]
        return seal_offer(header, lines, changed.get("proof", honest.proof), key)  # type: ignore[arg-type]

    last = honest.lines[-1]
    forged = last._replace(raw=last.raw.replace("真的".encode(), "假的".encode()))
    assert code_of(township, sealed([*honest.lines[:-1], forged])) == "bad-offer"
    other = last._replace(replica_id=room.register.identity.replica_id)
    assert code_of(township, sealed([*honest.lines[:-1], other])) == "bad-offer"
    own_hand = Ed25519PrivateKey.generate()
    head = bytearray(honest.proof)
    head[-64:] = own_hand.sign(bytes(head[:-64]))
    lying = seal_offer(honest.header, honest.lines, bytes(head), key)
    assert code_of(township, lying) == "bad-offer"
    assert code_of(township, seal_offer(honest.header, honest.lines, b"", key)) == "bad-offer"
    assert feed_of(township) == was
    assert code_of(township, offer_of(room)) == "ok"
    assert code_of(township, offer_of(room)) == "ok"  # the same again changes nothing
    room.sync()
    second.sync()
    assert_equal(township, [room, second])


def test_a_room_whose_offer_is_refused_keeps_its_lines_and_goes_on(
    township: RunningTownship, room: Room, second: Room, tmp_path: Path
) -> None:
    backup = backed_up(township, tmp_path / "copies")
    add_villagers(second, "只在这里")
    second.sync()
    room.sync()
    put_back(township, backup, tmp_path / "back")
    from app.models.tables import FeedSeal

    with room.register.writing() as session:
        for row in session.scalars(select(FeedSeal)):
            row.seal = bytes(len(row.seal))
        session.commit()
    room.sync()
    assert_equal(township, [room])
    assert "只在这里" not in names(room)
    with room.register.reading() as session:
        assert [row.raw for row in session.scalars(select(LineSetAside)) if row.raw]
    second.sync()
    room.sync()
    assert "只在这里" in names(room)
    assert_equal(township, [room, second])


@pytest.mark.parametrize("always_the_same", [False, True])
def test_a_village_without_network_agrees_again_by_stick(
    township: RunningTownship, room: Room, second: Room, tmp_path: Path, always_the_same: bool
) -> None:
    """Also where the answers of the township's former life still lie on the stick."""

    def carry(trip: int) -> None:
        stick = tmp_path / ("stick" if always_the_same else f"stick-{trip}")
        stick.mkdir(exist_ok=True)
        sticks.write_out(room.register, stick)
        township_sticks.take_in(township.township, stick)
        sticks.take_in(room.register, room.clock, stick)

    backup = backed_up(township, tmp_path / "copies")
    publish(township)
    add_villagers(second, "别人写的")
    second.sync()
    for trip in range(10, 13):
        carry(trip)
        add_villagers(room, f"带过的{trip}")
    add_villagers(room, "我写的")
    put_back(township, backup, tmp_path / "back")
    for trip in range(4):
        carry(trip)
    with township.register.reading() as session:
        assert {"别人写的", "我写的", "带过的10"} <= set(session.scalars(select(Villager.name)))
    second.sync()
    room.sync()
    assert_equal(township, [room, second])
    assert {"别人写的", "我写的"} <= names(second)


def test_long_feeds_are_offered_in_several_parts(
    township: RunningTownship, room: Room, second: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.models import rolling_back

    monkeypatch.setattr(rolling_back, "SEAL_EVERY", 5)
    monkeypatch.setattr(realigning, "OFFER_LINES", 10)
    backup = backed_up(township, tmp_path / "copies")
    for number in range(12):
        add_villagers(second, *(f"村民{number}-{one}" for one in range(3)))
        second.sync()
        room.sync()
    was = feed_of(township)
    assert len(list(realigning.offers(room.register, state_of(room), 0))) > 2
    put_back(township, backup, tmp_path / "back")
    room.sync()
    assert feed_of(township) == was
    with township.register.reading() as session:
        offered = [one for one in incidents.recent(session) if one.kind == "offered"]
    assert sum(one.detail["as_before"] for one in offered) == 36
    second.sync()
    assert_equal(township, [room, second])


def test_backup_and_restore_by_command(township: RunningTownship, room: Room, tmp_path: Path) -> None:
    home, folder = township.home, tmp_path / "copies"
    made = ask(home, "backup", str(folder), "--check")
    assert made["checked"] is True and Path(made["file"]).is_file()
    with zipfile.ZipFile(made["file"]) as archive:
        assert {"tls.crt", "tls.key"} <= set(archive.namelist())
    for _again in range(2):
        last = ask(home, "backup", str(folder), "--keep", "2")
    assert len(list(folder.glob("*.backup"))) == 2 and Path(last["file"]).is_file()
    assert ask(home, "restore", last["file"], expected=1)["code"] == "register-exists"
    assert ask(tmp_path / "back", "restore", last["file"], "--check")["ok"] is True
    assert not (tmp_path / "back").exists()
    add_villagers(room, "备份之后")
    room.sync()
    township.stop()
    assert ask(tmp_path / "back", "restore", last["file"])["replicas"] == 1
    township.home = tmp_path / "back"
    township.start()
    room.sync()
    assert_equal(township, [room])
    assert verify(township.register).ok


def test_a_damaged_or_foreign_backup_is_refused_and_leaves_nothing(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    from app.services import backups

    made = backed_up(township, tmp_path / "copies")
    cut = tmp_path / "cut.backup"
    cut.write_bytes(made.read_bytes()[:-4_000])
    assert ask(tmp_path / "back", "restore", str(cut), expected=1)["code"] == "backup-damaged"
    foreign = backups.back_up(room.register, tmp_path / "room-copies", room.clock)
    assert ask(tmp_path / "back", "restore", str(foreign), expected=1)["code"] == "not-a-township"
    assert not (tmp_path / "back").exists()
