"""Receipt decides duplicate, gap, overlap, fork and damage by the chain alone, and names each by its word."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from app.models.chain import ZERO, link
from app.models.tables import JournalHead, LineResult
from app.models.verify import verify
from sync.protocol import envelope
from sync.protocol.answers import Answer, OpenedAnswer, unseal_answer
from sync.protocol.codes import CODES
from sync.protocol.envelope import NOBODY, Header, Kind, seal
from sync.server import quarantine
from sync.server.exchange import exchange
from sync.server.tables import KnownReplica
from tests.sync.lines import add_villagers, replica_of, stored, tables, written
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]


@dataclass
class Hand:
    """Seals batches by hand for an enrolled room, as a broken or malicious program could."""

    township: RunningTownship
    room: Room

    @property
    def replica_id(self) -> str:
        return self.room.register.identity.replica_id

    @property
    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.room.register.keys.signing)

    def header(self, from_seq: int, lines: list[bytes], prev: bytes) -> Header:
        head = prev
        for raw in lines:
            head = link(head, self.replica_id, raw)
        return Header(
            kind=Kind.PUSH,
            sender=self.replica_id,
            receiver=self.township.township.server_id,
            site_code=VILLAGE,
            from_seq=from_seq,
            to_seq=from_seq + len(lines) - 1,
            prev_hash=prev,
            head_hash=head,
        )

    def push(self, from_seq: int, lines: list[bytes], prev: bytes, **changed: object) -> Answer:
        header = replace(self.header(from_seq, lines, prev), **changed)  # type: ignore[arg-type]
        return self.send(seal(header, lines, self.key))

    def send(self, wire: bytes) -> Answer:
        reply = exchange(self.township.township, wire)
        opened = self.opened(reply.body)
        assert reply.status == CODES[opened.answer.code].status
        assert opened.answer.sentence == CODES[opened.answer.code].sentence
        return opened.answer

    def opened(self, body: bytes) -> OpenedAnswer:
        public = self.township.register.identity.signing_public
        return unseal_answer(body, lambda _header: public)

    def point(self, seq: int) -> bytes:
        """The chain of the room's own lines after ``seq``."""
        head = ZERO
        for raw in written(self.room.register)[:seq]:
            head = link(head, self.replica_id, raw)
        return head

    def snapshot(self) -> tuple[int, bytes, list[bytes], object]:
        """What must not change by a refused batch."""
        row = replica_of(self.township, self.room)
        return (
            row.last_seq,
            row.last_hash,
            stored(self.township, self.replica_id),
            tables(self.township.register),
        )


@pytest.fixture
def hand(township: RunningTownship, make_room: MakeRoom) -> Hand:
    """A room with lines, enrolled, of which the township has none yet."""
    room = make_room("hand")
    room.enrol(township)
    add_villagers(room, *(f"村民{number}" for number in range(8)))
    return Hand(township, room)


def test_lines_are_stored_byte_for_byte_and_both_marks_move(hand: Hand) -> None:
    lines = written(hand.room.register)
    answer = hand.push(1, lines, ZERO, epoch=epoch_of(hand))
    assert (answer.code, answer.received, answer.applied) == ("ok", len(lines), len(lines))
    assert answer.head == hand.point(len(lines)).hex()
    assert stored(hand.township, hand.replica_id) == lines


def epoch_of(hand: Hand) -> str:
    from sync.server.township import epoch_of as read

    with hand.township.register.reading() as session:
        return read(session)


def test_the_same_batch_twice_has_the_effect_of_one(hand: Hand) -> None:
    lines = written(hand.room.register)
    first = hand.push(1, lines, ZERO, epoch=epoch_of(hand))
    before = hand.snapshot()
    second = hand.push(1, lines, ZERO, epoch=epoch_of(hand))
    assert (second.code, second.received, second.head) == ("ok", first.received, first.head)
    assert hand.snapshot() == before


def test_overlapping_and_resliced_batches_join(hand: Hand) -> None:
    lines, epoch = written(hand.room.register), epoch_of(hand)
    for first, last in ((1, 4), (3, 6), (2, 3), (5, len(lines)), (1, len(lines))):
        answer = hand.push(first, lines[first - 1 : last], hand.point(first - 1), epoch=epoch)
        assert answer.code == "ok"
    assert stored(hand.township, hand.replica_id) == lines


def test_a_gap_is_answered_with_where_to_go_on(hand: Hand) -> None:
    lines = written(hand.room.register)
    hand.push(1, lines[:3], ZERO)
    before = hand.snapshot()
    answer = hand.push(6, lines[5:], hand.point(5))
    assert (answer.code, answer.received, answer.head) == ("gap", 3, hand.point(3).hex())
    assert hand.snapshot() == before


@pytest.mark.parametrize(("first", "last"), [(1, 2), (2, 5), (3, 8), (6, 8), (1, 10)])
def test_other_bytes_under_a_known_number_are_a_fork(hand: Hand, first: int, last: int) -> None:
    lines = written(hand.room.register)
    hand.push(1, lines[:5], ZERO)
    before = hand.snapshot()
    other = [raw + b" " for raw in lines]
    prev = ZERO
    for raw in other[: first - 1]:
        prev = link(prev, hand.replica_id, raw)
    assert hand.push(first, other[first - 1 : last], prev, epoch=epoch_of(hand)).code == "forked"
    assert hand.snapshot() == before


def test_a_point_that_is_not_ours_is_a_fork_even_without_lines(hand: Hand) -> None:
    hand.push(1, written(hand.room.register)[:5], ZERO)
    assert hand.push(6, [], b"\1" * 32, head_hash=b"\1" * 32, epoch=epoch_of(hand)).code == "forked"


def test_a_head_that_the_lines_do_not_reach_is_refused(hand: Hand) -> None:
    before = hand.snapshot()
    assert hand.push(1, written(hand.room.register), ZERO, head_hash=b"\1" * 32).code == "bad-hash"
    assert hand.snapshot() == before


def test_every_damage_on_the_way_is_refused_and_changes_nothing(hand: Hand) -> None:
    lines = written(hand.room.register)
    wire = seal(hand.header(1, lines, ZERO), lines, hand.key)
    before = hand.snapshot()
    seen = set()
    for place in range(0, len(wire), 7):
        spoiled = bytearray(wire)
        spoiled[place] ^= 0x20
        seen.add(hand.send(bytes(spoiled)).code)
    for length in range(0, len(wire), 40):
        seen.add(hand.send(wire[:length]).code)
    assert seen <= {
        "bad-magic",
        "bad-header",
        "truncated",
        "unknown-replica",
        "bad-signature",
        "bad-hash",
        "wrong-site",
    }
    assert {"bad-magic", "truncated", "unknown-replica", "bad-signature", "bad-hash"} <= seen
    assert hand.snapshot() == before


def test_a_batch_for_another_site_or_server_or_of_another_kind_is_refused(hand: Hand) -> None:
    lines = written(hand.room.register)
    assert hand.push(1, lines, ZERO, site_code=OTHER_VILLAGE).code == "wrong-site"
    assert hand.push(1, lines, ZERO, receiver=NOBODY).code == "bad-header"
    assert hand.push(1, lines, ZERO, kind=Kind.FEED).code == "bad-header"
    assert stored(hand.township, hand.replica_id) == []


def test_a_batch_whose_payload_lies_about_itself_is_refused(hand: Hand) -> None:
    before = hand.snapshot()
    lines = written(hand.room.register)
    assert hand.push(1, lines, ZERO, to_seq=len(lines) + 1).code == "bad-count"
    header = hand.header(1, lines, ZERO)
    for packed, code in (
        (b"no archive", "bad-compression"),
        (zstandard.compress(bytes(17 << 20)), "too-large"),
    ):
        payload = envelope._Payload(10, len(packed), sha256(packed).digest())
        head = envelope.MAGIC + envelope._pack(header, payload)
        assert hand.send(head + hand.key.sign(head) + packed).code == code
    assert hand.snapshot() == before


def test_a_pc_that_was_never_enrolled_is_unknown(township: RunningTownship, make_room: MakeRoom) -> None:
    stranger = Hand(township, make_room("stranger"))
    assert stranger.push(1, written(stranger.room.register), ZERO).code == "unknown-replica"
    assert not (township.home / quarantine.FOLDER).exists()


def test_a_revoked_pcs_batches_are_kept_but_not_taken_in(hand: Hand) -> None:
    with hand.township.register.writing() as session:
        session.get_one(KnownReplica, hand.replica_id).revoked = True
        session.commit()
    lines = written(hand.room.register)
    wire = seal(hand.header(1, lines, ZERO), lines, hand.key)
    assert hand.send(wire).code == "revoked"
    assert stored(hand.township, hand.replica_id) == []
    (kept,) = (hand.township.home / quarantine.FOLDER / hand.replica_id).iterdir()
    assert kept.name.startswith("revoked-")
    assert wire not in kept.read_bytes()
    assert quarantine.read_back(kept, hand.township.township.secret(b"quarantine")) == wire


def test_quarantine_keeps_the_same_bytes_once_and_within_its_quota(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quarantine, "QUOTA_BYTES", 2_000)
    for number in range(9):
        lines = written(hand.room.register)[: number + 1]
        wire = seal(replace(hand.header(1, lines, ZERO), head_hash=bytes(32)), lines, hand.key)
        assert hand.send(wire).code == hand.send(wire).code == "bad-hash"
    kept = list((hand.township.home / quarantine.FOLDER / hand.replica_id).iterdir())
    assert 1 <= len(kept) < 9
    assert sum(file.stat().st_size for file in kept) <= 2_000 + 100


POISON = [
    b"",
    b"not json",
    b"\xff\xfe",
    b"[1,2]",
    b'{"t":1,"rec":null}',
    b"{" * 2_000,
    b'{"t":"\\u0000"}',
]


def test_a_poison_line_never_blocks_those_behind_it(hand: Hand) -> None:
    """Unreadable bytes between good lines: kept, answered by a result, and the rest is applied."""
    good = written(hand.room.register)
    lines = [raw for pair in zip(POISON, good[: len(POISON)], strict=True) for raw in pair]
    answer = hand.push(1, lines, ZERO, epoch=epoch_of(hand))
    assert (answer.code, answer.received, answer.applied) == ("ok", len(lines), len(lines))
    assert stored(hand.township, hand.replica_id) == lines
    with hand.township.register.reading() as session:
        told = session.scalars(select(LineResult).where(LineResult.site_code == VILLAGE)).all()
        head = session.get_one(JournalHead, VILLAGE)
    assert {one.line_seq for one in told} >= set(range(1, 2 * len(POISON), 2))
    assert {one.code for one in told} == {"bad-change"}
    assert head.applied == head.n
    assert verify(hand.township.register).problems == ()


def test_a_line_of_the_townships_field_is_kept_and_answered_not_owner(hand: Hand) -> None:
    raw = written(hand.room.register)[0].replace(b'"f":{', b'"f":{"shown_name":"\xe4\xb8\x80",')
    hand.push(1, [raw], ZERO, epoch=epoch_of(hand))
    with hand.township.register.reading() as session:
        told = session.scalars(select(LineResult).where(LineResult.site_code == VILLAGE)).all()
    assert [(one.code, one.field) for one in told] == [("not-owner", "shown_name")]


def test_a_line_of_a_newer_program_is_kept_and_answered_too_new(hand: Hand) -> None:
    raw = written(hand.room.register)[-1].replace(b'"schema":2', b'"schema":99,"min_reader":99')
    assert b"99" in raw
    hand.push(1, [raw], ZERO, epoch=epoch_of(hand))
    with hand.township.register.reading() as session:
        told = session.scalars(select(LineResult).where(LineResult.site_code == VILLAGE)).all()
    assert [one.code for one in told] == ["too-new"]
    assert stored(hand.township, hand.replica_id) == [raw]


def test_a_server_that_was_put_back_is_noticed_by_its_feed(hand: Hand) -> None:
    lines = written(hand.room.register)
    assert (
        hand.push(1, lines, ZERO, epoch="ab" * 16).code == "ok"
    )  # the same feed so far: nothing to agree on
    assert hand.push(9, [], hand.point(8), epoch=epoch_of(hand), feed_n=10_000).code == "restored"
    last = len(lines)
    future = hand.push(last + 1, [], hand.point(last), epoch=epoch_of(hand), feed_n=10_000)
    assert future.code == "restored"
    top = future.feed_n
    assert [n for n, _hash in future.points] == [
        n for n in (top, top - 1, top - 2, top - 4, top - 8) if n
    ] + [0]
    other = hand.push(last + 1, [], hand.point(last), epoch=epoch_of(hand), feed_n=1, feed_point=b"\1" * 16)
    assert other.code == "restored"


HOSTILE = [
    {"seq": 2**63 - 1},
    {"seq": 2**63},
    {"seq": 2**70},
    {"t": "villager\u0000"},
    {"f": {"name": "王" * 300_000}},
    {"seq": -1},
    {"base": 2**70},
    {"rec": ""},
    {"rec": "x" * 500},
    {"rec": "\u0000"},
    {"t": "x" * 500},
    {"f": {"name": "\u0000"}},
    {"f": {"name": "\ud800"}},
    {"f": {"name": 5}},
    {"f": {"id": "other", "name": "王"}},
    {"f": {"site_code": OTHER_VILLAGE, "name": "王"}},
    {"f": {"ver": 2**70, "name": "王"}},
    {"f": {"name": "王", "birth_on": "9999-99-99"}},
    {"f": {"name": "王", "unknown": {"deep": [[[[1e308]]]]}}},
    {"hlc": "999999999999999999.9"},
    {"off": 2**70},
    {"who": "x" * 9_000},
    {"op": "drop table"},
    {"schema": -1},
    {"schema": 2**70},
]


def test_hostile_lines_block_neither_the_township_nor_the_rooms_other_pc(
    hand: Hand, make_room: MakeRoom
) -> None:
    good = written(hand.room.register)
    plain = json.loads(good[-1])
    spoiled = [
        json.dumps(plain | {"rec": f"{number:032x}"} | change).encode()
        for number, change in enumerate(HOSTILE)
    ]
    lines = [*spoiled, *good]
    answer = hand.push(1, lines, ZERO, epoch=epoch_of(hand))
    assert (answer.code, answer.received, answer.applied) == ("ok", len(lines), len(lines))
    second = make_room("second", pc_code="B1")
    second.enrol(hand.township)
    second.sync()
    assert verify(hand.township.register).problems == ()
    assert verify(second.register).problems == ()
    assert tables(second.register) == tables(hand.township.register)
    for villager_no in range(8):
        assert f"村民{villager_no}" in {row.get("name") for row in tables(second.register).values()}
