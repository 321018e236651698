"""Every decoder answers whatever it is given with a listed word, and with nothing else.

More of it:  DAIBAN_FUZZ_EXAMPLES=20000 python3 dev.py test tests/sync/hostile/test_decoders.py
Guided by what the code does (test-only, not in the lock):  pip install atheris; python -m tests.sync.hostile.guided
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol.compression import MAX_RAW_BYTES, Compression, decompress
from sync.protocol.envelope import Header, Kind, read_header, tag_of
from sync.protocol.feed import read_parts
from tests.sync.hostile.decoders import BY, DECODERS, opened
from tests.sync.hostile.effort import examples
from tests.sync.hostile.envelopes import damaged, signed, spoiled, wires

many = settings(max_examples=examples(60), deadline=None, database=None)

ANSWER = {
    "answers": "ab" * 16,
    "code": "ok",
    "sentence": "",
    "received": 3,
    "applied": 3,
    "head": "00" * 32,
    "epoch": "c3" * 16,
    "feed_n": 9,
    "server_time_ms": 1_790_000_001_711,
    "next_contact_s": 300,
    "points": [[1, "00" * 32]],
    "offered": "",
    "digest": "00" * 32,
    "digest_n": 9,
    "records": [["villager", "ab" * 16, "00" * 32]],
    "pc_code": "",
}
NEED = {"what": "need", "sha256": "ab" * 32, "size": 3, "chunks": ["cd" * 32], "nonce": ""}
PIECE = {"what": "piece", "sha256": "ab" * 32, "first": 0, "nonce": ""}
LISTS = {"what": "lists", "ask": ["ab" * 32], "want": [], "have": []}
BLOB_ANSWER = {
    "what": "answer",
    "answers": "ab" * 16,
    "code": "ok",
    "missing": "1f",
    "whole": False,
    "have": [],
}
GET = {"what": "get", "sha256": "ab" * 32, "i": 0}
PROOF = {"seal": "00" * 280}
QUESTION = {"upto": 3, "buckets": "00" * 40 * 256, "records": [["villager", "ab" * 16]]}
INTRODUCTION = {
    "replica_id": "ab" * 16,
    "pc_code": "A2",
    "signing_public": "ab" * 32,
    "receiving_public": "ab" * 32,
    "proof": "00" * 64,
}
SPEAKS = {"site_code": "620902101201", "replica_id": "ab" * 16, "name": "槐树村"}
FEED_LINES = st.one_of(
    st.binary(max_size=40),
    st.builds(
        lambda n, writer, rest: b"%d %b %b" % (n, writer, rest),
        st.sampled_from([0, 1, 2, 3, -1, 2**63, 10**40]),
        st.sampled_from([b"mine", b"ab" * 16, b"AB" * 16, b"ab" * 15, b"\xc3\xa4" * 16, b" ", b"mine "]),
        st.sampled_from([b"{}", b"2 1", b"1 1", b"-1 1", b"9223372036854775808 1", b"x", b""]),
    ),
).map(lambda raw: raw.replace(b"\n", b""))
FIRST_LINES: dict[str, tuple[dict[str, Any], Kind]] = {
    "answer": (ANSWER, Kind.ACK),
    "need": (NEED, Kind.BLOBS),
    "piece": (PIECE, Kind.BLOBS),
    "lists": (LISTS, Kind.BLOBS),
    "blob answer": (BLOB_ANSWER, Kind.BLOBS),
    "get": (GET, Kind.BLOBS),
    "offer": (PROOF, Kind.FEED),
    "question": (QUESTION, Kind.SNAPSHOT),
    "speaks": (SPEAKS, Kind.SNAPSHOT),
    "introduction": (INTRODUCTION, Kind.SNAPSHOT),
}


@given(wires(BY))
@many
def test_any_bytes_are_an_envelope_or_a_listed_word(wire: bytes) -> None:
    for decoder in DECODERS:
        opened(decoder, wire)


@pytest.mark.parametrize("message", FIRST_LINES)
@given(st.data())
@settings(max_examples=examples(25), deadline=None, database=None)
def test_a_spoiled_message_behind_a_true_signature_is_refused_by_a_word(
    message: str, data: st.DataObject
) -> None:
    template, kind = FIRST_LINES[message]
    made = signed(BY, spoiled(dict(template)), FEED_LINES, kind)
    wire = data.draw(st.one_of(made, made, damaged(made)))
    for decoder in DECODERS:
        opened(decoder, wire)


@given(st.lists(FEED_LINES, max_size=4), st.integers(0, 3), st.integers(0, 4))
@many
def test_feed_lines_are_parts_without_a_hole_or_refused(lines: list[bytes], from_n: int, to_n: int) -> None:
    def read(_wire: bytes) -> None:
        assert len(read_parts(lines, from_n, to_n)) == len(lines)

    opened(read, b"")


@given(st.binary(max_size=300), st.sampled_from(Compression))
@many
def test_any_bytes_decompress_within_the_limit_or_are_refused(packed: bytes, way: Compression) -> None:
    def read(wire: bytes) -> None:
        assert len(decompress(wire, way)) <= MAX_RAW_BYTES

    assert opened(read, packed) in ("ok", "bad-compression", "too-large")


@given(st.binary(max_size=400))
@many
def test_a_beginning_is_read_without_the_rest_or_refused(beginning: bytes) -> None:
    def read(wire: bytes) -> None:
        assert isinstance(read_header(wire), Header) and len(tag_of(wire)) == 32

    for wire in (beginning, b"DBN1" + beginning):
        opened(read, wire)


def test_the_strategies_get_past_the_first_checks() -> None:
    """A fuzzer that only ever sees ``bad-magic`` proves nothing: count how far its envelopes come."""
    seen: set[str] = set()

    @given(wires(BY))
    @settings(max_examples=120, deadline=None, database=None, derandomize=True)
    def look(wire: bytes) -> None:
        seen.update(opened(decoder, wire) for decoder in DECODERS)

    look()
    words = "ok bad-magic truncated bad-header unknown-replica bad-signature bad-compression bad-count"
    assert seen >= set(words.split())
