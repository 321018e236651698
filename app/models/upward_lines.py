"""Lines of the log in which a township tells its district of one site: others' lines as they are, and their marks.

``n writer raw``: line ``n`` of the site's feed, byte for byte. ``n mine seq``: the district's own line, which the
township has given that number. ``mark pc key from_seq seal hashes``: the PC's signed head of its own chain, the chain before line ``from_seq``,
and the hashes of its lines from there up to the head. Nobody can find another chain that ends in the same head.
``stop pc seq``: the township has stopped this PC, lines behind ``seq`` do not count; ``stop pc -``: it may send again.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

_MINE, _MARK, _STOP, _GO = b"mine", b"mark", b"stop", b"-"
HASH_BYTES = 32
ID_DIGITS, KEY_DIGITS = 32, 64
_HEX = frozenset(b"0123456789abcdef")


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """Line ``n`` of the site's feed at the township, as its writer wrote it."""

    n: int
    replica_id: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """The receiver's own line ``seq`` stands at ``n`` in the site's feed."""

    n: int
    seq: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A PC's signed head, and the hashes of its lines from ``from_seq`` up to it; ``key`` is 64 hex digits.

    ``start`` is the PC's chain before the first of them.
    """

    replica_id: str
    key: str
    from_seq: int
    seal: bytes
    start: bytes
    leaves: bytes

    @property
    def to_seq(self) -> int:
        return self.from_seq + len(self.leaves) // HASH_BYTES - 1

    @property
    def head(self) -> bytes:
        """The chain that the hashes lead to; the seal must say the same."""
        return chain_over(self.start, self.leaves)


@dataclass(frozen=True, slots=True)
class Stop:
    """Of a PC no line behind ``until_seq`` counts; None: every line of it does again."""

    replica_id: str
    until_seq: int | None


UpwardWord = CarriedLine | NumberedLine | Mark | Stop


def leaf(replica_id: str, raw: bytes) -> bytes:
    """The inner hash of a chain's link: enough to go on with the chain without the line."""
    return sha256(bytes.fromhex(replica_id) + raw).digest()


def chain_over(prev: bytes, leaves: bytes) -> bytes:
    """The chain after lines of which only the inner hashes are known."""
    for at in range(0, len(leaves), HASH_BYTES):
        prev = sha256(prev + leaves[at : at + HASH_BYTES]).digest()
    return prev


def mark_of(replica_id: str) -> bytes:
    """How a mark of this PC begins."""
    return b" ".join((_MARK, replica_id.encode("ascii"), b""))


def write(word: UpwardWord) -> bytes:
    """The bytes of one line of the upward log."""
    if isinstance(word, CarriedLine):
        return b"%d %b %b" % (word.n, word.replica_id.encode("ascii"), word.raw)
    if isinstance(word, NumberedLine):
        return b"%d mine %d" % (word.n, word.seq)
    if isinstance(word, Stop):
        until = _GO if word.until_seq is None else b"%d" % word.until_seq
        return b" ".join((_STOP, word.replica_id.encode("ascii"), until))
    parts: Iterable[bytes] = (
        _MARK,
        word.replica_id.encode("ascii"),
        word.key.encode("ascii"),
        b"%d" % word.from_seq,
        b64encode(word.seal),
        b64encode(word.start + word.leaves),
    )
    return b" ".join(parts)


def read(line: bytes) -> UpwardWord | None:
    """What a line says, None for what is none of these."""
    try:
        first, second, rest = line.split(b" ", 2)
        if first == _MARK:
            key, from_seq, seal, hashes = rest.split(b" ")
            return _mark(second, key, int(from_seq), seal, b64decode(hashes, validate=True))
        if first == _STOP:
            return _stop(second, rest)
        n = int(first)
        if second == _MINE:
            return NumberedLine(n, int(rest)) if n > 0 else None
        if n <= 0 or not _is_id(second):
            return None
        return CarriedLine(n, second.decode("ascii"), rest)
    except ValueError:
        return None


def _is_id(word: bytes) -> bool:
    return len(word) == ID_DIGITS and not set(word) - _HEX


def _stop(replica_id: bytes, until: bytes) -> Stop | None:
    until_seq = None if until == _GO else int(until)
    if not _is_id(replica_id) or (until_seq is not None and until_seq < 0):
        return None
    return Stop(replica_id.decode("ascii"), until_seq)


def _mark(replica_id: bytes, key: bytes, from_seq: int, seal: bytes, hashes: bytes) -> Mark | None:
    is_one = _is_id(replica_id) and len(key) == KEY_DIGITS and not set(key) - _HEX and from_seq > 0
    if not is_one or len(hashes) < 2 * HASH_BYTES or len(hashes) % HASH_BYTES:
        return None
    return Mark(
        replica_id.decode("ascii"),
        key.decode("ascii"),
        from_seq,
        b64decode(seal, validate=True),
        hashes[:HASH_BYTES],
        hashes[HASH_BYTES:],
    )
