"""Setting up and opening a room: all or nothing, refused kindly, never over what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.clock import SetClock
from app.domain import case_numbers
from app.domain.cases import Tier
from app.errors import Defect, Refusal
from app.models.verify import verify
from app.services import agents, items, rooms
from app.services.desk import Desk
from app.services.rooms import RoomFacts, RoomPlan
from tests.services.conftest import PASSPHRASE, ROOM_CODE, new_room
from tests.services.requests import accepted

PLAN = RoomPlan(ROOM_CODE, "东大村便民服务室", sample_catalogue=True)


def refused(plan: RoomPlan, home: Path, clock: SetClock) -> Refusal:
    with pytest.raises(Refusal) as caught:
        rooms.set_up(home, plan, clock, passphrase=PASSPHRASE)
    return caught.value


def test_a_new_room_has_its_record_its_first_agent_and_the_sample_catalogue(
    tmp_path: Path, clock: SetClock
) -> None:
    register = rooms.set_up(tmp_path / "room", PLAN, clock, passphrase=PASSPHRASE)
    room = rooms.room(register, clock)
    assert (room.site_code, room.name, room.tier) == (ROOM_CODE, "东大村便民服务室", "village")
    assert room.sample_catalogue and not room.demo
    assert [tile.name for tile in agents.tiles(register)] == ["值班员"]
    assert len(items.in_force(register, clock).items) > 100
    assert verify(register).problems == ()
    register.close()


def test_a_room_without_the_sample_has_an_empty_catalogue(tmp_path: Path, clock: SetClock) -> None:
    register = rooms.set_up(tmp_path, RoomPlan(ROOM_CODE, "东大村"), clock, passphrase=PASSPHRASE)
    assert items.in_force(register, clock).items == ()
    assert not rooms.room(register, clock).sample_catalogue
    register.close()


def test_an_existing_register_is_never_set_up_again(tmp_path: Path, clock: SetClock) -> None:
    new_room(tmp_path, clock).close()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert refused(PLAN, tmp_path, clock).code == "room-exists"
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "code", ["62090210120", "6209021012011", "62090210120a", "６２０９０２１０１２０１", "", "620902101000"]
)
def test_a_village_code_is_twelve_digits_and_not_a_townships(
    tmp_path: Path, clock: SetClock, code: str
) -> None:
    refusal = refused(RoomPlan(code, "东大村"), tmp_path / "room", clock)
    assert (refusal.field, refusal.code) == ("room_code", "room-code")
    assert not (tmp_path / "room").exists()


def test_a_township_of_its_own_code_can_be_set_up(tmp_path: Path, clock: SetClock) -> None:
    plan = RoomPlan("620902101000", "某某乡为民服务中心", tier=Tier.TOWNSHIP)
    register = rooms.set_up(tmp_path, plan, clock, passphrase=PASSPHRASE)
    assert rooms.room(register, clock).tier == "township"
    register.close()


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (RoomPlan(ROOM_CODE, " "), "room_name"),
        (RoomPlan(ROOM_CODE, "东大村", agent="王\u202e芳"), "agent"),
        (RoomPlan(ROOM_CODE, "东大村", hotline="123"), "hotline"),
        (RoomPlan(ROOM_CODE, "东大村", pc_code="I9"), "pc_code"),
    ],
)
def test_each_wrong_answer_names_its_field(
    tmp_path: Path, clock: SetClock, plan: RoomPlan, field: str
) -> None:
    assert refused(plan, tmp_path / "room", clock).field == field


def test_without_keyring_and_passphrase_nothing_is_made(tmp_path: Path, clock: SetClock) -> None:
    with pytest.raises(Refusal) as caught:
        rooms.set_up(tmp_path / "room", PLAN, clock, passphrase=None)
    assert caught.value.code == "passphrase-needed"
    assert not (tmp_path / "room").exists()


def test_a_set_up_that_fails_half_way_leaves_nothing(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_parts: str) -> str:
        raise Defect("packaged file is missing")

    (tmp_path / "notes.txt").write_text("the cadre's own file")
    monkeypatch.setattr("app.assets.text", gone)
    with pytest.raises(Defect):
        rooms.set_up(tmp_path, PLAN, clock, passphrase=PASSPHRASE)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]
    monkeypatch.undo()
    rooms.set_up(tmp_path, PLAN, clock, passphrase=PASSPHRASE).close()


def test_what_an_interrupted_set_up_left_is_cleared_away(tmp_path: Path, clock: SetClock) -> None:
    left = tmp_path / ".making-0123"
    left.mkdir()
    (left / "register.db").write_bytes(b"half")
    assert not rooms.exists(tmp_path)
    rooms.set_up(tmp_path, PLAN, clock, passphrase=PASSPHRASE).close()
    assert not left.exists()


def test_a_room_opens_with_its_passphrase_and_with_no_other(tmp_path: Path, clock: SetClock) -> None:
    new_room(tmp_path, clock).close()
    assert rooms.needs_passphrase(tmp_path)
    for passphrase, code in (("别的口令", "wrong-passphrase"), (None, "passphrase-needed")):
        with pytest.raises(Refusal) as caught:
            rooms.open_room(tmp_path, passphrase=passphrase)
        assert caught.value.code == code
    register = rooms.open_room(tmp_path, passphrase=PASSPHRASE)
    assert rooms.room(register, clock).name == "东大村便民服务室"
    register.close()


def test_an_empty_folder_is_said_to_hold_no_register(tmp_path: Path) -> None:
    assert not rooms.exists(tmp_path)
    with pytest.raises(Refusal) as caught:
        rooms.open_room(tmp_path, passphrase=PASSPHRASE)
    assert caught.value.code == "no-register"


def test_an_older_copy_put_back_is_noticed_and_never_gives_a_number_twice(
    tmp_path: Path, clock: SetClock
) -> None:
    home, database = tmp_path / "room", tmp_path / "room" / "register.db"
    new_room(home, clock).close()

    def reopened() -> Desk:
        register = rooms.open_room(home, passphrase=PASSPHRASE)
        return Desk(register, agents.first_actor(register), clock)

    desk = reopened()
    given = {accepted(desk, "YB01")}
    desk.register.close()
    older = database.read_bytes()
    desk = reopened()
    assert not rooms.restored(desk.register)
    given |= {accepted(desk, "YB02"), accepted(desk, "MZ05")}
    desk.register.close()
    reopened().register.close()
    database.write_bytes(older)
    codes = []
    for item in ("YB02", "MZ05"):
        desk = reopened()
        assert rooms.restored(desk.register)
        number = accepted(desk, item)
        codes.append(case_numbers.parse(number).pc_code)
        assert number not in given
        desk.register.close()
    assert codes[0] == codes[1] != "A1"


def test_a_room_puts_its_own_words_right(desk: Desk) -> None:
    facts = RoomFacts("东大村为民服务室", "0937-2612345", "周一至周五 8:30–17:30", "村委会一楼")
    row = rooms.change(desk, facts)
    assert (row.name, row.hotline, row.opening_hours, row.address) == (
        facts.name,
        facts.hotline,
        facts.opening_hours,
        facts.address,
    )
    with pytest.raises(Refusal) as caught:
        rooms.change(desk, RoomFacts("东大村", hotline="12"))
    assert caught.value.field == "hotline"
    assert rooms.room(desk.register, desk.clock) == row
    assert verify(desk.register).problems == ()


@pytest.mark.parametrize("place", ["file", "file/room"])
def test_a_folder_that_cannot_be_made_is_said_in_plain_chinese(
    tmp_path: Path, clock: SetClock, place: str
) -> None:
    (tmp_path / "file").write_text("一个文件", encoding="utf-8")
    refusal = refused(PLAN, tmp_path / place, clock)
    assert refusal.code == "disk"
    assert not re.search("[A-Za-z]", refusal.sentence)
    assert (tmp_path / "file").read_text("utf-8") == "一个文件"
