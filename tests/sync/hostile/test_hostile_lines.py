"""Whatever a line says, it is kept, answered, and blocks nobody; both stores and every PC of the room agree on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.chain import link
from app.models.lines import DEEPEST
from app.models.verify import verify
from sync.protocol.answers import Answer, unseal_answer
from sync.protocol.compression import Compression
from sync.protocol.envelope import Header, Kind, seal
from sync.server.exchange import exchange
from tests.sync.hostile.effort import examples
from tests.sync.hostile.envelopes import lines_of_a_room
from tests.sync.lines import add_villagers, replica_of, tables, written
from tests.sync.stations import Room, RunningTownship

MakeRoom = Callable[..., Room]


@dataclass
class Scribe:
    """Goes on where an enrolled room's own lines end, with lines that its program would never write."""

    township: RunningTownship
    room: Room

    def push(self, lines: Sequence[bytes]) -> Answer:
        """One batch behind the last line the township has; its answer must be signed."""
        identity, at = self.room.register.identity, replica_of(self.township, self.room)
        head = at.last_hash
        for raw in lines:
            head = link(head, identity.replica_id, raw)
        header = Header(
            kind=Kind.PUSH,
            sender=identity.replica_id,
            receiver=self.township.township.server_id,
            site_code=identity.site_code,
            from_seq=at.last_seq + 1,
            to_seq=at.last_seq + len(lines),
            prev_hash=at.last_hash,
            head_hash=head,
            compression=Compression.NONE,
        )
        key = Ed25519PrivateKey.from_private_bytes(self.room.register.keys.signing)
        reply = exchange(self.township.township, seal(header, lines, key))
        public = self.township.register.identity.signing_public
        return unseal_answer(reply.body, lambda _header: public).answer


@pytest.fixture
def scribe(township: RunningTownship, room: Room) -> Scribe:
    return Scribe(township, room)


def nested(levels: int) -> bytes:
    """A villager whose note is an empty list in so many lists; the line itself and its fields are two levels more."""
    said = {
        "seq": 1,
        "id": "",
        "rec": "0" * 32,
        "t": "villager",
        "op": "put",
        "base": 0,
        "hlc": "0.0",
        "off": 0,
    }
    front = json.dumps({**said, "who": "", "schema": 2})[:-1].encode()
    return front + b',"f":{"name":"\xe7\x8e\x8b","more":' + b"[" * levels + b"]" * levels + b"}}"


def test_an_empty_line_of_one_pc_is_nobody_elses_own(scribe: Scribe, make_room: MakeRoom) -> None:
    answer = scribe.push([b"", written(scribe.room.register)[-1], b"", b" "])
    assert (answer.code, answer.received) == ("ok", answer.applied)
    everybody_agrees(scribe, make_room)


@pytest.mark.parametrize("levels", [DEEPEST - 2, DEEPEST - 1, 900, 5_000, 100_000])
def test_a_line_nested_without_end_is_kept_and_blocks_nobody(
    scribe: Scribe, make_room: MakeRoom, levels: int
) -> None:
    """How deep is too deep is a number: were it the stack that is left, two registers could judge differently."""
    good = written(scribe.room.register)[-1]
    answer = scribe.push([nested(levels), good])
    assert (answer.code, answer.received) == ("ok", answer.applied)
    kept = ("villager", "0" * 32) in tables(scribe.township.register)
    assert kept == (levels <= DEEPEST - 2)
    everybody_agrees(scribe, make_room)


def test_any_lines_are_received_and_applied_and_every_pc_agrees(scribe: Scribe, make_room: MakeRoom) -> None:
    @given(st.lists(lines_of_a_room(), min_size=1, max_size=8))
    @settings(
        max_examples=examples(20),
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def push(lines: list[bytes]) -> None:
        before = replica_of(scribe.township, scribe.room).last_seq
        answer = scribe.push(lines)
        assert (answer.code, answer.received, answer.applied) == ("ok", before + len(lines), answer.received)

    push()
    everybody_agrees(scribe, make_room)


def everybody_agrees(scribe: Scribe, make_room: MakeRoom) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(scribe.township)
    add_villagers(second, "在后面的人")
    second.sync()
    assert verify(scribe.township.register).problems == ()
    assert verify(second.register).problems == ()
    assert tables(second.register) == tables(scribe.township.register)
