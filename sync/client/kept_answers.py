"""Keeping what a signed answer says: marks and feed in one transaction, and the anchor beside the register."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from app import keystore
from app.clock import Clock
from app.errors import Refusal
from app.models import digests, ghost_records, outbox, rolling_back, writers
from app.models.feed import take_feed
from app.models.outbox import Marks
from app.models.register import Register
from app.models.tables import SyncState
from sync.client import comparing
from sync.client.garbage import left_lying
from sync.protocol.answers import Answer, OpenedAnswer
from sync.protocol.codes import refusal_for
from sync.protocol.envelope import MAX_LINES


class Kept(NamedTuple):
    """Where a register stands with an answer kept, as its transaction saw it: nothing of it is read again.

    ``acked_seq``: our last line that the township has; ``feed_n``: the last line of its feed that is here;
    ``last_seq`` and ``head``: our own log. ``is_known_same``: it was seen before that both hold the same records.
    """

    acked_seq: int
    feed_n: int
    last_seq: int
    head: bytes
    is_known_same: bool


def keep(register: Register, clock: Clock, opened: OpenedAnswer, state: SyncState) -> Kept:
    """``keep_answer``; of one that brings nothing beyond ``state`` only that there was a contact."""
    if _moves_nothing(state, opened):
        return _keep_contact(register, clock, opened, state)
    return keep_answer(register, clock, opened)


def _keep_contact(register: Register, clock: Clock, opened: OpenedAnswer, state: SyncState) -> Kept:
    """What a power cut may take: the next contact says it again."""
    identity, now = register.identity, clock.now()
    with register.noting() as session:
        outbox.note_contact(session, _offset_ms(opened.answer, now), now)
        if state.feed_n:
            rolling_back.keep_seal(session, identity.site_code, state.feed_n, opened.seal)
        last_seq, head = outbox.head(session, identity.site_code, identity.replica_id)
        counted = partial(digests.kept, session, identity.site_code)
        is_known_same = comparing.is_known_same(opened.answer, state, last_seq, counted)
        session.commit()
    return Kept(state.acked_seq, state.feed_n, last_seq, head, is_known_same)


@left_lying()
def keep_answer(register: Register, clock: Clock, opened: OpenedAnswer, *, carried: bool = False) -> Kept:
    """Marks and feed lines in one transaction; returns where all stands afterwards.

    The point that the answer acknowledges must lie on our own chain, whoever brought it. An answer that was
    ``carried`` on a stick may be older than what the network brought since: it moves nothing back and measures
    no clock. Raises Refusal: forked, feed-gap (carried: an earlier answer is missing), feed-broken, outdated.
    """
    answer, identity = opened.answer, register.identity
    with register.writing() as session:
        state = outbox.enrolled_with(session)
        point = outbox.chain_at(session, identity.site_code, identity.replica_id, answer.received)
        if carried and answer.epoch in outbox.former_epochs(session):
            raise outdated()
        if point is None or point.hex() != answer.head:
            raise refusal_for("forked")
        if opened.header.from_seq > state.feed_n + 1 and not carried:
            raise Refusal(
                "镇里的消息中间缺了一段，没有收下，本机数据没有改动。请稍后再同步；一直如此请联系乡镇管理员。",
                code="feed-broken",
            )
        if opened.header.from_seq > state.feed_n + 1:
            raise one_is_missing(opened.header.from_seq - 1)
        marks = _carried_marks(answer, state) if carried else _measured_marks(answer, clock)
        outbox.keep_marks(session, marks)
        writers.keep_upper_servers(session, answer.above)
        feed_n = take_feed(session, identity.site_code, identity.replica_id, opened.parts)
        is_at_its_end = feed_n == opened.header.to_seq
        if is_at_its_end and outbox.feed_head(session) != opened.header.head_hash:
            raise refusal_for("forked")
        if is_at_its_end and feed_n:
            rolling_back.keep_seal(session, identity.site_code, feed_n, opened.seal)
        last_seq, head = outbox.head(session, identity.site_code, identity.replica_id)
        counted = partial(digests.kept, session, identity.site_code)
        is_known_same = comparing.is_known_same(answer, state, last_seq, counted)
        session.commit()
    return Kept(marks.acked_seq, feed_n, last_seq, head, is_known_same)


def _moves_nothing(state: SyncState, opened: OpenedAnswer) -> bool:
    """Whether an answer brings no line and no mark beyond what is known; its point was proved to be ours."""
    answer, brought = opened.answer, opened.header
    marks = (answer.epoch, answer.received, answer.applied, brought.to_seq, brought.head_hash)
    known = (state.epoch, state.acked_seq, state.applied_seq, state.feed_n, state.feed_hash)
    return not opened.parts and not answer.above and marks == known


def lay_ghosts(register: Register) -> None:
    """After a township was put back: what has not come back with its feed leaves the tables."""
    with register.writing() as session:
        ghost_records.lay(session, register.site_code)
        session.commit()


def move_anchor(register: Register, kept: Kept | None = None) -> None:
    """Note beside the register how far its journal had come: a register behind its anchor was put back.

    With ``kept`` as far as that saw it.
    """
    identity = register.identity
    if kept is not None:
        last, head = kept.last_seq, kept.head
    else:
        with register.reading() as session:
            last, head = outbox.head(session, identity.site_code, identity.replica_id)
    anchor = keystore.Anchor(identity.replica_id, last, head)
    # A full disk must not spoil a pass that went well; an older anchor is true, too.
    with suppress(OSError):
        if anchor != keystore.read_anchor(register.home):
            keystore.write_anchor(register.home, anchor)


def _measured_marks(answer: Answer, clock: Clock) -> Marks:
    now = clock.now()
    return Marks(answer.epoch, answer.received, answer.applied, _offset_ms(answer, now), now)


def _offset_ms(answer: Answer, now: datetime) -> int:
    return answer.server_time_ms - int(now.timestamp() * 1000)


def one_is_missing(up_to_n: int) -> Refusal:
    """An answer on a stick that was read before the one which goes before it."""
    return Refusal(
        f"这份回执前面还缺一份（到第 {up_to_n} 条）。请先读入前面的回执，文件没有改动。", code="feed-gap"
    )


def outdated() -> Refusal:
    """An answer on a stick that something newer has overtaken."""
    return Refusal(
        "这份回执已经过时，别的回执或网络更早到了，没有用它。什么也没有丢，不用管它。", code="outdated"
    )


def is_of_a_former_life(register: Register, answer: Answer) -> bool:
    """Written by the township before it was put back to an older copy, and brought here after we knew of that."""
    with register.reading() as session:
        return answer.epoch in outbox.former_epochs(session)


def _carried_marks(answer: Answer, state: SyncState) -> Marks:
    written_at = datetime.fromtimestamp(answer.server_time_ms / 1000, UTC)
    contact_at = max(written_at, state.last_contact) if state.last_contact else written_at
    if (
        answer.epoch != state.epoch
    ):  # the township was put back: what it had acknowledged before does not count
        return Marks(answer.epoch, answer.received, answer.applied, state.server_offset_ms, contact_at)
    return Marks(
        answer.epoch,
        max(answer.received, state.acked_seq),
        max(answer.applied, state.applied_seq),
        state.server_offset_ms,
        contact_at,
    )


def lines_under_one_key(keys: keystore.Keys, after_seq: int) -> int:
    """How many lines behind ``after_seq`` may go out together: a batch never reaches over a change of keys."""
    until = next((one.until_seq for one in keys.former if after_seq < one.until_seq), None)
    return MAX_LINES if until is None else min(MAX_LINES, until - after_seq)
