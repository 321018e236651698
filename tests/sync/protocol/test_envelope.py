"""The envelope keeps every byte or says by a listed word why not."""

from __future__ import annotations

import tracemalloc
import zlib
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Defect
from sync.protocol import envelope
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.compression import Compression
from sync.protocol.envelope import Header, Kind, seal, unseal

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
SENDER, RECEIVER = "a1" * 16, "b2" * 16


def find_key(header: Header) -> bytes:
    if header.sender != SENDER:
        raise EnvelopeRefused("unknown-replica")
    return PUBLIC


def header_for(lines: Sequence[bytes], **changed: object) -> Header:
    plain = Header(
        kind=Kind.PUSH,
        sender=SENDER,
        receiver=RECEIVER,
        site_code="620902101201",
        from_seq=5,
        to_seq=4 + len(lines),
        prev_hash=bytes(32),
        head_hash=b"\1" * 32,
        epoch="c3" * 16,
        feed_n=77,
        feed_point=b"\2" * 16,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def refusal_of(wire: bytes) -> str:
    with pytest.raises(EnvelopeRefused) as caught:
        unseal(wire, find_key)
    assert caught.value.code in CODES
    return caught.value.code


def with_payload(packed: bytes, raw_len: int, lines: int, compression: Compression) -> bytes:
    """A truly signed envelope around a payload of our choosing: what a malicious room could send."""
    header = header_for([b""] * lines, compression=compression)
    claimed = envelope._Payload(raw_len, len(packed), sha256(packed).digest())
    head = envelope.MAGIC + envelope._pack(header, claimed)
    return head + KEY.sign(head) + packed


LINES = st.lists(st.binary(max_size=200).map(lambda raw: raw.replace(b"\n", b" ")), max_size=20)


@given(LINES, st.sampled_from(Compression))
@settings(max_examples=60, deadline=None)
def test_lines_come_out_as_they_went_in(lines: list[bytes], compression: Compression) -> None:
    header = header_for(lines, compression=compression)
    opened = unseal(seal(header, lines, KEY), find_key)
    assert opened.header == header
    assert opened.lines == tuple(lines)


@given(LINES, st.sampled_from(Compression), st.data())
@settings(max_examples=150, deadline=None)
def test_any_flipped_bit_is_refused_with_a_listed_word(
    lines: list[bytes], compression: Compression, data: st.DataObject
) -> None:
    wire = bytearray(seal(header_for(lines, compression=compression), lines, KEY))
    place = data.draw(st.integers(0, len(wire) * 8 - 1))
    wire[place // 8] ^= 1 << place % 8
    refusal_of(bytes(wire))


def test_every_single_bit_of_the_head_is_guarded() -> None:
    wire = seal(header_for([b"one"]), [b"one"], KEY)
    for place in range(len(wire) * 8):
        flipped = bytearray(wire)
        flipped[place // 8] ^= 1 << place % 8
        refusal_of(bytes(flipped))


@given(LINES, st.data())
@settings(max_examples=80, deadline=None)
def test_a_cut_or_lengthened_envelope_is_refused(lines: list[bytes], data: st.DataObject) -> None:
    wire = seal(header_for(lines), lines, KEY)
    assert refusal_of(wire[: data.draw(st.integers(0, len(wire) - 1))]) in {"truncated", "bad-magic"}
    assert refusal_of(wire + data.draw(st.binary(min_size=1, max_size=9))) == "truncated"


def test_the_header_is_within_its_limit() -> None:
    assert envelope._HEADER.size <= 220


def bomb(compression: Compression, mebibytes: int) -> bytes:
    block = bytes(1 << 20)
    if compression is Compression.ZSTD:
        whole = zstandard.ZstdCompressor().compressobj()
        return b"".join(whole.compress(block) for _ in range(mebibytes)) + whole.flush()
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(block) for _ in range(mebibytes)) + packer.flush()


@pytest.mark.parametrize("compression", [Compression.ZSTD, Compression.GZIP])
def test_a_bomb_is_refused_in_bounded_memory(compression: Compression) -> None:
    size = 256 << 20
    packed = bomb(compression, size >> 20)
    wire = with_payload(packed, 10, 1, compression)
    tracemalloc.start()
    assert refusal_of(wire) == "too-large"
    assert tracemalloc.get_traced_memory()[1] < 64 << 20
    tracemalloc.stop()


def test_a_payload_of_empty_lines_only_is_counted_before_it_is_split() -> None:
    raw = b"\n" * (15 << 20)
    packed = zstandard.ZstdCompressor().compress(raw)
    assert refusal_of(with_payload(packed, len(raw), 1, Compression.ZSTD)) == "bad-count"


@pytest.mark.parametrize(("sent", "claimed"), [(2, 3), (3, 2), (1, 0), (0, 1), (5001, 5001)])
def test_a_wrong_number_of_lines_is_refused(sent: int, claimed: int) -> None:
    raw = b"x\n" * sent
    wire = with_payload(zstandard.ZstdCompressor().compress(raw), len(raw), claimed, Compression.ZSTD)
    assert refusal_of(wire) == "bad-count"


def test_a_last_line_without_its_end_is_refused() -> None:
    assert refusal_of(with_payload(b"x\ny", 3, 2, Compression.NONE)) == "bad-count"


@pytest.mark.parametrize("compression", [Compression.ZSTD, Compression.GZIP])
def test_bytes_that_do_not_decompress_are_refused(compression: Compression) -> None:
    assert refusal_of(with_payload(b"no archive at all", 3, 1, compression)) == "bad-compression"


def test_a_wrong_raw_length_is_refused() -> None:
    assert refusal_of(with_payload(b"x\n", 3, 1, Compression.NONE)) == "bad-compression"


def test_gzip_followed_by_something_is_refused() -> None:
    maker = zlib.compressobj(6, zlib.DEFLATED, 31)
    packed = maker.compress(b"x\n") + maker.flush() + b"more"
    assert refusal_of(with_payload(packed, 2, 1, Compression.GZIP)) == "bad-compression"


def test_another_senders_signature_is_refused() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert refusal_of(seal(header_for([b"x"]), [b"x"], other)) == "bad-signature"


def test_an_unknown_sender_is_refused_before_its_payload_is_looked_at() -> None:
    wire = seal(header_for([b"x"], sender="ff" * 16), [b"x"], KEY)
    assert refusal_of(wire[:-1]) == "unknown-replica"


def test_more_than_eight_mebibytes_are_refused_unread() -> None:
    assert refusal_of(b"DBN1" + bytes(envelope.MAX_WIRE_BYTES)) == "too-large"


def test_what_is_not_ours_is_refused() -> None:
    assert refusal_of(b"<html>please log in</html>") == "bad-magic"
    assert refusal_of(b"") == "bad-magic"


@pytest.mark.parametrize("place", [4, 5, 6, 7, 8, 9])
def test_unknown_versions_algorithms_kinds_and_ciphers_are_refused(place: int) -> None:
    wire = bytearray(seal(header_for([b"x"]), [b"x"], KEY))
    wire[place] = 200
    assert refusal_of(bytes(wire)) == "bad-header"


def test_a_site_code_that_would_be_cut_is_a_defect() -> None:
    with pytest.raises(Defect):
        seal(header_for([b"x"], site_code="620902101"), [b"x"], KEY)


def test_too_many_lines_are_not_even_sealed() -> None:
    lines = [b"x"] * 5002
    with pytest.raises(EnvelopeRefused, match="too-large"):
        seal(header_for(lines), lines, KEY)
