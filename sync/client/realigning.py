"""The township was put back to an older copy: offering back what it lost, and going back to the common point (sync 10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import Clock
from app.models import feed, outbox, rolling_back
from app.models.feed import TOWNSHIP, FeedLine
from app.models.outbox import Marks
from app.models.register import Register
from app.models.tables import SyncState
from sync.protocol.answers import Answer
from sync.protocol.codes import refusal_for
from sync.protocol.envelope import NOBODY, POINT_BYTES, Crypt, Header, Kind
from sync.protocol.offers import seal_offer

OFFER_LINES = 2_000
OFFER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Segment:
    """Received lines up to a place that the township has signed: what one offer holds."""

    lines: tuple[FeedLine, ...]
    prev_hash: bytes
    head_hash: bytes
    proof: bytes


def must_offer(register: Register, state: SyncState, answer: Answer, site_code: str = "") -> bool:
    """Whether lines are to be offered before we go back: not twice, and only what the township has signed."""
    if answer.offered == state.feed_hash.hex():
        return False
    with register.reading() as session:
        seals = rolling_back.seals_behind(session, site_code or register.site_code, state.feed_n - 1)
    return bool(seals) and state.feed_n > 0


def common_point(register: Register, answer: Answer, site_code: str = "") -> int:
    """The last number at which our received feed and the township's are one."""
    with register.reading() as session:
        return rolling_back.common_point(session, site_code or register.site_code, answer.points)


def offers(
    register: Register,
    state: SyncState,
    after_n: int,
    crypt: Crypt = Crypt.NONE,
    *,
    as_of: int | None = None,
    speaker: tuple[str, str] | None = None,
) -> Iterator[tuple[bytes, Header]]:
    """Signed envelopes with everything we received behind ``after_n``, each up to a head the server signed.

    ``as_of``: signed with the key of this line of ours, where the township may not know a later one.
    ``speaker`` (replica, site) where it is not the register itself that offers.
    """
    replica_id, site_code = speaker or (register.identity.replica_id, register.site_code)
    signing = register.keys.signing if as_of is None else register.keys.signing_at(as_of)
    key = Ed25519PrivateKey.from_private_bytes(signing)
    to = bytes.fromhex(state.server_receiving_key) if crypt is Crypt.AGE else b""
    for segment in _segments(register, site_code, after_n):
        header = Header(
            kind=Kind.FEED,
            sender=replica_id,
            receiver=state.server_replica_id,
            site_code=site_code,
            from_seq=segment.lines[0].n,
            to_seq=segment.lines[-1].n,
            prev_hash=segment.prev_hash,
            head_hash=segment.head_hash,
            epoch=state.epoch or NOBODY,
            feed_n=state.feed_n,
            feed_point=state.feed_hash[:POINT_BYTES],
            crypt=crypt,
        )
        yield seal_offer(header, segment.lines, segment.proof, key, receiving_public=to), header


def go_back(register: Register, clock: Clock, answer: Answer) -> int:
    """Set the lines behind the common point aside, fold again, and take the township's marks; how many lines.

    Refusal ``forked`` where the point that it acknowledges is not ours.
    """
    identity = register.identity
    with register.writing() as session:
        point = outbox.chain_at(session, identity.site_code, identity.replica_id, answer.received)
        if point is None or point.hex() != answer.head:
            raise refusal_for("forked")
        common = rolling_back.common_point(session, identity.site_code, answer.points)
        count = rolling_back.roll_back(session, identity.site_code, identity.replica_id, common, clock.now())
        state = session.get_one(SyncState, TOWNSHIP)
        marks = Marks(
            answer.epoch, answer.received, answer.applied, state.server_offset_ms, state.last_contact
        )
        outbox.keep_marks(session, marks)
        session.commit()
    return count


def _segments(register: Register, site_code: str, after_n: int) -> Iterator[Segment]:
    with register.reading() as session:
        seals = rolling_back.seals_behind(session, site_code, after_n)
        begun = after_n
        for place, (n, proof) in enumerate(seals):
            lines = list(feed.received_lines(session, site_code, after_n=begun, to_n=n))
            is_last = place == len(seals) - 1
            if not is_last and len(lines) < OFFER_LINES and sum(len(one.raw) for one in lines) < OFFER_BYTES:
                continue
            prev = rolling_back.hash_at(session, site_code, begun) or bytes(32)
            head = rolling_back.hash_at(session, site_code, n) or bytes(32)
            yield Segment(tuple(lines), prev, head, proof)
            begun = n
