"""The envelope: one signed, chained, compressed byte string, the same over HTTP and on a stick (design: sync 4).

``DBN1`` | 212-byte header | 64-byte Ed25519 signature over both | payload. The header carries the payload's
SHA-256, so the signature covers the payload too. The payload is lines, each ended by a newline, compressed;
on a stick it is then encrypted to the receiver. Inside an encrypted payload a first line repeats who sends what:
else someone could take the signature off and sign another's secret bytes as his own.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.errors import Defect
from app.models import lines
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.compression import DICTIONARY, Compression, compress, decompress
from sync.protocol.secrecy import decrypt, encrypt_to

MAGIC = b"DBN1"
MAX_WIRE_BYTES = 8 << 20
MAX_LINES = 5_000
MAX_APPETITE = 4
VERSION = 1
ALGORITHMS_ED25519_SHA256 = 1
SIGNATURE_BYTES = 64
POINT_BYTES = 16
SITE_CODE_DIGITS = 12
LARGEST_NUMBER = 2**63 - 1
"""Of lines: what both stores can count to."""

_HEADER = struct.Struct(">BBBBBBH16s16s12sQQ32s32sII32s16sQ16s")
_HEAD_BYTES = len(MAGIC) + _HEADER.size
NOBODY = "0" * 32
"""The id of a sender or receiver that is not known yet."""


class Crypt(IntEnum):
    """Whether only the receiver can read the payload."""

    NONE = 0
    AGE = 1


class Kind(IntEnum):
    """What a payload is. BLOBS and SNAPSHOT are kept for later."""

    PUSH = 1
    FEED = 2
    ACK = 3
    BLOBS = 4
    SNAPSHOT = 5


@dataclass(frozen=True, slots=True)
class Header:
    """Who sends which lines of which log. Ids are 32 hex digits, hashes 32 raw bytes.

    ``from_seq``..``to_seq`` is inclusive; an empty range has ``to_seq = from_seq - 1``. ``prev_hash`` and
    ``head_hash`` are the chain before the first and after the last line. ``epoch``, ``feed_n`` and
    ``feed_point`` (the first 16 bytes of the feed's hash) say how far the sender has the other's feed.
    ``schema`` is that of the program that writes.
    ``appetite`` (0..4): the sender's line is quick enough for an answer of the usual size doubled so often.
    """

    kind: Kind
    sender: str
    receiver: str
    site_code: str
    from_seq: int
    to_seq: int
    prev_hash: bytes
    head_hash: bytes
    epoch: str = NOBODY
    feed_n: int = 0
    feed_point: bytes = bytes(POINT_BYTES)
    schema: int = field(default_factory=lambda: lines.SCHEMA)
    compression: Compression = Compression.ZSTD
    crypt: Crypt = Crypt.NONE
    appetite: int = 0

    @property
    def line_count(self) -> int:
        return self.to_seq - self.from_seq + 1


@dataclass(frozen=True, slots=True)
class Opened:
    """A batch that passed every check; ``tag`` names these very bytes (32 hex digits)."""

    header: Header
    lines: tuple[bytes, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class _Payload:
    raw_len: int
    wire_len: int
    wire_hash: bytes


KeyFinder = Callable[[Header], bytes]
"""Gives the sender's 32-byte public signing key; raises EnvelopeRefused where it has none or may not send."""


def seal(
    header: Header,
    lines: Sequence[bytes],
    signing_key: Ed25519PrivateKey,
    *,
    receiving_public: bytes = b"",
) -> bytes:
    """The wire bytes of ``lines``; raises EnvelopeRefused ``too-large`` where they are over the limits.

    ``receiving_public`` (32 bytes) is the receiver's X25519 key where ``header.crypt`` is AGE.
    """
    inside = [_first_line(header), *lines] if header.crypt is Crypt.AGE else lines
    raw = b"".join(line + b"\n" for line in inside)
    packed = compress(raw, header.compression)
    if header.crypt is Crypt.AGE:
        packed = encrypt_to(packed, receiving_public)
    head = MAGIC + _pack(header, _Payload(len(raw), len(packed), sha256(packed).digest()))
    wire = head + signing_key.sign(head) + packed
    if len(wire) > MAX_WIRE_BYTES or len(lines) > MAX_LINES + 1:
        raise EnvelopeRefused("too-large")
    return wire


def unseal(wire: bytes, find_key: KeyFinder, *, receiving: bytes = b"") -> Opened:
    """Check ``wire`` in the order of the design, cheapest first, and give its lines.

    ``receiving`` is our private X25519 key, or all we ever had; without it nothing encrypted is opened. Raises EnvelopeRefused:
    too-large, bad-magic, truncated, bad-header, what ``find_key`` raises, bad-signature, bad-hash,
    not-for-us, bad-compression, bad-count.
    """
    header, payload = _read_head(wire)
    head, signature = wire[:_HEAD_BYTES], wire[_HEAD_BYTES : _HEAD_BYTES + SIGNATURE_BYTES]
    try:
        Ed25519PublicKey.from_public_bytes(find_key(header)).verify(signature, head)
    except InvalidSignature:
        raise EnvelopeRefused("bad-signature") from None
    packed = wire[_HEAD_BYTES + SIGNATURE_BYTES :]
    if len(packed) != payload.wire_len:
        raise EnvelopeRefused("truncated")
    if sha256(packed).digest() != payload.wire_hash:
        raise EnvelopeRefused("bad-hash")
    if header.crypt is Crypt.AGE:
        if not receiving:
            raise EnvelopeRefused("not-for-us")
        packed = decrypt(packed, receiving)
    raw = decompress(packed, header.compression)
    if len(raw) != payload.raw_len:
        raise EnvelopeRefused("bad-compression")
    if header.crypt is Crypt.AGE:
        said, _newline, raw = raw.partition(b"\n")
        if said != _first_line(header):
            raise EnvelopeRefused("bad-signature")
    return Opened(header, _split(raw, header), tag_of(wire))


def seal_of(wire: bytes) -> bytes:
    """The header and signature of an envelope: what proves who said it, without what was said."""
    return wire[: _HEAD_BYTES + SIGNATURE_BYTES]


def read_seal(seal: bytes, public_key: bytes) -> Header:
    """The header that the holder of ``public_key`` (32 bytes) signed.

    Raises EnvelopeRefused: bad-magic, truncated, bad-header, bad-signature.
    """
    header, _payload = _read_head(seal)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(seal[_HEAD_BYTES:], seal[:_HEAD_BYTES])
    except InvalidSignature:
        raise EnvelopeRefused("bad-signature") from None
    return header


def read_header(wire: bytes) -> Header:
    """The header alone, unverified: enough to look the sender up or to name a quarantined file."""
    return _read_head(wire)[0]


def tag_of(wire: bytes) -> str:
    """32 hex digits that name these bytes: an answer repeats the tag of the batch it answers."""
    return sha256(wire[: _HEAD_BYTES + SIGNATURE_BYTES]).hexdigest()[:32]


def _first_line(header: Header) -> bytes:
    """What an encrypted payload says of itself: its true sender, and the place of its lines in their chain."""
    return b"%b %d %b" % (header.sender.encode(), header.from_seq, header.prev_hash.hex().encode())


def _split(raw: bytes, header: Header) -> tuple[bytes, ...]:
    count = raw.count(b"\n")
    if count > MAX_LINES + 1 or (raw and not raw.endswith(b"\n")):
        raise EnvelopeRefused("bad-count")
    if header.kind is Kind.PUSH and (count != header.line_count or count > MAX_LINES):
        raise EnvelopeRefused("bad-count")
    return tuple(raw.split(b"\n")[:-1])


def _pack(header: Header, payload: _Payload) -> bytes:
    if len(header.site_code) != SITE_CODE_DIGITS or not header.site_code.isdigit():
        raise Defect("a site code on the wire has 12 digits")
    return _HEADER.pack(
        VERSION,
        ALGORITHMS_ED25519_SHA256,
        header.kind,
        header.compression,
        header.crypt,
        (DICTIONARY << 4 if header.compression is Compression.ZSTD_TRAINED else 0) | header.appetite,
        header.schema,
        bytes.fromhex(header.sender),
        bytes.fromhex(header.receiver),
        header.site_code.encode("ascii"),
        header.from_seq,
        header.to_seq,
        header.prev_hash,
        header.head_hash,
        payload.raw_len,
        payload.wire_len,
        payload.wire_hash,
        bytes.fromhex(header.epoch),
        header.feed_n,
        header.feed_point,
    )


def _read_head(wire: bytes) -> tuple[Header, _Payload]:
    if len(wire) > MAX_WIRE_BYTES:
        raise EnvelopeRefused("too-large")
    if wire[: len(MAGIC)] != MAGIC:
        raise EnvelopeRefused("bad-magic")
    if len(wire) < _HEAD_BYTES + SIGNATURE_BYTES:
        raise EnvelopeRefused("truncated")
    values = _HEADER.unpack_from(wire, len(MAGIC))
    version, algorithms, kind, compression, crypt, options, schema = values[:7]
    sender, receiver, site, from_seq, to_seq, prev_hash, head_hash = values[7:14]
    raw_len, wire_len, wire_hash, epoch, feed_n, feed_point = values[14:]
    dictionary, appetite = options >> 4, options & 15
    is_trained = compression == Compression.ZSTD_TRAINED
    known = (version, algorithms) == (VERSION, ALGORITHMS_ED25519_SHA256)
    known = known and dictionary == (DICTIONARY if is_trained else 0) and appetite <= MAX_APPETITE
    countable = 1 <= from_seq <= to_seq + 1 <= LARGEST_NUMBER and feed_n <= LARGEST_NUMBER
    if not known or not site.isdigit() or not countable:
        raise EnvelopeRefused("bad-header")
    try:
        header = Header(
            kind=Kind(kind),
            sender=sender.hex(),
            receiver=receiver.hex(),
            site_code=site.decode("ascii"),
            from_seq=from_seq,
            to_seq=to_seq,
            prev_hash=prev_hash,
            head_hash=head_hash,
            epoch=epoch.hex(),
            feed_n=feed_n,
            feed_point=feed_point,
            schema=schema,
            compression=Compression(compression),
            crypt=Crypt(crypt),
            appetite=appetite,
        )
    except ValueError:
        raise EnvelopeRefused("bad-header") from None
    return header, _Payload(raw_len, wire_len, wire_hash)
