"""The answer to a batch: both marks, the way on, and the feed, in one signed envelope (design: sync 5, 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta

from app.models.lines import UNREADABLE
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import LARGEST_NUMBER, Header, KeyFinder, Kind, seal, seal_of, unseal
from sync.protocol.feed import FeedPart, read_parts, write_part

Number = Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]
Moment = Annotated[int, Meta(ge=0, le=4_102_444_800_000)]
"""Milliseconds UTC before the year 2100: what no clock can show is no time."""
Seconds = Annotated[int, Meta(ge=0, le=7 * 86_400)]
Life = Annotated[str, Meta(pattern=r"^([0-9a-f]{32})?\Z")]


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the server says. ``answers`` is the tag of the batch it answers: an old answer cannot be played again.

    ``received``/``head``: the asker's last line that is stored here and its chain hash; ``applied``: the last
    that stands in the tables. ``feed_n``: the last feed number there is, so that the asker knows whether to
    come again at once. ``epoch``: new after each restore. Times: milliseconds UTC, seconds to wait: while
    ``applied`` is behind ``received`` and nothing else is left, those until it is worth asking again.
    ``points`` and ``offered`` come with ``restored``: points (number, hash) of the server's own feed, and the
    head of the asker's feed up to which its offered lines were looked at, hex. ``digest``: the root over all
    records of the site at feed number ``digest_n``, "" where none was made; ``records``: (type, id, digest) of
    those in the buckets that a room counts differently. ``pc_code``: what a PC is given with a new identity.
    ``above``: (replica, tier, its own site) of the servers that wrote lines in this feed.
    """

    answers: str
    code: str = "ok"
    sentence: str = ""
    received: Number = 0
    applied: Number = 0
    head: str = ""
    epoch: Life = ""
    feed_n: Number = 0
    server_time_ms: Moment = 0
    next_contact_s: Seconds = 300
    points: tuple[tuple[Number, str], ...] = ()
    offered: str = ""
    digest: str = ""
    digest_n: Number = 0
    records: tuple[tuple[str, str, str], ...] = ()
    pc_code: str = ""
    above: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """A signed answer that passed every check, the feed it brought, and the head that was signed."""

    header: Header
    answer: Answer
    parts: tuple[FeedPart, ...]
    seal: bytes


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Answer)


def seal_answer(
    header: Header,
    answer: Answer,
    parts: Sequence[FeedPart],
    signing_key: Ed25519PrivateKey,
    *,
    receiving_public: bytes = b"",
) -> bytes:
    """The wire bytes; ``header.kind`` must be ACK and its range the feed numbers in ``parts``."""
    lines = [_ENCODER.encode(answer), *(write_part(part) for part in parts)]
    return seal(header, lines, signing_key, receiving_public=receiving_public)


def unseal_answer(wire: bytes, find_key: KeyFinder, *, receiving: bytes = b"") -> OpenedAnswer:
    """The answer in ``wire``; raises EnvelopeRefused as ``unseal`` does, and ``bad-header`` for another kind.

    ``bad-header`` too for one that cannot be true, whoever signed it: a number, time or epoch that is none, or
    more applied than received.
    """
    opened = unseal(wire, find_key, receiving=receiving)
    if opened.header.kind is not Kind.ACK or not opened.lines:
        raise EnvelopeRefused("bad-header")
    try:
        answer = _DECODER.decode(opened.lines[0])
    except UNREADABLE:
        raise EnvelopeRefused("bad-header") from None
    if answer.applied > answer.received:
        raise EnvelopeRefused("bad-header")
    parts = read_parts(opened.lines[1:], opened.header.from_seq, opened.header.to_seq)
    return OpenedAnswer(opened.header, answer, parts, seal_of(wire))
