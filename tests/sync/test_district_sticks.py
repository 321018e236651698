"""A stick between township and district carries the same bytes as the wire: encrypted, in any order, beside any line."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

from app.domain.cases import CaseEventKind, CaseState
from app.models.blobs import store_of
from app.models.tables import UpwardSite
from sync.protocol.envelope import Crypt, Kind, read_header
from sync.server import own_keys
from sync.server import sticks as server_sticks
from sync.server.upward import scans, sticks
from tests.sync.districts import (
    accepted,
    assert_alike,
    events_of,
    sent_to_the_district,
    state_at,
    step,
    upward,
)
from tests.sync.lines import assert_equal
from tests.sync.scans import attached, scan, scan_bytes, send_scans
from tests.sync.stations import VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_BOTH_STORES
from tests.sync.test_server_put_back import backed_up, put_back

_E = CaseEventKind


def out(township: RunningTownship, stick: Path) -> int:
    return sticks.write_out(township.township, stick).lines


def at_district(district: RunningTownship, stick: Path) -> set[str]:
    return {one.code for one in server_sticks.take_in(district.township, stick).files}


def home(township: RunningTownship, stick: Path) -> sticks.BroughtHome:
    return sticks.take_in(township.township, stick)


def there_and_back(district: RunningTownship, township: RunningTownship, stick: Path) -> sticks.BroughtHome:
    out(township, stick)
    at_district(district, stick)
    return home(township, stick)


def unsent(township: RunningTownship) -> int:
    with township.register.reading() as session:
        return sum(site.seq - site.acked_seq for site in session.query(UpwardSite))


@ON_BOTH_STORES
def test_a_case_goes_up_and_its_answer_comes_down_without_any_network(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    assert out(reporting, stick) > 0
    assert at_district(district, stick) == {"ok"}
    assert state_at(district, case_no) is CaseState.ESCALATED
    step(district, case_no, _E.RECEIVED, reference="区7")
    step(district, case_no, _E.COMPLETED, result="区里批准")
    assert at_district(district, stick) == {"ok"}  # the same stick again: now the answer is on it, too
    taken = home(reporting, stick)
    assert (taken.fed > 0, taken.left_alone, taken.once_more) == (True, (), False)
    assert unsent(reporting) == 0
    there_and_back(district, reporting, stick)  # the place of the district's own lines
    room.sync()
    for owner in (district, reporting, room):
        assert state_at(owner, case_no) is CaseState.TO_FETCH
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_nobody_but_the_district_reads_a_lost_stick_and_nobody_but_the_township_its_answers(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path
) -> None:
    sent_to_the_district(reporting, room, "王秀英")
    out(reporting, stick)
    up = {place: place.read_bytes() for place in stick.glob("*.dbn")}
    at_district(district, stick)
    down = [place.read_bytes() for place in stick.glob("*.dbn") if place not in up]
    assert down and up
    for wire in (*up.values(), *down):
        assert read_header(wire).crypt is Crypt.AGE
        assert "王秀英".encode() not in wire
    assert {read_header(wire).kind for wire in up.values()} == {Kind.SNAPSHOT, Kind.PUSH}


def test_stick_and_network_may_carry_the_same(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    first = sent_to_the_district(reporting, room, "王秀英")
    out(reporting, stick)
    at_district(district, stick)
    late = tmp_path / "late"
    shutil.copytree(stick, late)
    upward(reporting)  # quicker than the way home
    second = sent_to_the_district(reporting, room, "李建国")
    step(district, first, _E.COMPLETED, result="区里批准")
    upward(reporting)
    with reporting.register.reading() as session:
        before = [(site.acked_seq, site.feed_n) for site in session.query(UpwardSite)]
    assert at_district(district, late) == {"ok"}
    assert home(reporting, late).left_alone == ()
    assert home(reporting, stick).left_alone == ()
    with reporting.register.reading() as session:
        assert [(site.acked_seq, site.feed_n) for site in session.query(UpwardSite)] == before
    upward(reporting)
    assert events_of(district, second) == events_of(reporting, second)
    assert_alike(district, reporting, VILLAGE)


def test_a_villages_files_on_the_same_stick_are_the_townships_and_the_districts_stay(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path
) -> None:
    from sync.client import sticks as room_sticks

    sent_to_the_district(reporting, room, "王秀英")
    out(reporting, stick)
    accepted(room, "李建国")
    room_sticks.write_out(room.register, stick)
    taken = server_sticks.take_in(reporting.township, stick)
    assert {one.code for one in taken.files} == {"ok"}
    assert room_sticks.take_in(room.register, room.clock, stick).left_alone == ()
    assert not list((reporting.register.home / "quarantine").rglob("*.dbn"))


@ON_BOTH_STORES
def test_keys_that_changed_on_both_sides_are_followed_by_stick(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path
) -> None:
    first = sent_to_the_district(reporting, room, "王秀英")
    out(reporting, stick)  # under the key of then, to the district's key of then
    own_keys.rotate(reporting.township)
    own_keys.rotate(district.township)
    assert at_district(district, stick) == {"ok"}
    assert home(reporting, stick).left_alone == ()
    second = sent_to_the_district(reporting, room, "李建国")
    out(reporting, stick)
    assert at_district(district, stick) == {"ok"}
    step(district, first, _E.COMPLETED, result="区里批准")
    assert home(reporting, stick).left_alone == ()
    for _round in range(2):
        assert there_and_back(district, reporting, stick).left_alone == ()
    assert state_at(reporting, first) is CaseState.TO_FETCH
    assert events_of(district, second) == events_of(reporting, second)
    assert_alike(district, reporting, VILLAGE)


@ON_BOTH_STORES
def test_a_district_that_was_put_back_agrees_again_by_stick(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    first = sent_to_the_district(reporting, room, "王秀英")
    there_and_back(district, reporting, stick)
    backup = backed_up(district, tmp_path / "copies")
    second = sent_to_the_district(reporting, room, "李建国")
    there_and_back(district, reporting, stick)
    step(district, first, _E.COMPLETED, result="区里批准")
    for _round in range(2):
        there_and_back(district, reporting, stick)
    put_back(district, backup, tmp_path / "back")
    assert there_and_back(district, reporting, stick).once_more
    for _round in range(3):
        there_and_back(district, reporting, stick)
    assert state_at(district, first) is CaseState.TO_FETCH
    assert events_of(district, second) == events_of(reporting, second)
    upward(reporting)
    assert_alike(district, reporting, VILLAGE)


def test_a_township_that_was_put_back_says_everything_again_by_stick(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    first = sent_to_the_district(reporting, room, "王秀英")
    there_and_back(district, reporting, stick)
    backup = backed_up(reporting, tmp_path / "copies")
    step(reporting, first, _E.PROGRESSED, text="只有镇里和区里知道")
    there_and_back(district, reporting, stick)
    step(district, first, _E.COMPLETED, result="区里批准")
    put_back(reporting, backup, tmp_path / "back")
    there_and_back(district, reporting, stick)
    for _round in range(3):
        there_and_back(district, reporting, stick)
    for owner in (district, reporting):
        assert ("progressed", "township") in events_of(owner, first)
        assert state_at(owner, first) is CaseState.TO_FETCH
    room.sync()
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_scans_of_a_case_go_up_on_the_stick_once(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path, tmp_path: Path
) -> None:
    going = scan_bytes(300_000, b"goes")
    case_no = accepted(room, "王秀英")
    step(room, case_no, _E.ESCALATED)
    attached(room, case_no, scan(tmp_path, "goes.jpg", going))
    room.sync()
    step(reporting, case_no, _E.ESCALATED)
    send_scans(room)
    assert sticks.write_out(reporting.township, stick).scans == 1
    taken = server_sticks.take_in(district.township, stick)
    assert {one.code for one in taken.scans} == {"ok"}
    assert store_of(district.register).read(VILLAGE, sha256(going).hexdigest()) == going
    assert home(reporting, stick).left_alone == ()
    with reporting.register.reading() as session:
        site = session.get_one(UpwardSite, VILLAGE)
        assert scans.waiting(session, VILLAGE, site.epoch) == {}
    assert sticks.write_out(reporting.township, stick).scans == 0
