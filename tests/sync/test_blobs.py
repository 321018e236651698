"""Scans of a case go to the township chunk by chunk, over any line, and only to whom they belong (design: sync 12)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.attachments import CHUNK_BYTES, chunk_count
from app.errors import Refusal
from app.ids import new_replica_id
from app.models import outbox
from app.models.blobs import store_of
from app.models.tables import Attachment, SyncState
from app.services import attachments, synchronising
from app.services.case_lookup import find_case
from sync.client import blobs as client
from sync.client.transport import HttpCarrier
from sync.protocol.blobs import BlobAnswer, Get, Need, Piece, Route, seal_message
from sync.server import blobs as server
from sync.server import web
from sync.server.gate import Gate
from sync.server.tables import KnownReplica, ServerEpoch
from tests.sync.lines import assert_equal
from tests.sync.scans import (
    attached,
    desk_of,
    line_of,
    new_case,
    scan,
    scan_bytes,
    send_scans,
    with_catalogue,
)
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]


@pytest.fixture
def case_no(township: RunningTownship, room: Room) -> str:
    """A case in a room whose township has published the sample catalogue."""
    with_catalogue(township, room)
    return new_case(room)


def held(township: RunningTownship, content: bytes, site: str = VILLAGE) -> bool:
    store = store_of(township.register)
    return store.has(site, hashlib.sha256(content).hexdigest())


def test_the_case_is_received_before_its_scans_and_what_waits_is_said(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    for at in range(3):
        attached(room, case_no, scan(tmp_path, f"{at}.jpg", scan_bytes(300_000, bytes([at]))))
    room.sync()
    assert_equal(township, [room])
    assert attachments.waiting(room.register, case_no).words == "附件待传 3/3"
    with line_of(room, cut=set(range(6, 99))) as (line, _carrier):
        went = client.send_waiting(line, room.clock)
    assert (went.whole, went.waiting, went.stopped_by) == (1, 2, "no-answer")
    assert attachments.waiting(room.register, case_no).words == "附件待传 2/3"
    assert send_scans(room).waiting == 0
    assert attachments.waiting(room.register, case_no).words == ""
    assert all(held(township, scan_bytes(300_000, bytes([at]))) for at in range(3))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("cut", range(1, 7))
def test_a_line_cut_at_any_request_loses_no_chunk_that_arrived(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path, cut: int, after: bool
) -> None:
    content = scan_bytes(3 * CHUNK_BYTES + 5)
    attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    with line_of(room, cut=set(range(cut, 99)), after=after) as (line, _carrier):
        client.send_waiting(line, room.clock)
    with line_of(room) as (line, carrier):
        client.send_waiting(line, room.clock)
    puts = [path for method, path in carrier.sent if method == "PUT"]
    came = max(0, min(cut - 3 + after, 4))
    assert len(puts) == 4 - came
    assert held(township, content)
    sha256 = hashlib.sha256(content).hexdigest()
    assert server.read(township.township, VILLAGE, sha256).content == content
    assert attachments.waiting(room.register).waiting == 0


def test_the_same_file_on_two_cases_goes_up_once(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    file = scan(tmp_path)
    first = attached(room, case_no, file)
    assert attached(room, case_no, file).attachment_id == first.attachment_id
    attached(room, new_case(room, "李桂英"), file)
    room.sync()
    with line_of(room) as (line, carrier):
        assert client.send_waiting(line, room.clock).whole == 1
        assert client.send_waiting(line, room.clock).whole == 0
    assert len([1 for method, _path in carrier.sent if method == "PUT"]) == chunk_count(700_000)
    assert attachments.waiting(room.register).total == 1


def test_a_chunk_with_other_bytes_is_asked_for_again_and_a_wrong_whole_is_not_kept(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    content = scan_bytes(2 * CHUNK_BYTES)
    row = attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    sha256 = hashlib.sha256(content).hexdigest()
    wrong = scan_bytes(CHUNK_BYTES, b"other")
    with line_of(room) as (line, carrier):
        line.ask("PUT", f"/{sha256}/0", Piece(sha256=sha256, first=0), (wrong,))
        assert client.send_waiting(line, room.clock).whole == 1
    assert [path[-2:] for method, path in carrier.sent if method == "PUT"] == ["/0", "/0", "/1"]
    assert server.read(township.township, VILLAGE, sha256).name == row.name


def test_a_whole_that_is_not_what_it_is_called_is_dropped(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    content = scan_bytes(CHUNK_BYTES + 9)
    attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    sha256 = hashlib.sha256(content).hexdigest()
    with line_of(room) as (line, _carrier):
        line.ask("PUT", f"/{sha256}/1", Piece(sha256=sha256, first=1), (b"123456789",))
        with pytest.raises(Refusal) as caught:
            line.ask("PUT", f"/{sha256}/0", Piece(sha256=sha256, first=0), (content[:CHUNK_BYTES],))
    assert caught.value.code == "wrong-content"
    store = store_of(township.register)
    assert not store.has(VILLAGE, sha256) and not store.begun(VILLAGE, sha256)
    assert send_scans(room).waiting == 0


def test_what_is_not_what_its_record_says_is_refused_at_its_first_chunk(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    content = scan_bytes(CHUNK_BYTES)
    attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    sha256 = hashlib.sha256(content).hexdigest()
    with line_of(room) as (line, _carrier):
        for chunk, word in ((b"MZ" + content[2:], "wrong-type"), (content[:-1], "wrong-content")):
            with pytest.raises(Refusal) as caught:
                line.ask("PUT", f"/{sha256}/0", Piece(sha256=sha256, first=0), (chunk,))
            assert caught.value.code == word
        for size, chunks, word in ((CHUNK_BYTES - 1, [sha256], "wrong-content"), (9, [], "bad-count")):
            with pytest.raises(Refusal) as caught:
                line.ask("POST", f"/{sha256}/need", Need(sha256=sha256, size=size, chunks=chunks))
            assert caught.value.code == word
        with pytest.raises(Refusal) as caught:
            line.ask("PUT", f"/{sha256}/1", Piece(sha256=sha256, first=0), (content,))
    assert caught.value.code == "bad-header"


def test_another_villages_scan_cannot_be_had_nor_be_told_from_one_that_never_was(
    township: RunningTownship, room: Room, case_no: str, make_room: MakeRoom, tmp_path: Path
) -> None:
    content = scan_bytes()
    row = attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    send_scans(room)
    stranger = make_room("other", site=OTHER_VILLAGE)
    stranger.enrol(township)
    stranger.sync()
    sha256, never = hashlib.sha256(content).hexdigest(), "0" * 64
    said = []
    with line_of(stranger) as (line, carrier):
        for name in (sha256, never):
            chunks = [name] * chunk_count(row.size)
            for method, path, message, brought in (
                ("POST", f"/{name}/need", Need(sha256=name, size=row.size, chunks=chunks), ()),
                ("GET", f"/{name}/0", Get(sha256=name, i=0), ()),
                ("PUT", f"/{name}/0", Piece(sha256=name, first=0), (content[:CHUNK_BYTES],)),
            ):
                with pytest.raises(Refusal) as caught:
                    line.ask(method, path, message, brought)
                said.append((method, caught.value.code, caught.value.sentence))
        assert len(carrier.sent) == 6
    assert said[:3] == said[3:]
    assert {code for _method, code, _sentence in said} == {"no-content"}


def test_a_village_that_claims_anothers_scan_gets_only_what_it_brings_itself(
    township: RunningTownship, room: Room, case_no: str, make_room: MakeRoom, tmp_path: Path
) -> None:
    content = scan_bytes()
    row = attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    send_scans(room)
    thief = make_room("thief", site=OTHER_VILLAGE)
    thief.enrol(township)
    with_catalogue(township, thief)
    sha256 = hashlib.sha256(content).hexdigest()
    number = new_case(thief)
    with thief.register.reading() as session:
        case_id = find_case(session, OTHER_VILLAGE, number).id
    with thief.register.write("a" * 32, thief.clock) as unit:
        unit.add(
            Attachment(
                case_id=case_id,
                sha256=sha256,
                size=row.size,
                mime="image/jpeg",
                name="借来的",
                taken_at=thief.clock.now(),
            )
        )
        unit.commit()
    thief.sync()
    with line_of(thief) as (line, _carrier):
        with pytest.raises(Refusal) as caught:
            client.fetch(line, thief.clock, sha256, row.size)
        opened = line.ask(
            "POST", f"/{sha256}/need", Need(sha256=sha256, size=row.size, chunks=["0" * 64] * 3)
        )
    assert caught.value.code == "no-content"
    assert isinstance(opened.message, BlobAnswer)
    assert (opened.message.missing, opened.message.whole) == ("7", False)


def test_the_other_pc_of_the_room_brings_a_scan_when_it_is_opened(
    township: RunningTownship, room: Room, case_no: str, make_room: MakeRoom, tmp_path: Path
) -> None:
    content = scan_bytes()
    attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    other = make_room("second", pc_code="B2")
    other.enrol(township)
    other.sync()
    assert attachments.rows(other.register, case_no)[0].where == "在另一台电脑上，还没有传到镇里"
    with pytest.raises(Refusal) as caught:
        attachments.open_content(desk_of(other), case_no, "1")
    assert caught.value.code == "no-content"
    send_scans(room)
    send_scans(other)
    row = attachments.rows(other.register, case_no)[0]
    assert (row.here, row.at_township) == (False, True)
    sha256 = hashlib.sha256(content).hexdigest()
    with line_of(other, cut=set(range(2, 99))) as (line, _carrier), pytest.raises(Refusal) as caught:
        client.fetch(line, other.clock, sha256, row.size)
    assert caught.value.code == "no-answer"
    assert attachments.open_content(desk_of(other), case_no, "1").content == content
    assert attachments.rows(other.register, case_no)[0].here
    with township.offline():
        assert attachments.open_content(desk_of(other), case_no, "1").content == content


def test_a_pc_that_was_revoked_may_neither_bring_nor_take(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    content = scan_bytes()
    attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    with township.register.writing() as session:
        session.get_one(KnownReplica, room.register.identity.replica_id).revoked = True
        session.commit()
    assert send_scans(room).stopped_by == "revoked"
    sha256 = hashlib.sha256(content).hexdigest()
    with line_of(room) as (line, _carrier), pytest.raises(Refusal) as caught:
        line.ask("GET", f"/{sha256}/0", Get(sha256=sha256, i=0))
    assert caught.value.code == "revoked"


def test_who_signs_with_another_key_or_is_not_known_learns_nothing(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    content = scan_bytes()
    attached(room, case_no, scan(tmp_path, content=content))
    room.sync()
    send_scans(room)
    sha256, state = hashlib.sha256(content).hexdigest(), state_of(room)
    own = room.register.identity.replica_id
    wires = {
        "bad-signature": Route(own, state.server_replica_id, VILLAGE, state.epoch),
        "unknown-replica": Route(new_replica_id(), state.server_replica_id, VILLAGE, state.epoch),
        "bad-header": Route(own, new_replica_id(), VILLAGE, state.epoch),
        "wrong-site": Route(own, state.server_replica_id, OTHER_VILLAGE, state.epoch),
    }
    for word, route in wires.items():
        wire = seal_message(route, Get(sha256=sha256, i=0), Ed25519PrivateKey.generate())
        reply = server.get(township.township, sha256, 0, wire)
        assert word.encode() in reply.body or reply.status in (400, 401, 403)
        assert len(reply.body) < 1000


def test_the_quota_of_a_site_holds_for_what_has_not_begun(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    attached(room, case_no, scan(tmp_path))
    attached(room, case_no, scan(tmp_path, "small.jpg", scan_bytes(1000)))
    room.sync()
    server.set_quota(township.township, 500_000)
    went = send_scans(room)
    assert (went.whole, went.waiting, went.stopped_by) == (1, 1, "quota")
    server.set_quota(township.township, 5_000_000)
    assert send_scans(room).waiting == 0


def test_a_full_disk_there_is_said_and_the_scan_goes_up_later(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached(room, case_no, scan(tmp_path))
    room.sync()

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("app.models.blobs.write_whole", full)
        assert send_scans(room).stopped_by == "disk-full"
    assert attachments.waiting(room.register).waiting == 1
    assert send_scans(room).waiting == 0


def test_scans_wait_at_a_door_of_their_own(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached(room, case_no, scan(tmp_path))
    township.stop()
    gate, made = Gate(limit=0), web.create_app
    monkeypatch.setattr("tests.sync.stations.create_app", lambda opened: made(opened, None, gate))
    township.start()
    room.sync()
    assert send_scans(room).stopped_by == "no-answer"
    with HttpCarrier(township.url, None) as carrier:
        answer = carrier.send("GET", f"/v1/blobs/{'0' * 64}/0", b"", {}, 10.0)
    assert (answer.status, answer.retry_after_s) == (503, 1.0)
    gate.limit = 8
    assert send_scans(room).waiting == 0
    assert gate.in_work == 0


def test_a_township_that_was_put_back_gets_the_scans_it_lost(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    content, other = scan_bytes(), scan_bytes(1000)
    attached(room, case_no, scan(tmp_path, content=content))
    attached(room, case_no, scan(tmp_path, "other.jpg", other))
    room.sync()
    send_scans(room)
    store_of(township.register).drop(VILLAGE, hashlib.sha256(content).hexdigest())
    new_epoch = new_replica_id()
    with township.register.writing() as session:
        session.get_one(ServerEpoch, 1).epoch = new_epoch
        session.commit()
    with room.register.writing() as session:
        session.get_one(SyncState, "township").epoch = new_epoch
        session.commit()
    assert attachments.waiting(room.register).words == "附件待传 2/2"
    with line_of(room) as (line, carrier):
        assert client.send_waiting(line, room.clock).whole == 1
    assert len([1 for method, _path in carrier.sent if method == "POST"]) == 2
    assert held(township, content) and held(township, other)
    assert attachments.waiting(room.register).words == ""


def test_scans_yield_to_the_next_pass_when_their_time_is_up(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    attached(room, case_no, scan(tmp_path))
    room.sync()
    assert send_scans(room, at_most_s=-1.0).whole == 0
    assert send_scans(room).waiting == 0


def test_one_sync_sends_lines_and_then_scans(
    township: RunningTownship, room: Room, case_no: str, tmp_path: Path
) -> None:
    attached(room, case_no, scan(tmp_path))
    status = synchronising.sync_once(room.register, room.clock)
    assert (status.only_here, status.attachments.waiting, status.attachments.total) == (0, 0, 1)
    assert_equal(township, [room])


def test_nonsense_at_the_door_is_refused(township: RunningTownship, room: Room) -> None:
    with HttpCarrier(township.url, None) as carrier:
        for method, path in (("GET", "/x/y"), ("PUT", "/x/9999999"), ("POST", "/x/need"), ("POST", "/have")):
            assert carrier.send(method, f"/v1/blobs{path}", b"", {}, 10.0).status == 400
        answer = carrier.send("GET", "/v1/blobs/x/0", b"", {"Daiban-Ask": "%%"}, 10.0)
        assert answer.status == 400
        big = carrier.send("PUT", "/v1/blobs/x/0", bytes(600 << 10), {}, 10.0)
    assert big.status == 413


def state_of(room: Room) -> SyncState:
    with room.register.reading() as session:
        state = outbox.township_of(session)
    assert state is not None
    return state
