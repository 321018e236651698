"""Scans travel on the stick as lines do: encrypted, in any order, mixed with the network, both ways."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.attachments import CHUNK_BYTES, MAX_FILE_BYTES
from app.models.blobs import store_of
from app.services import attachments
from sync.client import blobs as client
from sync.client import sticks
from sync.protocol.envelope import Crypt, read_header
from sync.server import sticks as township_sticks
from sync.server.tables import KnownReplica
from tests.sync.lines import assert_equal
from tests.sync.scans import attached, line_of, new_case, scan, scan_bytes, send_scans, with_catalogue
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]
BIG = 14 * CHUNK_BYTES + 77


@pytest.fixture
def case_no(township: RunningTownship, room: Room, tmp_path: Path) -> str:
    """A case with one large scan, both only here."""
    with_catalogue(township, room)
    number = new_case(room)
    attached(room, number, scan(tmp_path, "王秀英身份证.jpg", scan_bytes(BIG)))
    return number


def whole_there(township: RunningTownship) -> bool:
    return store_of(township.register).has(VILLAGE, hashlib.sha256(scan_bytes(BIG)).hexdigest())


def test_a_case_and_its_scan_go_and_are_confirmed_by_stick_alone(
    township: RunningTownship, room: Room, case_no: str, stick: Path
) -> None:
    written = sticks.write_out(room.register, stick)
    assert written.scans == 1
    scans = [place for place in written.files if "scan" in place.name]
    assert len(scans) == 3  # what is asked, and two groups of chunks
    for place in written.files:
        assert "王" not in place.name
        assert read_header(place.read_bytes()).crypt is Crypt.AGE
        assert place.stat().st_size <= 4 << 20
        assert scan_bytes(64)[4:] not in place.read_bytes()
    taken = township_sticks.take_in(township.township, stick)
    assert [one.code for one in taken.files] == ["ok"]
    assert [one.code for one in taken.scans] == ["ok"] * 3
    assert whole_there(township)
    assert attachments.waiting(room.register).words == "附件待传 1/1"
    home = sticks.take_in(room.register, room.clock, stick)
    assert_equal(township, [room])
    assert (home.scans_confirmed, home.left_alone) == (1, ())
    assert attachments.waiting(room.register).words == ""
    assert sticks.write_out(room.register, stick).scans == 0


def test_a_scan_half_by_network_and_half_by_stick_is_whole(
    township: RunningTownship, room: Room, case_no: str, stick: Path
) -> None:
    room.sync()
    with line_of(room, cut=set(range(8, 99))) as (line, _carrier):
        assert client.send_waiting(line, room.clock).stopped_by == "no-answer"
    written = sticks.write_out(room.register, stick)
    first = next(place for place in written.files if place.name.endswith("-01-12.dbn"))
    first.unlink()
    taken = township_sticks.take_in(township.township, stick)
    assert {one.code for one in taken.scans} == {"ok"}
    assert not whole_there(township)
    with line_of(room) as (line, carrier):
        assert client.send_waiting(line, room.clock).whole == 1
    assert len([1 for method, _path in carrier.sent if method == "PUT"]) == 15 - 5 - 3
    assert whole_there(township)
    assert township_sticks.take_in(township.township, stick).scans[0].code == "ok"
    assert sticks.take_in(room.register, room.clock, stick).left_alone == ()


def test_a_stick_twice_and_in_pieces_changes_nothing(
    township: RunningTownship, room: Room, case_no: str, stick: Path, tmp_path: Path
) -> None:
    written = sticks.write_out(room.register, stick)
    parts = []
    for place in written.files:
        folder = tmp_path / f"part-{place.stem}"
        folder.mkdir()
        shutil.copy(place, folder)
        parts.append(folder)
    words = [
        one.code
        for folder in [*reversed(parts), *parts]
        for one in township_sticks.take_in(township.township, folder).scans
    ]
    assert words == ["no-content"] * 2 + ["ok"] * 4
    assert whole_there(township)
    again = {place.name for place in sticks.write_out(room.register, stick).files}
    assert again == {place.name for place in written.files}


def test_the_other_pc_gets_its_scans_home_by_stick(
    township: RunningTownship, room: Room, case_no: str, make_room: MakeRoom, stick: Path
) -> None:
    room.sync()
    send_scans(room)
    other = make_room("second", pc_code="B2")
    other.enrol(township)
    other.sync()
    assert not attachments.rows(other.register, case_no)[0].here
    assert sticks.write_out(other.register, stick).scans == 0
    taken = township_sticks.take_in(township.township, stick)
    home = sticks.take_in(other.register, other.clock, stick)
    assert (home.scans_came, home.left_alone) == (1, ())
    row = attachments.rows(other.register, case_no)[0]
    assert row.here and row.at_township
    assert attachments.problems(other.register) == ()
    assert len(taken.answers) == 4


def test_a_stranger_a_revoked_pc_and_half_a_file_are_left_alone_by_name(
    township: RunningTownship, room: Room, case_no: str, make_room: MakeRoom, stick: Path
) -> None:
    written = sticks.write_out(room.register, stick)
    half = next(place for place in written.files if place.name.endswith("-13-15.dbn"))
    half.write_bytes(half.read_bytes()[:-7])
    taken = township_sticks.take_in(township.township, stick)
    assert sorted(one.code for one in taken.scans) == ["ok", "ok", "truncated"]
    stranger = make_room("stranger", site=OTHER_VILLAGE)
    stranger.enrol(township)
    stranger.sync()
    for answer in stick.glob("daiban-scan-*"):
        assert read_header(answer.read_bytes()).site_code == VILLAGE
    with township.register.writing() as session:
        session.get_one(KnownReplica, room.register.identity.replica_id).revoked = True
        session.commit()
    taken = township_sticks.take_in(township.township, stick)
    assert {one.code for one in taken.scans} == {"revoked", "truncated"}
    assert not whole_there(township)


def test_a_room_without_attachments_writes_nothing_about_them(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    assert [
        place.name for place in sticks.write_out(room.register, stick).files if "scan" in place.name
    ] == []
    assert township_sticks.take_in(township.township, stick).scans == ()


def test_the_largest_scan_fits_into_its_files(
    township: RunningTownship, room: Room, case_no: str, stick: Path, tmp_path: Path
) -> None:
    attached(room, case_no, scan(tmp_path, "gross.jpg", scan_bytes(MAX_FILE_BYTES, b"big")))
    written = sticks.write_out(room.register, stick)
    assert written.scans == 2
    assert max(place.stat().st_size for place in written.files) <= 4 << 20
    assert {one.code for one in township_sticks.take_in(township.township, stick).scans} == {"ok"}
    assert sticks.take_in(room.register, room.clock, stick).scans_confirmed == 2
