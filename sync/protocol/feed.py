"""The lines of a feed on the wire: another's line byte for byte, one's own only by number (design: sync 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from app.models.feed import FeedLine, OwnLines
from sync.protocol.codes import EnvelopeRefused

_MINE = b"mine"

FeedPart = FeedLine | OwnLines


def write_part(part: FeedPart) -> bytes:
    """``n writer raw`` or ``n mine to_n from_seq``: the raw bytes follow the prefix untouched."""
    if isinstance(part, OwnLines):
        return b"%d mine %d %d" % (part.n, part.to_n, part.from_seq)
    return b"%d %b %b" % (part.n, part.replica_id.encode("ascii"), part.raw)


def gather(lines: Iterable[tuple[int, str, int, bytes]], reader_id: str) -> Iterator[FeedPart]:
    """Parts for (n, writer, seq, raw) in feed order; runs of the reader's own lines become one part."""
    own: OwnLines | None = None
    for n, replica_id, seq, raw in lines:
        if replica_id != reader_id:
            if own:
                yield own
                own = None
            yield FeedLine(n, replica_id, raw)
        elif own and own.to_n == n - 1 and own.from_seq + (n - own.n) == seq:
            own = OwnLines(own.n, n, own.from_seq)
        else:
            if own:
                yield own
            own = OwnLines(n, n, seq)
    if own:
        yield own


def read_parts(lines: Sequence[bytes], from_n: int, to_n: int) -> tuple[FeedPart, ...]:
    """The parts, proved to be ``from_n``..``to_n`` without a hole.

    Raises EnvelopeRefused: ``bad-count`` for a hole or a double, ``bad-header`` for a line without a prefix.
    """
    parts, expected = [], from_n
    for line in lines:
        part = _read_part(line)
        last = part.to_n if isinstance(part, OwnLines) else part.n
        if part.n != expected or last < part.n:
            raise EnvelopeRefused("bad-count")
        parts.append(part)
        expected = last + 1
    if expected != to_n + 1:
        raise EnvelopeRefused("bad-count")
    return tuple(parts)


@lru_cache(maxsize=64)
def _replica_id(writer: bytes) -> str:
    """Raises ValueError where it names nobody."""
    word = writer.decode("ascii")
    if len(bytes.fromhex(word)) != 16:
        raise ValueError
    return word


def _read_part(line: bytes) -> FeedPart:
    try:
        number, writer, rest = line.split(b" ", 2)
        if writer == _MINE:
            to_n, from_seq = rest.split(b" ")
            return OwnLines(int(number), int(to_n), int(from_seq))
        return FeedLine(int(number), _replica_id(writer), rest)
    except ValueError:
        raise EnvelopeRefused("bad-header") from None
