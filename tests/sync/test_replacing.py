"""A dead PC is replaced by a new one: the room's whole register comes back, and no case number is given twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import keystore
from app.domain import case_numbers
from app.domain.cases import MaterialForm
from app.domain.periods import parse
from app.errors import Refusal
from app.models.register import Register
from app.models.verify import verify
from app.services import (
    agents,
    attachments,
    cases,
    duty,
    items,
    materials,
    papers,
    replacing,
    reports,
    reserved_numbers,
    rooms,
)
from app.services.desk import Desk
from sync.server import incidents, restoring, revoking
from sync.server.enrolling import new_code
from tests.services.requests import request
from tests.sync.lines import add_villagers, replica_of, tables
from tests.sync.scans import desk_of, scan, scan_bytes, send_scans, with_catalogue
from tests.sync.stations import OTHER_VILLAGE, PASSPHRASE, VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]


class Replaced:
    """Makes new PCs in the place of dead ones, and closes them."""

    def __init__(self, folder: Path, township: RunningTownship) -> None:
        self._folder, self._township = folder, township
        self.made: list[Register] = []

    def begin(self, name: str = "new", *, of: str = f"{VILLAGE}-A1", code: str = "") -> Register:
        code = code or new_code(self._township.township, VILLAGE, of)
        where, clock = self._folder / name, self._township.clock
        register = replacing.begin(
            where, VILLAGE, f"{self._township.url}#{code}", "", clock, passphrase=PASSPHRASE
        )
        self.made.append(register)
        return register

    def reopened(self, register: Register) -> Register:
        register.close()
        self.made.append(rooms.open_unfinished(register.home, passphrase=PASSPHRASE))
        return self.made[-1]

    def pulled(self, register: Register) -> Desk:
        replacing.pull(register, self._township.clock, lambda _n, _of: None)
        return Desk(register, agents.first_actor(register), self._township.clock)


@pytest.fixture
def replaced(tmp_path: Path, township: RunningTownship) -> Iterator[Replaced]:
    made = Replaced(tmp_path, township)
    yield made
    for register in made.made:
        register.close()


def lived_in(township: RunningTownship, room: Room, folder: Path) -> dict[str, str]:
    """A room with something of everything that must come back; the numbers of its cases."""
    with_catalogue(township, room)
    desk = desk_of(room)
    first = cases.accept(desk, request(desk)).case_no
    given = request(desk, name="李四", id_number="", id_missing_reason="未带证件", again="另一户")
    held = replace(
        given.materials[0], form=MaterialForm.ORIGINAL, kept_where="铁皮柜", held_until=date(2026, 12, 1)
    )
    second = cases.accept(desk, replace(given, materials=(held, *given.materials[1:]))).case_no
    attachments.attach(desk, first, scan(folder))
    papers.save(desk, first, "receipt", folder / "receipt.pdf")
    papers.save(desk, first, "receipt", folder / "receipt-2.pdf")
    duty.add(desk, date(2026, 12, 1), desk.actor.name, from_time="8:30", to_time="17:30")
    reports.send(desk, parse("2026-10"))
    reserved_numbers.reserve(desk, 3)
    room.sync()
    assert send_scans(room).waiting == 0
    return {"first": first, "second": second}


def test_everything_that_the_township_has_of_the_room_comes_back(
    township: RunningTownship, room: Room, replaced: Replaced, tmp_path: Path
) -> None:
    numbers = lived_in(township, room, tmp_path)
    before = tables(room.register)
    desk = replaced.pulled(replaced.begin())
    after = tables(desk.register)
    assert before.items() <= after.items()
    assert {word for word, _id in after.keys() - before.keys()} <= {"slip_key"}  # the new PC's own key
    assert verify(desk.register).ok and verify(township.register).ok
    case = cases.show(desk.register, numbers["first"], desk.clock)
    assert len(attachments.rows(desk.register, numbers["first"])) == 1
    assert attachments.open_content(desk, numbers["first"], "1").content == scan_bytes()
    assert papers.save(desk, numbers["first"], "receipt", tmp_path / "third.pdf") == 3
    assert [row.case_no for row in held_now(desk)] == [numbers["second"]]
    assert len(duty.roster(desk.register, date(2026, 12, 1), date(2026, 12, 1))) == 1
    assert items.in_force(desk.register, desk.clock).item("MZ05") is not None
    assert len(reserved_numbers.rows(desk.register)) == 3
    assert case.row.case_no == numbers["first"]


def held_now(desk: Desk) -> list[materials.HeldOriginal]:
    return list(materials.held(desk.register, desk.clock))


def test_the_new_pc_numbers_under_a_code_that_no_number_bears(
    township: RunningTownship, room: Room, replaced: Replaced, tmp_path: Path
) -> None:
    lived_in(township, room, tmp_path)
    dead = desk_of(room)
    unsent = cases.accept(dead, request(dead, again="再办一件")).case_no
    desk = replaced.pulled(replaced.begin())
    given = cases.accept(desk, request(desk, again="再办一件")).case_no
    assert case_numbers.parse(given).pc_code != case_numbers.parse(unsent).pc_code
    everywhere = [row["case_no"] for (word, _id), row in tables(desk.register).items() if word == "case"]
    assert len(set(everywhere) | {unsent}) == len(everywhere) + 1


def test_a_code_that_numbered_that_day_goes_on_behind_its_last_number(
    township: RunningTownship, room: Room, replaced: Replaced, tmp_path: Path
) -> None:
    numbers = lived_in(township, room, tmp_path)
    desk = replaced.pulled(replaced.begin())
    keystore.change_pc_code(desk.register.home, "A1")  # as if the township had forgotten whose it was
    given = case_numbers.parse(cases.accept(desk, request(desk, again="再办一件")).case_no)
    pad = {case_numbers.parse(row.case_no).sequence for row in reserved_numbers.rows(desk.register)}
    assert given.sequence > max({case_numbers.parse(no).sequence for no in numbers.values()} | pad)


def test_the_dead_pc_is_out_and_what_it_still_brings_waits_for_a_decision(
    township: RunningTownship, room: Room, replaced: Replaced
) -> None:
    add_villagers(room, "没传出来")
    register = replaced.begin()
    former = replica_of(township, room)
    assert former.revoked and register.identity.pc_code in former.revoked_reason
    with pytest.raises(Refusal) as caught:
        room.sync()
    assert caught.value.code == "revoked"
    assert kinds(township) == ["replaced"]
    replaced.pulled(register)
    revoking.admit(
        township.township, f"{VILLAGE}-A1", "找到了，还能开机"
    )  # both go on, each with its own code
    room.sync()
    replacing.pull(register, township.clock, lambda _n, _of: None)
    assert "没传出来" in {row.get("name") for row in tables(register).values()}


def kinds(township: RunningTownship) -> list[str]:
    with township.register.reading() as session:
        return [one.kind for one in incidents.recent(session)]


def test_pulling_says_how_far_it_is_stops_when_asked_and_goes_on_where_it_was(
    township: RunningTownship, room: Room, replaced: Replaced
) -> None:
    for part in range(4):
        add_villagers(room, *(f"王秀英{part}-{number}" for number in range(700)), note="腿脚不便" * 20)
        room.sync()
    register = replaced.begin()
    seen: list[tuple[int, int]] = []

    def stop(n: int, of: int) -> None:
        seen.append((n, of))
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replacing.pull(register, township.clock, stop)
    assert 0 < seen[0][0] < seen[1][0] < seen[1][1]
    with pytest.raises(Refusal) as caught:
        rooms.open_room(register.home, passphrase=PASSPHRASE)
    assert caught.value.code == "still-pulling"
    again = replaced.reopened(register)
    replacing.pull(again, township.clock, lambda n, of: seen.append((n, of)))
    assert seen[2][0] > seen[1][0] and seen[-1][0] == seen[-1][1]
    assert not rooms.is_pulling(again)
    rooms.open_room(register.home, passphrase=PASSPHRASE).close()
    assert tables(again).keys() >= tables(room.register).keys()


def test_a_township_off_line_leaves_the_pulling_to_be_gone_on_with(
    township: RunningTownship, room: Room, replaced: Replaced
) -> None:
    add_villagers(room, "王秀英")
    room.sync()
    register = replaced.begin()
    with township.offline(), pytest.raises(Refusal) as caught:
        replacing.pull(register, township.clock, lambda _n, _of: None, give_up_s=-1.0)
    assert caught.value.code == "no-answer" and rooms.is_pulling(register)
    found = replacing.pull(register, township.clock, lambda _n, _of: None)
    assert (found.cases, found.last_case_no, found.room) == (0, "", "槐树村")


def test_a_wrong_code_or_site_leaves_nothing_behind(
    township: RunningTownship, replaced: Replaced, tmp_path: Path
) -> None:
    right = new_code(township.township, VILLAGE)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    for code, word in ((wrong, "wrong-code"), (township.new_code(OTHER_VILLAGE), "wrong-site"), ("", "code")):
        with pytest.raises(Refusal) as caught:
            replaced.begin(code=code or " ", of="")
        assert caught.value.code.startswith(word)
        assert not (tmp_path / "new").exists()
    assert replaced.begin(code=right, of="").identity.site_code == VILLAGE


def test_only_a_pc_of_that_room_can_be_replaced(township: RunningTownship, room: Room) -> None:
    for named, word in ((f"{VILLAGE}-Z9", "no-such-pc"), (f"{VILLAGE}-A1", "wrong-site")):
        with pytest.raises(Refusal) as caught:
            new_code(township.township, OTHER_VILLAGE, named)
        assert caught.value.code == word


def test_a_room_that_never_sent_anything_can_still_be_signed_in_to(
    township: RunningTownship, replaced: Replaced
) -> None:
    desk = replaced.pulled(replaced.begin(of=""))
    assert [tile.name for tile in agents.tiles(desk.register)] == [rooms.FIRST_AGENT]


def test_a_township_put_back_gives_nobody_a_code_that_stands_in_numbers(
    township: RunningTownship, room: Room, make_room: MakeRoom, replaced: Replaced, tmp_path: Path
) -> None:
    with_catalogue(township, room)
    backup = restoring.back_up(township.township, tmp_path / "copies", on_database=False)
    second = make_room("second", pc_code="A2")
    second.enrol(township)
    second.sync()
    desk = desk_of(second)
    theirs = cases.accept(desk, request(desk)).case_no
    second.sync()
    room.sync()
    township.stop()
    restoring.restore(backup, tmp_path / "back", township.clock, passphrase=PASSPHRASE)
    township.home = tmp_path / "back"
    township.start()
    room.sync()  # offers back the lines of the second PC, which the copy does not know
    new = replaced.pulled(replaced.begin(of=""))
    given = cases.accept(new, request(new, again="再办一件")).case_no
    assert case_numbers.parse(given).pc_code != case_numbers.parse(theirs).pc_code


def test_the_servers_own_numbers_begin_under_a_new_code_after_it_was_put_back(
    township: RunningTownship, tmp_path: Path
) -> None:
    former = township.register.identity.pc_code
    backup = restoring.back_up(township.township, tmp_path / "copies", on_database=False)
    restoring.restore(backup, tmp_path / "back", township.clock, passphrase=PASSPHRASE)
    assert keystore.read_identity(tmp_path / "back").pc_code != former
