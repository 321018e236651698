"""The way to the township on a USB stick: what only this PC has goes out, the township's answer comes in (sync 13)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import Clock
from app.errors import Refusal
from app.models import local_store, outbox
from app.models.register import Register
from app.models.tables import SyncState
from sync.client import realigning, stick_blobs
from sync.client.kept_answers import keep_answer, move_anchor
from sync.protocol import sticks
from sync.protocol.answers import OpenedAnswer, unseal_answer
from sync.protocol.codes import EnvelopeRefused, refusal_for
from sync.protocol.envelope import MAX_LINES, NOBODY, POINT_BYTES, Crypt, Header, Kind, seal

_OFFER_AFTER = "sync.offer_after"
MAX_FILE_BYTES = 4 << 20
"""Of lines before they are packed: a file stays far below what an envelope may hold."""


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """The files on the stick, the lines and scans in them; ``lines`` is 0 where only answers are asked for."""

    files: tuple[Path, ...]
    lines: int
    scans: int = 0


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A file that was not taken in, and why; it was not changed."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What the answers on a stick brought: lines received there, lines fed here, files left alone, scans."""

    acked_seq: int
    fed: int
    left_alone: tuple[LeftAlone, ...]
    scans_came: int = 0
    scans_confirmed: int = 0


def write_out(register: Register, folder: Path) -> WrittenOut:
    """Everything the township has not acknowledged, encrypted to it; always at least one file, to ask with.

    Refusals: not-enrolled, stick-key (enrolled before sticks were known), stick.
    """
    with register.reading() as session:
        state = _enrolled(outbox.township_of(session))
    files = _offers(register, state, folder)
    after = state.acked_seq
    while True:
        wire, header = _sealed(register, state, after)
        files.append(sticks.put(folder, wire))
        after = header.to_seq
        with register.reading() as session:
            last = outbox.last_seq(session, register.site_code, register.identity.replica_id)
        if after >= last:
            scan_files, scans = stick_blobs.write_out(register, state, folder)
            return WrittenOut((*files, *scan_files), after - state.acked_seq, scans)


def take_in(register: Register, clock: Clock, folder: Path) -> TakenIn:
    """Keep every answer on the stick that is ours, in order; the others are named and left alone.

    Refusals: not-enrolled, stick, no-answers (nothing there is for this PC).
    """
    with register.reading() as session:
        state = _enrolled(outbox.township_of(session))
    before, fed, acked = state.feed_n, state.feed_n, state.acked_seq
    left: list[LeftAlone] = []
    mine = [
        (place, wire)
        for place, header, wire in sticks.found(folder, Kind.ACK)
        if header.receiver == register.identity.replica_id and header.sender == state.server_replica_id
    ]
    if not mine:
        raise Refusal("U盘上没有给本机的回执。请确认是乡镇写回的U盘，再试一次。", code="no-answers")
    for place, wire in mine:
        try:
            acked, fed = _take_one(register, clock, state, wire)
        except Refusal as refusal:
            left.append(LeftAlone(place.name, refusal.sentence))
    move_anchor(register)
    scans = stick_blobs.take_in(register, clock, state, folder)
    left += [LeftAlone(name, sentence) for name, sentence in scans.left_alone]
    return TakenIn(acked, fed - before, tuple(left), scans.came, scans.confirmed)


def _take_one(register: Register, clock: Clock, state: SyncState, wire: bytes) -> tuple[int, int]:
    try:
        opened = unseal_answer(
            wire,
            lambda _header: bytes.fromhex(state.server_public_key),
            receiving=register.keys.receiving,
        )
    except EnvelopeRefused as refused:
        raise refusal_for(refused.code) from None
    if opened.answer.code == "restored":
        return _agree_again(register, clock, opened)
    if opened.answer.code not in ("ok", "gap"):
        raise refusal_for(opened.answer.code)
    kept = keep_answer(register, clock, opened, carried=True)
    _remember_offer(register, None)
    return kept


def _agree_again(register: Register, clock: Clock, opened: OpenedAnswer) -> tuple[int, int]:
    """The township was put back: what it lost goes out with the next stick; when it has that, we go back to it."""
    with register.reading() as session:
        state = _enrolled(outbox.township_of(session))
    if opened.answer.epoch == state.epoch and not opened.answer.offered:
        raise refusal_for("forked")
    if realigning.must_offer(register, state, opened.answer):
        _remember_offer(register, realigning.common_point(register, opened.answer))
    else:
        realigning.go_back(register, clock, opened.answer)
        _remember_offer(register, None)
    with register.reading() as session:
        state = _enrolled(outbox.township_of(session))
    return state.acked_seq, state.feed_n


def _remember_offer(register: Register, after_n: int | None) -> None:
    with register.writing() as session:
        known, _after = local_store.preference(session, _OFFER_AFTER)
        if known or after_n is not None:
            local_store.put_preference(session, _OFFER_AFTER, after_n)
            session.commit()


def _offers(register: Register, state: SyncState, folder: Path) -> list[Path]:
    """What a township that was put back asked to be offered, up to the place that it still has."""
    with register.reading() as session:
        _known, after_n = local_store.preference(session, _OFFER_AFTER)
    if after_n is None:
        return []
    made = realigning.offers(register, state, int(after_n), Crypt.AGE)
    return [sticks.put(folder, wire) for wire, _header in made]


def _sealed(register: Register, state: SyncState, after: int) -> tuple[bytes, Header]:
    identity = register.identity
    with register.reading() as session:
        outgoing = outbox.next_lines(
            session,
            identity.site_code,
            identity.replica_id,
            after,
            max_lines=MAX_LINES,
            max_bytes=MAX_FILE_BYTES,
        )
    if outgoing is None:
        raise refusal_for("forked")
    header = Header(
        kind=Kind.PUSH,
        sender=identity.replica_id,
        receiver=state.server_replica_id,
        site_code=identity.site_code,
        from_seq=outgoing.from_seq,
        to_seq=outgoing.to_seq,
        prev_hash=outgoing.prev_hash,
        head_hash=outgoing.head_hash,
        epoch=state.epoch or NOBODY,
        feed_n=state.feed_n,
        feed_point=state.feed_hash[:POINT_BYTES],
        crypt=Crypt.AGE,
    )
    key = Ed25519PrivateKey.from_private_bytes(register.keys.signing)
    to = bytes.fromhex(state.server_receiving_key)
    return seal(header, outgoing.lines, key, receiving_public=to), header


def _enrolled(state: SyncState | None) -> SyncState:
    if state is None or not state.server_replica_id:
        raise Refusal("本机还没有在乡镇登记。请先输入登记码。", code="not-enrolled")
    if not state.server_receiving_key:
        raise Refusal("本机登记时还没有U盘传送。请向乡镇要一个新登记码，联网重新登记一次。", code="stick-key")
    return state
