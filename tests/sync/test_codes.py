"""Every word a server may answer with occurs over a real line, with its status and its sentence (design: sync 18)."""

# ruff: noqa: F811 - a fixture's name is an argument's name

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import Refusal
from app.models import outbox
from app.models.chain import ZERO, link
from app.models.feed import FeedLine
from sync.client.transport import HttpCarrier
from sync.protocol import envelope
from sync.protocol.answers import unseal_answer
from sync.protocol.codes import CODES, EnvelopeRefused, refusal_for
from sync.protocol.enrolment import ALPHABET
from sync.protocol.envelope import Crypt, Kind, seal
from sync.protocol.offers import seal_offer
from sync.protocol.rekeying import Introduction, seal_introduction
from sync.server import revoking
from tests.sync.lines import written
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship
from tests.sync.test_receipt import Hand, hand  # noqa: F401

MakeRoom = Callable[..., Room]


def heard(hand: Hand, wire: bytes, path: str = "/v1/exchange") -> tuple[int, str]:
    """(status, word) of what the township's own server answers over TLS."""
    with hand.room.register.reading() as session:
        state = outbox.township_of(session)
    assert state is not None
    with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
        reply = carrier.post(path, wire)
    try:
        key = bytes.fromhex(state.server_public_key)
        said = unseal_answer(reply.body, lambda _header: key).answer
        word, sentence = said.code, said.sentence
    except EnvelopeRefused:
        told = json.loads(reply.body)
        word, sentence = told["code"], told["sentence"]
    assert sentence == CODES[word].sentence
    return reply.status, word


def batch(hand: Hand, **changed: object) -> bytes:
    lines = written(hand.room.register)
    return seal(replace(hand.header(1, lines, ZERO), **changed), lines, hand.key)  # type: ignore[arg-type]


def junk(hand: Hand) -> bytes:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(envelope, "compress", lambda _raw, _kind: b"no compression at all")
        return batch(hand)


def another_key(hand: Hand) -> bytes:
    lines = written(hand.room.register)
    return seal(hand.header(1, lines, ZERO), lines, Ed25519PrivateKey.generate())


def for_a_stranger(hand: Hand) -> bytes:
    lines = written(hand.room.register)
    header = replace(hand.header(1, lines, ZERO), crypt=Crypt.AGE)
    return seal(header, lines, hand.key, receiving_public=hand.room.register.identity.receiving_public)


WIRES: dict[str, Callable[[Hand], bytes]] = {
    "ok": batch,
    "bad-magic": lambda hand: b"HTML" + batch(hand)[4:],
    "bad-header": lambda hand: b"DBN1\x09" + batch(hand)[5:],
    "truncated": lambda hand: batch(hand)[:-3],
    "bad-hash": lambda hand: batch(hand)[:-1] + bytes([batch(hand)[-1] ^ 1]),
    "bad-compression": junk,
    "bad-count": lambda hand: batch(hand, to_seq=99),
    "unknown-replica": lambda hand: batch(hand, sender="ab" * 16),
    "bad-signature": another_key,
    "not-for-us": for_a_stranger,
    "wrong-site": lambda hand: batch(hand, site_code=OTHER_VILLAGE),
    "gap": lambda hand: seal(
        hand.header(5, written(hand.room.register)[4:], hand.point(4)),
        written(hand.room.register)[4:],
        hand.key,
    ),
    "restored": lambda hand: batch(hand, feed_n=7, feed_point=b"\x07" * 16),
    "too-large": lambda _hand: b"DBN1" + os.urandom(envelope.MAX_WIRE_BYTES),
}


@pytest.mark.parametrize("word", WIRES)
def test_a_batch_is_answered_by_its_word(hand: Hand, word: str) -> None:
    assert heard(hand, WIRES[word](hand)) == (CODES[word].status, word)


def test_a_revoked_pc_is_told_so(hand: Hand) -> None:
    revoking.revoke(hand.township.township, f"{VILLAGE}-A1", "丢了")
    assert heard(hand, batch(hand)) == (403, "revoked")


def test_other_lines_under_the_same_numbers_are_a_fork(hand: Hand) -> None:
    assert heard(hand, batch(hand)) == (200, "ok")
    lines = [raw + b" " for raw in written(hand.room.register)]
    assert heard(hand, seal(hand.header(1, lines, ZERO), lines, hand.key)) == (409, "forked")


def test_an_offer_nobody_signed_is_refused(hand: Hand) -> None:
    raw, server = b"{}", hand.township.township.server_id
    header = replace(hand.header(1, [raw], ZERO), kind=Kind.FEED, head_hash=link(ZERO, server, raw))
    wire = seal_offer(header, [FeedLine(1, server, raw)], bytes(300), hand.key)
    assert heard(hand, wire, "/v1/offer") == (403, "bad-offer")


def test_a_pc_that_became_another_is_told_so(hand: Hand) -> None:
    new = Ed25519PrivateKey.generate()
    said = Introduction("cd" * 16, "C7", new.public_key().public_bytes_raw().hex(), "11" * 32)
    header = replace(hand.header(1, [], ZERO), kind=Kind.SNAPSHOT)
    assert heard(hand, seal_introduction(header, said, hand.key, new), "/v1/rekey") == (200, "ok")
    assert heard(hand, batch(hand)) == (409, "superseded")


def test_a_full_house_and_a_fault_have_their_words(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("sync.server.web.exchange", _full)
        assert heard(hand, batch(hand)) == (503, "busy")
    with monkeypatch.context() as patched:
        patched.setattr("sync.server.web.exchange", _broken)
        patched.setattr("sync.server.web.log.error", lambda *_words: None)
        assert heard(hand, batch(hand)) == (500, "failed")


def _full(*_words: object, **_how: object) -> object:
    raise EnvelopeRefused("busy")


def _broken(*_words: object, **_how: object) -> object:
    raise ValueError


def test_every_word_of_enrolment_is_heard(township: RunningTownship, make_room: MakeRoom, hand: Hand) -> None:
    room, late = make_room("a"), make_room("b", pc_code="B1")

    def refused(one: Room, code: str) -> str:
        with pytest.raises(Refusal) as caught:
            one.enrol(township, code)
        assert caught.value.sentence == CODES[caught.value.code].sentence
        return caught.value.code

    code = township.new_code()
    wrong = code[:-1] + next(letter for letter in ALPHABET if letter != code[-1])
    assert refused(room, ("0000" if code[:4] != "0000" else "1111") + code[4:]) == "unknown-code"
    assert [refused(room, wrong) for _time in range(5)] == ["wrong-code"] * 4 + ["too-many-tries"]
    used = township.new_code()
    room.enrol(township, used)
    assert refused(late, used) == "code-used"
    old = township.new_code()
    township.clock.advance(hours=73)
    assert refused(late, old) == "code-expired"
    assert heard(hand, b"{", "/v1/enrol/start") == (400, "bad-request")


ELSEWHERE = {
    "revoked",
    "forked",
    "bad-offer",
    "superseded",
    "busy",
    "failed",
    *("unknown-code", "wrong-code", "too-many-tries", "code-used", "code-expired", "bad-request"),
    "another-key",  # a program of today never shows it, it becomes another PC: tests/sync/test_lost_keys.py
    "no-room",  # a township on a disk that is really full: tests/sync/faults/test_full_disk.py
}


def test_no_word_is_left_out_and_each_says_what_to_do() -> None:
    assert WIRES.keys() | ELSEWHERE == CODES.keys()
    for word, code in CODES.items():
        assert refusal_for(word).sentence == code.sentence and code.sentence.endswith("。")
