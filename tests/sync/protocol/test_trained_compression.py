"""Small batches are small: the trained dictionary, which old peers need not know."""

from __future__ import annotations

import struct
from hashlib import sha256

import pytest

from app.models.lines import Line, encode
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.compression import Compression, compress, decompress
from sync.protocol.envelope import MAX_APPETITE, Kind, read_header, seal, unseal
from tests.sync.protocol.test_envelope import KEY, find_key, header_for

OPTIONS_AT = len(b"DBN1") + 5


def event_line(number: int) -> bytes:
    """One step of a case as a room writes it; ids as random as real ones."""

    def an_id(what: str) -> str:
        return "01a2" + sha256(f"{what}{number}".encode()).hexdigest()[:28]

    fields = {
        "case_id": an_id("case"),
        "event": "progressed",
        "from_state": "in_progress",
        "at": f"2026-11-2{number % 10}T02:1{number % 6}:00.088Z",
        "data": {"text": "已联系有关人员，约定上门时间"},
        "reason": "",
        "by_agent": an_id("agent"),
        "by_name": "赵明德",
        "by_tier": "village",
    }
    hlc, who = f"17689615{number:05}.0", an_id("agent")
    line = Line(812 + number, an_id("line"), an_id("rec"), "case_event", "put", 0, fields, hlc, -4200, who)
    return encode(line)


def sealed(lines: list[bytes], way: Compression = Compression.ZSTD_TRAINED, appetite: int = 0) -> bytes:
    return seal(header_for(lines, compression=way, appetite=appetite), lines, KEY)


def test_one_step_of_a_case_goes_in_450_bytes_and_fifty_in_110_each() -> None:
    assert len(sealed([event_line(7)])) <= 450
    assert len(sealed([event_line(number) for number in range(50)])) <= 50 * 110


@pytest.mark.parametrize("count", [0, 1, 20, 200, 2_000])
def test_what_the_dictionary_made_small_comes_back_to_the_byte(count: int) -> None:
    lines = [event_line(number) for number in range(count)]
    opened = unseal(sealed(lines), find_key)
    assert opened.lines == tuple(lines)
    assert opened.header.compression is Compression.ZSTD_TRAINED


def test_the_appetite_for_an_answer_travels_in_the_header() -> None:
    assert read_header(sealed([], appetite=MAX_APPETITE)).appetite == MAX_APPETITE
    assert read_header(sealed([], Compression.ZSTD)).appetite == 0


@pytest.mark.parametrize("options", [0x00, 0x20, 0xF0, 0x15])
def test_a_dictionary_or_appetite_that_we_do_not_know_is_a_bad_header(options: int) -> None:
    wire = bytearray(sealed([event_line(1)]))
    wire[OPTIONS_AT] = options
    with pytest.raises(EnvelopeRefused) as caught:
        read_header(bytes(wire))
    assert caught.value.code == "bad-header"


def test_a_plain_batch_looks_as_it_did_before_there_was_a_dictionary() -> None:
    wire = sealed([event_line(1)], Compression.ZSTD)
    assert wire[OPTIONS_AT] == 0
    assert struct.unpack_from(">BBB", wire, 4) == (1, 1, Kind.PUSH)


def test_a_bomb_made_with_the_dictionary_is_stopped_at_the_limit() -> None:
    bomb = compress(bytes(40 << 20), Compression.ZSTD_TRAINED)
    with pytest.raises(EnvelopeRefused) as caught:
        decompress(bomb, Compression.ZSTD_TRAINED)
    assert caught.value.code == "too-large"
