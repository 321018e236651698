"""Envelopes as a stranger, a broken stick or a malicious program makes them: truly signed, then not so truly."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from app.domain.ownership import FIELDS
from app.ids import new_record_id
from app.models.lines import SCHEMA
from sync.protocol import envelope
from sync.protocol.compression import Compression, compress
from sync.protocol.envelope import MAX_APPETITE, Crypt, Header, Kind
from sync.protocol.secrecy import encrypt_to

HUGE = (2**31, 2**32 - 1, 2**32, 2**53, 2**63 - 1, 2**63, 2**64 - 1)
AT_MOST_32_BITS, AT_MOST_64_BITS = 2**32 - 1, 2**64 - 1
BAD_TEXTS = (
    "",
    "\x00",
    "王\x00秀英",
    "\ud800",
    "\u202e\u2066倒过来",
    "<script>alert(1)</script>",
    "'; DROP TABLE journal;--",
    '=HYPERLINK("http://x","y")',
    "../../etc/passwd",
    "x" * 5_000,
    "9999-99-99",
    "0000-00-00T00:00:00Z",
    "1e999",
)


@dataclass(frozen=True)
class Sender:
    """Who signs: a PC that the receiver knows, so that its envelopes pass the first checks."""

    key: Ed25519PrivateKey
    sender: str
    receiver: str
    site_code: str
    receiving_public: bytes = b""
    """The receiver's key for what only it can read."""


def anything() -> SearchStrategy[Any]:
    """Any JSON value, small, with the numbers and words that break programs."""
    leaves = (
        st.none()
        | st.booleans()
        | st.integers(-3, 9)
        | st.sampled_from(HUGE + tuple(-n for n in HUGE) + (10**30,))
        | st.floats(allow_nan=False)
        | st.text(max_size=20)
        | st.sampled_from(BAD_TEXTS)
    )
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=8,
    )


def json_bytes(value: object) -> bytes:
    """As a careless program writes it: half characters escaped, infinities and all."""
    return json.dumps(value).encode()


def spoiled(template: dict[str, Any]) -> SearchStrategy[bytes]:
    """A message with some of its fields left out, doubled in kind, or filled with anything."""

    @st.composite
    def build(draw: st.DrawFn) -> bytes:
        said = dict(template)
        for name in draw(st.lists(st.sampled_from(sorted(template)), max_size=3, unique=True)):
            if draw(st.booleans()):
                said[name] = draw(anything())
            else:
                del said[name]
        if draw(st.integers(0, 4)) == 0:
            said[draw(st.text(max_size=9))] = draw(anything())
        return json_bytes(said)

    return st.one_of(
        build(),
        build(),
        build(),
        anything().map(json_bytes),
        st.binary(max_size=60),
        st.sampled_from((b"[", b'{"a":')).map(lambda deeper: deeper * 3_000),
    ).map(lambda raw: raw.replace(b"\n", b" "))


def lines_of_a_room(site_code: str = "620902101201") -> SearchStrategy[bytes]:
    """Entries of every record type, and what is none."""
    entry = {
        "seq": 1,
        "id": "01" * 16,
        "rec": "02" * 16,
        "t": "villager",
        "op": "put",
        "base": 0,
        "f": {"name": "王秀英", "note": "", "site_code": site_code},
        "hlc": "1790000001711.0",
        "off": 0,
        "who": "ab" * 16,
        "schema": 2,
    }

    @st.composite
    def build(draw: st.DrawFn) -> bytes:
        word = draw(st.sampled_from(sorted(FIELDS)))
        fields = draw(st.lists(st.sampled_from(sorted(FIELDS[word])), max_size=5, unique=True))
        said = {name: draw(anything()) for name in fields}
        return draw(spoiled(entry | {"t": word, "f": said, "rec": f"{draw(st.integers(0, 6)):032x}"}))

    return build()


def headers(by: Sender) -> SearchStrategy[Header]:
    """Mostly right, so that what follows is looked at; each field may be anything that fits its place."""
    usual = Header(
        kind=Kind.PUSH,
        sender=by.sender,
        receiver=by.receiver,
        site_code=by.site_code,
        from_seq=1,
        to_seq=1,
        prev_hash=bytes(32),
        head_hash=bytes(32),
        compression=Compression.NONE,
    )
    number = st.integers(0, 9) | st.sampled_from([n for n in HUGE if n <= AT_MOST_64_BITS])
    odd: dict[str, SearchStrategy[Any]] = {
        "kind": st.sampled_from(Kind),
        "sender": st.binary(min_size=16, max_size=16).map(bytes.hex),
        "receiver": st.binary(min_size=16, max_size=16).map(bytes.hex),
        "site_code": st.sampled_from(["620902101202", "0" * 12, "9" * 12]),
        "from_seq": number,
        "to_seq": number,
        "prev_hash": st.binary(min_size=32, max_size=32),
        "head_hash": st.binary(min_size=32, max_size=32),
        "epoch": st.binary(min_size=16, max_size=16).map(bytes.hex),
        "feed_n": number,
        "feed_point": st.binary(min_size=16, max_size=16),
        "schema": st.integers(0, 2**16 - 1),
        "appetite": st.integers(0, MAX_APPETITE),
    }

    @st.composite
    def build(draw: st.DrawFn) -> Header:
        names = draw(st.lists(st.sampled_from(sorted(odd)), max_size=3, unique=True))
        changed = {name: draw(odd[name]) for name in names}
        kind = draw(st.sampled_from(Kind)) if draw(st.integers(0, 3)) == 0 else usual.kind
        return replace(usual, **{"kind": kind, **changed})

    return build()


@cache
def _encrypted(raw: bytes, receiving_public: bytes) -> bytes:
    """Encryption draws dice of its own; the same example must be the same bytes when it is tried again."""
    return encrypt_to(raw, receiving_public)


@st.composite
def signed(
    draw: st.DrawFn,
    by: Sender,
    first: SearchStrategy[bytes] | None = None,
    rest: SearchStrategy[bytes] | None = None,
    kind: Kind | None = None,
) -> bytes:
    """A truly signed envelope around lines of our choosing whose head need not say the truth about them."""
    header = draw(headers(by))
    if kind is not None and draw(st.integers(0, 9)):
        header = replace(header, kind=kind)
    lines = draw(st.lists(lines_of_a_room(by.site_code) if rest is None else rest, max_size=4))
    if first is not None:
        lines = [draw(first), *lines]
    if draw(st.integers(0, 3)):  # the count fits
        header = replace(header, to_seq=min(header.from_seq + len(lines) - 1, AT_MOST_64_BITS))
        header = replace(header, to_seq=max(header.to_seq - (first is not None), 0))
    raw = (
        b"".join(line + b"\n" for line in lines) if draw(st.integers(0, 9)) else draw(st.binary(max_size=99))
    )
    way = draw(st.sampled_from(Compression))
    packed = compress(raw, way) if draw(st.integers(0, 9)) else draw(st.binary(max_size=99))
    crypt = Crypt.AGE if draw(st.integers(0, 5)) == 0 else Crypt.NONE
    if crypt is Crypt.AGE and by.receiving_public and draw(st.booleans()):
        packed = _encrypted(compress(envelope._first_line(header) + b"\n" + raw, way), by.receiving_public)
    raw_len = len(raw) if draw(st.integers(0, 9)) else draw(st.integers(0, AT_MOST_32_BITS))
    claimed = envelope._Payload(raw_len, len(packed), sha256(packed).digest())
    head = envelope.MAGIC + envelope._pack(replace(header, compression=way, crypt=crypt), claimed)
    return head + by.key.sign(head) + packed


def damaged(wires: SearchStrategy[bytes]) -> SearchStrategy[bytes]:
    """The same with bits flipped, cut, doubled, or pieces of another in the middle."""

    @st.composite
    def build(draw: st.DrawFn) -> bytes:
        wire = bytearray(draw(wires))
        for _time in range(draw(st.integers(1, 4))):
            if not wire:
                break
            place = draw(st.integers(0, len(wire) - 1))
            way = draw(st.sampled_from(("flip", "cut", "insert", "double")))
            if way == "flip":
                wire[place] ^= 1 << draw(st.integers(0, 7))
            elif way == "cut":
                del wire[place : place + draw(st.integers(1, 40))]
            elif way == "insert":
                wire[place:place] = draw(st.binary(max_size=40))
            else:
                wire += wire[place:]
        return bytes(wire)

    return build()


def wires(by: Sender) -> SearchStrategy[bytes]:
    """Everything together: signed, damaged, a beginning of ours before noise, and plain noise."""
    return st.one_of(
        signed(by),
        signed(by),
        damaged(signed(by)),
        st.binary(max_size=400).map(lambda noise: envelope.MAGIC + noise),
        st.binary(max_size=400),
    )


def whole_line(record_type: str, fields: dict[str, Any]) -> bytes:
    """A new record as a room would write it, with any fields."""
    return json_bytes(
        {
            "seq": 1,
            "id": new_record_id(),
            "rec": new_record_id(),
            "t": record_type,
            "op": "put",
            "base": 0,
            "hlc": "0.0",
            "off": 0,
            "who": "",
            "schema": SCHEMA,
            "f": fields,
        }
    )
