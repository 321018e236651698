"""A feed keeps its numbers without a hole and another's bytes untouched; an answer is bound to its batch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.feed import FeedLine, OwnLines
from sync.protocol.answers import Answer, seal_answer, unseal_answer
from sync.protocol.codes import CODES, EnvelopeRefused, refusal_for
from sync.protocol.envelope import Header, Kind, seal
from sync.protocol.feed import gather, read_parts, write_part

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ROOM, SERVER, OTHER = "a1" * 16, "b2" * 16, "c3" * 16
RAW = st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b" "))


def header(from_n: int, to_n: int, kind: Kind = Kind.ACK) -> Header:
    return Header(kind, SERVER, ROOM, "620902101201", from_n, to_n, bytes(32), bytes(32))


def public_key(_header: Header) -> bytes:
    return KEY.public_key().public_bytes_raw()


@given(st.lists(st.tuples(st.sampled_from([ROOM, SERVER, OTHER]), RAW), max_size=30), st.integers(1, 9**9))
@settings(max_examples=60, deadline=None)
def test_a_feed_comes_out_line_by_line_with_own_lines_by_number(
    written: list[tuple[str, bytes]], first: int
) -> None:
    seqs: dict[str, int] = {}
    rows = []
    for n, (origin, raw) in enumerate(written, start=first):
        seqs[origin] = seqs.get(origin, 0) + 1
        rows.append((n, origin, seqs[origin], raw))
    parts = tuple(gather(rows, ROOM))
    last = first + len(rows) - 1
    wire = seal_answer(header(first, last), Answer(answers="x"), parts, KEY)
    assert unseal_answer(wire, public_key).parts == parts
    back: list[tuple[int, str, bytes | None]] = []
    for part in parts:
        if isinstance(part, FeedLine):
            back.append((part.n, part.replica_id, part.raw))
        else:
            back += [(n, ROOM, None) for n in range(part.n, part.to_n + 1)]
    assert back == [(n, origin, None if origin == ROOM else raw) for n, origin, _seq, raw in rows]


def test_own_lines_with_a_hole_in_their_numbers_stay_apart() -> None:
    rows = [(1, ROOM, 1, b""), (2, ROOM, 2, b""), (3, ROOM, 9, b"")]
    assert tuple(gather(rows, ROOM)) == (OwnLines(1, 2, 1), OwnLines(3, 3, 9))


@pytest.mark.parametrize("numbers", [(2, 3), (1, 3), (1, 1), (1,), (1, 2, 3)])
def test_a_feed_with_a_hole_or_a_double_is_refused(numbers: tuple[int, ...]) -> None:
    lines = [write_part(FeedLine(n, OTHER, b"x")) for n in numbers]
    with pytest.raises(EnvelopeRefused, match="bad-count"):
        read_parts(lines, 1, 2)


@pytest.mark.parametrize(
    "line",
    [b"", b"1", b"x " + OTHER.encode() + b" raw", b"1 abcd raw", b"1 mine 2", b"1 mine x y", b"1 zz zz"],
)
def test_a_feed_line_that_cannot_be_read_is_refused(line: bytes) -> None:
    with pytest.raises(EnvelopeRefused, match="bad-header"):
        read_parts([line], 1, 1)


def test_own_lines_that_run_backwards_are_refused() -> None:
    with pytest.raises(EnvelopeRefused, match="bad-count"):
        read_parts([b"1 mine 0 5"], 1, 0)


def test_an_answer_brings_marks_and_nothing_else() -> None:
    answer = Answer(answers="ab" * 16, code="gap", received=700, applied=690, head="cd" * 32, feed_n=12)
    opened = unseal_answer(seal_answer(header(13, 12), answer, (), KEY), public_key)
    assert (opened.answer, opened.parts) == (answer, ())


def test_a_push_is_not_taken_for_an_answer() -> None:
    with pytest.raises(EnvelopeRefused, match="bad-header"):
        unseal_answer(seal(header(1, 1, Kind.PUSH), [b"{}"], KEY), public_key)


@pytest.mark.parametrize("first_line", [b"{}", b"[1]", b"\xff", b"not json"])
def test_an_answer_that_cannot_be_read_is_refused(first_line: bytes) -> None:
    with pytest.raises(EnvelopeRefused, match="bad-header"):
        unseal_answer(seal(header(1, 0), [first_line], KEY), public_key)


def test_an_empty_envelope_is_no_answer() -> None:
    with pytest.raises(EnvelopeRefused, match="bad-header"):
        unseal_answer(seal(header(1, 0), [], KEY), public_key)


def test_fields_of_a_newer_server_do_not_disturb() -> None:
    wire = seal(replace(header(1, 0)), [b'{"answers":"x","later":{"a":1}}'], KEY)
    assert unseal_answer(wire, public_key).answer == Answer(answers="x")


def test_every_word_has_its_own_sentence() -> None:
    sentences = [code.sentence for code in CODES.values()]
    assert len(set(sentences)) == len(sentences)
    assert refusal_for("gap").code == "gap"
    assert refusal_for("a word of tomorrow").sentence
