"""A batch as it goes out over the wire, and its signed answer as it comes back."""

from __future__ import annotations

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.models.outbox import Outgoing
from app.models.register import Register
from app.models.tables import SyncState
from sync.client.garbage import left_lying
from sync.client.transport import HttpAnswer
from sync.protocol.answers import OpenedAnswer, unseal_answer
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.compression import Compression, compress
from sync.protocol.envelope import NOBODY, POINT_BYTES, Crypt, Header, Kind, read_header, seal, tag_of

MOST_SMALLER = 16
"""Lines hardly ever become smaller than this share of themselves on the wire."""
MOST_RAW_BYTES = 1 << 20


def that_fits(
    take: Callable[[int], Outgoing | None], wire_bytes: int, compression: Compression
) -> Outgoing | None:
    """As many lines as become ``wire_bytes`` on the wire, at least one; ``take`` gives what so many raw bytes hold.

    Lines become a tenth on the wire: measured as they are written, a day's lines would take four round trips.
    """
    raw_bytes = max(min(wire_bytes * MOST_SMALLER, MOST_RAW_BYTES), wire_bytes)
    while True:
        found = take(raw_bytes)
        if found is None or len(found.lines) <= 1:
            return found
        raw = b"\n".join(found.lines)
        if len(raw) <= wire_bytes:
            return found
        packed = len(compress(raw, compression))
        if packed <= wire_bytes:
            return found
        share = min(wire_bytes / packed, 0.9)
        raw_bytes = int(len(raw) * share)


def sealed_batch(
    register: Register,
    state: SyncState,
    outgoing: Outgoing,
    speaker: tuple[str, str],
    compression: Compression = Compression.ZSTD,
    appetite: int = 0,
    *,
    crypt: Crypt = Crypt.NONE,
) -> bytes:
    """Lines of ``speaker`` (replica, site), signed, with how far we have the other's feed.

    With ``crypt`` AGE, for a stick, only the other can read them.
    """
    replica_id, site_code = speaker
    header = Header(
        kind=Kind.PUSH,
        sender=replica_id,
        receiver=state.server_replica_id,
        site_code=site_code,
        from_seq=outgoing.from_seq,
        to_seq=outgoing.to_seq,
        prev_hash=outgoing.prev_hash,
        head_hash=outgoing.head_hash,
        epoch=state.epoch or NOBODY,
        feed_n=state.feed_n,
        feed_point=state.feed_hash[:POINT_BYTES],
        compression=compression,
        appetite=0 if compression is Compression.ZSTD else appetite,
        crypt=crypt,
    )
    key = Ed25519PrivateKey.from_private_bytes(register.keys.signing_at(outgoing.from_seq))
    to = bytes.fromhex(state.server_receiving_key) if crypt is Crypt.AGE else b""
    return seal(header, outgoing.lines, key, receiving_public=to)


def next_question(outgoing: Outgoing, opened: OpenedAnswer) -> SyncState | None:
    """Where we shall stand once this part of a long feed is folded: the township can make the next ready meanwhile.

    None where nothing more comes, or the lines that went up with the question decide what is asked next.
    """
    answer, brought = opened.answer, opened.header
    if outgoing.lines or answer.code != "ok" or brought.to_seq >= answer.feed_n:
        return None
    return SyncState(
        server_replica_id=brought.sender,
        epoch=answer.epoch,
        feed_n=brought.to_seq,
        feed_hash=brought.head_hash,
    )


@left_lying()
def opened_answer(
    register: Register, state: SyncState, wire: bytes, reply: HttpAnswer
) -> OpenedAnswer | None:
    """The answer, if the township signed it for this very batch; anything else is no answer."""
    try:
        opened = unseal_answer(reply.body, lambda _header: bytes.fromhex(state.server_public_key))
    except EnvelopeRefused:
        return None
    asked = read_header(wire)
    is_ours = (
        opened.header.sender == state.server_replica_id
        and opened.header.receiver in (register.identity.replica_id, asked.sender)
        and opened.header.site_code == asked.site_code
        and opened.answer.answers == tag_of(wire)
    )
    return opened if is_ours else None


def is_under_another_key(state: SyncState, reply: HttpAnswer) -> bool:
    """Whether what came back says to be the township's and is signed, but not with the key that we know."""
    try:
        unseal_answer(reply.body, lambda _header: bytes.fromhex(state.server_public_key))
    except EnvelopeRefused as refused:
        return refused.code == "bad-signature" and read_header(reply.body).sender == state.server_replica_id
    return False
