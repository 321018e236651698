"""The way to the township on a USB stick: what only this PC has goes out, the township's answer comes in (sync 13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app import keystore
from app.clock import Clock, SystemClock
from app.errors import Refusal
from app.models import outbox
from app.models.outbox import Outgoing
from app.models.register import Register
from app.models.tables import SyncState
from sync.client import kept_offers, realigning, repairing, server_keys, stick_blobs, stick_files
from sync.client.batches import sealed_batch
from sync.client.kept_answers import (
    is_of_a_former_life,
    keep_answer,
    lines_under_one_key,
    move_anchor,
    outdated,
)
from sync.client.passes import REPAIRED_BY_A_NEW_IDENTITY
from sync.protocol import stick_words, sticks
from sync.protocol.answers import OpenedAnswer, unseal_answer
from sync.protocol.codes import refusal_for
from sync.protocol.envelope import MAX_LINES, Crypt, Kind, tag_of

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
    """What the answers on a stick brought: lines received there, lines fed here, files left alone, scans.

    ``said_again``: lines that a register which had been put back or copied wrote anew as its new self; None
    where nothing was repaired. ``once_more``: the stick must go to the township again before both agree.
    """

    acked_seq: int
    fed: int
    left_alone: tuple[LeftAlone, ...]
    scans_came: int = 0
    scans_confirmed: int = 0
    said_again: int | None = None
    once_more: bool = False


@dataclass(slots=True)
class _Reading:
    """One reading of a stick, as far as it has come."""

    register: Register
    clock: Clock
    said_again: int | None = None

    def take(self, wire: bytes) -> None:
        """Keep one answer; raises Refusal where it is left alone."""
        register = self.register
        state = _state(register)
        opened = stick_files.opened(
            unseal_answer, wire, register, state.server_public_key, stick_words.in_room
        )
        answer = opened.answer
        if answer.answers in _introduction_tags(register):
            repairing.introduced(register, answer)
        elif answer.code in REPAIRED_BY_A_NEW_IDENTITY:
            repairing.become_another(register, self.clock)
        elif answer.code not in ("ok", "gap", "restored"):
            raise refusal_for(answer.code)
        elif is_of_a_former_life(register, answer):
            raise outdated()
        elif not repairing.acknowledges_ours(register, answer):
            repairing.become_another(register, self.clock)
        elif answer.code == "restored":
            _agree_again(register, self.clock, opened)
        else:
            self._keep(opened)

    def _keep(self, opened: OpenedAnswer) -> None:
        kept = keep_answer(self.register, self.clock, opened, carried=True)
        kept_offers.forget(self.register, _OFFER_AFTER, opened.answer.epoch)
        is_drained = kept.feed_n >= opened.answer.feed_n and not repairing.must_introduce(self.register)
        if is_drained and repairing.is_under_way(self.register):
            self.said_again = (self.said_again or 0) + repairing.say_again(self.register, self.clock)


def write_out(register: Register, folder: Path, clock: Clock | None = None) -> WrittenOut:
    """Everything the township has not acknowledged, encrypted to it; always at least one file, to ask with.

    A register put back to before a change of its keys becomes another at once: no stick would bring it an answer.
    Refusals: not-enrolled, stick-key (enrolled before sticks were known), stick.
    """
    with register.reading() as session:
        state = _enrolled(outbox.township_of(session))
    register.keys = keystore.reread(register.home, register.keys)
    if repairing.has_lost_a_change(register):
        repairing.become_another(register, clock or SystemClock())
        state = _state(register)
    files = [*_introduction(register, folder), *_offers(register, state, folder)]
    for former in register.keys.former:  # a township that was put back may know our former key only
        if former.until_seq <= state.acked_seq:
            files.append(sticks.put(folder, _sealed(register, state, former.until_seq - 1, 1)[0]))
    after = state.acked_seq
    most = 0 if repairing.is_under_way(register) else MAX_LINES
    while True:
        wire, after = _sealed(register, state, after, most)
        files.append(sticks.put(folder, wire))
        with register.reading() as session:
            last = outbox.last_seq(session, register.site_code, register.identity.replica_id)
        if after >= last or not most:
            scan_files, scans = stick_blobs.write_out(register, state, folder)
            return WrittenOut((*files, *scan_files), after - state.acked_seq, scans)


def take_in(register: Register, clock: Clock, folder: Path) -> TakenIn:
    """Keep every answer on the stick that is ours, in order; the others are named and left alone.

    An answer which shows that this register was put back or copied repairs it as the network would: it becomes
    another at once, which the next stick introduces. Refusals: not-enrolled, stick, no-answers (nothing there
    is for this PC).
    """
    with register.reading() as session:
        state = _enrolled(outbox.township_of(session))
    lying = sticks.lying(folder)
    state = server_keys.follow(register, sticks.told_keys(folder)) or state
    before, us = state.feed_n, register.identity.replica_id
    pair = (us, state.server_replica_id)
    mine = [place for place, head in lying.of(Kind.ACK) if (head.receiver, head.sender) == pair]
    left = [LeftAlone(place.name, stick_words.in_room(why)) for place, why in lying.broken]
    if not mine:
        raise _no_answers(left)
    reading = _Reading(register, clock)
    for place in mine:
        if register.identity.replica_id != us:
            break  # the rest was for whom we were
        try:
            reading.take(sticks.read(place))
        except Refusal as refusal:
            left.append(LeftAlone(place.name, refusal.sentence))
    move_anchor(register)
    scans = stick_blobs.take_in(register, clock, state, lying)
    left += [LeftAlone(name, sentence) for name, sentence in scans.left_alone]
    now = _state(register)
    return TakenIn(
        now.acked_seq,
        max(now.feed_n - before, 0),
        tuple(left),
        scans.came,
        scans.confirmed,
        reading.said_again,
        once_more=_must_go_again(register),
    )


def _no_answers(broken: Sequence[LeftAlone]) -> Refusal:
    """Nothing for this PC; what cannot be read at all may have been that."""
    said = "".join(f"（{line}）" for line in stick_words.together((one.name, one.sentence) for one in broken))
    return Refusal(
        f"U盘上没有给本机的回执，本机数据没有改动。请确认是乡镇写回的U盘，再试一次。{said}",
        field="folder",
        code="no-answers",
    )


def _must_go_again(register: Register) -> bool:
    offer = kept_offers.kept(register, _OFFER_AFTER)
    return offer is not None or repairing.is_under_way(register) or repairing.must_introduce(register)


def _introduction_tags(register: Register) -> set[str]:
    told = (repairing.introduction(register), *repairing.earlier_introductions(register))
    return {tag_of(wire) for wire in told if wire}


def _state(register: Register) -> SyncState:
    with register.reading() as session:
        return _enrolled(outbox.township_of(session))


def _agree_again(register: Register, clock: Clock, opened: OpenedAnswer) -> None:
    """The township was put back: what it lost goes out with the next stick; when it has that, we go back to it."""
    state = _state(register)
    if opened.answer.epoch == state.epoch and not opened.answer.offered:
        raise outdated()
    if realigning.must_offer(register, state, opened.answer):
        common = realigning.common_point(register, opened.answer)
        former = state.epoch if state.epoch != opened.answer.epoch else ""
        kept_offers.keep(register, _OFFER_AFTER, (common, opened.answer.received + 1, former))
    else:
        realigning.go_back(register, clock, opened.answer)
        kept_offers.keep(register, _OFFER_AFTER, None)


def _offers(register: Register, state: SyncState, folder: Path) -> list[Path]:
    """What a township that was put back asked to be offered, up to the place that it still has."""
    offer = kept_offers.kept(register, _OFFER_AFTER)
    if offer is None:
        return []
    after_n, as_of, _former = offer  # the key that the township knows is that of the line it waits for
    made = realigning.offers(register, state, after_n, Crypt.AGE, as_of=as_of)
    return [sticks.put(folder, wire) for wire, _header in made]


def _introduction(register: Register, folder: Path) -> list[Path]:
    """Every stick of a register that became another says so: the township may have been put back meanwhile."""
    is_new = repairing.must_introduce(register)
    earlier = repairing.earlier_introductions(register) if is_new else []
    return [sticks.put(folder, wire) for wire in (*earlier, *repairing.introductions(register))]


def _sealed(register: Register, state: SyncState, after: int, most: int) -> tuple[bytes, int]:
    """The lines behind ``after`` as a file, and the last of them."""
    identity = register.identity
    with register.reading() as session:
        outgoing = outbox.next_lines(
            session,
            identity.site_code,
            identity.replica_id,
            after,
            max_lines=min(most, lines_under_one_key(register.keys, after)),
            max_bytes=MAX_FILE_BYTES,
        )
    if outgoing is None:  # the marks are not our chain's: the township says where it stands
        outgoing = Outgoing(1, 0, bytes(32), bytes(32), ())
    speaker = (identity.replica_id, identity.site_code)
    return sealed_batch(register, state, outgoing, speaker, crypt=Crypt.AGE), outgoing.to_seq


def _enrolled(state: SyncState | None) -> SyncState:
    if state is None or not state.server_replica_id:
        raise Refusal("本机还没有在乡镇登记。请先输入登记码。", code="not-enrolled")
    if not state.server_receiving_key:
        raise Refusal("本机登记时还没有U盘传送。请向乡镇要一个新登记码，联网重新登记一次。", code="stick-key")
    return state
